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
_NAMED = 3


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each cited entry without a digest, and one for all others: a reference manager writes thousands."""
    undigested = [entry for entry in library.entries.values() if entry.key not in library.sources]
    for entry in (one for one in undigested if one.key in library.uses_of_source):
        yield RULE.at(entry.key_span, f'"{entry.key}" has no digest', f"write {settings.sources}/{entry.key}.md")
    if uncited := [entry for entry in undigested if entry.key not in library.uses_of_source]:
        names = ", ".join(f'"{entry.key}"' for entry in uncited[:_NAMED]) + (" …" if len(uncited) > _NAMED else "")
        count = "one entry" if len(uncited) == 1 else f"{len(uncited)} entries"
        remedy = f"write {settings.sources}/{uncited[0].key}.md, or leave it to the bibliography"
        yield RULE.at(uncited[0].key_span, f"{count} without a digest that no text cites: {names}", remedy)
