"""A bibliography entry without a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "entry-undigested",
    what="A bibliography entry without a digest",
    why="A citation of such an entry leads to the bibliography and no further: nothing proves what the source says, and where.",
    bad="@report{harbour1901, …} in the bibliography, and no digest",
    good="@report{harbour1901, …} in the bibliography, and sources/harbour1901.md",
    severity=Severity.WARNING,
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry without a digest."""
    for entry in library.corpus.entries:
        if entry.key not in library.sources:
            yield RULE.at(entry.key_span, f'"{entry.key}" has no digest', f"write {settings.sources}/{entry.key}.md")
