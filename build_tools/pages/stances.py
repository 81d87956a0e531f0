"""Propositions against sources: the matrix, and where the sources agree and differ on one proposition."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dossier import Attitude, Basis
from build_tools.model.wording import ENGLISH
from build_tools.pages.dossier import joined, source_page
from build_tools.pages.periods import periods, single

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Proposition
    from build_tools.model.library import Position
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier
    from build_tools.pages.periods import Period

# The sign repeats the word for a glance across the table, and in grey print.
SIGNS = {Attitude.ASSERTS: "●", Attitude.QUALIFIES: "◐", Attitude.DENIES: "○", Attitude.SILENT: "–"}
PLURAL = ENGLISH.plural
# More names than this in a sentence say less than their number.
_MOST_NAMED = 12


def attitude(position: Position) -> Attitude:
    """Return a source's attitude; silent where it takes no stance."""
    return position.stance.attitude if position.stance else Attitude.SILENT


def matrix(
    dossier: Dossier,
    propositions: Iterable[Proposition],
    caption: str = "",
    words: Wording | None = None,
    *,
    families: bool = False,
) -> b.Table:
    """Return a table of propositions by sources in date order; each cell leads to the statement it rests on.

    A draft has a column once it has been read for one of the propositions, and an empty cell for each of the others. Many
    sources are gathered by years, with how many of them stand where. `families` names those of each proposition; `words` are
    those of the page, where its language is not the dossier's.
    """
    propositions, words = tuple(propositions), words or dossier.words
    read = {position.source.key for one in propositions for position in dossier.library.positions.get(one.id, ())}
    among = (one for one in dossier.library.bylines.values() if not one.draft or one.key in read)
    columns = tuple(one for one in periods(dossier, among) if one.sources)
    rows = (_row(one, columns, dossier, words, families=families) for one in propositions)
    role = "matrix" if single(columns) else "matrix gathered"
    head = (b.Cell(b.text(words.proposition), header=True), *map(_head, columns))
    return b.Table(b.text(caption or words.matrix), head, tuple(rows), role)


def _head(column: Period) -> b.Cell:
    words = b.text(column.label)
    return b.Cell((b.Link(column.target, words, "source"),) if column.target else words, header=True)


def _row(
    proposition: Proposition, columns: tuple[Period, ...], dossier: Dossier, words: Wording, *, families: bool
) -> tuple[b.Cell, ...]:
    positions = {one.source.key: one for one in dossier.library.positions.get(proposition.id, ())}
    contested = divided(positions.values())
    told: list[b.Inline] = [b.Link(f"propositions.md#{proposition.id}", b.text(proposition.text), "proposition")]
    told += [b.Text(" "), b.Marked("basis contested", b.text(words.contested))] if contested else []
    told += _families(proposition, dossier, after=contested) if families else []
    head = b.Cell(tuple(told), "proposition contested" if contested else "proposition", header=True)
    return (head, *(_cell(column, positions, proposition, words) for column in columns))


def _families(proposition: Proposition, dossier: Dossier, *, after: bool) -> list[b.Inline]:
    known = dossier.library.families
    names = dict.fromkeys(one.name.partition("/")[0] for one in proposition.topics)
    titles = " · ".join(known[name].title for name in names if name in known)
    return [b.Text(" · " if after else " "), b.Marked("basis under", b.text(titles))] if titles else []


def _cell(column: Period, positions: dict[str, Position], proposition: Proposition, words: Wording) -> b.Cell:
    held = tuple(positions[one.key] for one in column.sources if one.key in positions)
    if not held:
        return b.Cell(())
    if column.target:
        return cell(held[0], proposition, column.label, words)
    return _gathered(held, proposition, column.label, words)


def cell(position: Position, proposition: Proposition, label: str, words: Wording) -> b.Cell:
    """Return a source's stance as a table cell that leads to its first statement; silence leads nowhere."""
    taken = attitude(position)
    inferred = position.stance is not None and position.stance.basis is Basis.INFERRED
    said_so = words.stances[taken]
    shown: b.Inlines = (b.Marked("sign", b.text(SIGNS[taken])), b.Text("\u00a0"), b.Marked("word", b.text(said_so)))
    if not position.statements:
        return b.Cell(shown, f"stance {taken.value}")
    first = position.statements[0]
    place = first.locator.shown if first.locator else "statement"
    said = proposition.text.rstrip(".")
    # What is seen stands together in what is heard (WCAG 2.5.3).
    name = f"{label} {said_so}{f' {words.inferred}' if inferred else ''}: {said}, {place}"
    shown += (b.Break(), b.Marked("basis", b.text(words.inferred))) if inferred else ()
    link = b.Link(f"{source_page(first.source)}#{first.anchor}", shown, "stance", first.text, label=name)
    return b.Cell((link,), f"stance {taken.value}")


def _gathered(positions: tuple[Position, ...], proposition: Proposition, label: str, words: Wording) -> b.Cell:
    """Return how many of several sources stand where; what leads on is the proposition's own section."""
    counts = Counter(attitude(one) for one in positions)
    taken = [one for one in PLURAL if counts[one]]
    if not taken:
        return b.Cell(b.text(SIGNS[Attitude.SILENT]), "stance silent")
    shown = [(b.Marked("sign", b.text(SIGNS[one])), b.Text(f"\u00a0{counts[one]}")) for one in taken]
    lines = tuple(part for pair in shown for part in (b.Break(), *pair))[1:]
    name = f"{label}: {', '.join(f'{counts[one]} {verb(one, counts[one], words)}' for one in taken)}: {proposition.text}"
    link = b.Link(f"propositions.md#{proposition.id}", lines, "stance", label=name)
    return b.Cell((link,), f"stance {'divided' if divided(positions) else taken[0].value}")


def verb(taken: Attitude, number: int, words: Wording) -> str:
    """Return the word for an attitude of one source or of several."""
    return words.stances[taken] if number == 1 else words.plural[taken]


def divided(positions: Iterable[Position]) -> bool:
    """Tell whether sources part on a proposition: one denies what another asserts or qualifies."""
    taken = {attitude(position) for position in positions}
    return Attitude.DENIES in taken and bool(taken & {Attitude.ASSERTS, Attitude.QUALIFIES})


def summed_up(dossier: Dossier, positions: tuple[Position, ...]) -> str:
    """Say who stands where on a proposition, in a sentence."""
    parts = list(_standings(dossier, positions))
    return "; ".join(parts) + "." if parts else "No source has been read for it."


def _standings(dossier: Dossier, positions: tuple[Position, ...]) -> Iterator[str]:
    for taken in Attitude:
        labels = [dossier.label(position.source) for position in positions if attitude(position) is taken]
        if labels:
            who = joined(labels) if len(labels) <= _MOST_NAMED else f"{len(labels)} sources"
            one = "is silent" if taken is Attitude.SILENT else f"{taken.value} it"
            many = "are silent" if taken is Attitude.SILENT else f"{PLURAL[taken]} it"
            yield f"{who} {one if len(labels) == 1 else many}"
