"""Make the pages of the site. One kind of page is one file here with `RANK` and `make(dossier)`; nothing else is edited.

A kind that has many pages gives `each(dossier)`, the things that they are about, and `page(dossier, thing)` instead.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model.memory import OneBuild
from build_tools.pages.cited import with_citations
from build_tools.pages.foot import with_foot
from build_tools.pages.notes import in_order, takes_notes, with_notes
from build_tools.pages.passages import passage
from build_tools.pages.references import references

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from build_tools.model.blocks import Group
    from build_tools.model.citations import Citation
    from build_tools.model.dossier import Statement
    from build_tools.model.memory import Recall
    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier


def kinds() -> tuple[ModuleType, ...]:
    """Return the files that make pages, in the order of the menu."""
    found = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module for module in found if hasattr(module, "RANK")), key=lambda module: (module.RANK, module.__name__)))


def make_pages(dossier: Dossier, memory: Recall) -> tuple[Page, ...]:
    """Make all pages, with the citations in them in the words of the style, and below each page what it cites."""
    watched, noted = memory.watch("dossier", dossier), takes_notes(dossier.citations)
    return tuple(
        memory.recall(("page", page.path), (page, noted), partial(_finished, page, watched, memory, noted=noted))
        for page in _drafts(watched, memory)
    )


def finished(page: Page, dossier: Dossier) -> Page:
    """Return one page more, with its citations in the words of the style, and below it what it cites."""
    return _finished(page, dossier, OneBuild(), noted=takes_notes(dossier.citations))


def cited_by_page(dossier: Dossier) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
    """Return each page's path and its citations in the order in which a reader meets them, their span counting them."""
    return tuple((page.path, in_order(page)[1]) for page in _drafts(dossier, OneBuild()))


def _drafts(dossier: Dossier, memory: Recall) -> Iterator[Page]:
    """Yield all pages with their citations as they were typed."""
    for kind in kinds():
        if hasattr(kind, "each"):
            for thing in kind.each(dossier):
                yield memory.recall((kind.__name__, thing[0].path), thing, partial(kind.page, dossier, *thing))
        else:
            yield from memory.recall(kind.__name__, (), partial(_all, kind, dossier))


def _all(kind: ModuleType, dossier: Dossier) -> tuple[Page, ...]:
    return tuple(kind.make(dossier))


def _finished(page: Page, dossier: Dossier, memory: Recall, *, noted: bool) -> Page:
    """Return a page with its citations rendered, notes where the style makes them, and the references of what it cites."""

    def shared(statement: Statement) -> Group:
        return memory.recall(("passage", statement.id), (statement,), partial(passage, statement, dossier))

    shown = with_citations(in_order(page)[0] if dossier.citations.in_page_order else page, dossier)
    shown = with_notes(shown, dossier.settings.lang) if noted else shown
    return with_foot(replace(shown, blocks=(*shown.blocks, *references(page, shared, dossier))), dossier)
