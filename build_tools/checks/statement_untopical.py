"""A statement without a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "statement-untopical",
    what="A statement without a topic",
    why="Topic pages gather what the sources say. A statement under no topic is met only by those who read the whole digest.",
    bad='{at="para. 4" from="Of all the" to="was worst"}',
    good='{at="para. 4" from="Of all the" to="was worst" topics="sound/fog-signals"}',
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each statement without a topic; one that is still to be written is told of elsewhere."""
    for source in library.corpus.sources:
        for statement in source.statements:
            if statement.stated and not statement.topics:
                help_text = f'add topics="family/topic", a page under {settings.docs}/topics'
                yield RULE.at(statement.span, "the statement is under no topic", help_text)
