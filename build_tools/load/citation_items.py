"""The inside of a citation: parts between semicolons, each a key with the words around it and what of them is a locator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.load.citation_locators import split_locator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_inline import StateInline

KEY = re.compile(r"(?P<minus>-?)@(?:(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)|\{(?P<any>[^\s{}]+)\})")
ONE_BREAK = re.compile(r"[ \t]*(?:\n[ \t]*)?(?=\[(?!\^))")
_MARKED = re.compile(r"(\*{1,3}|_{1,3})(?=\S)[^\[\]]{0,400}?(?<=\S)\1")
_URL_BEFORE = re.compile(r"(?:[a-z][a-z0-9+.-]*:/|www\.|mailto:)[^\s<>\[\]]*\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W_]\.?\Z|\\\Z")
# Brackets within brackets are read again at each level, so there is an end to what is looked at.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class RawItem:
    """One source of a citation as typed. Starts and ends are offsets; without a locator its two are the same."""

    key: str
    prefix: str
    suffix: str
    locator: str
    explicit: bool
    in_text: bool
    suppress_author: bool
    key_start: int
    key_end: int
    locator_start: int
    locator_end: int


@dataclass(frozen=True, slots=True)
class RawCitation:
    """A citation as typed, with its offsets and its own text."""

    items: tuple[RawItem, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between semicolons, with the stretches in it that are units of their own: code, links, emphasis."""

    start: int
    end: int
    units: tuple[tuple[int, int], ...]


def parts_of(state: StateInline, start: int) -> tuple[tuple[Part, ...], int]:
    """Return the parts of a bracket and where it closes; -1 where it doesn't."""
    limit = min(state.posMax, start + _LONGEST)
    if "]" not in state.src[start:limit]:
        return (), -1
    parts: list[Part] = []
    units: list[tuple[int, int]] = []
    position, begin, depth = start + 1, start + 1, 0
    while position < limit:
        char = state.src[position]
        end = _unit_end(state, position)
        if end > position + 1:
            units.append((position, end))
        elif char == "]" and depth == 0:
            return (*parts, Part(begin, position, tuple(units))), position
        elif char == ";" and depth == 0:
            parts.append(Part(begin, position, tuple(units)))
            units, begin = [], position + 1
        depth += {"[": 1, "]": -1}.get(char, 0) if end == position + 1 else 0
        position = end
    return (*parts, Part(begin, state.posMax, tuple(units))), -1


def _unit_end(state: StateInline, position: int) -> int:
    """Return where the unit at a position ends: one character on, or the end of code, a link, emphasis or `@{key}`."""
    char = state.src[position]
    if char in "`<\\[!":
        before, state.pos = state.pos, position
        state.md.inline.skipToken(state)
        end, state.pos = state.pos, before
        return end if char != "!" or state.src.startswith("![", position) else position + 1
    if char in "*_" and (marked := _MARKED.match(state.src, position, state.posMax)):
        return marked.end()
    if char == "@" and (key := KEY.match(state.src, position, state.posMax)) and key["any"]:
        return key.end()
    return position + 1


def items_of(src: str, parts: Sequence[Part]) -> tuple[RawItem, ...]:
    """Return an item for each part, or none at all where a part has no key."""
    found = [(part, first_key(src, part)) for part in parts]
    items = [item_of(src, match, part.start, part, in_text=False) for part, match in found if match]
    return tuple(items) if len(items) == len(parts) else ()


def first_key(src: str, part: Part) -> re.Match[str] | None:
    """Return the first key of a part."""
    return next(_keys(src, part), None)


def _keys(src: str, part: Part) -> Iterator[re.Match[str]]:
    for match in KEY.finditer(src, part.start, part.end):
        inside = any(start <= match.start() < end and src[start] != "@" for start, end in part.units)
        if not inside and key_at(src, match.start(), part.end):
            yield match


def key_at(src: str, position: int, end: int) -> re.Match[str] | None:
    """Return the key at a position, unless it is part of a word, an address or a URL."""
    before = src[max(0, position - 400) : position]
    apart = not before or before[-1].isspace() or before[-1] in "<>[]"
    if not apart and (_WORD_BEFORE.search(before[-2:]) or _URL_BEFORE.search(before)):
        return None
    return KEY.match(src, position, end)


def item_of(src: str, match: re.Match[str], start: int, part: Part, *, in_text: bool) -> RawItem:
    """Make an item of a key and of the words around it in its part."""
    words_start = max(match.end(), part.start)
    while in_text and words_start < part.end and src[words_start].isspace():
        words_start += 1
    words = src[words_start : part.end].rstrip()
    found = split_locator(words)
    return RawItem(
        key=match["key"] or match["any"],
        prefix="" if in_text else " ".join(src[start : match.start()].split()),
        suffix=re.sub(r"\s+", " ", words[found.end :]),
        locator=found.text,
        explicit=found.explicit,
        in_text=in_text and not match["minus"],
        suppress_author=bool(match["minus"]),
        key_start=match.start(match.lastgroup or 0),
        key_end=match.end(match.lastgroup or 0),
        locator_start=words_start + found.start,
        locator_end=words_start + found.stop,
    )
