"""Makes a work, what a page shows of an entry, from the entry and from what the engine read in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from build_tools.citing import biblatex
from build_tools.model.works import Person, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from build_tools.model.dossier import Entry

_PAIR = 2
_APOSTROPHE = re.compile(r"'(?<=\w')(?=\w)")  # the mark first, as most values have none
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the page's language that join authors."""

    joining: str
    others: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the engine read in an entry: CSL's variables as plain words, people, the CSL-JSON item, and values as typed."""

    fields: Mapping[str, str]
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    item: Mapping[str, Any]
    pieces: Mapping[str, str]

    def typed(self, value: str) -> str:
        """Return a value as it was typed, without its LaTeX."""
        return _APOSTROPHE.sub("’", " ".join(self.pieces.get(value, value).split()))


def make(entry: Entry, record: Record, words: Words) -> Work:
    """Return the work of an entry."""
    issued, fields = _date(record.item.get("issued")), record.fields
    title = _title(entry, record) or fields.get("title", "")
    institutions = tuple(
        record.typed(name) for name in biblatex.names(entry.get("institution", "publisher", "organization", "school"))
    )
    container = record.typed(entry.get("journaltitle", "journal", "booktitle"))
    doi = str(record.item.get("DOI") or "")
    short = record.typed(entry.get("shorttitle")) or title
    year = issued[:4] if issued[:4].isdigit() else ""
    named = _label(record.authors or record.editors, words) or (institutions[0] if institutions else short)
    return Work(
        key=entry.key,
        type=fields.get("type") or "document",
        title=title,
        authors=record.authors,
        editors=record.editors,
        institutions=institutions,
        container=container or fields.get("container-title", ""),
        issued=issued,
        year=year,
        url=str(record.item.get("URL") or "") or (f"https://doi.org/{doi}" if doi else ""),
        accessed=_date(record.item.get("accessed")),
        note=fields.get("note", ""),
        language=fields.get("language", ""),
        label=" ".join(filter(None, (named or entry.key, year))),
        csl_json=_JSON.encode(record.item),
        other_titles=tuple(filter(None, (record.typed(entry.get(name)) for name in ("series", "eventtitle")))),
    )


def order_labels(works: Mapping[str, Work], order: Sequence[str]) -> dict[str, Work]:
    """Set works of the same label apart by letters, in the order of the references: Smith 2022a, Smith 2022b."""
    times = Counter(work.label for work in works.values())
    counters = {label: count() for label, number in times.items() if number > 1}
    place = {key: index for index, key in reversed(list(enumerate(order)))}
    lettered = {
        work.key: replace(work, label=work.label + _letters(next(counters[work.label])))
        for work in sorted(works.values(), key=lambda work: place.get(work.key, len(place)))
        if work.label in counters
    }
    return {key: lettered.get(key, work) for key, work in works.items()}


def _letters(number: int) -> str:
    """Count a to z, then aa, as CSL's year suffix does."""
    more, last = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


def _title(entry: Entry, record: Record) -> str:
    title, subtitle = record.typed(entry.get("title")), record.typed(entry.get("subtitle"))
    return f"{title}{' ' if title[-1:] in '?!.:' else ': '}{subtitle}" if title and subtitle else title


def _label(people: tuple[Person, ...], words: Words) -> str:
    if len(people) > _PAIR:
        return f"{people[0].short} {words.others}"
    return f" {words.joining} ".join(person.short for person in people)


def _date(value: Mapping[str, Any] | None) -> str:
    """Write a CSL-JSON date as ISO 8601, an interval with a slash."""
    if not value:
        return ""
    parts = (
        "-".join(f"{int(number):0{4 if place == 0 else 2}}" for place, number in enumerate(point))
        for point in value.get("date-parts", ())
    )
    return "/".join(parts) or str(value.get("literal") or value.get("raw") or "")
