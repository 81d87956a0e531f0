"""What stands on many pages and is no text: running heads and page numbers; and which number is printed on which page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from build_tools.load.formats.pdf_lines import Row

_NUMBER = re.compile(r"(?:^|\D)(\d{1,4})(?:\D*$)|^\D{0,8}(\d{1,4})(?=\D)")
_BARE = re.compile(r"\W*(?:page |p\. ?)?(\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,4})?\W*", re.IGNORECASE)
_AT_THE_EDGE = 3
_SAME_HEIGHT = 4.0
_SHARE = 0.3
_EDGE = 0.1
_OUTER = 0.2
_MOST_WORDS = 12
_GAP = 0.75


def words_of(row: Row) -> str:
    """Return the words of a line with single spaces."""
    return " ".join(word.text for word in row.words)


def running_heads(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> frozenset[int]:
    """Return the ids of the lines at the top and foot of pages that say the same on several, or only the page's number."""
    edges = [(number, line) for number, rows in enumerate(pages) for line in _at_the_edge(rows, heights[number])]
    said = Counter((_pattern(line), _height(line)) for _, line in edges)
    offset = _offset(edges)
    enough = max(2, round(_SHARE * len(pages) / 2))
    found: set[int] = set()
    for number, line in edges:
        often = sum(said[_pattern(line), _height(line) + step] for step in (-1, 0, 1))
        outside = line[0].top < _EDGE * heights[number] or line[0].bottom > (1 - _EDGE) * heights[number]
        if often >= enough or (outside and (_BARE.fullmatch(_text(line)) or _numbered(line, number + offset))):
            found.update(map(id, line))
    return frozenset(found)


def printed(pages: Sequence[Sequence[Row]], heads: frozenset[int]) -> Mapping[int, int]:
    """Return the number printed on each page, by its place from 0; where none counts up with the pages, their place from 1."""
    offsets: Counter[int] = Counter()
    for place, rows in enumerate(pages):
        offsets.update({number - place for row in rows if id(row) in heads for number in _numbers(row)})
    best, count = max(offsets.items(), key=lambda pair: (pair[1], -abs(pair[0] - 1)), default=(1, 0))
    offset = best if count >= max(2, 0.5 * len(pages)) or (count and len(pages) <= 2) else 1  # noqa: PLR2004 - one leaf
    return {place: place + offset for place in range(len(pages))}


def _at_the_edge(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Return the lines above the first gap from the top, and below the last one; a line may have parts in several columns."""
    upper = [row for row in sorted(rows, key=lambda row: row.top) if row.bottom < _OUTER * height and not row.table]
    lower = [row for row in sorted(rows, key=lambda row: -row.bottom) if row.top > (1 - _OUTER) * height and not row.table]
    return [*_before_a_gap(upper, rows), *_before_a_gap(lower, rows)]


def _before_a_gap(edge: Sequence[Row], rows: Sequence[Row]) -> list[list[Row]]:
    """Return the lines from the edge inwards that stand apart from the text: three at most, as heads are."""
    lines: list[list[Row]] = []
    for row in edge:
        if lines and abs(lines[-1][0].middle - row.middle) < row.size / 2:
            lines[-1].append(row)
        elif lines and not any(_near(row, other) for other in lines[-1]):
            return lines
        else:
            lines.append([row])
    inner = [row for row in rows if not any(row is one for line in lines for one in line)]
    apart = not any(_near(row, one) for row in inner for line in lines for one in line)
    return lines if apart and len(lines) <= _AT_THE_EDGE else []


def _near(one: Row, other: Row) -> bool:
    return max(one.top - other.bottom, other.top - one.bottom) < _GAP * min(one.size or 1, other.size or 1)


def _text(line: Sequence[Row]) -> str:
    return " ".join(words_of(row) for row in sorted(line, key=lambda row: row.left))


def _height(line: Sequence[Row]) -> int:
    return round(line[0].middle / _SAME_HEIGHT)


def _pattern(line: Sequence[Row]) -> str:
    return re.sub(r"\d+", "#", _text(line)).casefold()


def _numbers(row: Row) -> set[int]:
    return {int(group) for match in _NUMBER.finditer(words_of(row)) for group in match.groups() if group}


def _offset(edges: Iterable[tuple[int, Sequence[Row]]]) -> int:
    """Return by how much the numbers at the edges of most pages are ahead of the pages' places from 0."""
    offsets: Counter[int] = Counter()
    for place, line in edges:
        offsets.update({int(number) - place for number in re.findall(r"^\d{1,4}\b|\b\d{1,4}$", _text(line))})
    return max(offsets, key=lambda one: (offsets[one], -abs(one - 1)), default=1)


def _numbered(line: Sequence[Row], number: int) -> bool:
    """Tell whether a short line at the very edge begins or ends with the page's number, as a head that is said once does."""
    text = _text(line)
    return len(text.split()) <= _MOST_WORDS and bool(re.search(rf"(?:^\s*{number}\b|\b{number}\s*$)", text))
