"""The foot of every page: its references to take along, and how the page itself is cited."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import DATA, page_url, references_on, source_of
from build_tools.model.works import PAGE_TITLE, PAGE_URL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier

_PLACE = re.compile(f"({PAGE_TITLE}|{re.escape(PAGE_URL)})", re.IGNORECASE)
_WHOLE = "bibliography"
_FIRST = "landing"
_BRIEF = "brief"
_PRINTED = frozenset({_FIRST, "topic", _BRIEF})
_NAMES = {_WHOLE: "The bibliography as ", "source": "This source as "}


def with_foot(page: Page, dossier: Dossier) -> Page:
    """Return the page with its foot."""
    return replace(page, blocks=(*page.blocks, *_paper(page, dossier), *_references(page, dossier), *_citation(page, dossier)))


def _paper(page: Page, dossier: Dossier) -> Iterator[b.Block]:
    """Yield a link to the page as a PDF, where there is one; the first page has the whole dossier's."""
    if dossier.settings.pdf and page.kind in _PRINTED:
        path = f"{page.path.removesuffix('.md')}.pdf" if page.kind != _FIRST else "dossier.pdf"
        words = "This page as a PDF" if page.kind != _FIRST else "The whole dossier as a PDF"
        yield b.Paragraph((b.Link(path, b.text(words), "data"), *_word(page)), "meta taken-along")


def _word(page: Page) -> b.Inlines:
    """Return a link to a brief as a Word file."""
    if page.kind != _BRIEF:
        return ()
    return (b.Text(" · "), b.Link(f"{page.path.removesuffix('.md')}.docx", b.text("For Word (.docx)"), "data"))


def _references(page: Page, dossier: Dossier) -> Iterator[b.Block]:
    files = [file for file in dossier.data if file.references]
    if not files or not (source_of(page) in dossier.citations.works or references_on(page)):
        return
    words: list[b.Inline] = [b.Text(_NAMES.get(page.kind, "References as "))]
    for file in files:
        path = f"{DATA}/{file.path}" if page.kind == _WHOLE else file.of_page(page.path)
        words += [b.Text(" · ")] if len(words) > 1 else []
        words.append(b.Link(path, b.text(file.references), "data"))
    yield b.Paragraph(tuple(words), "meta taken-along")


def _citation(page: Page, dossier: Dossier) -> Iterator[b.Block]:
    pattern = dossier.citations.this_page
    if not pattern:
        return
    version = dossier.settings.version
    told = () if not version or version in b.plain(pattern) else (b.Text(f" Version {version}."),)
    words = tuple(_filled(inline, page, dossier) for inline in pattern)
    yield b.Paragraph((b.Text("Cite this page: "), *words, *told), "citation meta cite-page")


def _filled(inline: b.Inline, page: Page, dossier: Dossier) -> b.Inline:
    """Put the page's title and address where the pattern has a place for them."""
    match inline:
        case b.Text(words):
            return b.Text(_put(words, page, dossier))
        case b.Link(target, content, role, title):
            inner = tuple(_filled(one, page, dossier) for one in content)
            return b.Link(_put(target, page, dossier), inner, role or "data", title)
        case b.Emphasis() | b.Script() | b.Marked():
            return replace(inline, content=tuple(_filled(one, page, dossier) for one in inline.content))
        case _:
            return inline


def _put(words: str, page: Page, dossier: Dossier) -> str:
    title = f"{page.title} (digest)" if source_of(page) else page.title
    url = page_url(page.path, dossier.settings)
    return _PLACE.sub(lambda found: title if found[0].upper() == PAGE_TITLE else url, words)
