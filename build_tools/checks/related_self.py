"""A topic that is related to itself, or to another one twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "related-self",
    what="A topic that is related to itself, or to another one twice",
    why="Related topics are where the argument runs on. A link back to the page itself, or twice to one place, misleads.",
    bad="related: [sound/bells, sound/bells]",
    good="related: [sound/bells]",
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each related topic that is the page's own or was named before."""
    for topic in library.corpus.topics:
        seen: set[str] = set()
        for mention in topic.related:
            if mention.name == topic.id:
                yield RULE.at(mention.span, f'"{topic.id}" is related to itself', "take it out of related")
            elif mention.name in seen:
                yield RULE.at(mention.span, f'"{mention.name}" is listed twice', "keep one of the two")
            seen.add(mention.name)
