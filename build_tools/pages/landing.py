"""The first page: what the dossier is, its key judgements with their evidence, and where the sources stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import guide, judgements
from build_tools.pages.dossier import shared_institutions
from build_tools.pages.family import contents
from build_tools.pages.stances import matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.prose import Landing
    from build_tools.pages.dossier import Dossier

RANK = 10
PATH = "index.md"


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the first page, where the dossier has one."""
    if landing := dossier.library.corpus.landing:
        blocks = partial(_blocks, landing, dossier)
        yield Outline(PATH, "landing", landing.title, blocks, landing.question, ("Overview",), landing.path)


def _blocks(landing: Landing, dossier: Dossier) -> Iterator[b.Block]:
    yield b.paragraph(landing.question, role="question")
    yield from landing.prose.blocks
    yield guide.terms(landing, dossier)
    yield from _judgements(landing, dossier)
    yield from _agreement(dossier)
    yield from _families(dossier)


def _judgements(landing: Landing, dossier: Dossier) -> Iterator[b.Block]:
    if landing.judgements:
        yield b.Heading(2, b.text("Key judgements"), "judgements")
    for one in landing.judgements:
        told = (
            judgements.heading(one),
            judgements.evidence(one, dossier),
            judgements.confidence(one),
            *one.prose.blocks,
        )
        yield b.Group("judgement", told)


def _agreement(dossier: Dossier) -> Iterator[b.Block]:
    if dossier.library.propositions:
        yield b.Heading(2, b.text("Who says what"), "agreement")
        if shared := shared_institutions(dossier, dossier.library.bylines.values()):
            yield b.paragraph(shared, role="shared counted")
        yield matrix(dossier, dossier.library.propositions.values())


def _families(dossier: Dossier) -> Iterator[b.Block]:
    for family in dossier.library.families.values():
        yield b.Heading(2, (b.Link(f"topics/{family.id}/index.md", b.text(family.title), "family"),), f"family-{family.id}")
        yield b.paragraph(family.question)
        yield contents(family, dossier)
