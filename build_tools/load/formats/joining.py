"""Join the pieces that a reader of a format found into one text, a line for each, and count their offsets in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.extract import Block, Extract, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its own: its text, what it is (see Block), what stands before it in the line, and the notes' numbers in it.

    `markers` are offsets within `text`.
    """

    text: str
    kind: str = ""
    rule: str = ""
    form: str = "paragraph"
    level: int = 0
    label: str = ""
    page: int = 0
    last_page: int = 0
    where: str = ""
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
        blocks.append(
            Block(
                start, start + len(one.text), one.kind, one.rule, one.form, one.level, one.label, one.page, one.last_page, one.where
            )
        )
        markers += (Marker(start + mark.start, start + mark.end, mark.label) for mark in one.markers)
        at += len(texts[-1]) + 1
    text = "\n".join(texts)
    return Extract(form, text + "\n" if text else "", tuple(blocks), tuple(markers), facts, encoding)
