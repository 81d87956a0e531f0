"""Find the passage that a selector names in an original: exactly once, or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from build_tools.model.evidence import Evidence, Failure, Passage, Standing
from build_tools.model.words import forms, spans, without_glued_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from build_tools.model.dossier import Selector
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Reading

_CANDIDATES = 3
# A note number after a mark that follows a letter: `burned.1`, and no figure such as `12.5`.
_NOTE = re.compile(r"(?<=[^\W\d_][.,;:!?…”’\"')\]])\d{1,3}(?=\W|$)")
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Searchable:
    """An original's body as words in order: form, place and paragraph of each, and where each form occurs.

    `pages` holds the first and last page of each paragraph, as (first, last); it is empty where there are no pages.
    """

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    places: Mapping[str, list[int]]
    pages: tuple[tuple[int, int], ...] = ()


def searchable(reading: Reading) -> Searchable:
    """Make an original's body paragraphs ready for search; note markers and other lines are left out."""
    found: list[str] = []
    where: list[tuple[int, int]] = []
    numbers: list[int] = []
    for paragraph in reading.paragraphs:
        start, end = paragraph.start, paragraph.end
        markers = [(low - start, high - start) for low, high in reading.markers if start <= low < end]
        inner = forms(reading.text[start:end], ignoring=markers)
        found += inner
        where += spans(reading.text[start:end], ignoring=markers, offset=start)
        numbers += [paragraph.number] * len(inner)
    places: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(found):
        places[form].append(index)
    pages = tuple((paragraph.page, paragraph.last_page) for paragraph in reading.paragraphs if paragraph.page)
    return Searchable(tuple(found), tuple(where), tuple(numbers), dict(places), pages)


def find(body: Searchable, selector: Selector, locator: Locator) -> Evidence:
    """Find a selector's passage in an original's body.

    The start has to occur once in the whole body, the end once between there and the end of the located paragraphs.
    """
    start, end, before, after = (_sought(body, part) for part in (selector.start, selector.end, selector.before, selector.after))
    starts = [at for at in _occurrences(body, start) if _precedes(body, at, before)]
    if not end:
        starts = [at for at in starts if _follows(body, at + len(start), after)]
    if len(starts) != 1:
        return _failed(body, start, starts)
    first = starts[0]
    last = first + len(start)
    if end:
        within = max(_last_paragraph(body, locator), body.paragraphs[first])
        ends = [
            at + len(end)
            for at in _occurrences(body, end)
            if at >= last and body.paragraphs[at] <= within and _follows(body, at + len(end), after)
        ]
        if len(ends) != 1:
            return _failed(body, end, [at - len(end) for at in ends], end_failed=True, near=body.paragraphs[first])
        last = ends[0]
    return _placed(body, first, last, locator)


def _sought(body: Searchable, typed: str) -> tuple[str, ...]:
    """Return the words to look for: as typed, or, where these are not there, without note numbers that were copied along."""
    found = without_glued_numbers(forms(typed), body.places)
    return found if _occurrences(body, found) else without_glued_numbers(forms(_NOTE.sub("", typed)), body.places)


def _placed(body: Searchable, first: int, last: int, locator: Locator) -> Evidence:
    low, high = body.paragraphs[first], body.paragraphs[last - 1]
    passage = Passage(body.spans[first][0], body.spans[last - 1][1], low, high, last - first)
    if not _is_at(body, low, high, locator):
        return Evidence(Standing.NOT_FOUND, passage, failure=Failure.ELSEWHERE, candidates=((low, _shown(body, first, 4)),))
    return Evidence(Standing.FOUND, passage)


def _failed(body: Searchable, sought: Sequence[str], at: Sequence[int], *, end_failed: bool = False, near: int = 0) -> Evidence:
    if at:
        where = tuple((body.paragraphs[index], _shown(body, index, len(sought) + 3)) for index in at[:_CANDIDATES])
        return Evidence(Standing.NOT_FOUND, failure=Failure.AMBIGUOUS, end_failed=end_failed, candidates=where)
    candidates = _nearest(body, sought, near)
    return Evidence(Standing.NOT_FOUND, failure=Failure.ABSENT, end_failed=end_failed, candidates=candidates)


def _occurrences(body: Searchable, sought: tuple[str, ...]) -> list[int]:
    if not sought:
        return []
    count = len(sought)
    return [at for at in body.places.get(sought[0], ()) if body.forms[at : at + count] == sought]


def _precedes(body: Searchable, at: int, before: tuple[str, ...]) -> bool:
    return not before or body.forms[max(0, at - len(before)) : at] == before


def _follows(body: Searchable, at: int, after: tuple[str, ...]) -> bool:
    return not after or body.forms[at : at + len(after)] == after


def _nearest(body: Searchable, sought: Sequence[str], near: int) -> tuple[tuple[int, str], ...]:
    """Return the places that share most words with what was sought, in the paragraph `near` first where there is one."""
    scores: dict[int, float] = defaultdict(float)
    for step, form in enumerate(sought):
        for at in body.places.get(form, ()):
            scores[max(at - step, 0)] += 1 + (body.paragraphs[at] == near) / 2
    best = nlargest(_CANDIDATES, scores.items(), key=lambda pair: (pair[1], -pair[0]))
    return tuple((body.paragraphs[at], _shown(body, at, len(sought))) for at, score in best if score >= len(sought) / 2)


def _shown(body: Searchable, at: int, count: int) -> str:
    return " ".join(body.forms[at : at + count])


def _is_at(body: Searchable, low: int, high: int, locator: Locator) -> bool:
    """Tell whether paragraphs are those of a locator, or stand on its pages in part; other locators can't be held to anything."""
    first, last = _number(locator.first), _number(locator.last)
    if locator.label == "paragraph":
        return first <= low and high <= last
    if locator.label == "page" and body.pages and first:
        return body.pages[low - 1][0] <= last and first <= body.pages[high - 1][1]
    return True


def _last_paragraph(body: Searchable, locator: Locator) -> int:
    """Return the last paragraph in which a passage may end by its locator; 0 where that says nothing of it."""
    if locator.label == "page":
        on = (number for number, (first, _) in enumerate(body.pages, 1) if first <= _number(locator.last))
        return max(on, default=0)
    return _number(locator.last) if locator.label == "paragraph" else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else 0
