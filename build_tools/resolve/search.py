"""Find statements and passages by their words, for a citation to paste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from build_tools.model.dossier import Statement
    from build_tools.model.library import Library


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that holds the words, or whose passage does: the citation to paste, and the statement's words."""

    citation: str
    text: str
    in_passage: bool
    statement: Statement


def find(library: Library, words: str) -> tuple[Hit, ...]:
    """Return every statement in which the words stand in order, then those in whose passage they do, in date order."""
    sought = forms(words)
    if not sought:
        return ()
    said = [one for one in library.statements.values() if _holds(forms(f"{one.text} {one.voice}"), sought)]
    known = {one.id for one in said}
    passages = [one for one in library.statements.values() if one.id not in known and _holds(_passage(library, one), sought)]
    return tuple(_hit(one, in_passage=False) for one in said) + tuple(_hit(one, in_passage=True) for one in passages)


def _hit(statement: Statement, *, in_passage: bool) -> Hit:
    typed = f", {statement.locator.text}" if statement.locator else ""
    return Hit(f"[@{statement.source}{typed}]", statement.text, in_passage, statement)


def _passage(library: Library, statement: Statement) -> tuple[str, ...]:
    reading, evidence = library.corpus.readings.get(statement.source), library.evidence.get(statement.id)
    if reading is None or evidence is None or evidence.passage is None:
        return ()
    return forms(reading.text[evidence.passage.start : evidence.passage.end])


def _holds(text: Sequence[str], sought: Sequence[str]) -> bool:
    """Tell whether the words stand in the text in order; the last one may be the start of a word."""
    count = len(sought)
    return any(
        tuple(text[at : at + count - 1]) == tuple(sought[:-1]) and text[at + count - 1].startswith(sought[-1])
        for at in range(len(text) - count + 1)
    )
