"""What a file of any format says before it is judged: plain text, its blocks, its notes, and what its markup tells of the work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a format tells of a block.

    `kind` is empty where the format does not tell what it is; its wording decides then. `form` says what a block of the body
    looks like (paragraph, item, table, quotation), `level` how deep a heading is, `label` which note it is. `page` and
    `last_page` are 0 in a format without pages. `where` is its place in the file: an element's path, a number of a paragraph.
    """

    kind: str = ""
    rule: str = ""
    form: str = "paragraph"
    level: int = 0
    label: str = ""
    page: int = 0
    last_page: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Block(Described):
    """A stretch of the text that belongs together: a paragraph, a heading, a list item, a table, a note."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A note's number in the running text: where it stands, and the note that it leads to."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A file turned into plain text. `facts` is what its markup says of the work, as (name, value), in the markup's own words."""

    format: str
    text: str
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
