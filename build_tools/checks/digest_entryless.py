"""A digest whose key is in no bibliography entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity, Span, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "digest-entryless",
    what="A digest whose key is in no bibliography entry",
    why="Author, title, date and address of a source come from its entry. A digest without one can't be cited or dated.",
    bad="sources/harbuor1901.md, where the entry is @report{harbour1901, …}",
    good="sources/harbour1901.md",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each digest without an entry; for a draft it is a warning, as its entry may still be on its way."""
    for source in library.corpus.sources:
        if source.key not in library.entries:
            undigested = [key for key in library.entries if key not in library.sources]
            near = nearest(source.key, undigested)
            help_text = f"add the entry to {settings.bibliography}"
            message = f'no entry "{source.key}" in {settings.bibliography}'
            rule = replace(RULE, severity=Severity.WARNING) if source.draft else RULE
            yield rule.at(Span(source.path), message, f"{near} Rename the file, or {help_text}" if near else help_text)
