"""A page's blocks as Typst source. The layout itself stands in `theme/paper.typ`; here are only words and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.exports import svg
from build_tools.exports.addresses import without_links
from build_tools.exports.lists import without_headings
from build_tools.exports.typst_inlines import LINE_BREAK, InlineWriter, anchor_at
from build_tools.exports.typst_links import Place, Places, place
from build_tools.exports.typst_tables import columns, padded, row_heads
from build_tools.exports.typst_text import literal, run, tidy, visible
from build_tools.model.blocks import (
    Block,
    Blocks,
    Cell,
    Figure,
    Group,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Marked,
    Paragraph,
    Preformatted,
    Rule,
    Table,
    Terms,
    Text,
    plain,
)
from build_tools.model.pages import Page

_PASSAGE = "passage"
_ORIGIN = "origin"
# What a passage's work, which stands above it on paper, has said of it.
_SAID_ABOVE = frozenset({"byline", "from"})
_WAYS = "ways"
# Lists that send a reader on, who needs the page's number on paper.
_SENDING = frozenset({"compact", "topics", "related", "briefs", "references"})
_ONWARD = "onward meta"
# Leads that serve on the screen; paper has a contents page, or is taken along already.
_ON_SCREEN = ("taken-along", "elsewhere")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as Typst source.

    `words` are its words in reading order, block by block; `cited` those of each citation; `tables` says
    for each table which cells head a row; `notes` are those at the foot, each with its number before it.
    """

    source: str
    words: tuple[str, ...]
    cited: tuple[str, ...]
    tables: tuple[tuple[tuple[int, int], ...], ...]
    notes: tuple[str, ...] = ()


def render(page: Page, places: Places, level: int = 0) -> Rendered:
    """Render a page without its title; `level` is that of its title, 0 where the title is the document's own."""
    writer = _Writer(page, places, level)
    source = writer.blocks(page.blocks)
    here = {one for one in places.known if one.path == page.path and one.fragment}
    missing = "".join([anchor_at(one) for one in sorted(here - writer.labels, key=lambda one: one.label)])
    said = tuple(filter(None, map("".join, writer.words)))
    return Rendered(
        f"{missing}\n\n{source}" if missing else source, said, tuple(writer.cited), tuple(writer.tables), tuple(writer.notes)
    )


def mark(path: str) -> str:
    """Return the mark of a page's beginning, which links lead to."""
    return anchor_at(Place(path))


