"""A page's blocks as Typst source. The layout itself stands in `theme/paper.typ`; here are only words and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.exports import svg
from build_tools.exports.addresses import without_links
from build_tools.exports.lists import without_headings
from build_tools.exports.typst_links import Place, Places, place
from build_tools.exports.typst_tables import columns, padded, row_heads
from build_tools.exports.typst_text import BREAK, LONGEST, literal, run, tidy, unbroken, visible
from build_tools.model.blocks import (
    Block,
    Blocks,
    Break,
    Cell,
    Cited,
    Code,
    Emphasis,
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
    Script,
    Table,
    Terms,
    Text,
    plain,
)
from build_tools.model.pages import Page

_SCRIPTS = {"super": "super", "sub": "sub", "caps": "smallcaps"}
_LINE_BREAK = "#linebreak();"
_CITE = "cite"
_LOCATOR = "locator"
_PASSAGE = "passage"
_WAYS = "ways"
# A button rather than words: without a place to lead to it says nothing.
_DIGEST = "digest"
# The arrow from a note to where it stands is a button too, and no font has it.
_BACK = "back"
# Lists that send a reader on, who needs the page's number on paper.
_SENDING = frozenset({"compact", "topics", "related"})
_ON_SCREEN = "taken-along"
_DEEPEST = 6
_NOTE = "note"
# What only a screen reader says: on paper the words around it are seen.
_UNSEEN = "unseen"


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
    missing = "".join([_label(one) for one in sorted(here - writer.labels, key=lambda one: one.label)])
    said = tuple(filter(None, map("".join, writer.words)))
    return Rendered(
        f"{missing}\n\n{source}" if missing else source, said, tuple(writer.cited), tuple(writer.tables), tuple(writer.notes)
    )


def mark(path: str) -> str:
    """Return the mark of a page's beginning, which links lead to."""
    return _label(Place(path))


def _label(at: Place) -> str:
    return f"#anchor({literal(at.label)});"


