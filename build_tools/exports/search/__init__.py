"""The search of a site: an index cut into small files, of which a browser loads those that a question needs.

The files are scripts that hand over data, since a page that is opened from a disk may load scripts and nothing else. So one
search serves the published site, the live preview and a copy on a USB stick.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from build_tools.exports.search.index import EXACT, Index, index
from build_tools.exports.search.records import label, records, topic_name
from build_tools.exports.search.words import EMPTY
from build_tools.model.pages import Artifact, page_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from build_tools.exports.search.records import Record
    from build_tools.model.pages import Edition

FOLDER = "search"
_WORDS, _TERMS, _RECORDS = 8_000, 12_000, 6_000  # characters in a file, about
_COMMON = 4_000  # a word in more records than this is left out where a question has rarer ones


def files(edition: Edition) -> tuple[Artifact, ...]:
    """Return the files of a dossier's search."""
    made = index(records(edition), edition.library.corpus.names, edition.settings.lang)
    number = {term: place for place, term in enumerate(made.postings)}
    words = _packed([_form(form, terms, number) for form, terms in made.forms.items()], _WORDS)
    terms = _packed(list(made.postings.values()), _TERMS)
    shown = _packed([_shown(record, edition) for record in made.records], _RECORDS)
    parts = {
        **{f"words-{place}": "\n".join(lines) for place, (_, lines) in enumerate(words)},
        **{f"terms-{place}": "\n".join(lines) for place, (_, lines) in enumerate(terms)},
        **{f"records-{place}": "\n".join(lines) for place, (_, lines) in enumerate(shown)},
        "filters": _filters(made, edition),
    }
    version = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
    manifest = {
        "version": version,
        "count": len(made.records),
        "words": [lines[0].partition(" ")[0] for _, lines in words],
        "terms": [first for first, _ in terms],
        "records": [first for first, _ in shown],
        "kinds": _starts(made.records),
        "empty": sorted(EMPTY),
        "common": [number[term] for term, count in made.counts.items() if count > _COMMON],
        "topics": {
            number[f"=topic:{one.topic}"]: place for place, one in enumerate(made.records) if f"=topic:{one.topic}" in number
        },
    }
    return tuple(Artifact(f"{FOLDER}/{name}.js", _script(name, part)) for name, part in {"manifest": manifest, **parts}.items())


def _script(name: str, part: object) -> bytes:
    return f"dossierSearch.take({json.dumps(name)},{json.dumps(part, ensure_ascii=False, separators=(',', ':'))})\n".encode()


def _packed(lines: Sequence[str], size: int) -> list[tuple[int, list[str]]]:
    """Cut lines into parts of about a size; each is told by the number of its first line."""
    parts: list[tuple[int, list[str]]] = []
    filled = size
    for place, line in enumerate(lines):
        if filled >= size:
            parts.append((place, []))
            filled = 0
        parts[-1][1].append(line)
        filled += len(line) + 1
    return parts


def _form(form: str, terms: Iterable[tuple[str, int]], number: dict[str, int]) -> str:
    """Write a word with the numbers of its terms, and what each counts where that is not the whole."""
    return " ".join(
        [form.replace(" ", "_"), *(f"{number[term]}{'' if weight == EXACT else f'*{weight}'}" for term, weight in terms)]
    )


def _starts(records: Sequence[Record]) -> list[tuple[str, int]]:
    """Return where in the records each run of a kind starts."""
    return [(one.kind, place) for place, one in enumerate(records) if not place or records[place - 1].kind != one.kind]


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
