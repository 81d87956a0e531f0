"""Cut an original into passages of about the length that one statement covers: whole sentences of one paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.locators import parse
from build_tools.resolve.passages import searchable
from build_tools.resolve.selectors import selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from build_tools.model.dossier import Selector
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Paragraph, Reading

# A passage takes whole sentences up to so many words; what is left of a paragraph and shorter than FEWEST joins the one before.
MOST, FEWEST, _FEWEST_OF_ONE = 80, 12, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Portion:
    """A passage for one statement: its locator and selector, its offsets in the reading, the section it stands under.

    `selector` is None where no few words find the passage again.
    """

    locator: Locator
    selector: Selector | None
    start: int
    end: int
    section: str


def portions(reading: Reading, cut: Callable[[str], Iterable[tuple[int, int]]], *, most: int = MOST) -> Iterator[Portion]:
    """Yield the passages of an original's body. `cut` finds the sentences of a paragraph; `most` is 0 for one to each passage."""
    body = searchable(reading)
    low = 0
    for paragraph in reading.paragraphs:
        high = low
        while high < len(body.paragraphs) and body.paragraphs[high] == paragraph.number:
            high += 1
        runs = _runs(reading, paragraph, body.spans[low:high], cut, most)
        for index, (first, last) in enumerate(runs):
            locator = parse(f"para. {paragraph.number}{_letter(index) if len(runs) > 1 else ''}")
            if locator:
                made = selector(reading.text, body, low + first, low + last, locator)
                start, end = body.spans[low + first][0], body.spans[low + last - 1][1]
                yield Portion(locator, made, start, end, paragraph.section)
        low = high


def _runs(
    reading: Reading,
    paragraph: Paragraph,
    words: Sequence[tuple[int, int]],
    cut: Callable[[str], Iterable[tuple[int, int]]],
    most: int,
) -> tuple[tuple[int, int], ...]:
    """Return the passages of a paragraph as (first, last) words, counted within it, the last excluded."""
    text = _without_markers(reading, paragraph)
    ends = [paragraph.start + end for _, end in cut(text)]
    sentences = [sum(start < end for start, _ in words) for end in ends]
    marks = sorted({count for count in sentences if count} | ({len(words)} if words else set()))
    first, runs = 0, list[tuple[int, int]]()
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        if following is None or following - first > most:
            runs.append((first, mark))
            first = mark
    return _joined(runs, FEWEST if most else _FEWEST_OF_ONE)


def _joined(runs: Iterable[tuple[int, int]], fewest: int) -> tuple[tuple[int, int], ...]:
    """Put a passage of few words, such as what an abbreviation cuts off, together with the one before it."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and min(last - first, joined[-1][1] - joined[-1][0]) < fewest:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def _without_markers(reading: Reading, paragraph: Paragraph) -> str:
    """Return a paragraph's text with spaces in place of note numbers, which would hide the end of a sentence."""
    text = list(reading.text[paragraph.start : paragraph.end])
    for low, high in reading.markers:
        if paragraph.start <= low < paragraph.end:
            text[low - paragraph.start : high - paragraph.start] = " " * (high - low)
    return "".join(text)


def _letter(index: int) -> str:
    """Return the letters that tell statements on one paragraph apart: a to z, then aa to zz."""
    return _LETTERS[index] if index < len(_LETTERS) else _LETTERS[index // 26 - 1] + _LETTERS[index % 26]
