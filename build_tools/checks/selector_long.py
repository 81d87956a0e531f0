"""A selector with more than four words at one of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import attribute
from build_tools.diagnostics import Rule
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Selector
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

MOST = 4
RULE = Rule(
    "selector-long",
    what="A selector with more than four words at one of its ends",
    why="The words of a selector are somebody else's. Four at each end find a passage; more would begin to reprint it.",
    bad='from="Of all the dangers that keepers"',
    good='from="Of all the"',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each end of a selector that is too long."""
    for source in library.corpus.sources:
        for statement in source.statements:
            for name, typed in _ends(statement.selector) if statement.selector else ():
                words = len(forms(typed)) if typed else 0
                if words > MOST:
                    message = f'{name}="…" has {words} words, and {MOST} are the most'
                    yield RULE.at(
                        attribute(library, statement, name),
                        message,
                        'shorten it; if it is no longer unique, add before="…" or after="…"',
                    )


def _ends(selector: Selector) -> tuple[tuple[str, str], ...]:
    return ("from", selector.start), ("to", selector.end), ("before", selector.before), ("after", selector.after)
