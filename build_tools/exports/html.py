"""A page as HTML for the site, with its table of contents and its anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.exports import svg
from build_tools.exports.addresses import address, html_address, program_address, relative, without_links
from build_tools.exports.anchors import anchors, new_anchor
from build_tools.exports.characters import clean
from build_tools.exports.lists import without_headings
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

_GROUPS = {"statement": "article", "aside": "aside", "quotation": "blockquote"}
_LINKED = frozenset({"event", "name", "pair", "publication"})  # marks that a reader may want to send on
SCRIPTS = {"super": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>"), "caps": ('<span class="small-caps">', "</span>")}


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """A heading in a page's table of contents: its level (2 to 6), where it stands, and its words, not escaped."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as HTML, its headings in order, and all anchors that can be linked to."""

    html: str
    contents: tuple[ContentsItem, ...]
    anchors: frozenset[str]


def render(page: Page, known: Mapping[str, str]) -> RenderedPage:
    """Render a page, its title as the heading of level 1.

    `known` says where paths are published: a page's path to its percent-encoded address, both from the site's root
    (`a/b.md` to `a/b/` with directory URLs). A path that is not in it has `.html` in place of `.md`.
    """
    writer = _Writer(page, known)
    body = clean(f"<h1>{_text(page.title)}</h1>\n{writer.blocks(page.blocks)}\n")
    return RenderedPage(body, tuple(writer.contents), frozenset(writer.anchors))