class _Writer(InlineWriter):
    """What is known of one page while its blocks are rendered."""

    __slots__ = ("headings", "last", "level", "passage", "tables")

    def __init__(self, page: Page, places: Places, level: int) -> None:
        super().__init__(page, places)
        self.level, self.last = level, 0
        self.headings = iter(places.headings[page.path])
        self.tables: list[tuple[tuple[int, int], ...]] = []
        self.passage = ""

    def blocks(self, blocks: Blocks) -> str:
        return "\n\n".join(filter(None, [self.block(block) for block in blocks]))

    def block(self, block: Block) -> str:  # noqa: C901, PLR0911 - one answer for each kind of block
        match block:
            case Paragraph(role=role) if role.endswith(_ON_SCREEN):
                return ""
            case Paragraph():
                return self.paragraph(block)
            case Heading():
                return self.heading(block)
            case Group():
                return self.group(block)
            case Items():
                return self.items(block)
            case Terms():
                items = ", ".join([self.term(term, blocks) for term, blocks in block.items])
                return f"#facts({literal(block.role)}, {items})"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Preformatted():
                return self.preformatted(block.text)
            case Rule():
                return "#parting()"

    def paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.role == _WAYS:
            return self.ways(paragraph)
        if paragraph.role == _ORIGIN:
            paragraph = replace(paragraph, content=_briefly(paragraph.content))
        if paragraph.role == _ONWARD:
            return self.onward(paragraph)
        inner = self.flow(paragraph.content)
        # Line breaks without words would only make room, at worst a whole sheet of it.
        inner = inner if "".join(self.words[-1]).strip() else inner.replace(LINE_BREAK, "")
        return f"#passage({literal(paragraph.role)})[{inner}]" if paragraph.role and inner else inner

    def ways(self, paragraph: Paragraph) -> str:
        """Render the ways on from a passage: those that lead somewhere from paper, and the pages that cite it."""
        links = [one for one in paragraph.content if isinstance(one, Link) and self.places.lead(one, self.page.path)]
        shown = [part for link in links for part in (Text(" · "), link)][1:]
        return f"#passage({literal(_WAYS)})[{self.flow(tuple(shown))}#cited-on({literal(self.passage)})]"

    def onward(self, paragraph: Paragraph) -> str:
        """Render a line that does nothing but lead on: with the page's number, or not at all where it leads nowhere."""
        if not any(isinstance(one, Link) and self.places.lead(one, self.page.path) for one in paragraph.content):
            return ""
        before, self.sending = self.sending, True
        inner = self.flow(paragraph.content)
        self.sending = before
        return f"#passage({literal(paragraph.role)})[{inner}]"

    def heading(self, heading: Heading) -> str:
        """Render a heading; it is at most one level deeper than the one before, as PDF/UA demands."""
        at = place(self.page.path, next(self.headings))
        words = self.repeated(heading.content)
        if not tidy(plain(heading.content)).strip():
            return ""
        self.last = min(heading.level - 1, self.last + 1, _DEEPEST - self.level)
        named = "" if at in self.labels else f"#label({literal(at.label)})"
        self.labels.add(at)
        return f"#heading(depth: {self.last}, offset: {self.level})[{words}]{named}"

    def group(self, group: Group) -> str:
        if group.role == _PASSAGE:
            self.passage = place(self.page.path, group.anchor).label
        inner = self.blocks(group.blocks)
        return f"#group({literal(group.role)})[{self.label(group.anchor)}{inner}]" if inner else self.label(group.anchor)

    def items(self, items: Items) -> str:
        before, self.sending = self.sending, items.role in _SENDING
        told = ", ".join([f"[{self.blocks(without_headings(item))}]" for item in items.items])
        self.sending = before
        return f"#items({literal(items.role)}, {'true' if items.ordered else 'false'}, {told})"

    def term(self, term: Inlines, told: Blocks) -> str:
        return f"([{self.flow(term)}], [{self.blocks(without_headings(told))}])"

    def table(self, table: Table) -> str:
        shares = columns(table)
        if not shares:
            return self.flow(table.caption)
        self.tables.append(row_heads(table))
        caption = self.repeated(without_links(table.caption))
        heads = padded(table.head, len(shares)) if table.head else ()
        head = ", ".join([f"[{self.repeated(without_links(cell.content))}]" for cell in heads])
        rows = ",\n".join([", ".join(self.cells(padded(row, len(shares)))) for row in table.rows])
        widths = ", ".join([f"{share}fr" for share in shares])
        return f"#grid-of({literal(table.role)}, [{caption}], ({widths},), ({head + ',' if head else ''}),\n{rows})"

    def figure(self, figure: Figure) -> str:
        """Render a drawing as an image with its caption below; what it shows in words is its alternative."""
        drawn = literal(tidy(svg.document(figure.drawing, plain(figure.caption), figure.described)))
        caption = self.label(figure.anchor) + self.flow(figure.caption)
        shape = round(figure.drawing.height / figure.drawing.width, 3)
        return f"#drawn({literal(figure.role)}, {shape}, {drawn}, {literal(tidy(figure.described))})[{caption}]"

    def cells(self, row: tuple[Cell, ...]) -> Iterator[str]:
        for cell in row:
            inner = self.flow(cell.content)
            yield f"headcell[{inner}]" if cell.header and inner else f"cell({literal(cell.role)})[{inner}]"

    def preformatted(self, text: str) -> str:
        lines = [visible(line).expandtabs(4) for line in text.rstrip("\n").split("\n")]
        if not text.strip():
            return ""
        self.words += [[line] for line in lines]
        return f"#code[{LINE_BREAK.join([run(line) for line in lines])}]"


def _briefly(content: Inlines) -> Inlines:
    """Return whom a passage reports, its place and how it is meant, without what its work says of all of them."""
    kept = tuple(part for one in content for part in _not_said(one))
    return _begun(kept) if plain(kept).strip(" ·") else content


def _not_said(inline: Inline) -> Inlines:
    if not isinstance(inline, Marked):
        return (inline,)
    inner = tuple(part for one in inline.content for part in _not_said(one))
    return () if inline.role in _SAID_ABOVE or not plain(inner) else (replace(inline, content=inner),)


def _begun(content: Inlines) -> Inlines:
    """Return words without the dot that parted them from those before."""
    first, *others = content
    match first:
        case Text(words):
            return (Text(words.removeprefix(" · ")), *others)
        case Marked():
            return (replace(first, content=_begun(first.content)), *others)
        case _:
            return content
