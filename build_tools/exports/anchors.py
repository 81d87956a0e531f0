"""The anchors of a page: those its blocks bring along, and new ones for headings that have none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from build_tools.model.blocks import (
    Block,
    Blocks,
    Break,
    Cell,
    Cited,
    Code,
    Figure,
    Group,
    Inline,
    Items,
    Preformatted,
    Rule,
    Table,
    Terms,
    Text,
)

_Part = Block | Inline | Cell
_LEAVES = frozenset({Text, Code, Cited, Break, Preformatted, Rule})
_GAP = re.compile(r"[\W_]+")


def anchors(blocks: Blocks) -> frozenset[str]:
    """Return all anchors that blocks bring along, however deep."""
    found: set[str] = set()
    waiting: list[_Part] = list(blocks)
    while waiting:
        part = waiting.pop()
        found.add(getattr(part, "anchor", ""))
        waiting.extend([inner for inner in _inner(part) if type(inner) not in _LEAVES])
    return frozenset(found - {""})


def new_anchor(words: str, taken: Container[str]) -> str:
    """Return an anchor made of a heading's words that is not yet taken."""
    base = _GAP.sub("-", unicodedata.normalize("NFKC", words).casefold()).strip("-") or "section"
    return next(name for number in count(1) if (name := base if number == 1 else f"{base}-{number}") not in taken)


def _inner(part: _Part) -> tuple[_Part, ...]:  # noqa: PLR0911 - one answer for each kind of block
    match part:
        case Group(blocks=blocks):
            return blocks
        case Items(items=items):
            return tuple(chain.from_iterable(items))
        case Terms(items=terms):
            return tuple(chain.from_iterable((*term, *blocks) for term, blocks in terms))
        case Table(caption=caption, head=head, rows=rows):
            return (*caption, *head, *chain.from_iterable(rows))
        case Figure(caption=caption):
            return caption
        case Text() | Code() | Cited() | Break() | Preformatted() | Rule():
            return ()
        case _:
            return part.content
