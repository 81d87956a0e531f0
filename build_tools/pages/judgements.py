"""Key judgements as blocks: the claim, on how many voices it rests, how sure the editor is, and who parts from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dossier import Attitude
from build_tools.pages.dossier import counted, independent, joined, years
from build_tools.pages.stances import PLURAL, attitude, divided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Judgement, Proposition, Source
    from build_tools.model.library import Position
    from build_tools.pages.dossier import Dossier

_COMMON = frozenset({"A", "An", "The", "There", "This", "That", "It", "No", "Some", "All", "Most", "Every", "Each"})


def heading(judgement: Judgement) -> b.Heading:
    """Return the claim as a heading."""
    return b.Heading(3, b.text(judgement.claim), judgement.anchor)


def confidence(judgement: Judgement, *, role: str = "base") -> b.Paragraph:
    """Return how sure the editor is, and why."""
    return _titled(f"Confidence: {judgement.confidence}.", judgement.reason, role)


def evidence(judgement: Judgement, dossier: Dossier) -> b.Paragraph:
    """Return on whom a judgement rests and where they part, in one paragraph."""
    told = f"{_voices(judgement, dossier)} {_parting(judgement, dossier, 'They')}"
    return _titled("Evidence:", told.rstrip(), "base")


def voices(judgement: Judgement, dossier: Dossier) -> b.Paragraph:
    """Return on how many sources and institutions a judgement rests, from when."""
    return _titled("Evidence:", _voices(judgement, dossier), "evidence")


def parting(judgement: Judgement, dossier: Dossier) -> b.Blocks:
    """Return where the sources part; nothing where a judgement rests on no proposition."""
    told = _parting(judgement, dossier, "The sources")
    return (b.paragraph(told, role="parting"),) if told else ()


def _titled(title: str, words: str, role: str) -> b.Paragraph:
    return b.Paragraph((b.Emphasis(b.text(f"{title} "), strong=True), b.Text(words)), role)


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


def _voices(judgement: Judgement, dossier: Dossier) -> str:
    sources = _behind(judgement, dossier)
    groups = independent(dossier, sources)
    names = list(dict.fromkeys(name for source in sources for name in dossier.institutions(source)))
    alone = f", {len(groups)} of them independent" if len(groups) < len(sources) else ""
    behind = f" ({joined(names)})" if names else ""
    return f"{counted(len(sources), 'source')}{alone}{behind}, {years(dossier, sources)}."


def _parting(judgement: Judgement, dossier: Dossier, who: str) -> str:
    """Say who parts from whom on the judgement's propositions; where nobody denies one, who only qualifies it.

    `who` stands for the sources as the subject of the sentence.
    """
    library = dossier.library
    known = [
        (library.propositions[one.name], library.positions[one.name])
        for one in judgement.propositions
        if one.name in library.positions
    ]
    if parted := sides(known, dossier):
        return f"{who} part: {'; '.join(parted)}."
    positions = tuple(one for _, taken in known for one in taken)
    doubting = list(dict.fromkeys(_labels(Attitude.QUALIFIES, positions, dossier)))
    if not doubting:
        return f"{who} do not part." if known else ""
    return f"{who} do not part, though {joined(doubting)} {'qualifies' if len(doubting) == 1 else 'qualify'} it."


def sides(known: Iterable[tuple[Proposition, tuple[Position, ...]]], dossier: Dossier) -> tuple[str, ...]:
    """Say of each proposition on which sources part who takes which side: `A asserts, B denies that tides rise`."""
    return tuple(
        f"{_sides(positions, dossier)} that {_lowered(proposition.text)}" for proposition, positions in known if divided(positions)
    )


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
