"""A topic under which no source says anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "topic-empty",
    what="A topic under which no source says anything",
    why="The page of such a topic has a question and nothing that answers it.",
    bad='docs/topics/sound/bells.md, and no statement with topics="sound/bells"',
    good='{at="para. 4" topics="sound/bells"}',
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each topic without a statement."""
    for topic in library.corpus.topics:
        if not library.by_topic.get(topic.id):
            help_text = f'add topics="{topic.id}" to the statements that speak to it, or delete the page'
            yield RULE.at(topic.span, f'no statement is under the topic "{topic.id}"', help_text)
