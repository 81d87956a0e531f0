"""The index of all records: for each stem the records that hold it, how much it counts in each, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from build_tools.exports.search.same import Names, thesaurus
from build_tools.exports.search.words import other_spellings, stemmer, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from build_tools.exports.search.records import Record
    from build_tools.model.dossier import Name

# BM25F: how fast a word that is repeated counts less, and how much a long text takes from each of its words.
_SATURATION, _LENGTH = 1.2, 0.5
# How much another name of what the text names counts, and another form or a word of the same sense in a question.
_OTHER_NAME = 0.45
_TITLE = 3
EXACT, SIMILAR = 100, 65
_LEVELS = 25
_TEXTS = 1024  # how many are read once though several records have them beside: what a source is about, a topic's title
_Told = tuple[int, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Posting:
    """A stem in a record: the record's number, how much it counts (0 to 25), and the places of its words."""

    record: int
    level: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`terms` holds the postings by stem, in alphabetical order; `forms` leads each word to stems and what they count for it.

    A facet is a term of its own: `=source:hale1901`.
    """

    records: tuple[Record, ...]
    terms: Mapping[str, tuple[Posting, ...]]
    forms: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(slots=True)
class _Counted:
    """A record's words while they are counted: how much each stem counts, where it stands, and how long the text is."""

    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    length: int = 0


def index(records: tuple[Record, ...], names: Iterable[Name], language: str) -> Index:
    """Index records."""
    stem = stemmer(language)
    known = Names(names, stem)
    seen: dict[str, str] = {}
    told = lru_cache(_TEXTS)(partial(_saying, stem=stem, seen=seen))
    held: dict[str, list[tuple[int, float, tuple[int, ...]]]] = defaultdict(list)
    lengths: list[int] = []
    for number, record in enumerate(records):
        counted = _counted(record, known, told)
        lengths.append(counted.length)
        for term, weight in counted.weights.items():
            held[term].append((number, weight, tuple(counted.places.get(term, ()))))
    average = sum(lengths) / max(1, len(records))
    terms = {f"={name}:{value}": list[Posting]() for record in records for name, value in record.facets}
    for number, record in enumerate(records):
        for name, value in record.facets:
            terms[f"={name}:{value}"].append(Posting(number, 0, ()))
    while held:  # one after the other: the postings of a large dossier are most of what a build holds in memory
        term, found = held.popitem()
        room = {number: 1 - _LENGTH + _LENGTH * lengths[number] / average for number, _, _ in found}
        terms[term] = [Posting(number, _level(weight, room[number]), places) for number, weight, places in found]
    return Index(records, {term: tuple(terms[term]) for term in sorted(terms)}, _forms(known.words | seen, terms, stem))


def _level(weight: float, room: float) -> int:
    return round(_LEVELS * weight / (weight + _SATURATION * room))


def _counted(record: Record, names: Names, told: Callable[[str], _Told]) -> _Counted:
    length, stems = told(record.text)
    counted = _Counted(length=length)
    for term, place in stems:
        counted.weights[term] += _TITLE if record.titled else 1
        counted.places[term].append(place)
    for term, places in names.others(stems):
        counted.weights[term] = max(counted.weights[term], _OTHER_NAME)
        counted.places[term] = sorted({*counted.places[term], *places})
    for weight, text in ((0.5, record.note), *record.beside):
        for term, _ in told(text)[1]:
            counted.weights[term] += weight
    return counted


def _saying(text: str, stem: Callable[[str], str], seen: dict[str, str]) -> _Told:
    """Return how many words a text has, and the stems of those that say something with their places; note these words."""
    found = list(words(text))
    stems = ((seen.get(word) or seen.setdefault(word, stem(word)), place) for place, (word, says) in enumerate(found) if says)
    return len(found), tuple(stems)


def _forms(
    seen: Mapping[str, str], terms: Mapping[str, list[Posting]], stem: Callable[[str], str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Lead each word to its stem and, counting less, to the stems of words of the same sense; a facet leads to itself."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for term in terms:
        if term.startswith("="):
            forms[term][term] = EXACT
    for word, term in seen.items():
        for form in (word, *other_spellings(word)) if term in terms else ():
            forms[form][term] = EXACT
    for word, term, weight in _similar(seen, stem):
        if term in terms:
            forms[word].setdefault(term, weight)
    return {form: tuple(sorted(forms[form].items(), key=lambda one: (-one[1], one[0]))) for form in sorted(forms)}


def _similar(seen: Mapping[str, str], stem: Callable[[str], str]) -> Iterator[tuple[str, str, int]]:
    """Yield (word, stem of a word of the same sense, how much that counts), for every form of a word that is known."""
    by_stem: dict[str, dict[str, None]] = defaultdict(dict)
    for word, others in thesaurus(stem).items():
        phrase = "_" in word
        by_stem[stem(word)].update(dict.fromkeys(() if phrase else others))
        yield from ((word, other, EXACT if phrase else SIMILAR) for other in others)
        if not phrase:
            yield word, stem(word), EXACT
    for word, term in seen.items():
        yield from ((word, other, SIMILAR) for other in by_stem.get(term, ()))
