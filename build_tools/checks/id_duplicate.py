"""An id that two propositions or two events share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import line
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Event, Proposition
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "id-duplicate",
    what="An id that two propositions or two events share",
    why="Statements point at propositions and events by id. Where two share one, one takes them all and the other is never met.",
    bad="- {id: lamp-lit, date: 1901, …}\n- {id: lamp-lit, date: 1911, …}",
    good="- {id: lamp-lit, date: 1901, …}\n- {id: lamp-relit, date: 1911, …}",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each proposition and event whose id stands earlier in its file."""
    yield from _twice(library, library.corpus.propositions, "proposition")
    yield from _twice(library, library.corpus.events, "event")


def _twice(library: Library, things: Sequence[Proposition] | Sequence[Event], kind: str) -> Iterator[Diagnostic]:
    first: dict[str, Proposition | Event] = {}
    for thing in things:
        earlier = first.setdefault(thing.id, thing)
        if earlier is not thing:
            message = f'the {kind} at {line(library, earlier.span)} has the id "{thing.id}" too'
            yield RULE.at(thing.span, message, "give one of the two another id")
