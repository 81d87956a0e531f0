"""Words of an editor's file that run along with an original."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Span
from build_tools.model.words import forms, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.reading import Reading
    from build_tools.model.settings import Settings
    from build_tools.model.words import Word

RULE = Rule(
    "words-copied",
    what="Words of an editor's file that run along with an original",
    why=(
        "The originals are other people's work, and the dossier says what they say in its own words. A run of words that an "
        "original has too is a quotation that nobody marked. Titles in the bibliography and names in the index may stand."
    ),
    bad="Of all the dangers that a keeper had to reckon with, fog was worst.",
    good="No danger weighed heavier on keepers than fog.",
)
_TITLES = frozenset(
    {"title", "subtitle", "booktitle", "maintitle", "journaltitle", "series", "institution", "organization", "publisher"}
)
_SHOWN = 8
_AT_ONCE = 1_000  # texts whose runs are in memory together


@dataclass(frozen=True, slots=True)
class _Originals:
    """The words of the originals that share a run with us, and where each run of `length` words stands first: (key, word).

    `shared` are the hashes of such runs: a text of ours that has none of them need not be looked at.
    """

    length: int
    shared: frozenset[int]
    words: Mapping[str, tuple[Word, ...]]
    places: Mapping[tuple[str, ...], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of ours that stand in an original as well."""

    ours: tuple[Word, ...]
    key: str
    theirs: Word


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each run of `settings.copied_words` words or more that an original at hand has too.

    The digest of an open source may hold the source's own words, as its licence allows.
    """
    corpus, length = library.corpus, settings.copied_words
    if not corpus.readings:
        return
    covered = _citations(library)

    def heard(path: str) -> array[int]:
        return _hashes(corpus.texts[path], tuple(covered[path]), length)

    open_to_it = {source.path: source.key for source in corpus.sources if source.rights == "open" and source.licence}
    originals = _read(corpus.readings, tuple(corpus.texts), heard, length)
    allowed = _names_of_works_and_people(library) if originals.shared else frozenset()
    for path, text in corpus.texts.items() if originals.shared else ():
        if originals.shared.isdisjoint(heard(path)):
            continue
        for run in _runs(words(text, ignoring=covered[path]), originals):
            if run.key != open_to_it.get(path) and not _is_a_name([word.form for word in run.ours], allowed, length):
                span = Span(path, run.ours[0].start, run.ours[-1].end)
                yield RULE.at(span, _message(run, text, corpus.readings[run.key]), "say it in other words, in another order")


# The live preview checks on each save: the runs of a text that has not changed are not looked for again.
@lru_cache(maxsize=16_384)
def _hashes(text: str, ignoring: tuple[tuple[int, int], ...], length: int) -> array[int]:
    """Return the hash of each run of so many words: enough to tell in a moment that two texts share none."""
    spoken = forms(text, ignoring=ignoring)
    return array("q", map(hash, zip(*(spoken[start:] for start in range(length)), strict=False)))


def _read(readings: Mapping[str, Reading], texts: Sequence[str], heard: Callable[[str], Iterable[int]], length: int) -> _Originals:
    """Return the words and runs of those originals that share a run with a text of ours; most share none."""
    shared: dict[str, frozenset[int]] = {}
    for start in range(0, len(texts), _AT_ONCE):
        ours = frozenset(chain.from_iterable(map(heard, texts[start : start + _AT_ONCE])))
        for key, reading in readings.items():
            if both := ours.intersection(_hashes(reading.text, reading.markers, length)):
                shared[key] = shared.get(key, frozenset()) | both
    held = {key: words(readings[key].text, ignoring=readings[key].markers) for key in shared}
    places: dict[tuple[str, ...], tuple[str, int]] = {}
    for key, found in held.items():
        spoken = [word.form for word in found]
        for place in range(len(spoken) - length + 1):
            places.setdefault(tuple(spoken[place : place + length]), (key, place))
    return _Originals(length, frozenset().union(*shared.values()), held, places)


def _citations(library: Library) -> Mapping[str, list[tuple[int, int]]]:
    """Return where citations stand in each file: they interrupt a sentence and must not hide that it runs on."""
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for citation in library.citations():
        covered[citation.span.path].append((citation.span.start, citation.span.end))
    return covered


def _runs(ours: tuple[Word, ...], originals: _Originals) -> Iterator[_Run]:
    spoken, at = [word.form for word in ours], 0
    while at + originals.length <= len(spoken):
        key, place = originals.places.get(tuple(spoken[at : at + originals.length]), ("", 0))
        if not key:
            at += 1
            continue
        theirs = originals.words[key]
        end = at + originals.length
        while end < len(spoken) and place + end - at < len(theirs) and spoken[end] == theirs[place + end - at].form:
            end += 1
        yield _Run(ours[at:end], key, theirs[place])
        at = end


def _names_of_works_and_people(library: Library) -> frozenset[tuple[str, ...]]:
    titles = {field.value for entry in library.corpus.entries for field in entry.fields if field.name in _TITLES}
    names = {form for name in library.corpus.names for form in (name.name, *name.also)}
    return frozenset(forms(name) for name in titles | names)


def _is_a_name(run: Sequence[str], names: frozenset[tuple[str, ...]], length: int) -> bool:
    """Tell whether a run is part of a name, or a name with few words around it (fewer than half a run that counts)."""
    return any(
        _holds(name, run) or (len(run) - len(name) < length // 2 and _holds(run, name)) for name in names if len(name) > length // 2
    )


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    return any(tuple(whole[at : at + len(part)]) == tuple(part) for at in range(len(whole) - len(part) + 1))


def _message(run: _Run, text: str, reading: Reading) -> str:
    shown = run.ours[:_SHOWN]
    typed = " ".join(text[shown[0].start : shown[-1].end].split())
    more = " …" if len(run.ours) > _SHOWN else ""
    return (
        f'{len(run.ours)} words in a row stand in {_where(run.theirs, reading)} of the original of "{run.key}" too: "{typed}{more}"'
    )


def _where(word: Word, reading: Reading) -> str:
    number = next((one.number for one in reading.paragraphs if one.start <= word.start < one.end), 0)
    return f"para. {number}" if number else f"line {reading.text.count(chr(10), 0, word.start) + 1}"
