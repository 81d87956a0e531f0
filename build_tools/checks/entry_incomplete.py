"""A bibliography entry that lacks what a reader needs to find the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Entry
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "entry-incomplete",
    what="A bibliography entry that lacks what a reader needs to find the source",
    why="Who, what, when and where: without one of them a citation can't be shown in full, ordered by date, or followed.",
    bad="@report{harbour1901, title = {Lamps}}",
    good="@report{harbour1901, author = {Hale, Ada}, title = {Lamps}, date = {1901}, url = {https://example.org/lamps}}",
)
_NEEDED = {
    "author, editor or institution": ("author", "editor", "institution", "publisher", "organization", "school"),
    "title": ("title", "maintitle", "booktitle"),
    "date": ("date", "year"),
    "url, doi or isbn": ("url", "doi", "isbn", "eprint"),
}
_WITHOUT_CONTENT = frozenset({"xdata", "set"})


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that lacks something, naming all it lacks."""
    for entry in library.corpus.entries:
        if entry.type not in _WITHOUT_CONTENT:
            held = _held(entry, library)
            lacking = [name for name, fields in _NEEDED.items() if not held.intersection(fields)]
            if lacking:
                yield RULE.at(entry.key_span, f'"{entry.key}" lacks {"; ".join(lacking)}', f"add {_example(lacking[0])}")


def _held(entry: Entry, library: Library) -> set[str]:
    """Return the names of an entry's fields that hold something, and of those it inherits."""
    parents = [library.entries.get(key.strip()) for key in entry.get("crossref", "xdata").split(",")]
    return {field.name for one in (entry, *parents) if one for field in one.fields if field.value.strip("{} \n")}


def _example(lacking: str) -> str:
    return {
        "author, editor or institution": "author = {Surname, Given}, or institution = {…}",
        "title": "title = {…}",
        "date": "date = {1901-02}, as exactly as it is known",
    }.get(lacking, "url = {https://…}")
