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

# How much a word of nearly the same sense counts in a question, of a hundred for the word itself, and one that is further off.
SIMILAR, RELATED = 45, 30


class Names:
    """The names of each thing, so that a text that uses one of them is found by the others."""

    def __init__(self, names: Iterable[Name], stem: Callable[[str], str]) -> None:
        """Gather the dossier's names and those of the world's states; names that share a form are names of one thing."""
        given = [[one.name, *one.also] for one in names] + [_parted(line) for line in _packaged("countries.txt")]
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


def thesaurus(stem: Callable[[str], str]) -> Mapping[str, Mapping[str, int]]:
    """Return for each word or turn of phrase of the general thesaurus the stems that it leads to, and how much each counts."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in _packaged("thesaurus.txt"):
        head, one_way, rest = line.partition(":")
        near, _, far = (rest if one_way else line).partition(";")
        leads = [*_leads(near, SIMILAR, stem), *_leads(far, RELATED, stem)]
        for word in _parted(head if one_way else line):
            form = "_".join(form for form, _ in words(word))
            others = {term: weight for term, weight in reversed(leads) if term != stem(form)}
            for spelt in (form, *other_spellings(form)):
                found[spelt] = {**others, **found[spelt]}
    return found


def _leads(named: str, weight: int, stem: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """Yield the stem of each word of a list with its weight, and of the words of a turn of phrase with the part of it."""
    for word in _parted(named):
        forms = [form for form, says in words(word) if says]
        yield from ((stem(form), weight if len(forms) == 1 else weight * 3 // 5) for form in forms)


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


def _packaged(name: str) -> list[str]:
    """Read a list beside this file, without its remarks."""
    text = files("build_tools.exports.search").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _parted(line: str) -> list[str]:
    return [word.strip() for word in line.split(",") if word.strip()]
