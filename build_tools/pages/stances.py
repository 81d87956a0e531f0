"""Propositions against sources: the matrix, and where the sources agree and differ on one proposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dossier import Attitude, Basis
from build_tools.pages.dossier import joined, source_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Proposition
    from build_tools.model.library import Position
    from build_tools.pages.dossier import Dossier

# The sign repeats the word for a glance across the table, and in grey print.
_SIGNS = {Attitude.ASSERTS: "●", Attitude.QUALIFIES: "◐", Attitude.DENIES: "○", Attitude.SILENT: "–"}


_NOT_READ = b.Cell(())
PLURAL = {Attitude.ASSERTS: "assert", Attitude.QUALIFIES: "qualify", Attitude.DENIES: "deny"}


def attitude(position: Position) -> Attitude:
    """Return a source's attitude; silent where it takes no stance."""
    return position.stance.attitude if position.stance else Attitude.SILENT


def matrix(dossier: Dossier, propositions: Iterable[Proposition], caption: str) -> b.Table:
    """Return a table of propositions by sources in date order; each cell leads to the statement it rests on.

    A draft has a column once it has been read for one of the propositions, and an empty cell for each of the others.
    """
    propositions = tuple(propositions)
    found = {
        one.id: {position.source.key: position for position in dossier.library.positions.get(one.id, ())} for one in propositions
    }
    read = {key for positions in found.values() for key in positions}
    sources = [source for source in dossier.library.sources.values() if not source.draft or source.key in read]
    head = (b.Cell(b.text("Proposition"), header=True), *(
        b.Cell((b.Link(source_page(source.key), b.text(dossier.label(source)), "source"),), header=True) for source in sources
    ))  # fmt: skip
    rows = tuple(
        (
            b.Cell((b.Link(f"propositions.md#{one.id}", b.text(one.text), "proposition"),), header=True),
            *(cell(found[one.id][source.key]) if source.key in found[one.id] else _NOT_READ for source in sources),
        )
        for one in propositions
    )
    return b.Table(b.text(caption), head, rows, "matrix")


def cell(position: Position) -> b.Cell:
    """Return a source's stance as a table cell that leads to its first statement; silence leads nowhere."""
    taken = attitude(position)
    inferred = position.stance is not None and position.stance.basis is Basis.INFERRED
    words = (b.Marked("sign", b.text(_SIGNS[taken])), b.Text("\u00a0"), b.Marked("word", b.text(taken.value)))
    if not position.statements:
        return b.Cell(words, f"stance {taken.value}")
    first = position.statements[0]
    link = b.Link(f"{source_page(first.source)}#{first.anchor}", words, "stance", first.text)
    basis = (b.Break(), b.Marked("basis", b.text("inferred"))) if inferred else ()
    return b.Cell((link, *basis), f"stance {taken.value}")


def divided(positions: Iterable[Position]) -> bool:
    """Tell whether sources part on a proposition: one denies what another asserts or qualifies."""
    taken = {attitude(position) for position in positions}
    return Attitude.DENIES in taken and bool(taken & {Attitude.ASSERTS, Attitude.QUALIFIES})


def summed_up(dossier: Dossier, positions: tuple[Position, ...]) -> str:
    """Say who stands where on a proposition, in a sentence."""
    parts = []
    for taken in (Attitude.ASSERTS, Attitude.QUALIFIES, Attitude.DENIES, Attitude.SILENT):
        labels = [dossier.label(position.source) for position in positions if attitude(position) is taken]
        if labels:
            one = "is silent" if taken is Attitude.SILENT else f"{taken.value} it"
            many = "are silent" if taken is Attitude.SILENT else f"{PLURAL[taken]} it"
            parts.append(f"{joined(labels)} {one if len(labels) == 1 else many}")
    return "; ".join(parts) + "." if parts else "No source has been read for it."
