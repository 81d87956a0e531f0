"""Put rendered citations into a page's blocks, each part leading to its passages, and lead links to their pages."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.citations import grouped
from build_tools.pages.passages import passage_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.citations import Citation, CitationItem
    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier


def with_citations(page: Page, dossier: Dossier) -> Page:
    """Return the page with its citations rendered and its authors' relative links counted from the site's root."""
    return replace(page, blocks=tuple(_block(block, page, dossier) for block in page.blocks))


def _block(block: b.Block, page: Page, dossier: Dossier) -> b.Block:
    """Return a block with its citations rendered; one without any, as most are, stays what it is."""
    match block:
        case b.Paragraph(content) | b.Heading(_, content):
            return block if _is_ready(content) else replace(block, content=_inlines(content, page, dossier))
        case b.Items(items):
            shown = tuple(tuple(_block(one, page, dossier) for one in item) for item in items)
            return block if shown == items else replace(block, items=shown)
        case b.Terms(items):
            terms = ((_inlines(term, page, dossier), tuple(_block(one, page, dossier) for one in told)) for term, told in items)
            return replace(block, items=tuple(terms))
        case b.Table():
            rows = tuple(tuple(_cell(cell, page, dossier) for cell in row) for row in block.rows)
            return replace(block, head=tuple(_cell(cell, page, dossier) for cell in block.head), rows=rows)
        case b.Group(_, blocks):
            inner = tuple(_block(one, page, dossier) for one in blocks)
            return block if inner == blocks else replace(block, blocks=inner)
        case _:
            return block


def _cell(cell: b.Cell, page: Page, dossier: Dossier) -> b.Cell:
    return cell if _is_ready(cell.content) else replace(cell, content=_inlines(cell.content, page, dossier))


def _is_ready(content: b.Inlines) -> bool:
    """Tell whether inline content holds neither a citation nor an author's link, as most that pages make."""
    for inline in content:
        match inline:
            case b.Text() | b.Code() | b.Break():
                continue
            case b.Cited() | b.Link(role=""):
                return False
            case _ if not _is_ready(inline.content):
                return False
    return True


def _inlines(content: b.Inlines, page: Page, dossier: Dossier) -> b.Inlines:
    if _is_ready(content):
        return content
    return tuple(one for inline in content for one in _inline(inline, page, dossier))


def _inline(inline: b.Inline, page: Page, dossier: Dossier) -> b.Inlines:
    match inline:
        case b.Cited(citation):
            return rendered(citation, dossier)
        case b.Link() if not _is_ready((inline,)):
            return (replace(inline, target=_from_root(inline, page), content=_inlines(inline.content, page, dossier)),)
        case b.Marked(role, content, anchor, title):
            return (b.Marked(role, _inlines(content, page, dossier), anchor, title),)
        case b.Emphasis() | b.Script():
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
    return tuple(_led(words, citation, dossier)) if words else (b.Text(citation.text),)


def _led(words: b.Inlines, citation: Citation, dossier: Dossier) -> Iterator[b.Inline]:
    """Lead the parts of a citation that belong to one source to the statements they mean."""
    for inline in words:
        match inline:
            case b.Link(target, content) if target.startswith("cite:"):
                group = grouped(citation)[int(target.rpartition(":")[2])]
                yield from _parts(content, _by_number(group), dossier)
            case b.Emphasis() | b.Script() | b.Marked() | b.Link():
                yield replace(inline, content=tuple(_led(inline.content, citation, dossier)))
            case _:
                yield inline


def _by_number(group: tuple[CitationItem, ...]) -> dict[str, list[CitationItem]]:
    """Sort the items of one source by the number that a reader sees: `para. 9a` and `para. 9c` are both 9."""
    numbers: dict[str, list[CitationItem]] = {}
    for item in group:
        numbers.setdefault(item.locator.numbers if item.locator else "", []).append(item)
    return numbers


def _parts(content: b.Inlines, numbers: dict[str, list[CitationItem]], dossier: Dossier) -> Iterator[b.Inline]:
    """Cut `Hale 2019, paras. 2, 5` into a link for each number; one link where the style does not show them so."""
    (_, first), *others = numbers.items()
    before, shown, after = _split(content, ", ".join(numbers)) if others else (content, "", ())
    if not shown:
        yield _link(content, [item for items in numbers.values() for item in items], dossier)
        return
    yield _link((*before, b.Text(next(iter(numbers)))), first, dossier)
    for number, items in others:
        yield b.Text(", ")
        yield _link(b.text(number), items, dossier)
    yield from after


def _split(content: b.Inlines, words: str) -> tuple[b.Inlines, str, b.Inlines]:
    """Cut inline content around words that stand at the end of one of its texts; no words where they do not."""
    for index, inline in enumerate(content):
        if isinstance(inline, b.Text) and words in inline.text:
            head, _, tail = inline.text.rpartition(words)
            rest = (b.Text(tail),) if tail else ()
            return (*content[:index], b.Text(head)), words, (*rest, *content[index + 1 :])
    return content, "", ()


def _link(content: b.Inlines, items: list[CitationItem], dossier: Dossier) -> b.Link:
    """Lead a part of a citation to the first passage it means, in the page's own references, and name the others."""
    matched = dossier.library.matched
    meant = dict.fromkeys(passage_anchor(statement) for item in items for statement in matched.get(item.key_span, ()))
    first, *others = meant or (f"ref-{items[0].key}",)
    return b.Link(f"#{first}", content, "cite", also=tuple(others))


def cited_items(blocks: b.Blocks) -> Iterator[CitationItem]:
    """Yield what is cited in blocks, in order."""
    for block in blocks:
        match block:
            case b.Paragraph() | b.Heading():
                yield from _items(block.content)
            case b.Items(items):
                yield from cited_items(tuple(chain.from_iterable(items)))
            case b.Terms(items):
                for term, told in items:
                    yield from (*_items(term), *cited_items(told))
            case b.Table():
                for cell in chain(block.head, *block.rows):
                    yield from _items(cell.content)
            case b.Group():
                yield from cited_items(block.blocks)


def _items(content: b.Inlines) -> Iterator[CitationItem]:
    for inline in content:
        match inline:
            case b.Cited(citation):
                yield from citation.items
            case b.Text() | b.Code() | b.Break():
                pass
            case _:
                yield from _items(inline.content)
