"""Blocks as pandoc's document tree (pandoc-types 1.23), each with the style that Word is to give it.

The styles are those of `theme/word_styles.xml`, by name. A writer for one page walks its blocks in the order of
`typst._Writer`, so that the words of both can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.exports.addresses import without_links
from build_tools.exports.brief_notes import NOTE
from build_tools.exports.lists import without_headings
from build_tools.exports.typst_links import Place, Places, place
from build_tools.exports.typst_tables import columns, padded
from build_tools.exports.typst_text import tidy
from build_tools.model import blocks as b

Node = dict[str, object]

_ON_SCREEN = "taken-along"
_BOX = "bottom-line"
_WORKS = "works"
_WIDE = "publication"
# What a role is called among the styles; a role that is not here is running text.
_PARAGRAPHS = {
    "question": "Question", "audience": "Audience", "parting": "Parting", "evidence": "Beside", "confidence": "Beside",
    "meta": "Audience", "warning": "Parting",
}  # fmt: skip
_WORDS = {"sentence analysis": "Analysis", "basis": "Quiet", "meta": "Quiet", "kind": "Quiet", "voice": "Quiet"}
_SCRIPTS = {"super": "Superscript", "sub": "Subscript", "caps": "SmallCaps"}
_EMPTY: list[object] = ["", [], []]


def node(kind: str, *content: object) -> Node:
    """Return a node of the tree."""
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)} if content else {"t": kind}


def text(words: str) -> Node:
    """Return words as they are."""
    return node("Str", words)


def styled(style: str, inner: list[Node], anchor: str = "") -> Node:
    """Return blocks with a style, and a bookmark where there is an anchor."""
    return node("Div", _attributes(anchor, style), inner)


def _attributes(anchor: str = "", style: str = "") -> list[object]:
    return [anchor, [], [["custom-style", style]] if style else []]


class Tree:
    """A page on its way to pandoc: what can be linked to, and whether a space was just set."""

    __slots__ = ("headings", "path", "places", "spaced")

    def __init__(self, path: str, places: Places) -> None:
        """Start at the beginning of the page at a path."""
        self.path, self.places = path, places
        self.headings = iter(places.headings[path])
        self.spaced = True

    def blocks(self, blocks: b.Blocks) -> list[Node]:
        """Return blocks as nodes."""
        return [one for block in blocks for one in self._block(block)]

    def _block(self, block: b.Block) -> Iterator[Node]:  # noqa: C901 - one answer for each kind of block
        match block:
            case b.Paragraph(role=role) if _ON_SCREEN in role:
                return
            case b.Paragraph():
                yield self._paragraph(block.content, _PARAGRAPHS.get(block.role.partition(" ")[0], ""))
            case b.Heading():
                yield self._heading(block)
            case b.Group():
                yield from self._group(block)
            case b.Items():
                yield self._items(block)
            case b.Terms():
                yield node("DefinitionList", [[self._flow(term), [self._item(told)]] for term, told in block.items])
            case b.Table():
                yield from self._table(block)
            case b.Figure():  # Word gets what it shows in words
                yield self._paragraph((*block.caption, b.Text(f". {block.described}")), "Audience")
            case b.Preformatted():
                yield node("CodeBlock", _EMPTY, block.text)
            case b.Rule():
                yield node("HorizontalRule")

    def _paragraph(self, content: b.Inlines, style: str = "") -> Node:
        told = node("Para", self._flow(content))
        return styled(style, [told]) if style else told

    def _heading(self, heading: b.Heading) -> Node:
        anchor = next(self.headings)
        return node("Header", heading.level - 1, _attributes(anchor), self._flow(without_links(heading.content)))

    def _group(self, group: b.Group) -> Iterator[Node]:
        if group.role != _BOX:
            inner = self.blocks(group.blocks)
            yield from [node("Div", _attributes(group.anchor), inner)] if group.anchor else inner
            return
        for block in group.blocks:
            if isinstance(block, b.Heading):
                yield styled("Bottom Line Heading", [node("Para", self._flow(block.content))], next(self.headings))
            else:
                yield styled("Bottom Line", self.blocks((block,)))

    def _items(self, items: b.Items) -> Node:
        told = [self._item(item) for item in items.items]
        if items.role == _WORKS:
            return styled("Work", [one for item in told for one in item])
        return node("OrderedList", [1, {"t": "Decimal"}, {"t": "Period"}], told) if items.ordered else node("BulletList", told)

    def _item(self, item: b.Blocks) -> list[Node]:
        return self.blocks(without_headings(item))

    def _table(self, table: b.Table) -> Iterator[Node]:
        shares = columns(table)
        caption: list[object] = [None, [node("Plain", self._flow(without_links(table.caption)))] if table.caption else []]
        if not shares:
            return
        widths = [[{"t": "AlignLeft"}, node("ColWidth", share / sum(shares))] for share in shares]
        head = [self._row(padded(table.head, len(shares)), "Table Head")] if table.head else []
        rows = [self._row(padded(row, len(shares)), "Table Text") for row in table.rows]
        heads = 1 if any(row and row[0].header for row in table.rows) else 0
        yield node("Table", _EMPTY, caption, widths, [_EMPTY, head], [[_EMPTY, heads, [], rows]], [_EMPTY, []])

    def _row(self, row: tuple[b.Cell, ...], style: str) -> list[object]:
        return [_EMPTY, [self._cell(cell, span, style) for cell, span in _spanning(row)]]

    def _cell(self, cell: b.Cell, span: int, style: str) -> list[object]:
        content = without_links(cell.content) if style == "Table Head" else cell.content
        return [_EMPTY, {"t": "AlignDefault"}, 1, span, [self._paragraph(content, style)]]

    def _flow(self, content: b.Inlines) -> list[Node]:
        """Return the words of one block, which start a line."""
        self.spaced = True
        return self._inlines(content)

    def _inlines(self, content: b.Inlines) -> list[Node]:
        return [one for part in content for one in self._inline(part)]

    def _inline(self, inline: b.Inline) -> Iterator[Node]:
        match inline:
            case b.Text(words) | b.Code(words):
                yield from self._text(words, "Code" if isinstance(inline, b.Code) else "Str")
            case b.Cited():
                yield from self._text(inline.citation.text, "Str")
            case b.Link():
                yield from self._link(inline)
            case b.Marked(role=role) if role == NOTE:
                yield self._note(inline.content)
            case b.Marked():
                yield from self._marked(inline)
            case b.Emphasis():
                yield node("Strong" if inline.strong else "Emph", self._inlines(inline.content))
            case b.Script():
                yield node(_SCRIPTS[inline.kind], self._inlines(inline.content))
            case b.Break():
                self.spaced = True
                yield node("LineBreak")

    def _text(self, words: str, kind: str) -> Iterator[Node]:
        """Yield words; a space after a space is no second one."""
        shown = tidy(words)
        shown = shown.lstrip(" ") if self.spaced else shown
        if shown:
            self.spaced = shown.endswith(" ")
            yield text(shown) if kind == "Str" else node("Code", _EMPTY, shown)

    def _link(self, link: b.Link) -> Iterator[Node]:
        lead = self.places.lead(link, self.path)
        inner = self._inlines(without_links(link.content) if lead else link.content)
        target = f"#{lead.fragment[1:]}" if isinstance(lead, Place) else lead
        yield from [node("Link", _EMPTY, inner, [target, ""])] if target not in {"", "#"} and inner else inner

    def _marked(self, marked: b.Marked) -> Iterator[Node]:
        inner = self._inlines(marked.content)
        style = _WORDS.get(marked.role, "")
        anchor = marked.anchor if place(self.path, marked.anchor) in self.places.known else ""
        yield from [node("Span", _attributes(anchor, style), inner)] if anchor or (style and inner) else inner

    def _note(self, content: b.Inlines) -> Node:
        self.spaced = True
        inner = self._inlines(content)
        self.spaced = False
        return node("Note", [node("Para", inner)])


def _spanning(row: tuple[b.Cell, ...]) -> Iterator[tuple[b.Cell, int]]:
    """Yield cells with the columns that they take: nobody speaks of a publication, so its cell takes the empty one beside it."""
    taken = False
    for cell, beside in zip(row, (*row[1:], b.Cell(b.text("-"))), strict=True):
        wide = cell.role == _WIDE and not beside.content
        if not taken:
            yield cell, 2 if wide else 1
        taken = wide and not taken
