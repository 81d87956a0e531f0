"""An event that no statement names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "event-unused",
    what="An event that no statement names",
    why="The timeline shows what the sources report. An event that rests on none of them is the editor's alone.",
    bad="- {id: harbour-opened, date: 1902, title: The harbour opens}",
    good='{at="para. 4" events="harbour-opened"}',
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event without a statement."""
    for event in library.corpus.events:
        if not library.by_event.get(event.id):
            help_text = f'add events="{event.id}" to a statement that speaks of it, or delete the event'
            yield RULE.at(event.span, f'no statement speaks of the event "{event.id}"', help_text)
