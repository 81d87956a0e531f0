"""Other names and other words for the same: of states and organisations, of the dossier's own names, and a general thesaurus."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING

from build_tools.exports.search.words import other_spellings, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from build_tools.model.dossier import Name

    Group = tuple[tuple[str, ...], ...]


class Names:
    """The names of each thing, so that a text that uses one of them is found by the others."""

    def __init__(self, names: Iterable[Name], stem: Callable[[str], str]) -> None:
        """Gather the dossier's names and those of the world's states; names that share a form are names of one thing."""
        given = [[one.name, *one.also] for one in names] + _lines("countries.txt")
        groups = _joined([[_stems(form, stem) for form in group] for group in given])
        self.words = {word: stem(word) for group in given for form in group for word, says in words(form) if says}
        self._by_first: dict[str, list[tuple[tuple[str, ...], Group]]] = defaultdict(list)
        for group in groups:
            for form in group:
                self._by_first[form[0]].append((form, group))
        for forms in self._by_first.values():
            forms.sort(key=lambda one: (-len(one[0]), one[0]))

    def others(self, text: Sequence[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the words of all other names of what a text names, and where it does. The longest name counts.

        The text is given as stems with their places.
        """
        stems = [stem for stem, _ in text]
        end = 0
        for at, stem in enumerate(stems):
            if at < end or stem not in self._by_first:
                continue
            form, group = self._at(stems, at)
            end = at + len(form)
            places = tuple(place for _, place in text[at:end])
            yield from ((word, places) for word in dict.fromkeys(word for other in group if other != form for word in other))

    def _at(self, text: Sequence[str], at: int) -> tuple[tuple[str, ...], Group]:
        found = ((form, group) for form, group in self._by_first[text[at]] if tuple(text[at : at + len(form)]) == form)
        return next(found, ((), ()))


def thesaurus(stem: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each word or turn of phrase of the general thesaurus the stems of the single words on its lines."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in _lines("thesaurus.txt"):
        stems = [stem(word) for word in line if " " not in word and "-" not in word]
        for word in line:
            phrase = "_".join(form for form, _ in words(word))
            for form in (phrase, *other_spellings(phrase)):
                found[form].update(dict.fromkeys(other for other in stems if other != stem(phrase)))
    return {form: tuple(others) for form, others in found.items()}


def _stems(text: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(stem(word) for word, says in words(text) if says)


def _joined(groups: list[list[tuple[str, ...]]]) -> list[Group]:
    """Join groups that share a form."""
    joined: list[set[tuple[str, ...]]] = []
    for group in groups:
        forms = {form for form in group if form}
        sharing = [other for other in joined if other & forms]
        joined = [other for other in joined if not other & forms] + [forms.union(*sharing)]
    return [tuple(sorted(group)) for group in joined if len(group) > 1]


def _lines(name: str) -> list[list[str]]:
    """Read a list beside this file: a line of words that mean the same, divided by commas."""
    text = files("build_tools.exports.search").joinpath(name).read_text("utf-8")
    return [[word.strip() for word in line.split(",")] for line in text.splitlines() if line and not line.startswith("#")]
