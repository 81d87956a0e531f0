"""Cut a bibliography into its blocks (`@book{…}`, `@string{…}`), and know where each of them stands and ends.

bibtexparser finds the blocks. Its fields and line numbers are not used: it joins two fields where a comma is missing, takes
a comment for a part of a name, drops entries with a duplicate field, and miscounts lines after a backslash.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bibtexparser import splitter
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import ImplicitComment, ParsingFailedBlock

from build_tools.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BRACE = re.compile(r"[{}]")
_HEAD = re.compile(r'@[ \t]*+([^\s{}(),=@"%]*+)\s*+([{(])')
# Where reading is taken up again after a brace without partner. A parenthesis must be followed by a key, for a line of an
# abstract may well start with "@harbour (closed)".
_RESUME = re.compile(r'^[ \t]*+(?=@[ \t]*+[^\s{}(),=@"%]++\s*+(?:\{|\(\s*+[^\s,(){}"]++\s*+,))', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that starts with `@name{` or `@name(`: where its name and its opening stand, and where it ends at the latest.

    `end` is where the block ends if its braces are balanced, else None. `next` is where any other block may start, and
    `limit` where one certainly does.
    """

    name: str
    start: int
    opening: int
    end: int | None
    next: int
    limit: int
    closer: str

    @property
    def name_start(self) -> int:
        """Where the name stands, at the character after the @."""
        return self.start + 1

    @property
    def is_open_comment(self) -> bool:
        """Whether this is an @comment whose end is not found before the next entry."""
        return self.name == "comment" and self.end is None


@dataclass(frozen=True, slots=True)
class Bib:
    """A bibliography's text, with the partner of each opening brace and the places of the line ends."""

    path: str
    text: str
    partners: Mapping[int, int]
    line_ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of this file."""
        return Span(self.path, start, end)

    def line(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        return bisect_left(self.line_ends, offset) + 1


def split(path: str, text: str) -> tuple[Bib, tuple[Block, ...]]:
    """Find the blocks of a bibliography, in their order. A block may turn out to stand within the one before it."""
    closed = _found_by_bibtexparser(text)
    resumed = [match.end() for match in _RESUME.finditer(text)]
    bib = Bib(path, text, _partners(text, resumed), [match.start() for match in re.finditer("\n", text)])
    blocks = tuple(
        block
        for start, following in pairwise([*sorted({*closed, *resumed}), len(text)])
        if (block := _block(bib, start, following, _after(resumed, start, len(text)), closed.get(start)))
    )
    return bib, _close_comments(text, blocks)


def _close_comments(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """End a comment round whole entries at its own brace, as biber does, where one of them would take up reading again."""
    if not any(block.is_open_comment for block in blocks):
        return blocks
    partners = _partners(text, ())
    return tuple(
        replace(block, end=partners[block.opening] + 1) if block.is_open_comment and block.opening in partners else block
        for block in blocks
    )


def _block(bib: Bib, start: int, following: int, limit: int, closed: int | None) -> Block | None:
    head = _HEAD.match(bib.text, start)
    if not head:
        return None
    opening = head.end() - 1
    if head[2] == "{":
        partner = bib.partners.get(opening)
        return Block(head[1].lower(), start, opening, None if partner is None else partner + 1, following, limit, "}")
    return Block(head[1].lower(), start, opening, closed, following, min(following, limit), ")")


def _found_by_bibtexparser(text: str) -> dict[int, int | None]:
    """Return where each block starts, and where it ends unless bibtexparser gave it up."""
    with _silence():
        blocks = parse_string(text, parse_stack=[]).blocks
    found: dict[int, int | None] = {}
    at = 0
    for block in blocks:
        if isinstance(block, ImplicitComment) or not block.raw:
            continue
        start = text.find(block.raw, at)
        if start < 0:
            continue
        gave_up = isinstance(block, ParsingFailedBlock) and block.ignore_error_block is None
        found[start] = None if gave_up else start + len(block.raw)
        # The text of a block that was given up may end with the start of the next one.
        overlap = block.raw.rfind("@", 1) if gave_up else -1
        at = start + (overlap if overlap > 0 else len(block.raw))
    return found


@contextmanager
def _silence() -> Iterator[None]:
    """Keep bibtexparser from printing what is reported as a diagnostic anyway."""
    before = splitter.logger.disabled
    splitter.logger.disabled = True
    try:
        yield
    finally:
        splitter.logger.disabled = before


def _partners(text: str, resumed: Sequence[int]) -> dict[int, int]:
    """Pair the braces, anew from each place where reading is taken up again, in one pass whatever their number."""
    partners: dict[int, int] = {}
    for start, end in pairwise([0, *resumed, len(text)]):
        waiting: list[int] = []
        for brace in _BRACE.finditer(text, start, end):
            if brace[0] == "{":
                waiting.append(brace.start())
            elif waiting:
                partners[waiting.pop()] = brace.start()
    return partners


def _after(places: Sequence[int], start: int, otherwise: int) -> int:
    index = bisect_right(places, start)
    return places[index] if index < len(places) else otherwise
