"""What becomes of drafts in a build that publishes: they are left out, and what is wrong in them stops nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Severity
from build_tools.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.diagnostics import Diagnostic, Span
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings


def left_out(library: Library) -> Library:
    """Return the library as it is published: without drafts, and without entries that nobody but a draft needs."""
    drafts = {source.key for source in library.corpus.sources if source.draft}
    if not drafts:
        return library
    cited = {item.key for citation in library.citations() for item in citation.items}
    return resolve(
        replace(
            library.corpus,
            sources=tuple(source for source in library.corpus.sources if not source.draft),
            entries=tuple(entry for entry in library.corpus.entries if entry.key not in drafts - cited),
            readings={key: reading for key, reading in library.corpus.readings.items() if key not in drafts},
        )
    )


def eased(diagnostics: Iterable[Diagnostic], library: Library, settings: Settings) -> tuple[Diagnostic, ...]:
    """Turn errors in drafts, and in their entries, into warnings where drafts are left out anyway."""
    drafts = [source for source in library.corpus.sources if source.draft]
    if settings.drafts or not drafts:
        return tuple(diagnostics)
    paths = {source.path for source in drafts}
    entries = [library.entries[source.key].span for source in drafts if source.key in library.entries]
    return tuple(
        replace(one, severity=Severity.WARNING)
        if one.severity is Severity.ERROR and (one.span.path in paths or any(_within(one.span, entry) for entry in entries))
        else one
        for one in diagnostics
    )


def _within(span: Span, other: Span) -> bool:
    return span.path == other.path and other.start <= span.start and span.end <= other.end
