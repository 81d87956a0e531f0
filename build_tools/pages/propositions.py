"""The matrix of propositions and sources, and for each proposition who stands where, and what time explains."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages.dossier import counted, source_page
from build_tools.pages.periods import MOST
from build_tools.pages.pictures import change
from build_tools.pages.stances import PLURAL, attitude, matrix, summed_up
from build_tools.pages.statements import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Proposition
    from build_tools.model.library import Position
    from build_tools.pages.dossier import Dossier

RANK = 40
PATH = "propositions.md"
_TITLE = "Who says what"
_MENU = ("Evidence", _TITLE)
_ABOUT = (
    "Each source asserts a proposition, qualifies it, denies it, or is silent on it. A stance that the text does not state "
    "but that follows from it is called inferred. Each cell leads to the statement it rests on."
)


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the page of propositions, where there are any, and one for each on which many sources take a stance."""
    if dossier.library.propositions:
        yield Outline(PATH, "propositions", _TITLE, partial(_blocks, dossier), _ABOUT, _MENU)
    for one in dossier.library.propositions.values():
        if len(_taken(one, dossier)) > MOST:
            menu, about = (*_MENU, one.text), "Every stance on one proposition, and the statements that it rests on."
            yield Outline(_path(one), "proposition", one.text, partial(_alone, one, dossier), about, menu)


def _path(proposition: Proposition) -> str:
    return f"propositions/{proposition.id}.md"


def _taken(proposition: Proposition, dossier: Dossier) -> tuple[Position, ...]:
    """Return the sources that take a stance on a proposition, in date order."""
    return tuple(one for one in dossier.library.positions.get(proposition.id, ()) if one.stance)


def _alone(proposition: Proposition, dossier: Dossier) -> Iterator[b.Block]:
    """Yield every stance on a proposition and what it rests on."""
    positions, taken = dossier.library.positions[proposition.id], _taken(proposition, dossier)
    yield b.paragraph(summed_up(dossier, positions))
    yield from change.figures(dossier, proposition, positions)
    for stance in PLURAL:
        if some := [one for one in taken if attitude(one) is stance]:
            verb = stance.value if len(some) == 1 else PLURAL[stance]
            yield b.Heading(2, b.text(f"{counted(len(some), 'source')} {verb} it"), stance.value)
            yield _stances(some, dossier)


def _stances(positions: Iterable[Position], dossier: Dossier) -> b.Terms:
    return b.Terms(tuple((_who(one, dossier), _why(one)) for one in positions), "positions")


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    propositions = dossier.library.propositions.values()
    yield b.paragraph(_ABOUT)
    yield matrix(dossier, propositions, families=True)
    for one in propositions:
        yield from _proposition(one, dossier)


def _proposition(proposition: Proposition, dossier: Dossier) -> Iterator[b.Block]:
    positions, taken = dossier.library.positions.get(proposition.id, ()), _taken(proposition, dossier)
    yield b.Heading(2, b.text(proposition.text), proposition.id)
    yield b.paragraph(summed_up(dossier, positions))
    if len(taken) > MOST:
        yield from proposition.changed.blocks
        yield b.Paragraph(
            (b.Link(_path(proposition), b.text(f"All {len(taken):,} stances, over time and source by source"), "all"),)
        )
    else:
        yield from change.figures(dossier, proposition, positions)
        yield from proposition.changed.blocks
        yield from (_stances(taken, dossier),) if taken else ()
    topics = [dossier.library.topics[one.name] for one in proposition.topics if one.name in dossier.library.topics]
    if topics:
        links: list[b.Inline] = [b.Text("Under ")]
        for index, topic in enumerate(topics):
            links += [b.Text(" and ")] if index else []
            links.append(b.Link(f"topics/{topic.id}.md#propositions", b.text(topic.title), "topic"))
        yield b.Paragraph(tuple(links), "onward meta")


def _who(position: Position, dossier: Dossier) -> b.Inlines:
    basis = f", {position.stance.basis.value}" if position.stance else ""
    link = b.Link(source_page(position.source.key), b.text(dossier.label(position.source)), "source")
    return (link, b.Text(f" {attitude(position).value}{basis} ({dossier.when(position.source)})"))


def _why(position: Position) -> b.Blocks:
    if len(position.statements) == 1:
        return listed(position.statements[0])
    return (b.Items(tuple(listed(statement) for statement in position.statements)),)
