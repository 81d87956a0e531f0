"""A topic that its family does not list, or that stands in a folder without a family page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.prose import Family
    from build_tools.model.settings import Settings

RULE = Rule(
    "topic-ungrouped",
    what="A topic that its family does not list, or that stands in a folder without a family page",
    why="The family's groups are the order in which topics are argued and read. A topic outside them is in no menu.",
    bad="topics:\n  - group: Sound\n    topics: [bells]",
    good="topics:\n  - group: Sound\n    topics: [bells, fog-signals]",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each topic without a place in a family."""
    without_page: set[str] = set()
    for topic in library.corpus.topics:
        family = library.families.get(topic.family)
        if family and topic.id not in _listed(family):
            message = f'"{topic.id}" is in no group of its family'
            yield RULE.at(topic.span, message, f"add {topic.id.partition('/')[2]} to a group in {family.path}")
        elif not family and topic.family not in without_page:
            without_page.add(topic.family)
            page = f"{settings.docs}/topics/{topic.family}/index.md"
            yield RULE.at(topic.span, f'the family "{topic.family}" has no page', f"write {page}, or move the topic")


def _listed(family: Family) -> frozenset[str]:
    return frozenset(mention.name for group in family.groups for mention in group.topics)
