"""A statement that does not say with which words its passage starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "selector-missing",
    what="A statement that does not say with which words its passage starts",
    why="Only with the first and last words can the build find the passage again and prove that the original says something there.",
    bad='{at="para. 4"}\nFog was the worst of dangers.',
    good='{at="para. 4" from="Of all the" to="was worst"}\nFog was the worst of dangers.',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each statement without a selector."""
    for source in library.corpus.sources:
        for statement in source.statements:
            if statement.selector is None or not statement.selector.start.strip():
                help_text = 'copy its first and last words, two to four each: from="…" to="…"'
                yield RULE.at(statement.span, "the statement does not say with which words its passage starts", help_text)
