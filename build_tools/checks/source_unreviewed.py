"""A source that no editor has reviewed, in a build that takes no drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "source-unreviewed",
    what="A source that no editor has reviewed, in a build that takes no drafts",
    why="Readers take what is published for checked. A draft may misread its source, so it stays at the desk.",
    bad="status: draft",
    good="status: reviewed",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each source that is not reviewed, unless drafts are let in."""
    for source in library.corpus.sources:
        if not settings.drafts and not source.reviewed:
            help_text = "read it against its original and write status: reviewed, or set drafts: true in mkdocs.yml"
            yield RULE.at(front_matter(library, source, "status"), f'"{source.key}" is not reviewed', help_text)
