"""Key judgements as blocks: the claim, on how many voices it rests, how sure the editor is, and who parts from whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dossier import Attitude
from build_tools.model.wording import ENGLISH
from build_tools.pages.dossier import sources_counted
from build_tools.pages.stances import attitude, divided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Byline, Proposition
    from build_tools.model.library import Position
    from build_tools.model.prose import Judgement
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier

# More sources than these on one side are counted, not named.
_NAMED = 6
_COMMON = frozenset({"A", "An", "The", "There", "This", "That", "It", "No", "Some", "All", "Most", "Every", "Each"})


def heading(judgement: Judgement) -> b.Heading:
    """Return the claim as a heading."""
    return b.Heading(3, b.text(judgement.claim), judgement.anchor)


def confidence(judgement: Judgement, words: Wording = ENGLISH, *, role: str = "confidence base") -> b.Paragraph:
    """Return how sure the editor is, and why."""
    level = words.levels.get(judgement.confidence, judgement.confidence)
    return _titled(words.confidence.format(level=level), judgement.reason, role)


def evidence(judgement: Judgement, dossier: Dossier) -> b.Paragraph:
    """Return on whom a judgement rests and where they part, in one paragraph."""
    told = f"{_voices(judgement, dossier, ENGLISH)} {_parting(judgement, dossier, ENGLISH)}"
    return _titled(ENGLISH.evidence, told.rstrip(), "evidence base")


def voices(judgement: Judgement, dossier: Dossier, words: Wording = ENGLISH) -> b.Paragraph:
    """Return on how many sources and institutions a judgement rests, from when."""
    return _titled(words.evidence, _voices(judgement, dossier, words), "evidence")


def parting(judgement: Judgement, dossier: Dossier, words: Wording = ENGLISH) -> b.Blocks:
    """Return where the sources part; nothing where a judgement rests on no proposition."""
    told = _parting(judgement, dossier, words)
    return (b.paragraph(told, role="parting"),) if told else ()


def _titled(title: str, words: str, role: str) -> b.Paragraph:
    return b.Paragraph((b.Emphasis(b.text(f"{title} "), strong=True), b.Text(words)), role)


def _behind(judgement: Judgement, dossier: Dossier) -> tuple[Byline, ...]:
    """Return the sources that a judgement cites or that take a stance on its propositions, in date order."""
    library = dossier.library
    cited = {item.key for sentence in judgement.prose.sentences for citation in sentence.citations for item in citation.items}
    taking = {
        position.source.key
        for mention in judgement.propositions
        for position in library.positions.get(mention.name, ())
        if position.stance
    }
    return tuple(source for key, source in library.bylines.items() if key in cited | taking)


def _voices(judgement: Judgement, dossier: Dossier, words: Wording) -> str:
    sources = _behind(judgement, dossier)
    names = list(dict.fromkeys(name for source in sources for name in dossier.institutions(source)))
    behind = f" ({words.joined(names)})" if names else ""
    dated = (dossier.library.dated[source.key] for source in sources if source.key in dossier.library.dated)
    return f"{sources_counted(dossier, sources, words)}{behind}, {words.span(dated)}."


def _parting(judgement: Judgement, dossier: Dossier, words: Wording) -> str:
    """Say who parts from whom on the judgement's propositions; where nobody denies one, who only qualifies it."""
    library = dossier.library
    known = [
        (library.propositions[one.name], library.positions[one.name])
        for one in judgement.propositions
        if one.name in library.positions
    ]
    if parted := sides(known, dossier, words):
        return words.part.format(sides="; ".join(parted))
    positions = tuple(one for _, taken in known for one in taken)
    doubting = list(dict.fromkeys(_labels(Attitude.QUALIFIES, positions, dossier)))
    if not doubting:
        return words.agree if known else ""
    return words.qualified[len(doubting) > 1].format(who=words.joined(doubting))


def sides(known: Iterable[tuple[Proposition, tuple[Position, ...]]], dossier: Dossier, words: Wording = ENGLISH) -> tuple[str, ...]:
    """Say of each proposition on which sources part who takes which side: `A asserts, B denies that tides rise`."""
    return tuple(_parted(one.text, positions, dossier, words) for one, positions in known if divided(positions))


def _parted(claim: str, positions: tuple[Position, ...], dossier: Dossier, words: Wording) -> str:
    taken = _sides(positions, dossier, words)
    return words.parted.format(sides=taken, claim=claim.rstrip("."), clause=_lowered(claim, positions, dossier))


def _labels(taken: Attitude, positions: Iterable[Position], dossier: Dossier) -> list[str]:
    return [dossier.label(position.source) for position in positions if attitude(position) is taken]


def _sides(positions: tuple[Position, ...], dossier: Dossier, words: Wording) -> str:
    """Return the sides taken on a proposition: `A asserts, B qualifies, C and D deny`."""
    taken_by = {taken: _labels(taken, positions, dossier) for taken in words.plural}
    return ", ".join(
        f"{_named(labels, words)} {(words.stances if len(labels) == 1 else words.plural)[taken]}"
        for taken, labels in taken_by.items()
        if labels
    )


def _named(labels: list[str], words: Wording) -> str:
    return words.joined(labels) if len(labels) <= _NAMED else words.counted(len(labels))


def _editors_words(positions: tuple[Position, ...], dossier: Dossier) -> str:
    """Return texts that show which words are common and which are names: propositions, and what the stances rest on."""
    said = (statement.text for position in positions for statement in position.statements)
    return " ".join((*(one.text for one in dossier.library.propositions.values()), *said))


def _lowered(text: str, positions: tuple[Position, ...], dossier: Dossier) -> str:
    """Return a sentence as the end of another: its first word in lower case where it is common, or stands so elsewhere."""
    first, _, rest = text.rstrip(".").partition(" ")
    word = first.lower()
    common = (
        first in _COMMON
        or word in dossier.library.written
        or re.search(rf"\b{re.escape(word)}\b", _editors_words(positions, dossier))
    )
    return f"{first.lower() if common else first} {rest}"
