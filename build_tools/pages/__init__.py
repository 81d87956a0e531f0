"""Make the pages of the site. One kind of page is one file here with `RANK` and `outlines(dossier)`; nothing else is edited.

An outline tells menus and addresses of a page, and makes its blocks when somebody looks at it.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model.pages import Pages
from build_tools.pages.cited import with_citations
from build_tools.pages.foot import with_foot
from build_tools.pages.notes import in_order, takes_notes, with_notes
from build_tools.pages.references import references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from build_tools.model.citations import Citation
    from build_tools.model.pages import Outline, Page
    from build_tools.pages.dossier import Dossier


def kinds() -> tuple[ModuleType, ...]:
    """Return the files that make pages, in the order of the menu."""
    found = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module for module in found if hasattr(module, "RANK")), key=lambda module: (module.RANK, module.__name__)))


def make_pages(dossier: Dossier) -> Pages:
    """Return all pages, with the citations in them in the words of the style, and below each page what it cites."""
    word = _wording(dossier)
    return Pages(_outlines(dossier), lambda outline: _finished(outline.page(), word, dossier), lambda outline: word(outline.page()))


def finished(page: Page, dossier: Dossier) -> Page:
    """Return one page more, with its citations in the words of the style, and below it what it cites."""
    return _finished(page, _wording(dossier), dossier)


def cited_by_page(dossier: Dossier) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield each page's path and its citations in the order in which a reader meets them, their span counting them."""
    return ((outline.path, in_order(outline.page())[1]) for outline in _outlines(dossier))


def _outlines(dossier: Dossier) -> Iterator[Outline]:
    for kind in kinds():
        yield from kind.outlines(dossier)


def _wording(dossier: Dossier) -> Callable[[Page], Page]:
    """Return what renders the citations of a page, as notes where the style makes them."""
    noted = takes_notes(dossier.citations)

    def word(page: Page) -> Page:
        shown = with_citations(in_order(page)[0] if dossier.citations.in_page_order else page, dossier)
        return with_notes(shown, dossier.settings.lang) if noted else shown

    return word


def _finished(page: Page, word: Callable[[Page], Page], dossier: Dossier) -> Page:
    shown = word(page)
    return with_foot(replace(shown, blocks=(*shown.blocks, *references(page, dossier))), dossier)
