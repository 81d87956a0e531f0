"""Cut an original into passages of about the length that one statement covers: whole sentences of one paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from build_tools.model.locators import parse
from build_tools.model.sentences import sentences
from build_tools.resolve.passages import searchable
from build_tools.resolve.selectors import selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Selector
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Paragraph, Reading
    from build_tools.resolve.passages import Searchable

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


def portions(reading: Reading, *, most: int = MOST) -> Iterator[Portion]:
    """Yield the passages of an original's body, of `most` words at the most where sentences allow; 0 for single sentences."""
    body = searchable(reading)
    cut_up = [
        (paragraph, run)
        for paragraph, words in _by_paragraph(reading, body)
        for run in _runs(reading, paragraph, words, body, most)
    ]
    shared = Counter(_place(paragraph) for paragraph, _ in cut_up)
    seen: Counter[str] = Counter()
    for paragraph, (first, last) in cut_up:
        place = _place(paragraph)
        locator = parse(f"{place}{_letter(seen[place]) if shared[place] > 1 else ''}")
        seen[place] += 1
        if locator:
            made = selector(reading.text, body, first, last, locator)
            yield Portion(locator, made, body.spans[first][0], body.spans[last - 1][1], paragraph.section)


def _place(paragraph: Paragraph) -> str:
    """Return the locator of a paragraph, without the letter that tells its passages apart: by pages where there are any."""
    if not paragraph.page:
        return f"para. {paragraph.number}"
    return f"p. {paragraph.page}" if _on_one_page(paragraph) else f"pp. {paragraph.page}–{paragraph.last_page}"


def _on_one_page(paragraph: Paragraph) -> bool:
    return paragraph.last_page in {0, paragraph.page}


def _by_paragraph(reading: Reading, body: Searchable) -> Iterator[tuple[Paragraph, range]]:
    """Yield each paragraph with the words of the body that stand in it."""
    low = 0
    for paragraph in reading.paragraphs:
        high = low
        while high < len(body.paragraphs) and body.paragraphs[high] == paragraph.number:
            high += 1
        yield paragraph, range(low, high)
        low = high


def _runs(
    reading: Reading,
    paragraph: Paragraph,
    words: range,
    body: Searchable,
    most: int,
) -> tuple[tuple[int, int], ...]:
    """Return the passages of a paragraph as (first, last) words of the body, the last excluded.

    One that runs over to the next page is left whole, since nobody could tell on which page its parts stand.
    """
    if not words or not _on_one_page(paragraph):
        return ((words.start, words.stop),) if words else ()
    text = _without_markers(reading, paragraph)
    ends = [paragraph.start + end for _, end in sentences(text)]
    marks = sorted({bisect_left(body.spans, (end, 0), words.start, words.stop) for end in ends} - {words.start} | {words.stop})
    first, runs = words.start, list[tuple[int, int]]()
    for mark, following in zip_longest(marks, marks[1:]):
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
