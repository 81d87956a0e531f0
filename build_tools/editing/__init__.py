"""The author's files as text: changes at single places, and new files. Text in, text out; what is not named stays to the byte."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One change: the text between two offsets gives way to another. Offsets count as in spans: line ends are one character."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with all edits made. Raises ValueError where two of them overlap."""
    ordered = sorted(edits)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise ValueError("two edits change the same words")
    pieces, at = [], 0
    for edit in ordered:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def rewrite(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits in a file's bytes. Its byte order mark and its line ends stay; new lines end as its first one does."""
    mark = _BOM if content.startswith(_BOM) else b""
    raw = content.decode("utf-8-sig")
    wide = _wide_line_ends(raw)
    newline = "\r\n" if raw.find("\n") > 0 and raw[raw.find("\n") - 1] == "\r" else "\n"
    moved = (
        Edit(
            edit.start + bisect_right(wide, edit.start - 1),
            edit.end + bisect_right(wide, edit.end - 1),
            edit.text.replace("\n", newline),
        )
        for edit in edits
    )
    return mark + apply(raw, moved).encode()


def _wide_line_ends(raw: str) -> list[int]:
    """Return, for each line end of two characters, its offset in the text where line ends are one character."""
    wide: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        wide.append(at - len(wide))
        at = raw.find("\r\n", at + 2)
    return wide
