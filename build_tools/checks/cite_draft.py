"""A citation of a draft in a build that leaves drafts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "cite-draft",
    what="A citation of a draft in a build that leaves drafts out",
    why="The sentence would be published, and what it rests on would not: no reader could follow it to its passage.",
    bad="The lamp was lit late [@harbour1901, para. 4].  (sources/harbour1901.md: status: draft)",
    good="The lamp was lit late [@harbour1901, para. 4].  (sources/harbour1901.md: status: reviewed)",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each cited draft, unless drafts are let in."""
    if settings.drafts:
        return
    for citation in library.citations():
        for item in citation.items:
            source = library.sources.get(item.key)
            if source and source.draft:
                message = f'"{item.key}" is a draft, and published pages leave drafts out'
                yield RULE.at(
                    item.key_span, message, f"review {source.path}, take the citation out, or set drafts: true in mkdocs.yml"
                )
