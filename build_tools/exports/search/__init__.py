"""The search of a site: an index cut into small files, of which a browser loads those that a question needs.

The files are scripts that hand over data, since a page that is opened from a disk may load scripts and nothing else. So one
search serves the published site, the live preview and a copy on a USB stick.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from build_tools.exports.search.index import EXACT, Index, index
from build_tools.exports.search.record import label, topic_name
from build_tools.exports.search.records import records
from build_tools.exports.search.words import EMPTY
from build_tools.model.pages import Artifact, page_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_tools.exports.search.record import Record
    from build_tools.model.pages import Edition

FOLDER = "search"
_WORDS, _TERMS, _RECORDS = 4_000, 4_500, 4_500  # characters in a file, about
_COMMON = 4_000  # a word in more records than this is left out where a question has rarer ones


@dataclass(slots=True)
class _Listing:
    """What is kept of the records that pass: the line that shows each, where each run of a kind starts, and those on a topic."""

    lines: list[str] = field(default_factory=list)
    starts: list[tuple[str, int]] = field(default_factory=list)
    topics: dict[str, int] = field(default_factory=dict)

    def passed(self, found: Iterable[Record], edition: Edition) -> Iterator[Record]:
        """Yield the records, and keep what is shown of them."""
        for place, record in enumerate(found):
            if not self.starts or self.starts[-1][0] != record.kind:
                self.starts.append((record.kind, place))
            if record.topic:
                self.topics[f"=topic:{record.topic}"] = place
            self.lines.append(_shown(record, edition))
            yield record


def files(edition: Edition) -> Iterator[Artifact]:
    """Yield the files of a dossier's search. At no time are all records there, which are many times as large as these."""
    listing = _Listing()
    made = index(listing.passed(records(edition), edition), edition.library.corpus.names, edition.settings.lang)
    number = {term: place for place, term in enumerate(made.postings)}
    words = _packed((_form(form, terms, number) for form, terms in made.forms.items()), _WORDS)
    terms = _packed(made.postings.values(), _TERMS)
    shown = _packed(listing.lines, _RECORDS)
    parts = {
        **{f"words-{place}": part for place, (_, part) in enumerate(words)},
        **{f"terms-{place}": part for place, (_, part) in enumerate(terms)},
        **{f"records-{place}": part for place, (_, part) in enumerate(shown)},
        "filters": _filters(made, edition),
    }
    manifest = {
        "version": _version(parts),
        "count": len(listing.lines),
        "words": [part.partition(" ")[0] for _, part in words],
        "terms": [first for first, _ in terms],
        "records": [first for first, _ in shown],
        "kinds": listing.starts,
        "empty": sorted(EMPTY),
        "common": [number[term] for term, count in made.counts.items() if count > _COMMON],
        "topics": {number[topic]: place for topic, place in listing.topics.items() if topic in number},
    }
    for name, part in {"manifest": manifest, **parts}.items():
        yield Artifact(f"{FOLDER}/{name}.js", _script(name, part))


def _version(parts: Mapping[str, object]) -> str:
    whole = hashlib.sha256()
    for chunk in json.JSONEncoder().iterencode(parts):
        whole.update(chunk.encode())
    return whole.hexdigest()[:12]


def _script(name: str, part: object) -> bytes:
    return f"dossierSearch.take({json.dumps(name)},{json.dumps(part, ensure_ascii=False, separators=(',', ':'))})\n".encode()


def _packed(lines: Iterable[str], size: int) -> list[tuple[int, str]]:
    """Cut lines into parts of about a size; each is told by the number of its first line."""
    parts: list[tuple[int, str]] = []
    some: list[str] = []
    first, filled = 0, 0
    for place, line in enumerate(lines):
        if filled >= size:
            parts.append((first, "\n".join(some)))
            some, first, filled = [], place, 0
        some.append(line)
        filled += len(line) + 1
    return [*parts, (first, "\n".join(some))] if some else parts


def _form(form: str, terms: Iterable[tuple[str, int]], number: dict[str, int]) -> str:
    """Write a word with the numbers of its terms, and what each counts where that is not the whole."""
    return " ".join(
        [form.replace(" ", "_"), *(f"{number[term]}{'' if weight == EXACT else f'*{weight}'}" for term, weight in terms)]
    )


def _shown(record: Record, edition: Edition) -> str:
    page = page_address(record.path, edition.settings)
    address = f"{page}#{record.anchor}" if record.anchor else page
    return json.dumps([record.kind, address, record.text, record.about, record.note], ensure_ascii=False, separators=(",", ":"))


def _filters(made: Index, edition: Edition) -> list[list[object]]:
    """Return each filter with its choices: the choice's term, its name, and how many records it leaves."""
    library = edition.library
    works = edition.citations.works
    stands = {"asserts": "asserted", "qualifies": "qualified", "denies": "denied"}
    choices: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        (
            "kind",
            "Kind",
            (
                ("statement", "Statements"),
                ("synthesis", "Syntheses"),
                ("proposition", "Propositions"),
                ("event", "Events"),
                ("name", "Names"),
                ("topic", "Topics"),
                ("source", "Sources"),
            ),
        ),
        ("family", "Family", ((one.id, one.title) for one in library.families.values())),
        ("topic", "Topic", ((one.id, topic_name(one, library)) for one in library.topics.values())),
        ("source", "Source", ((one.key, label(one, edition)) for one in library.sources.values())),
        (
            "institution",
            "Institution",
            ((name, name) for name in sorted({name for work in works.values() for name in work.institutions})),
        ),
        ("year", "Year", ((str(year), str(year)) for year in sorted({moment.year for moment in library.dated.values()}))),
        (
            "stance",
            "Stance",
            (
                (f"{one.id}={attitude}", f"{one.text} – {word}")
                for one in library.propositions.values()
                for attitude, word in stands.items()
            ),
        ),
    ]
    found = [
        (
            name,
            title,
            [
                [f"={name}:{value}", shown, made.counts[f"={name}:{value}"]]
                for value, shown in some
                if f"={name}:{value}" in made.counts
            ],
        )
        for name, title, some in choices
    ]
    return [[name, title, some] for name, title, some in found if len(some) > 1]
