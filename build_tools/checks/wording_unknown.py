"""Other words for a statement that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "wording-unknown",
    what="Other words for a statement that is not there",
    why="The search would not find anything by these words, and nobody would notice.",
    bad="- {statement: hale1901#para-44a, words: who pays}",
    good="- {statement: hale1901#para-4a, words: who pays}",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each wording that belongs to no statement."""
    for wording in library.corpus.wordings:
        name = wording.statement.name
        if name not in library.statements:
            help_text = (
                nearest(name, library.statements) or f"take the address that a statement's heading has in {settings.sources}"
            )
            yield RULE.at(wording.statement.span, f'no statement "{name}"', help_text)
