"""A topic that is named somewhere and has no page."""

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
    "topic-unknown",
    what="A topic that is named somewhere and has no page",
    why="What is filed under a topic that does not exist is shown nowhere: the statement or the link would be lost in silence.",
    bad='{at="para. 4" topics="light/fog-signls"}',
    good='{at="para. 4" topics="light/fog-signals"}',
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mention of a topic without a page."""
    for mention in _mentions(library):
        if mention.name not in library.topics:
            yield RULE.at(mention.span, f'no topic "{mention.name}"', _remedy(mention.name, library, settings))


def _remedy(name: str, library: Library, settings: Settings) -> str:
    page = f"write {settings.docs}/topics/{name}.md" if "/" in name else "name it with its family: family/topic"
    near = nearest(name, library.topics)
    return f"{near} Or {page}" if near else f"{page}, or take the name out"


def _mentions(library: Library) -> Iterator[Mention]:
    for source in library.corpus.sources:
        for statement in source.statements:
            yield from statement.topics
    for topic in library.corpus.topics:
        yield from topic.related
    for proposition in library.corpus.propositions:
        yield from proposition.topics
    for brief in library.corpus.briefs:
        yield from brief.topics
    for family in library.corpus.families:
        for group in family.groups:
            yield from group.topics
