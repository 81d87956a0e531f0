"""Put the words of a page into lines, and the lines into the order of reading: column by column, whatever the page looks like."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.load.formats.pdf_words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GUTTER = 8.0
_FEWEST_LINES = 4
_FEWEST_WORDS = 2.5
_NARROWEST = 60.0
_STEP = 2.0
_MOST_STRIPS = 8
_RAISED = 0.8
_GLUED = 0.35
_MARK = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*|\[\d{1,3}\]|[*†‡]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a column: its words from left to right, and the column's left and right edges."""

    words: tuple[Word, ...]
    left_edge: float
    right_edge: float
    page: int = 0

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """The top of its tallest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of its words, those raised or lowered left aside."""
        return max(word.bottom for word in self.words if word.size >= _RAISED * self.size or word.table)

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The type size of most of its characters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bold(self) -> bool:
        """Whether it is bold from end to end."""
        return all(word.bold for word in self.words)

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        return self.words[0].table

    def is_mark(self, index: int) -> bool:
        """Tell whether a word is a note's number: small, and right behind the word before it or at the line's start."""
        word = self.words[index]
        small = word.size <= _RAISED * self.size and bool(_MARK.fullmatch(word.text))
        raised = word.bottom <= self.bottom - 0.1 * self.size or word.top <= self.top + 0.1 * self.size
        return small and raised and (not index or word.left - self.words[index - 1].right < _GLUED * self.size)


def rows(words: Sequence[Word], page: int, known: float | None = None) -> tuple[list[Row], float | None]:
    """Return the lines of a page in the order of reading, and where its columns part, if so.

    `known` is where those of the page before parted: the last page of two columns may have too little in one to tell.
    """
    gutter = _gutter(words)
    if gutter is None and known is not None and not any(_crosses(word, known) for word in words if word.table):
        crossing = _merged(word for word in words if _crosses(word, known))
        gutter = known if len(crossing) <= len(_lines(words)) / 3 else None
    return [Row(line, left, right, page) for line, left, right in _ordered(list(words), gutter)], gutter


def _ordered(words: list[Word], gutter: float | None) -> Iterator[tuple[tuple[Word, ...], float, float]]:
    if gutter is None:
        if words:
            left, right = min(word.left for word in words), max(word.right for word in words)
            yield from ((line, left, right) for line in _lines(words))
        return
    for crossing, band in _bands(words, gutter):
        if crossing:
            left, right = min(word.left for word in words), max(word.right for word in words)
            yield from ((line, left, right) for line in _lines(band))
        else:
            for side in ([word for word in band if word.right <= gutter], [word for word in band if word.right > gutter]):
                yield from _ordered(side, _gutter(side))


def _gutter(words: Sequence[Word]) -> float | None:
    """Return where two columns part: the strip that has text on both sides over several lines, and fewest words across it."""
    if len(words) < _FEWEST_LINES * 4:
        return None
    left, right = min(word.left for word in words), max(word.right for word in words)
    if right - left < 2 * _NARROWEST:
        return None
    best: tuple[float, float] | None = None
    for at in _strips(words, left, right):
        crossing = _merged(word for word in words if _crosses(word, at))
        apart = [word for word in words if not _crosses(word, at) and not _beside(word, crossing)]
        sides = [word for word in apart if word.right <= at], [word for word in apart if word.left >= at]
        counts = [len(_lines(side)) for side in sides]
        if min(counts) >= _FEWEST_LINES and all(
            len(side) >= _FEWEST_WORDS * count for side, count in zip(sides, counts, strict=True)
        ):
            score = min(counts) - len(crossing)
            best = max(best or (0.0, at), (score, at))
    return best[1] if best and best[0] > 0 else None


def _strips(words: Sequence[Word], left: float, right: float) -> list[float]:
    """Return the middles of the strips that fewest words cross."""
    steps = [0] * (int((right - left) / _STEP) + 2)
    for word in words:
        for step in range(int((word.left - left - _GUTTER / 2) / _STEP) + 1, int((word.right - left + _GUTTER / 2) / _STEP) + 1):
            if 0 <= step < len(steps):
                steps[step] += 1
    margin = int(_NARROWEST / _STEP)
    plateaus: list[tuple[int, float]] = []
    start = margin
    for step in range(margin, len(steps) - margin):
        if steps[step] != steps[start]:
            plateaus.append((steps[start], left + (start + step - 1) / 2 * _STEP))
            start = step
    return [at for count, at in sorted(plateaus)[:_MOST_STRIPS] if count <= len(words) / 6]


def _crosses(word: Word, at: float) -> bool:
    return word.left < at + _GUTTER / 2 and word.right > at - _GUTTER / 2


def _merged(words: Iterable[Word]) -> list[tuple[float, float]]:
    """Return the stretches of the page's height that words take up, from top to bottom."""
    merged: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda one: one.top):
        if merged and word.top < merged[-1][1] - 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], word.bottom))
        else:
            merged.append((word.top, word.bottom))
    return merged


def _beside(word: Word, stretches: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a word stands in one line with what takes up these stretches."""
    at = bisect_left(stretches, (word.middle, 0.0))
    return any(top < word.middle < bottom for top, bottom in stretches[max(0, at - 2) : at + 1])


def _bands(words: Sequence[Word], gutter: float) -> Iterator[tuple[bool, list[Word]]]:
    """Cut a page from top to bottom: lines across the gutter, and what stands in two columns between them."""
    crossing = _merged(word for word in words if _crosses(word, gutter))
    across = [word for word in words if _crosses(word, gutter) or _beside(word, crossing)]
    held = set(map(id, across))
    apart = sorted((word for word in words if id(word) not in held), key=lambda word: word.middle)
    at = 0
    for line in _lines(across):
        top = min(word.top for word in line)
        band = []
        while at < len(apart) and apart[at].middle < top:
            band.append(apart[at])
            at += 1
        if band:
            yield False, band
        yield True, list(line)
    if apart[at:]:
        yield False, apart[at:]


def _lines(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """Put words into lines: a word belongs to a line if half of it stands beside the line's first full-size word."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.table, -one.size, one.top, one.left)):
        home = next((line for line in reversed(lines) if _same_line(word, line[0])), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    return sorted(
        (tuple(sorted(line, key=lambda one: one.left)) for line in lines), key=lambda line: max(word.bottom for word in line)
    )


def _same_line(word: Word, first: Word) -> bool:
    if word.table or first.table:
        return False
    overlap = min(word.bottom, first.bottom) - max(word.top, first.top)
    return overlap > 0.5 * min(word.bottom - word.top, first.bottom - first.top)
