"""Put rendered citations into a page's blocks, each part leading to its own statement, and lead links to their pages."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.pages.dossier import source_page

if TYPE_CHECKING:
    from build_tools.model.citations import Citation, CitationItem
    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier


def with_citations(page: Page, dossier: Dossier) -> Page:
    """Return the page with its citations rendered and its authors' relative links counted from the site's root."""
    return replace(page, blocks=tuple(_block(block, page, dossier) for block in page.blocks))


def _block(block: b.Block, page: Page, dossier: Dossier) -> b.Block:
    match block:
        case b.Paragraph() | b.Heading():
            return replace(block, content=_inlines(block.content, page, dossier))
        case b.Items(items):
            return replace(block, items=tuple(tuple(_block(one, page, dossier) for one in item) for item in items))
        case b.Terms(items):
            terms = ((_inlines(term, page, dossier), tuple(_block(one, page, dossier) for one in told)) for term, told in items)
            return replace(block, items=tuple(terms))
        case b.Table():
            rows = tuple(tuple(_cell(cell, page, dossier) for cell in row) for row in block.rows)
            return replace(block, head=tuple(_cell(cell, page, dossier) for cell in block.head), rows=rows)
        case b.Group():
            return replace(block, blocks=tuple(_block(one, page, dossier) for one in block.blocks))
        case _:
            return block


def _cell(cell: b.Cell, page: Page, dossier: Dossier) -> b.Cell:
    return replace(cell, content=_inlines(cell.content, page, dossier))


def _inlines(content: b.Inlines, page: Page, dossier: Dossier) -> b.Inlines:
    return tuple(one for inline in content for one in _inline(inline, page, dossier))


def _inline(inline: b.Inline, page: Page, dossier: Dossier) -> b.Inlines:
    match inline:
        case b.Cited(citation):
            return rendered(citation, dossier)
        case b.Link():
            return (replace(inline, target=_from_root(inline, page), content=_inlines(inline.content, page, dossier)),)
        case b.Emphasis() | b.Script() | b.Marked():
            return (replace(inline, content=_inlines(inline.content, page, dossier)),)
        case _:
            return (inline,)


def _from_root(link: b.Link, page: Page) -> str:
    """Count an author's relative link from the site's root. Links that pages make (they have a role) already do."""
    target, mark, anchor = link.target.partition("#")
    if link.role or not target or ":" in target:
        return link.target
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)) + mark + anchor


def rendered(citation: Citation, dossier: Dossier) -> b.Inlines:
    """Return a citation in the words of the style, or as it was typed where nothing has rendered it."""
    words = dossier.citations.rendered.get(citation.span)
    return tuple(_led(inline, citation, dossier) for inline in words) if words else (b.Text(citation.text),)


def _led(inline: b.Inline, citation: Citation, dossier: Dossier) -> b.Inline:
    """Lead the part of a citation that belongs to one source to the statement it means."""
    match inline:
        case b.Link(target, content) if target.startswith("cite:"):
            item = citation.items[int(target.rpartition(":")[2])]
            place, told = _meant(item, dossier)
            return b.Link(place, content, "cite", told)
        case b.Emphasis() | b.Script() | b.Marked() | b.Link():
            return replace(inline, content=tuple(_led(one, citation, dossier) for one in inline.content))
        case _:
            return inline


def _meant(item: CitationItem, dossier: Dossier) -> tuple[str, str]:
    statements = dossier.library.matched.get(item.key_span, ())
    if statements:
        told = " ".join(statement.text for statement in statements)
        return f"{source_page(item.key)}#{statements[0].anchor}", told
    if item.key in dossier.library.sources:
        return source_page(item.key), ""
    return f"bibliography.md#{item.key}", ""
