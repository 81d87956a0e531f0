"""What looks like a citation and can't be read as one, or in one that can: why, and what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Span
from build_tools.load.citation_items import KEY, ONE_BREAK, Part, RawCitation, first_key, key_at
from build_tools.model import locators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from build_tools.diagnostics import Diagnostic

CITE_SYNTAX = Rule(
    "cite-syntax",
    "What looks like a citation can't be read as one",
    "It would be printed as it was typed, brackets and all, and lead to no source.",
    bad="The lamp was lit in 1871 [@moor2019, p. 4; ].",
    good="The lamp was lit in 1871 [@moor2019, p. 4].",
)

_NO_KEY = re.compile(r"\s*-?@\s*(?:[,;\]]|$)|(?<!\w)@(?=[,\]])")
_OPENED = re.compile(r"\[[^\[\]@.]{0,40}(?<!\w)-?@[\w{]")


@dataclass(frozen=True, slots=True)
class RawProblem:
    """Why something that looks like a citation, or a part of one, can't be read; with its offsets."""

    start: int
    end: int
    message: str
    help: str


def to_diagnostic(problem: RawProblem, place: Callable[[int], int], path: str) -> Diagnostic:
    """Return the diagnostic of a problem; `place` turns an offset of the inline content into one of the file."""
    return CITE_SYNTAX.at(Span(path, place(problem.start), place(problem.end)), problem.message, problem.help)


def within(raw: RawCitation) -> Iterator[RawProblem]:
    """Yield what can't be read in a citation that as such can be."""
    for item in raw.items:
        if item.locator and not locators.parse(item.locator, explicit=item.explicit):
            yield _unreadable(item.locator, item.locator_start, item.locator_end)
        words = item.suffix.lstrip(" ,")
        label = locators.label_at_start(words).strip()
        if not item.locator and not item.explicit and _needs_number(label):
            start = raw.start + max(raw.text.find(label, item.key_end - raw.start), 0)
            yield _unreadable(words, start, start + len(label))
        for other in KEY.finditer(item.suffix):
            if key_at(item.suffix, other.start(), len(item.suffix)):
                message = f'the words after "{item.key}" hold a second source, "{other["key"] or other["any"]}"'
                yield RawProblem(item.key_start, raw.end - 1, message, 'put ";" between two sources')


def _needs_number(label: str) -> bool:
    """Tell an abbreviation such as `para.` from a word that may just be a word; `s.v.` stands before words."""
    return (label.endswith(".") and not label.startswith("s.v")) or label in {"§", "§§", "¶", "¶¶"}


def _unreadable(words: str, start: int, end: int) -> RawProblem:
    return RawProblem(start, end, f'the locator "{words}" has no number', 'write a number after it, as in "para. 12" or "pp. 3–5"')


def why_not(src: str, parts: Sequence[Part], start: int, close: int) -> Iterator[RawProblem]:
    """Yield why a bracket that looks like a citation is none."""
    if close < 0:
        if opened := _OPENED.match(src, start):
            yield RawProblem(start, opened.end(), "the bracket of this citation is not closed", 'put "]" after it')
        return
    if src.startswith(("(", "[", "{", ":"), close + 1):
        return
    keys = [first_key(src, part) for part in parts]
    for part, key in zip(parts, keys, strict=True):
        if not key and _NO_KEY.search(src, part.start, close + 1 if part is parts[-1] else part.end):
            yield RawProblem(start, close + 1, "the citation has an @ without a key", "write the key of an entry after the @")
        elif not key and any(keys):
            message = "a part of the citation names no source"
            yield RawProblem(part.start, max(part.end, part.start + 1), message, 'write a key after the ";", or take the ";" out')


def unclosed_after(src: str, position: int, end: int) -> Iterator[RawProblem]:
    """Yield that the bracket with the locator of a key in the text is not closed."""
    opening = ONE_BREAK.match(src, position, end)
    if opening and "]" not in src[opening.end() : end] and locators.label_at_start(src[opening.end() + 1 : end]):
        yield RawProblem(opening.end(), opening.end() + 1, "the bracket of this citation is not closed", 'put "]" after it')