class _Writer:
    """What is known of one page while it is rendered: its places, the words so far, and what must stay off paper."""

    __slots__ = (
        "cited", "headings", "labels", "last", "level", "notes", "once", "page",
        "passage", "places", "sending", "spaced", "tables", "tail", "words",
    )  # fmt: skip

    def __init__(self, page: Page, places: Places, level: int) -> None:
        self.page, self.places = page, places
        self.level, self.last = level, 0
        self.headings = iter(places.headings[page.path])
        self.labels: set[Place] = set()
        self.words: list[list[str]] = [[]]
        self.cited: list[str] = []
        self.notes: list[str] = []
        self.tables: list[tuple[tuple[int, int], ...]] = []
        self.passage = ""
        self.spaced = True
        self.sending = False
        self.tail = 0
        # Typst sets headings, captions and table heads more than once, so that no labels may stand there,
        # and as PDF/UA's artifacts the repeated heads of tables hold no links.
        self.once = True

    def blocks(self, blocks: Blocks) -> str:
        return "\n\n".join(filter(None, [self.block(block) for block in blocks]))

    def block(self, block: Block) -> str:  # noqa: C901, PLR0911 - one answer for each kind of block
        match block:
            case Paragraph(role=role) if _ON_SCREEN in role:
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
        inner = self.flow(paragraph.content)
        # Line breaks without words would only make room, at worst a whole sheet of it.
        inner = inner if "".join(self.words[-1]).strip() else inner.replace(_LINE_BREAK, "")
        return f"#passage({literal(paragraph.role)})[{inner}]" if paragraph.role and inner else inner

    def ways(self, paragraph: Paragraph) -> str:
        """Render the ways on from a passage: those that lead somewhere from paper, and the pages that cite it."""
        links = [one for one in paragraph.content if isinstance(one, Link) and self.places.lead(one, self.page.path)]
        shown = [part for link in links for part in (Text(" · "), link)][1:]
        return f"#passage({literal(_WAYS)})[{self.flow(tuple(shown))}#cited-on({literal(self.passage)})]"

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
        return f"#code[{_LINE_BREAK.join([run(line) for line in lines])}]"

    def repeated(self, content: Inlines) -> str:
        """Render words that Typst may set more than once."""
        before, self.once = self.once, False
        inner = self.flow(content)
        self.once = before
        return inner

    def flow(self, content: Inlines) -> str:
        """Render the words of one block, which start a line."""
        self.spaced, self.tail = True, 0
        self.words.append([])
        return self.inlines(content)

    def inlines(self, content: Inlines) -> str:
        return "".join([self.inline(part) for part in content])

    def inline(self, inline: Inline) -> str:  # noqa: C901, PLR0911 - one answer for each kind of inline content
        match inline:
            case Text():
                return self.text(inline.text)
            case Link():
                return self.link(inline)
            case Marked(role=role) if role == _NOTE:
                return self.note(inline.content)
            case Marked(role=role) if role == _UNSEEN:
                return self.label(inline.anchor)
            case Marked():
                inner = self.label(inline.anchor) + self.inlines(inline.content)
                return f"#marked({literal(inline.role)})[{inner}];" if inline.role and inner else inner
            case Emphasis():
                return _within("strong" if inline.strong else "emph", self.inlines(inline.content))
            case Code():
                return _within("mono", self.text(inline.text))
            case Script():
                return _within(_SCRIPTS[inline.kind], self.inlines(inline.content))
            case Break():
                self.spaced, self.tail = True, 0
                self.words[-1].append(" ")
                return _LINE_BREAK
            case Cited():
                return self.text(inline.citation.text)

    def note(self, content: Inlines) -> str:
        """Render a note at the foot; where it is called stands its number."""
        number = str(len(self.notes) + 1)
        self.words[-1].append(number)
        before, self.words = self.words, [[]]
        self.spaced, self.tail = True, 0
        inner = self.inlines(content)
        self.notes.append(number + "".join(self.words[0]))
        self.words, self.spaced, self.tail = before, False, 0
        return f"#note[{inner}];"

    def text(self, words: str) -> str:
        """Render words; a space after a space is no second one."""
        shown = tidy(words)
        shown = shown.lstrip(" ") if self.spaced else shown
        if not shown:
            return ""
        # Words that meet without a space are one for the line: where they grow too long, it may end between them.
        before, within, after = unbroken(shown)
        joint = BREAK if self.tail and self.tail + before > LONGEST else ""
        self.tail = after if joint or not within else self.tail + after
        self.spaced = shown.endswith(" ")
        self.words[-1].append(shown)
        return joint + run(shown)

    def link(self, link: Link) -> str:
        lead = self.places.lead(link, self.page.path)
        if link.role == _BACK or (not lead and link.role == _DIGEST):
            return ""
        content = without_links(link.content) if lead else link.content
        inner = self.inlines(_together(content) if link.role == _LOCATOR else content)
        if link.role == _CITE:
            self.cited.append(tidy(plain(link.content)))
        if not lead or not inner:
            return inner
        inner = self.use(link, lead) + inner
        if isinstance(lead, Place):
            number = f"#at-page({literal(lead.label)});" if self.sending and lead.path != self.page.path else ""
            return f"#link(label({literal(lead.label)}))[{inner}];{number}"
        return f"#link({literal(lead)})[{inner}];"

    def use(self, link: Link, lead: Place | str) -> str:
        """Return the marks by which the notes that a citation means know the page that it stands on."""
        if link.role != _CITE or not isinstance(lead, Place) or not self.once:
            return ""
        meant = (lead, *(place(lead.path, anchor) for anchor in link.also))
        return "".join([f"#cited({literal(one.label)});" for one in dict.fromkeys(meant)])

    def label(self, anchor: str) -> str:
        """Return the mark of an anchor, once, and only where Typst sets it once."""
        at = place(self.page.path, anchor)
        if not anchor or not self.once or at in self.labels or at not in self.places.known:
            return ""
        self.labels.add(at)
        return _label(at)


def _together(content: Inlines) -> Inlines:
    """Return a locator whose number stands on the line of its word."""
    return tuple(Text(one.text.replace(" ", "\N{NO-BREAK SPACE}")) if isinstance(one, Text) else one for one in content)


def _within(function: str, inner: str) -> str:
    return f"#{function}[{inner}];" if inner else ""
