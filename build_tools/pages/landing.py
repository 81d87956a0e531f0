"""The first page: what the dossier is, its key judgements with their evidence, and where the sources stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dossier import Attitude
from build_tools.model.pages import Page
from build_tools.pages.dossier import counted, independent, joined, shared_institutions, years
from build_tools.pages.family import contents
from build_tools.pages.references import references
from build_tools.pages.stances import PLURAL, attitude, divided, matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Judgement, Landing, Source
    from build_tools.model.library import Position
    from build_tools.pages.dossier import Dossier

RANK = 10
PATH = "index.md"
_COMMON = frozenset({"A", "An", "The", "There", "This", "That", "It", "No", "Some", "All", "Most", "Every", "Each"})


def make(dossier: Dossier) -> Iterator[Page]:
    """Yield the first page, where the dossier has one."""
    landing = dossier.library.corpus.landing
    if landing is None:
        return
    blocks = (
        b.paragraph(landing.question, role="question"),
        *landing.prose.blocks,
        *_judgements(landing, dossier),
        *_agreement(dossier),
        *_families(dossier),
        *references(PATH, dossier),
    )
    yield Page(PATH, "landing", landing.title, blocks, landing.question, ("Overview",), landing.path)


def _judgements(landing: Landing, dossier: Dossier) -> Iterator[b.Block]:
    if landing.judgements:
        yield b.Heading(2, b.text("Key judgements"), "judgements")
    for judgement in landing.judgements:
        sources = _behind(judgement, dossier)
        told = (
            b.Heading(3, b.text(judgement.claim), judgement.anchor),
            b.Paragraph((b.Emphasis(b.text("Evidence: "), strong=True), b.Text(_evidence(judgement, sources, dossier))), "base"),
            b.Paragraph(
                (b.Emphasis(b.text(f"Confidence: {judgement.confidence}. "), strong=True), b.Text(judgement.reason)), "base"
            ),
            *judgement.prose.blocks,
        )
        yield b.Group("judgement", told)


def _behind(judgement: Judgement, dossier: Dossier) -> tuple[Source, ...]:
    """Return the sources that a judgement cites or that take a stance on its propositions, in date order."""
    library = dossier.library
    cited = {item.key for sentence in judgement.prose.sentences for citation in sentence.citations for item in citation.items}
    taking = {
        position.source.key
        for mention in judgement.propositions
        for position in library.positions.get(mention.name, ())
        if position.stance
    }
    return tuple(source for key, source in library.sources.items() if key in cited | taking)


def _evidence(judgement: Judgement, sources: tuple[Source, ...], dossier: Dossier) -> str:
    groups = independent(dossier, sources)
    names = list(dict.fromkeys(name for source in sources for name in dossier.institutions(source)))
    alone = f", {len(groups)} of them independent" if len(groups) < len(sources) else ""
    told = f"{counted(len(sources), 'source')}{alone} ({joined(names)}), {years(dossier, sources)}."
    return f"{told} {_parting(judgement, dossier)}".rstrip()


def _parting(judgement: Judgement, dossier: Dossier) -> str:
    """Say who parts from whom on the judgement's propositions; where nobody denies one, who only qualifies it."""
    library = dossier.library
    known = [
        (library.propositions[one.name], library.positions[one.name])
        for one in judgement.propositions
        if one.name in library.positions
    ]
    parted = [
        f"{_sides(positions, dossier)} that {_lowered(proposition.text)}" for proposition, positions in known if divided(positions)
    ]
    if parted:
        return f"They part: {'; '.join(parted)}."
    positions = tuple(one for _, taken in known for one in taken)
    doubting = list(dict.fromkeys(_labels(Attitude.QUALIFIES, positions, dossier)))
    if not doubting:
        return "They do not part." if known else ""
    return f"They do not part, though {joined(doubting)} {'qualifies' if len(doubting) == 1 else 'qualify'} it."


def _labels(taken: Attitude, positions: Iterable[Position], dossier: Dossier) -> list[str]:
    return [dossier.label(position.source) for position in positions if attitude(position) is taken]


def _sides(positions: tuple[Position, ...], dossier: Dossier) -> str:
    """Return the sides taken on a proposition: `A asserts, B qualifies, C and D deny`."""
    taken_by = {taken: _labels(taken, positions, dossier) for taken in PLURAL}
    return ", ".join(
        f"{joined(labels)} {taken.value if len(labels) == 1 else PLURAL[taken]}" for taken, labels in taken_by.items() if labels
    )


def _lowered(text: str) -> str:
    """Return a sentence as the end of another: its first word in lower case where that is a common word."""
    first, _, rest = text.rstrip(".").partition(" ")
    return f"{first.lower() if first in _COMMON else first} {rest}"


def _agreement(dossier: Dossier) -> Iterator[b.Block]:
    if dossier.library.propositions:
        yield b.Heading(2, b.text("Who says what"), "agreement")
        if shared := shared_institutions(dossier, dossier.library.sources.values()):
            yield b.paragraph(shared, role="counted")
        yield matrix(dossier, dossier.library.propositions.values(), "Propositions by source, in date order")


def _families(dossier: Dossier) -> Iterator[b.Block]:
    for family in dossier.library.families.values():
        yield b.Heading(2, (b.Link(f"topics/{family.id}/index.md", b.text(family.title), "family"),), f"family-{family.id}")
        yield b.paragraph(family.question)
        yield contents(family, dossier)
