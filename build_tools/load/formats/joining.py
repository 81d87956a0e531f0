"""Join the pieces that a reader of a format found into one text, a line for each, and count their offsets in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from build_tools.model.extract import Block, Described, Extract, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Piece(Described):
    """A block on its own: its text, what it is, what stands before it in the line, and the notes' numbers in it.

    `markers` are offsets within `text`.
    """

    text: str
    before: str = ""
    markers: tuple[Marker, ...] = ()


def joined(form: str, pieces: Iterable[Piece], facts: tuple[tuple[str, str], ...] = (), encoding: str = "") -> Extract:
    """Return the pieces as one text. Empty ones are left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    markers: list[Marker] = []
    at = 0
    for one in pieces:
        if not one.text.strip():
            continue
        start = at + len(one.before)
        texts.append(one.before + one.text)
        told = {field.name: getattr(one, field.name) for field in fields(Described)}
        blocks.append(Block(start, start + len(one.text), **told))
        markers += (Marker(start + mark.start, start + mark.end, mark.label) for mark in one.markers)
        at += len(texts[-1]) + 1
    text = "\n".join(texts)
    return Extract(form, text + "\n" if text else "", tuple(blocks), tuple(markers), facts, encoding)
