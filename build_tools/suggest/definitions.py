"""How well a passage fits what a topic says of itself: BM25 over title, question and definition.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3, with the usual
k1 = 1.2 and b = 0.75. The passage is the query, the topics are the documents.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from build_tools.suggest.terms import counted_terms, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from build_tools.model.prose import Topic

_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Definitions:
    """For each term the topics that use it in what they say of themselves, each with the weight that the term gives it."""

    weights: Mapping[str, Mapping[str, float]]

    def spoken_for(self, text: str) -> dict[str, dict[str, float]]:
        """Return for each topic the terms of a text that speak for it, with their weights."""
        found: dict[str, dict[str, float]] = {}
        for term in dict.fromkeys(terms(text)):
            for topic, weight in self.weights.get(term, {}).items():
                found.setdefault(topic, {})[term] = weight
        return found


def definitions(topics: Iterable[Topic]) -> Definitions:
    """Weigh the terms of topics' titles (which count twice), questions and definitions."""
    return weighed({one.id: counted_terms(f"{one.title} {one.title} {one.question} {one.definition}") for one in topics})


def weighed(said: Mapping[str, Counter[str]]) -> Definitions:
    """Weigh the terms of some texts, each given with its name."""
    average = sum(map(Counter.total, said.values())) / (len(said) or 1) or 1
    spread = Counter(term for counted in said.values() for term in counted)
    weights: dict[str, dict[str, float]] = {}
    for name, counted in said.items():
        length = 1 - _B + _B * counted.total() / average
        for term, count in counted.items():
            rarity = log(1 + (len(said) - spread[term] + 0.5) / (spread[term] + 0.5))
            weights.setdefault(term, {})[name] = rarity * count * (_K1 + 1) / (count + _K1 * length)
    return Definitions(weights)
