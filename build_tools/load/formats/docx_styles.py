"""What a Word file's paragraph styles say: which are headings of which level, titles, captions, tables of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STEPS = 12
_DEEPEST = 8  # outline levels count from 0
# Word writes the built-in styles' names in English, whatever language it speaks.
_KINDS = (
    (re.compile(r"title"), "title"),
    (re.compile(r"subtitle"), "subtitle"),
    (re.compile(r"authors?"), "byline"),
    (re.compile(r"date"), "date"),
    (re.compile(r"(?:.* )?caption"), "caption"),
    (re.compile(r"toc (?:heading|\d)|table of figures"), "navigation"),
    (re.compile(r"header|footer"), "running-head"),
    (re.compile(r"(?:footnote|endnote) text"), "note"),
    (re.compile(r"bibliography"), "reference"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, the kind it gives to a paragraph, the level of a heading, whether it makes a list."""

    name: str = ""
    kind: str = ""
    level: int = 0
    listed: bool = False


def styles(part: _Element | None) -> dict[str, Style]:
    """Return the paragraph styles by id; what a style does not say, the style says that it is based on."""
    if part is None:
        return {}
    elements = {one.get(f"{_W}styleId", ""): one for one in part.iter(f"{_W}style")}
    return {identity: _style(identity, elements) for identity in elements}


def _style(identity: str, elements: dict[str, _Element]) -> Style:
    name, at, found = "", identity, Style()
    for _ in range(_MOST_STEPS):
        element = elements.get(at)
        if element is None:
            break
        own = _said(element)
        name = name or own.name
        found = Style(name, found.kind or own.kind, found.level or own.level, found.listed or own.listed)
        based = element.find(f"{_W}basedOn")
        at = based.get(f"{_W}val", "") if based is not None else ""
    return found


def _said(element: _Element) -> Style:
    named = element.find(f"{_W}name")
    name = (named.get(f"{_W}val", "") if named is not None else "").casefold()
    kind = next((kind for pattern, kind in _KINDS if pattern.fullmatch(name)), "")
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = outline.get(f"{_W}val", "") if outline is not None else ""
    heading = re.fullmatch(r"heading (\d)", name)
    level = int(heading[1]) if heading else int(value) + 1 if value.isdigit() and int(value) <= _DEEPEST and not kind else 0
    listed = element.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith(("list bullet", "list number", "list paragraph"))
    return Style(name, kind, level, listed and not level)
