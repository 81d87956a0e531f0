"""A date that no calendar has, or that is written in a form that can't be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity
from build_tools.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Entry
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "date-impossible",
    what="A date that no calendar has, or that is written in a form that can't be read",
    why=(
        "Sources and events are ordered by their dates (EDTF, ISO 8601-2). A date that can't be read leaves its thing without a "
        "place in time."
    ),
    bad="date = {1901-02-30}",
    good="date = {1901-02}",
)
_FIELDS = ("date", "origdate", "eventdate", "urldate", "year")


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that can't be; the reason is the reader of dates' own."""
    for entry in library.corpus.entries:
        # A work without a digest stands in no order of time, and its style shows what was typed, such as "forthcoming".
        rule = RULE if entry.key in library.sources else replace(RULE, severity=Severity.WARNING)
        if entry.key in library.sources or entry.key in library.uses_of_source:
            yield from _in_entry(entry, rule)
    for event in library.corpus.events:
        reason = _refusal(event.date)
        if reason:
            yield RULE.at(event.date_span, reason, "write what the sources know, such as 1901, 1901-02 or 1901~")


def _in_entry(entry: Entry, rule: Rule) -> Iterator[Diagnostic]:
    for field in (field for field in entry.fields if field.name in _FIELDS):
        # BibLaTeX adds a time after T; it plays no part here.
        reason = _refusal(field.value.strip("{} \n").partition("T")[0])
        if reason:
            yield rule.at(field.span, f"{field.name}: {reason}", "write what the source says, such as 1901, 1901-02 or 1901-02-24")
    month = entry.field("month")
    if month and not dates.month_number(month.value.strip("{} \n.")):
        message = f'month: "{month.value}" is no month'
        yield rule.at(month.span, message, "write 1 to 12, or better one field: date = {1901-02}")


def _refusal(date: str) -> str:
    try:
        dates.parse(date)
    except ValueError as error:
        return str(error)
    return ""
