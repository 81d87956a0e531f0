"""Find a digest's passages in a newer copy of its original: where each stands now, whether it changed, or that it is gone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from string import ascii_lowercase
from typing import TYPE_CHECKING

from build_tools.model.evidence import Failure, Standing
from build_tools.model.locators import parse
from build_tools.resolve.passages import find, searchable
from build_tools.resolve.selectors import selector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.model.dossier import Selector, Statement
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Paragraph, Reading
    from build_tools.resolve.passages import Searchable

# Of a passage's words, so many have to stand in order at the new place for it to count as the same passage.
_LIKE = 0.6
# A word that stands more often than this says too little about where a passage stands.
_RARE = 60
# With this locator the end has to stand in the paragraph in which the start is found, whichever that is.
_ANYWHERE = parse("para. 1")


class Fate(StrEnum):
    """What became of a passage in the newer copy."""

    SAME = "the same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of a statement's passage: where it would stand now, with its words before and now, empty where not at hand.

    `at` and `selector` are as they were where the passage is the same. Where it is gone there is no selector, and `at` differs only
    in its letter, if another passage stands at that number now. `likeness` is the share of its
    words that are still there in order, from 0 to 1.
    """

    statement: Statement
    fate: Fate
    at: str = ""
    selector: Selector | None = None
    before: str = ""
    now: str = ""
    likeness: float = 1.0


def renewed(statements: Sequence[Statement], old: Reading | None, new: Reading) -> Iterator[Renewed]:
    """Yield what became of each statement's passage. Without the old reading, only what its selector still finds is known."""
    body = searchable(new)
    before = searchable(old) if old else None
    found = [_one(one, one.locator, one.selector, (old, before), (new, body)) for one in statements if one.locator and one.selector]
    taken = {one.at for one in found if one.fate is Fate.SAME}
    places: dict[int, str] = {}
    # What is gone gives way to what is there.
    for index, one in sorted(enumerate(found), key=lambda pair: pair[1].fate is Fate.GONE):
        places[index] = one.at if one.fate is Fate.SAME else _untaken(one.at, taken)
        taken.add(places[index])
    yield from (replace(one, at=places[index]) for index, one in enumerate(found))


_Read = tuple["Reading | None", "Searchable | None"]


def _one(statement: Statement, locator: Locator, chosen: Selector, old: _Read, new: tuple[Reading, Searchable]) -> Renewed:
    reading, body = new
    was = _range(old[1], chosen, locator) if old[1] else None
    words = old[1].forms[slice(*was)] if old[1] and was else ()
    told = _words(old[0], old[1], was) if old[0] and old[1] and was else ""
    now = _range(body, chosen, locator)
    if now and (not words or body.forms[slice(*now)] == words):
        here = _place(reading, body, now, locator)
        fate = Fate.SAME if here == locator.text else Fate.MOVED
        found = chosen if fate is Fate.SAME else _again(reading, body, now, here, chosen)
        return Renewed(statement, fate, here, found, told, _words(reading, body, now))
    near, likeness = _nearest(words, body) if words else (None, 0.0)
    if near is None or likeness < _LIKE:
        return Renewed(statement, Fate.GONE, locator.text, before=told, likeness=likeness)
    here = _place(reading, body, near, locator)
    made = _again(reading, body, near, here, None)
    fate = Fate.MOVED if body.forms[slice(*near)] == words else Fate.CHANGED
    return Renewed(
        statement, fate if made else Fate.GONE, here if made else locator.text, made, told, _words(reading, body, near), likeness
    )


def _range(body: Searchable | None, chosen: Selector, locator: Locator) -> tuple[int, int] | None:
    """Return the words of a selector's passage, wherever in the body it stands."""
    if body is None:
        return None
    tries = (find(body, chosen, where) for where in (locator, _ANYWHERE) if where)
    passage = next((one.passage for one in tries if one.standing is Standing.FOUND or one.failure is Failure.ELSEWHERE), None)
    if passage is None:
        return None
    first = bisect_left(body.spans, (passage.start, 0))
    return first, first + passage.words


