"""What earlier decisions teach: a passage belongs where passages like it were filed, and not where they were refused.

Rocchio's relevance feedback (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 9.1.1 and 14.2): a topic
is the mean of what was filed under it, less half the mean of all else, less the mean of what was refused for it.
Logistic regression in scikit-learn is a point better on one dossier and six worse on another (benchmarks/results/suggest.md),
and weighs 270 MB with what it needs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from build_tools.suggest.terms import counted_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_OTHERS, _REFUSED = 0.5, 1.0
# A word that more than a quarter of the texts or a third of the topics have tells nothing, unless there are but few of these.
_TEXTS, _TOPICS, _FEW = 4, 3, 3
_Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that an editor has judged: its words, the topics it was filed under, and those that were refused for it."""

    text: str
    filed: frozenset[str]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learned: the rarity of each term, and for each topic the weight of each term.

    `telling` are the terms that tell one topic from another: those that neither most texts nor many topics have.
    """

    rarity: Mapping[str, float]
    topics: Mapping[str, Mapping[str, float]]
    telling: frozenset[str]

    def spoken_for(self, text: str) -> dict[str, dict[str, float]]:
        """Return for each topic the terms of a text that speak for it, or against it, with their weights."""
        vector = _vector(counted_terms(text), self.rarity)
        found = ((topic, {term: value * weights[term] for term, value in vector.items() if term in weights})
                 for topic, weights in self.topics.items())  # fmt: skip
        return {topic: held for topic, held in found if held}


def learned(lessons: Sequence[Lesson]) -> Lessons:
    """Learn from judged texts."""
    counted = [counted_terms(lesson.text) for lesson in lessons]
    spread = Counter(term for one in counted for term in one)
    rarity = {term: log((1 + len(lessons)) / (1 + count)) + 1 for term, count in spread.items()}
    vectors = [_vector(one, rarity) for one in counted]
    everything = _sum(vectors)
    names = dict.fromkeys(topic for lesson in lessons for topic in sorted(lesson.filed | lesson.refused))
    filed: dict[str, list[_Vector]] = {name: [] for name in names}
    refused: dict[str, list[_Vector]] = {name: [] for name in names}
    for lesson, vector in zip(lessons, vectors, strict=True):
        for groups, chosen in ((filed, lesson.filed), (refused, lesson.refused)):
            for topic in chosen:
                groups[topic].append(vector)
    topics = {name: _topic(filed[name], refused[name], everything, len(lessons)) for name in names}
    return Lessons(rarity, topics, _telling(spread, len(lessons), filed))


def _telling(spread: Counter[str], count: int, filed: Mapping[str, Sequence[_Vector]]) -> frozenset[str]:
    shared = Counter(term for vectors in filed.values() for term in {term for vector in vectors for term in vector})
    return frozenset(
        term
        for term, texts in spread.items()
        if texts <= max(_FEW, count / _TEXTS) and shared[term] <= max(_FEW, len(filed) / _TOPICS)
    )


def _topic(filed: Sequence[_Vector], refused: Sequence[_Vector], everything: _Vector, count: int) -> _Vector:
    """Return the weights of a topic's terms, as a vector of length 1."""
    ours, theirs = _sum(filed), _sum(refused)
    others = max(count - len(filed), 1)
    weights = {
        term: ours.get(term, 0.0) / max(len(filed), 1)
        - _OTHERS * (everything[term] - ours.get(term, 0.0)) / others
        - _REFUSED * theirs.get(term, 0.0) / max(len(refused), 1)
        for term in dict.fromkeys((*ours, *theirs))
    }
    return _of_length_one(weights)


def _vector(counted: Counter[str], rarity: Mapping[str, float]) -> _Vector:
    return _of_length_one({term: (1 + log(count)) * rarity[term] for term, count in counted.items() if term in rarity})


def _of_length_one(vector: _Vector) -> _Vector:
    length = sqrt(fsum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}


def _sum(vectors: Iterable[_Vector]) -> _Vector:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, value in vector.items():
            total[term] += value
    return dict(total)
