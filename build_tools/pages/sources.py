"""The list of sources: who, when, under which rights, and how well each digest is proven."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing
from build_tools.model.pages import Outline
from build_tools.pages.dossier import joined, shared_institutions, source_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Source
    from build_tools.pages.dossier import Dossier

RANK = 50
_HEAD = ("Source", "Institution", "Date", "Statements", "Evidence", "Rights", "Digest")


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the list of sources."""
    blocks = partial(_blocks, dossier)
    yield Outline("sources/index.md", "sources", "Sources", blocks, "The sources of the dossier", ("Evidence", "Sources"))


def _blocks(dossier: Dossier) -> b.Blocks:
    sources = tuple(dossier.library.sources.values())
    shared = shared_institutions(dossier, sources)
    return (
        b.paragraph("Each source as a digest in our own words, statement by statement, in the order in which they came out."),
        *((b.paragraph(shared, role="shared counted"),) if shared else ()),
        b.Table(
            b.text("Sources in date order"),
            tuple(b.Cell(b.text(name), header=True) for name in _HEAD),
            tuple(_row(source, dossier) for source in sources),
            "sources",
        ),
    )


def _row(source: Source, dossier: Dossier) -> tuple[b.Cell, ...]:
    work = dossier.work(source.key)
    standings = Counter(dossier.library.standing(statement) for statement in source.statements)
    title = b.Emphasis(b.text(work.title if work else source.key))
    name = (b.Link(source_page(source.key), b.text(dossier.label(source)), "source"), b.Break(), title)
    rest = (
        joined(dossier.institutions(source)),
        dossier.when(source),
        str(len(source.statements)),
        joined(f"{standings[one]} {one.value}" for one in Standing if standings[one]),
        source.rights,
        source.status,
    )
    return (b.Cell(name, header=True), *(b.Cell(b.text(words)) for words in rest))
