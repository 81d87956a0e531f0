"""A draft that a published build leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "source-unreviewed",
    what="A draft that a published build leaves out",
    why=(
        "Readers take what is published for checked. A draft may misread its source, so it stays at the desk: the live preview "
        "shows it, a published build does not, and its mistakes stop nothing."
    ),
    bad="status: draft",
    good="status: reviewed",
    severity=Severity.WARNING,
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each draft, unless drafts are let in."""
    for source in library.corpus.sources:
        if not settings.drafts and source.draft:
            message = f'"{source.key}" is a draft, so the published pages leave it out'
            help_text = "read it against its original and write status: reviewed, or set drafts: true in mkdocs.yml"
            yield RULE.at(front_matter(library, source, "status"), message, help_text)
