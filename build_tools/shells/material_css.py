"""Material's style sheet, cut to the rules that a page of ours can match: half of it styles what no page here holds.

A rule stays where every class and id of one of its selectors occurs as a word in our templates or in the HTML that we write;
so what is cut can match nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[\w-]+")
_NAMED = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_ANY = re.compile(r":(?:not|is|where|has)\([^()]*\)")  # what may be one thing or another asks for nothing
_BETWEEN = re.compile(r",(?![^()]*\))")
_VALUE = r"((?:url\(\"[^\"]*\"\)|[^;}])*)"
_SETTING = re.compile(rf"(--[\w-]+):{_VALUE};?")
_VARIABLES = re.compile(rf"\{{((?:--[\w-]+:{_VALUE};?)+)\}}")


def cut(style: str, known: Iterable[str]) -> str:
    """Return a style sheet without the rules that can match nothing, given the texts that hold all words a page may use."""
    words = frozenset(word for text in known for word in _WORD.findall(text))
    # Material's script marks what has the focus by a class, for browsers of long ago.
    asked = style.partition("/*# sourceMappingURL")[0].replace(".focus-visible", ":focus-visible")
    kept = "".join(_rules(asked, words))
    used = frozenset(re.findall(r"var\((--[\w-]+)", kept)) | frozenset(_WORD.findall(" ".join(known)))
    return _VARIABLES.sub(lambda rule: _with_used(rule, used), kept)


def _with_used(rule: re.Match[str], used: frozenset[str]) -> str:
    """Return a block of variables with those that some rule or script asks for."""
    return "{" + ";".join(f"{name}:{value}" for name, value in _SETTING.findall(rule[1]) if name in used) + "}"


def _rules(style: str, words: frozenset[str]) -> Iterator[str]:
    for head, body in _blocks(style):
        if head.startswith(("@media", "@supports")):
            if inner := "".join(_rules(body, words)):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}" if body else head
        elif kept := [one for one in _BETWEEN.split(head) if _can_match(one, words)]:
            yield f"{','.join(kept)}{{{body}}}"


def _can_match(selector: str, words: frozenset[str]) -> bool:
    return all(name in words for name in _NAMED.findall(_ANY.sub("", selector)))


def _blocks(style: str) -> Iterator[tuple[str, str]]:
    """Yield each rule's head and body; a statement such as `@charset` has no body."""
    place = 0
    while (opening := style.find("{", place)) >= 0:
        statement = style.find(";", place, opening)
        if statement >= 0:
            yield style[place : statement + 1], ""
            place = statement + 1
            continue
        end = _closing(style, opening)
        yield style[place:opening], style[opening + 1 : end]
        place = end + 1


def _closing(style: str, opening: int) -> int:
    depth, place = 1, opening
    while depth:
        place = next(found for found in range(place + 1, len(style)) if style[found] in "{}")
        depth += 1 if style[place] == "{" else -1
    return place
