"""An event that a statement or a brief names and that is not defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Mention
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "event-unknown",
    what="An event that a statement or a brief names and that is not defined",
    why="The timeline takes title and date from the event's definition; without one the statement is missing there.",
    bad='{at="para. 4" events="lamp-electrifed"}',
    good='{at="para. 4" events="lamp-electrified"}',
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mention of an event that is not defined."""
    for mention in _mentions(library):
        if mention.name not in library.events:
            help_text = nearest(mention.name, library.events) or f"define it in {settings.sources}/events.yaml"
            yield RULE.at(mention.span, f'no event "{mention.name}"', help_text)


def _mentions(library: Library) -> Iterator[Mention]:
    for source in library.corpus.sources:
        yield from (mention for statement in source.statements for mention in statement.events)
    for brief in library.corpus.briefs:
        yield from brief.events
