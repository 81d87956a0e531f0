"""Where statements on one thing stand: by place while few sources make them, else on a page of its own, source by source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages.dossier import counted, evidence_base, source_page, sources_of
from build_tools.pages.pictures import voices
from build_tools.pages.statements import by_source, listed, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Byline, Statement
    from build_tools.pages.dossier import Dossier

MOST = 8  # sources whose places are told one by one


def where(dossier: Dossier, statements: tuple[Statement, ...], path: str) -> b.Inlines:
    """Return where statements stand, or, of many sources, a link to the page at `path`, which has them."""
    return (link(dossier, statements, path),) if _many(dossier, statements) else places(dossier, statements)


def link(dossier: Dossier, statements: tuple[Statement, ...], path: str) -> b.Link:
    """Return the way to the page of statements, in words that count them."""
    sources = counted(len(sources_of(dossier, statements)), "source")
    return b.Link(path, b.text(f"{counted(len(statements), 'statement')} by {sources}"), "all")


def _many(dossier: Dossier, statements: tuple[Statement, ...]) -> bool:
    return len(sources_of(dossier, statements)) > MOST


def outlines(
    dossier: Dossier, statements: tuple[Statement, ...], path: str, menu: tuple[str, ...], about: str
) -> Iterator[Outline]:
    """Yield the page of what many sources state, called as its last place in the menu."""
    if _many(dossier, statements):
        yield Outline(path, "gathered", menu[-1], partial(blocks, dossier, statements, about), about, menu)


def blocks(dossier: Dossier, statements: tuple[Statement, ...], about: str) -> Iterator[b.Block]:
    """Yield statements source by source, on how much they rest, and who speaks when."""
    yield b.paragraph(about)
    yield b.paragraph(evidence_base(dossier, statements) if statements else "No statement yet.", role="base")
    yield from voices.figures(dossier, statements)
    if statements:
        yield b.Terms(tuple(_said(source, some, dossier) for source, some in by_source(dossier, statements)), "positions")


def _said(source: Byline, statements: tuple[Statement, ...], dossier: Dossier) -> tuple[b.Inlines, b.Blocks]:
    name = b.Link(source_page(source.key), b.text(dossier.label(source)), "source")
    who = (b.Marked("", (name,), source.key), b.Marked("meta", b.text(f" · {dossier.when(source)}")))
    return who, (b.Items(tuple(listed(statement) for statement in statements), role="statements"),)
