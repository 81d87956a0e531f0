"""The small vocabulary that pages are made of. The site, the PDF and the exports all render these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.model.citations import Citation
    from build_tools.model.drawings import Drawing


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words set as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress; `strong` for strong stress."""

    content: Inlines
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """Words above (`super`) or below (`sub`) the line, or in small capitals (`caps`), as CSL styles ask for."""

    content: Inlines
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `target` is a page's path with an optional `#anchor`, `#anchor` alone, or an absolute URL.

    `also` are further anchors of the same page that the link means, where it means several things at once. `label` is its
    name for those who hear it, where its words say too little by themselves.
    """

    target: str
    content: Inlines
    role: str = ""
    title: str = ""
    also: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in running text; the citing step turns it into the words of the style."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a meaning of their own (`role`), and an anchor where they can be linked to."""

    role: str
    content: Inlines
    anchor: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a paragraph."""


Inline = Text | Code | Emphasis | Script | Link | Cited | Marked | Break
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Inlines
    role: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 6; level 1 is the page's title."""

    level: int
    content: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is blocks."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms, each with what belongs to it."""

    items: tuple[tuple[Inlines, Blocks], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its content, and a role that says what it stands for."""

    content: Inlines
    role: str = ""
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a head; a row's header cells are marked on the cell."""

    caption: Inlines
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption, and in words what it shows; `narrow` is the same for a screen as wide as a hand.

    The anchor is its own, since what describes it is named after it.
    """

    caption: Inlines
    described: str
    drawing: Drawing
    anchor: str
    role: str = ""
    narrow: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together under a role (`statement`, `aside`, `quotation`, `judgement`), with an anchor."""

    role: str
    blocks: Blocks
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines kept as they are."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between parts."""


Block = Paragraph | Heading | Items | Terms | Table | Figure | Group | Preformatted | Rule
Blocks = tuple[Block, ...]


def text(content: str) -> Inlines:
    """Return plain words as inline content."""
    return (Text(content),)


def paragraph(*content: Inline | str, role: str = "") -> Paragraph:
    """Return a paragraph; strings stand for plain words."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content), role)


def plain(content: Inlines) -> str:
    """Return the words of inline content without any marking. Citations that are not rendered are left out."""
    return "".join(_plain(inline) for inline in content)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(words) | Code(words):
            return words
        case Break():
            return " "
        case Cited():
            return ""
        case _:
            return plain(inline.content)
