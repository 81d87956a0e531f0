"""The index of all records: for each stem the records that hold it, how much it counts in each, and where it stands."""

from __future__ import annotations

import string
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.exports.search.same import Names, thesaurus
from build_tools.exports.search.words import EMPTY, other_spellings, stemmer, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from build_tools.exports.search.record import Record
    from build_tools.model.dossier import Name

# BM25F: how fast a word that is repeated counts less, and how much a text takes from each of its words that is longer than
# most. The typical length is set, and not counted, so that one record's postings depend on no other record.
_SATURATION, _LENGTH, _TYPICAL = 0.9, 0.5, 15
# How much another name of what the text names counts, a word of a title, one of a note, and one in which readers ask.
_OTHER_NAME, _TITLE, _NOTE, _ASKED = 0.45, 3, 0.5, 1.2
_BEHIND, _APART = 1_000, 36  # the places of wordings: behind those of any text, and each far from the next
EXACT, PREFERRED = 100, 0  # a facet that a name leads to counts nothing by itself
_SHARED = 20  # a name that more sources have than these tells them not apart
_HIGHEST, _LETTERS = 25, string.ascii_uppercase
_DIGITS = string.digits + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Index:
    """Where each stem stands, in alphabetical order of stems, and which stems each word means and how much each counts for it.

    `postings` is for each stem a line of its records in order, each with a space behind it: the step from the record before, in
    base 36; how much the stem counts, as a capital; the places of its words, in base 36 with stops between. `counts` is the
    number of its records. A facet is a term of its own: `=source:hale1901`.
    """

    postings: Mapping[str, str]
    counts: Mapping[str, int]
    forms: Mapping[str, tuple[tuple[str, int], ...]]


def index(records: Iterable[Record], names: Iterable[Name], language: str) -> Index:
    """Index records; none is looked at twice, so that they need not all be there at once."""
    reader = _Reader(tuple(names), language)
    postings: dict[str, bytearray] = defaultdict(bytearray)  # which grow in their place, and a text would not
    preferred: dict[str, dict[str, int]] = defaultdict(dict)
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        for name, (kind, value) in record.names:
            preferred["_".join(word for word, _ in words(name))][f"={kind}:{value}"] = PREFERRED
        for term, held in reader.terms(record).items():
            postings[term] += f"{_base36(number - last.get(term, 0))}{held} ".encode()
            last[term] = number
    lines = {term: postings.pop(term).decode() for term in sorted(postings)}
    counts = {term: line.count(" ") for term, line in lines.items()}
    return Index(lines, counts, _forms(reader.stems, lines, preferred, reader.stem))


class _Reader:
    """Reads records; a text that stands beside many of them is read once."""

    def __init__(self, names: tuple[Name, ...], language: str) -> None:
        """Know the names and the language. `stems` gathers every word that is met, with its stem."""
        self.stem = stemmer(language)
        self.names = Names(names, self.stem)
        self.stems: dict[str, str] = dict(self.names.words)
        self._read: dict[str, tuple[str, ...]] = {}

    def terms(self, record: Record) -> dict[str, str]:
        """Return each term of a record with how much it counts and where it stands, as a posting has it."""
        said = list(self._said(record.text))
        weights: dict[str, float] = defaultdict(float)
        places: dict[str, str] = {}
        for term, place in (*said, *self._asked(record)):
            weights[term] += _ASKED if place >= _BEHIND else _TITLE if record.titled else 1
            places[term] = f"{places[term]}.{_base36(place)}" if term in places else _base36(place)
        for term, there in self.names.others(said):
            weights[term] = max(weights[term], _OTHER_NAME)
            places.setdefault(term, ".".join(map(_base36, there)))
        for weight, text in ((_NOTE, record.note), *record.beside):
            for term in self._beside(text):
                weights[term] += weight
        room = _SATURATION * (1 - _LENGTH + _LENGTH * len(said) / _TYPICAL)
        held = {
            term: f"{_LETTERS[round(_HIGHEST * weight / (weight + room))]}{places.get(term, '')}"
            for term, weight in weights.items()
        }
        return held | {f"={name}:{value}": _LETTERS[0] for name, value in record.facets}

    def _said(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the stem and the place of each word that says something."""
        for place, (word, says) in enumerate(words(text)):
            if says:
                yield self._filed(word), place

    def _asked(self, record: Record) -> Iterator[tuple[str, int]]:
        """Yield all words of the wordings, since a word that says nothing tells how one asks: "why", "for too much"."""
        for number, wording in enumerate(record.asked):
            yield from ((self._filed(word), _BEHIND + _APART * number + place) for place, (word, _) in enumerate(words(wording)))

    def _filed(self, word: str) -> str:
        return self.stems.get(word) or self.stems.setdefault(word, self.stem(word))

    def _beside(self, text: str) -> tuple[str, ...]:
        if text not in self._read:
            self._read[text] = tuple(term for term, _ in self._said(text))
        return self._read[text]


@lru_cache(maxsize=4_096)
def _base36(number: int) -> str:
    if number < len(_DIGITS):
        return _DIGITS[number]
    return _base36(number // len(_DIGITS)) + _DIGITS[number % len(_DIGITS)]


def _forms(
    seen: Mapping[str, str], terms: Collection[str], preferred: Mapping[str, Mapping[str, int]], stem: Callable[[str], str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Lead each word to its stem and, counting less, to the stems of words of the same sense; a facet leads to itself.

    The name of an author or an institution leads to its facet as well.
    """
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for term in terms:
        if term.startswith("="):
            forms[term][term] = EXACT
    for word, term in seen.items():
        for form in (word, *other_spellings(word)) if term in terms else ():
            forms[form][term] = EXACT
    for word, term, weight in _similar(seen, stem):
        if term in terms:
            forms[word][term] = max(forms[word].get(term, 0), weight)
    for name, facets in preferred.items():
        if name and name not in EMPTY and len(facets) <= _SHARED:
            forms[name].update(facets)
    return {form: _ranked(forms[form]) for form in sorted(forms)}


def _ranked(terms: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return terms with what counts most first; most words have but one."""
    return tuple(terms.items() if len(terms) == 1 else sorted(terms.items(), key=lambda one: (-one[1], one[0])))


def _similar(seen: Mapping[str, str], stem: Callable[[str], str]) -> Iterator[tuple[str, str, int]]:
    """Yield (word, stem of a word of the same sense, how much that counts), for every form of a word that is known."""
    by_stem: dict[str, dict[str, int]] = defaultdict(dict)
    for word, others in thesaurus(stem).items():
        if "_" in word:
            yield from ((word, other, 2 * weight) for other, weight in others.items())  # a turn of phrase has but one sense
        else:
            yield word, stem(word), EXACT
            yield from ((word, other, weight) for other, weight in others.items())
            by_stem[stem(word)].update(others)
    for word, term in seen.items():
        yield from ((word, other, weight) for other, weight in by_stem.get(term, {}).items())
