"""A bibliography entry that lacks what a reader needs to find the source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity
from build_tools.model import inheritance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "entry-incomplete",
    what="A bibliography entry that lacks what a reader needs to find the source",
    why="Who, what and when: without one of them a citation can't be shown in full, or ordered by date.",
    bad="@report{harbour1901, title = {Lamps}, url = {https://example.org/lamps}}",
    good="@report{harbour1901, author = {Hale, Ada}, title = {Lamps}, date = {1901}, url = {https://example.org/lamps}}",
)
ADDRESS = Rule(
    "entry-incomplete-address",
    what="A bibliography entry without an address at which the source can be found",
    why="From a citation one click should lead to the text itself. For some sources there is none, so this is a warning.",
    bad="@report{harbour1901, author = {Hale, Ada}, title = {Lamps}, date = {1901}}",
    good="@report{harbour1901, author = {Hale, Ada}, title = {Lamps}, date = {1901}, url = {https://example.org/lamps}}",
    severity=Severity.WARNING,
)
_NEEDED = {
    "author, editor or institution": ("author", "editor", "institution", "publisher", "organization", "school"),
    "title": ("title", "maintitle", "booktitle"),
    "date": ("date", "year"),
}
_ADDRESSES = ("url", "doi", "isbn", "eprint")
_WITHOUT_CONTENT = frozenset({"xdata", "set"})


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that lacks something, naming all it lacks, and one where it has no address.

    In the entry of a draft, what is lacking is work still to be done and no mistake. In that of a work without a digest it is
    a warning, since a citation shows what there is; and an entry that nothing cites is let be, as a reference manager writes
    thousands.
    """
    for entry in inheritance.resolved(library.corpus.entries):
        source = library.sources.get(entry.key)
        if entry.type in _WITHOUT_CONTENT or not (source or entry.key in library.uses_of_source):
            continue
        held = {field.name for field in entry.fields if field.value.strip("{} \n")}
        drafted = source is not None and source.draft
        lacking = [name for name, fields in _NEEDED.items() if not held.intersection(fields)]
        if lacking:
            rule = replace(RULE, severity=Severity.NOTE if drafted else RULE.severity if source else Severity.WARNING)
            yield rule.at(entry.key_span, f'"{entry.key}" lacks {"; ".join(lacking)}', f"add {_example(lacking[0])}")
        if not held.intersection(_ADDRESSES):
            rule = replace(ADDRESS, severity=Severity.NOTE) if drafted else ADDRESS
            yield rule.at(entry.key_span, f'"{entry.key}" lacks url, doi or isbn', "add url = {https://…} if there is one")


def _example(lacking: str) -> str:
    return {
        "author, editor or institution": "author = {Surname, Given}, or institution = {…}",
        "title": "title = {…}",
    }.get(lacking, "date = {1901-02}, as exactly as it is known")
