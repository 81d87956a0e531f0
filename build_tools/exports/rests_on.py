"""What a document rests on, as the files that its PDF carries: the works that it cites, and the statements that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.exports import bib, dossier_json, tables
from build_tools.model import blocks as b
from build_tools.model.pages import Artifact

if TYPE_CHECKING:
    from build_tools.model.pages import Edition, Page


def of_page(page: Page, edition: Edition) -> tuple[Artifact, ...]:
    """Return the references of a page and its statements as a table; neither where the page has none."""
    keys, statements = edition.works_on(page), frozenset(_statements(page, edition))
    references = (Artifact(bib.PATH, bib.write(edition, keys)),) if keys else ()
    return (*references, *((Artifact(tables.STATEMENTS, tables.statements(edition, statements)),) if statements else ()))


def of_dossier(edition: Edition) -> tuple[Artifact, ...]:
    """Return the whole bibliography, and the dossier as data."""
    return (*bib.export(edition), *(one for one in dossier_json.export(edition) if one.path == dossier_json.PATH))


def _statements(page: Page, edition: Edition) -> Iterator[str]:
    """Yield the ids of the statements that a page's links lead to."""
    for link in links(page.blocks):
        path, _, anchor = link.target.partition("#")
        name = f"{path.removeprefix('sources/').removesuffix('.md')}#{anchor}"
        if name in edition.library.statements:
            yield name


def links(blocks: b.Blocks) -> Iterator[b.Link]:
    """Yield all links in blocks, in order."""
    for block in blocks:
        match block:
            case b.Paragraph() | b.Heading():
                yield from _links(block.content)
            case b.Group():
                yield from links(block.blocks)
            case b.Items():
                yield from (one for item in block.items for one in links(item))
            case b.Terms():
                for term, told in block.items:
                    yield from (*_links(term), *links(told))
            case b.Table():
                yield from (one for row in (block.head, *block.rows) for cell in row for one in _links(cell.content))
            case _:
                pass


def _links(content: b.Inlines) -> Iterator[b.Link]:
    for inline in content:
        if isinstance(inline, b.Link):
            yield inline
        if not isinstance(inline, b.Text | b.Code | b.Break | b.Cited):
            yield from _links(inline.content)
