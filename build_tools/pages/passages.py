"""A cited passage as a page's references and its cards show it: who says it, when and where, in our words and in theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.pages.dossier import joined, statement_link
from build_tools.pages.publisher import at_publisher
from build_tools.pages.quotations import quotation
from build_tools.pages.statements import kind, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Byline, Statement
    from build_tools.pages.dossier import Dossier

_MOST_NAMES = 3


def passage_anchor(statement: Statement) -> str:
    """Return where a statement's entry stands in the references of each page that cites it."""
    return f"ref-{statement.source}-{statement.anchor}"


def passage(statement: Statement, dossier: Dossier) -> b.Group:
    """Return a statement that a sentence cites as an entry; the pages that cite it share it."""
    source = dossier.library.bylines[statement.source]
    ways = (statement_link(statement, "Open in the digest", role="digest"), *at_publisher(statement, dossier))
    blocks = (
        b.Paragraph(tuple(_origin(statement, source, dossier)), "origin"),
        b.Paragraph(statement.content if statement.stated else opening(statement, dossier), "said"),
        *quotation(statement, dossier),
        b.Paragraph(tuple(_separated(ways)), "ways"),
    )
    return b.Group("passage", blocks, passage_anchor(statement))


def _origin(statement: Statement, source: Byline, dossier: Dossier) -> Iterator[b.Inline]:
    """Yield who says it, when and where it was published, its place there, and how it is meant."""
    who = _few(_names(source, dossier))
    reported = statement.voice[:1].upper() + statement.voice[1:]
    told = f"{reported}, reported" if reported else ""
    yield b.Marked("who", (*b.text(told), b.Marked("byline", b.text(f" by {who}" if reported else who))))
    yield b.Marked("from", (b.Text(f" · {dossier.when(source)}"), *_where(source, dossier)))
    if statement.locator:
        yield b.Marked("place", b.text(f" · {statement.locator.shown}"))
    for part in kind(statement):
        yield from (b.Text(" · "), part)


def _names(source: Byline, dossier: Dossier) -> tuple[str, ...]:
    """Return the authors' names; where none is named, the institutions that published it, or its short name."""
    work = dossier.work(source.key)
    authors = tuple(person.full for person in work.authors) if work else ()
    return authors or dossier.institutions(source) or (dossier.label(source),)


def _few(names: tuple[str, ...]) -> str:
    most = _MOST_NAMES - 1
    return joined(names if len(names) <= _MOST_NAMES else (*names[:most], f"{len(names) - most} others"))


def _where(source: Byline, dossier: Dossier) -> Iterator[b.Inline]:
    """Yield what it was published in and by whom, where that was not just said."""
    work, said = dossier.work(source.key), _names(source, dossier)
    if work and work.container:
        yield from (b.Text(" · "), b.Emphasis(b.text(work.container)))
    if behind := joined(name for name in dossier.institutions(source) if name not in said):
        yield b.Text(f" · {behind}")


def _separated(ways: b.Inlines) -> Iterator[b.Inline]:
    for index, way in enumerate(ways):
        yield from (b.Text(" · "), way) if index else (way,)
