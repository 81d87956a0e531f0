"""What an entry takes over from others: `xdata`, and `crossref` after the table in the BibLaTeX manual, appendix B."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_tools.model.dossier import Entry, Field

_INBOOK = frozenset({"inbook", "bookinbook", "suppbook"})
_INCOLLECTION = frozenset({"incollection", "inreference", "suppcollection"})
_INPROCEEDINGS = frozenset({"inproceedings", "conference"})
_ARTICLE = frozenset({"article", "suppperiodical"})
# Whose title becomes whose: the parent's type, the child's types, and what comes before "title" in the child.
_TITLES = (
    ({"mvbook"}, _INBOOK | {"book"}, "main"),
    ({"mvcollection", "mvreference"}, _INCOLLECTION | {"collection", "reference"}, "main"),
    ({"mvproceedings"}, _INPROCEEDINGS | {"proceedings"}, "main"),
    ({"book"}, _INBOOK, "book"),
    ({"collection", "reference"}, _INCOLLECTION, "book"),
    ({"proceedings"}, _INPROCEEDINGS, "book"),
    ({"periodical"}, _ARTICLE, "journal"),
)
_TITLE_FIELDS = frozenset({"title", "subtitle", "titleaddon"})
_OTHER_TITLES = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_OWN = frozenset(
    """
    crossref entryset entrysubtype execute ids label options presort related relatedoptions relatedstring relatedtype
    shorthand shorthandintro sortkey xdata xref
    """.split()  # noqa: SIM905 - a list of sixteen words reads better than sixteen strings
)
_DATES = frozenset({"date", "year", "month"})


def resolved(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries with what they inherit. An entry that inherits from itself, by whatever way, takes over nothing new."""
    known: dict[str, Entry] = {}
    for entry in entries:
        known.setdefault(entry.key, entry)
    return tuple(_resolved(entry, known, frozenset()) for entry in known.values())


def _resolved(entry: Entry, known: Mapping[str, Entry], seen: frozenset[str]) -> Entry:
    """Return an entry with its parents' fields after its own; `seen` holds the keys of its descendants."""
    fields = {field.name: field for field in entry.fields}
    if not fields.keys() & {"xdata", "crossref"}:
        return entry
    for parent in _parents(entry, "xdata", known, seen):
        _take(fields, (field for field in parent.fields if field.name not in _OWN))
    for parent in _parents(entry, "crossref", known, seen):
        _take(fields, _handed_down(parent, entry))
    return replace(entry, fields=tuple(field for name, field in fields.items() if name not in {"xdata", "crossref"}))


def _parents(entry: Entry, way: str, known: Mapping[str, Entry], seen: frozenset[str]) -> Iterator[Entry]:
    for key in entry.get(way).split(","):
        parent = known.get(key.strip())
        if parent and parent.key not in seen | {entry.key}:
            yield _resolved(parent, known, seen | {entry.key})


def _take(fields: dict[str, Field], inherited: Iterable[Field]) -> None:
    """Add fields that are not there yet. A date is one thing, whether in one field or in several."""
    dated = bool(_DATES & fields.keys())
    for field in inherited:
        if not (dated and field.name in _DATES):
            fields.setdefault(field.name, field)


def _handed_down(parent: Entry, child: Entry) -> Iterator[Field]:
    prefix = next((prefix for parents, children, prefix in _TITLES if parent.type in parents and child.type in children), "")
    for field in parent.fields:
        if field.name in _OWN or (prefix and field.name in _OTHER_TITLES):
            continue
        yield replace(field, name=prefix + field.name) if prefix and field.name in _TITLE_FIELDS else field
        if field.name == "author" and child.type in _INBOOK and parent.type in {"book", "mvbook"}:
            yield replace(field, name="bookauthor")
