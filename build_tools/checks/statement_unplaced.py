"""A statement without a locator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "statement-unplaced",
    what="A statement without a locator",
    why="A statement that names no place in its source can't be cited, and nobody can look up whether it is right.",
    bad='{from="Of all the" to="was worst"}\nFog was the worst of dangers.',
    good='{at="para. 4" from="Of all the" to="was worst"}\nFog was the worst of dangers.',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each statement without a locator; one that can't be read is reported where it is read."""
    for source in library.corpus.sources:
        text = library.corpus.texts.get(source.path, "")
        for statement in source.statements:
            typed = text[statement.at_span.start : statement.at_span.end]
            if statement.locator is None and (not typed or typed.startswith("{")):
                yield RULE.at(statement.span, "the statement does not say where in the source it rests", 'add at="para. 4"')