def _nearest(words: Sequence[str], body: Searchable) -> tuple[tuple[int, int] | None, float]:
    """Return the stretch of the body that has most of the words in order, and how many of them."""
    offsets = Counter(place - index for index, word in enumerate(words) for place in body.places.get(word, ())[:_RARE])
    best: tuple[tuple[int, int] | None, float] = (None, 0.0)
    for offset, _ in offsets.most_common(3):
        low, high = max(offset - len(words) // 2, 0), offset + len(words) * 3 // 2
        window = body.forms[low:high]
        blocks = [one for one in SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks() if one.size]
        likeness = sum(one.size for one in blocks) / max(len(words), 1)
        if blocks and likeness > best[1]:
            # What was changed at an end of the passage belongs to it as much as what was kept.
            first = low + max(blocks[0].b - blocks[0].a, 0)
            last = low + blocks[-1].b + blocks[-1].size + len(words) - blocks[-1].a - blocks[-1].size
            best = _within(body, first, last, low + blocks[0].b, low + blocks[-1].b + blocks[-1].size), likeness
    return best


def _within(body: Searchable, first: int, last: int, surely: int, until: int) -> tuple[int, int]:
    """Return a stretch without what would reach into a paragraph in which none of its words stand."""
    while first < surely and body.paragraphs[first] != body.paragraphs[surely]:
        first += 1
    last = min(last, len(body.forms))
    while last > until and body.paragraphs[last - 1] != body.paragraphs[until - 1]:
        last -= 1
    return first, last


def _place(reading: Reading, body: Searchable, words: tuple[int, int], locator: Locator) -> str:
    """Return the locator of a stretch in the terms of the old one, which keeps its text where it still holds."""
    first, last = (reading.paragraph(body.paragraphs[at]) for at in (words[0], words[1] - 1))
    if first is None or last is None:
        return locator.text
    low, high = (_number(first, locator, end=False), _number(last, locator, end=True))
    if not low or _covers(locator, low, high):
        return locator.text
    one, several = ("p.", "pp.") if locator.label == "page" else ("para.", "paras.")
    return f"{one} {low}{locator.letter}" if low == high else f"{several} {low}–{high}"


def _number(paragraph: Paragraph, locator: Locator, *, end: bool) -> int:
    if locator.label == "page":
        return paragraph.last_page if end and paragraph.last_page else paragraph.page
    return paragraph.number if locator.label == "paragraph" else 0


def _covers(locator: Locator, low: int, high: int) -> bool:
    return locator.first.isdecimal() and locator.last.isdecimal() and int(locator.first) <= low and high <= int(locator.last)


def _again(reading: Reading, body: Searchable, words: tuple[int, int], at: str, chosen: Selector | None) -> Selector | None:
    """Return a selector that finds a stretch at its new place: the old one where it still does."""
    locator = parse(at)
    if locator is None:
        return None
    if chosen and find(body, chosen, locator).standing is Standing.FOUND:
        return chosen
    return selector(reading.text, body, *words, locator)


def _words(reading: Reading | None, body: Searchable, words: tuple[int, int]) -> str:
    return " ".join(reading.text[body.spans[words[0]][0] : body.spans[words[1] - 1][1]].split()) if reading else ""


def _untaken(at: str, taken: set[str]) -> str:
    """Return a locator with another letter where a statement has that one already; one without a letter stands alone."""
    stem = at.rstrip(ascii_lowercase)
    alone = stem == at and any(other.rstrip(ascii_lowercase) == stem for other in taken)
    free = (f"{stem}{letter}" for letter in ascii_lowercase if f"{stem}{letter}" not in taken)
    return next(free, at) if "–" not in at and (at in taken or stem in taken or alone) else at