class _Writer:
    """What is known of one page while it is rendered: its addresses, and the anchors and headings so far."""

    __slots__ = ("anchors", "contents", "here", "known", "page", "taken", "ways")

    def __init__(self, page: Page, known: Mapping[str, str]) -> None:
        self.page = page
        self.known = known
        self.here = self.published(page.path)
        self.ways: dict[str, str] = {page.path: ""}
        self.anchors: set[str] = set()
        self.taken: set[str] = set()
        self.contents: list[ContentsItem] = []

    def blocks(self, blocks: Blocks) -> str:
        return "\n".join([self.block(block) for block in blocks])

    def block(self, block: Block) -> str:  # noqa: PLR0911 - one answer for each kind of block
        match block:
            case Paragraph():
                return f"<p{_class(block.role)}>{self.inlines(block.content)}</p>"
            case Heading():
                return self.heading(block)
            case Group():
                return self.group(block)
            case Items():
                tag = "ol" if block.ordered else "ul"
                items = "\n".join([f"<li>{self.item(item)}</li>" for item in block.items])
                return f"<{tag}{_class(block.role)}>\n{items}\n</{tag}>"
            case Terms():
                items = "\n".join([f"<dt>{self.named(term)}</dt>\n<dd>{self.item(item)}</dd>" for term, item in block.items])
                return f"<dl{_class(block.role)}>\n{items}\n</dl>"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Preformatted():
                language = f"language-{block.language}" if block.language else ""
                return f"<pre><code{_class(language)}>{_text(block.text)}</code></pre>"
            case Rule():
                return "<hr>"

    def heading(self, heading: Heading) -> str:
        words = plain(heading.content)
        anchor = heading.anchor or self.new_anchor(words)
        self.contents.append(ContentsItem(heading.level, anchor, words))
        tag = f"h{heading.level}"
        return f"<{tag}{self.id(anchor)}>{self.inlines(heading.content)}{_permalink(anchor)}</{tag}>"

    def new_anchor(self, words: str) -> str:
        """Return an anchor for a heading that has none; the page is searched for its anchors when first asked."""
        self.taken = self.taken or set(anchors(self.page.blocks))
        anchor = new_anchor(words, self.taken)
        self.taken.add(anchor)
        return anchor

    def group(self, group: Group) -> str:
        tag = _GROUPS.get(group.role, "section" if group.label else "div")
        opening = f"<{tag}{_class(group.role)}{self.id(group.anchor)}{_attribute('aria-label', group.label)}>"
        inner = self.blocks(group.blocks)
        if group.role == "statement" and group.anchor:
            inner = _with_permalink(inner, group.anchor)
        return f"{opening}\n{inner}\n</{tag}>"

    def item(self, item: Blocks) -> str:
        """Render what belongs to a list item; its first paragraph needs no element where only lists follow."""
        match without_headings(item):
            case (Paragraph(content, ""), *rest) if all(type(block) is Items for block in rest):
                return "\n".join([self.inlines(content), *(self.block(block) for block in rest)])
            case blocks:
                return self.blocks(blocks)

    def table(self, table: Table) -> str:
        name = plain(table.caption)
        role = f"table-scroll {table.role}".rstrip()
        region = f' tabindex="0" role="region"{_attribute("aria-label", name)}' if name else ' tabindex="0"'
        caption = f"<caption>{self.inlines(table.caption)}</caption>\n" if table.caption else ""
        head = f"<thead>\n{self.row(table.head, 'col')}\n</thead>\n" if table.head else ""
        rows = "\n".join([self.row(row, "row") for row in table.rows])
        return f"<div{_class(role)}{region}><table>\n{caption}{head}<tbody>\n{rows}\n</tbody>\n</table></div>"

    def figure(self, figure: Figure) -> str:
        """Render a drawing, and where there is one its narrow form; a style sheet shows the one that fits."""
        caption, told = f"{figure.anchor}--caption", f"{figure.anchor}--told"
        named = f"{_attribute('aria-labelledby', caption)}{_attribute('aria-describedby', told)}"
        forms = [("wide", figure.drawing), ("narrow", figure.narrow)] if figure.narrow else [("only", figure.drawing)]
        drawn = "\n".join(
            [
                svg.inline(drawing, lambda target: address(target, self.way), f"{_class(form)}{named}")
                for form, drawing in forms
                if drawing
            ]
        )
        described = f'<p class="unseen"{self.id(told)}>{_text(figure.described)}</p>'
        words = f"<figcaption{self.id(caption)}>{self.inlines(figure.caption)}</figcaption>"
        return f"<figure{_class(f'drawn {figure.role}'.rstrip())}{self.id(figure.anchor)}>\n{drawn}\n{described}{words}\n</figure>"

    def row(self, cells: tuple[Cell, ...], scope: str) -> str:
        return f"<tr>{''.join([self.cell(cell, scope) for cell in cells])}</tr>"

    def cell(self, cell: Cell, scope: str) -> str:
        """Render a cell; an empty one heads nothing, so it is never a header."""
        inner = self.named(cell.content)
        if inner and (cell.header or scope == "col"):
            return f'<th scope="{scope}"{_class(cell.role)}>{inner}</th>'
        return f"<td{_class(cell.role)}>{inner}</td>"

    def named(self, content: Inlines) -> str:
        """Render a term or a cell, at its end a permalink to what has a name of its own in it."""
        anchors = [part.anchor for part in content if type(part) is Marked and part.anchor and part.role in _LINKED]
        return self.inlines(content) + "".join(map(_permalink, anchors))

    def inlines(self, content: Inlines) -> str:
        return "".join([_text(part.text) if type(part) is Text else self.inline(part) for part in content])

    def inline(self, inline: Inline) -> str:  # noqa: PLR0911 - one answer for each kind of inline content
        match inline:
            case Text():
                return _text(inline.text)
            case Link():
                return self.link(inline)
            case Marked():
                opening = f"{_class(inline.role)}{self.id(inline.anchor)}{_attribute('title', inline.title)}"
                return f"<span{opening}>{self.inlines(inline.content)}</span>"
            case Emphasis():
                tag = "strong" if inline.strong else "em"
                return f"<{tag}>{self.inlines(inline.content)}</{tag}>"
            case Code():
                return f"<code>{_text(inline.text)}</code>"
            case Script():
                opening, closing = SCRIPTS[inline.kind]
                return f"{opening}{self.inlines(inline.content)}{closing}"
            case Break():
                return "<br>"
            case Cited():
                return _text(inline.citation.text)

    def link(self, link: Link) -> str:
        href = address(link.target, self.way) or (program_address(link.target) if link.role == "edit" else "")
        if not href:
            return self.inlines(link.content)
        inner = self.inlines(without_links(link.content))
        named = f"{_attribute('title', link.title)}{_attribute('aria-label', link.label)}"
        about = f"{named}{_attribute('data-also', ' '.join(link.also))}"
        return f"<a{_class(link.role)}{_attribute('href', href)}{about}>{inner}</a>"

    def way(self, path: str) -> str:
        """Return the relative address of a path; a page links to few pages, so each is worked out once."""
        if path not in self.ways:
            self.ways[path] = relative(self.published(path), self.here)
        return self.ways[path]

    def published(self, path: str) -> str:
        return self.known.get(path) or html_address(path)

    def id(self, anchor: str) -> str:
        """Return the attribute that sets an anchor, once: HTML allows an id a single time."""
        if not anchor or anchor in self.anchors:
            return ""
        self.anchors.add(anchor)
        return f' id="{_quoted(anchor)}"'


def _with_permalink(inner: str, anchor: str) -> str:
    """Put a permalink at the end of the first paragraph, or after all where no paragraph comes first."""
    if inner.startswith("<p"):
        return inner.replace("</p>", f"{_permalink(anchor)}</p>", 1)
    return f"{inner}\n{_permalink(anchor)}"


def _permalink(anchor: str) -> str:
    return f'<a class="headerlink" href="#{_quoted(anchor)}" title="Permanent link">¶</a>'


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return _text(value).replace('"', "&quot;")


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_quoted(value)}"' if value else ""


@lru_cache(maxsize=256)
def _class(role: str) -> str:
    return _attribute("class", role)
