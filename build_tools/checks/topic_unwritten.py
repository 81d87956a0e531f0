"""A topic without a synthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "topic-unwritten",
    what="A topic without a synthesis",
    why="A synthesis tells a reader in a minute what the sources say together and where they part; a list does not.",
    bad="---\ntitle: Bells\n---",
    good="---\ntitle: Bells\n---\nEvery station had a bell [@harbour1901, para. 4].",
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each topic without an editor's prose."""
    for topic in library.corpus.topics:
        if not topic.prose.sentences:
            help_text = f"write below the front matter of {topic.path} what the sources say together"
            yield RULE.at(topic.span, f'the topic "{topic.id}" has no synthesis', help_text)
