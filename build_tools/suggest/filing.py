"""Where a passage belongs: cue terms, definitions and earlier decisions, weighed together, with the words that spoke for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, fsum
from typing import TYPE_CHECKING

from build_tools.suggest.cues import hits
from build_tools.suggest.terms import telling_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.suggest.cues import Cue
    from build_tools.suggest.definitions import Definitions
    from build_tools.suggest.lessons import Lessons

_MOST_WORDS = 5
# Measured on the first dossier, each source left out in turn; the figures hardly move when these do.
_CUES_HALF, _DEFINITION_HALF, _LIKENESS = 2.0, 6.0, 0.3
_CUES, _DEFINITION, _LESSONS, _AROUND = 1.0, 0.5, 1.0, 0.5
# Less than this is a word in passing.
_LEAST = 0.18
_LEAST_OF_A_WORD = 0.08
_DIGITS = 3
_SLOPE, _MIDDLE = 2.0, 0.86


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How strongly something is spoken for, and how much of that each word brought."""

    strength: float
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Guess:
    """A thing that a passage may belong to: its name, how strongly it is spoken for, and the words that did so."""

    name: str
    strength: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """All that is known of where passages belong; each part may be empty."""

    cues: tuple[Cue, ...]
    definitions: Definitions
    lessons: Lessons

    def guesses(self, passage: str, around: str = "") -> tuple[Guess, ...]:
        """Return what a passage may belong to, best first. `around` is the paragraph it stands in, which counts half.

        What no word of the passage or its paragraph speaks for is no guess.
        """
        own = self._evidence(passage)
        wider = self._evidence(around) if around and around != passage else {}
        found = [_guess(name, own.get(name), wider.get(name)) for name in {**own, **wider}]
        fit = (one for one in found if one.strength >= _LEAST and one.because)
        return tuple(sorted(fit, key=lambda one: (-one.strength, one.name)))

    def _evidence(self, text: str) -> dict[str, _Evidence]:
        cued, phrases = self._cued(text)
        defined, like = self.definitions.spoken_for(text), self.lessons.spoken_for(text)
        sought = {term for held in (*defined.values(), *like.values()) for term in held}
        words = telling_words(text, sought & self.lessons.telling)
        return {
            name: _Evidence(
                fsum((
                    _CUES * _saturated(cued.get(name, 0.0), _CUES_HALF),
                    _DEFINITION * _saturated(fsum(defined.get(name, {}).values()), _DEFINITION_HALF),
                    _LESSONS * fsum(like.get(name, {}).values()) / _LIKENESS,
                )),
                _spoken(phrases.get(name, {}), defined.get(name, {}), like.get(name, {}), words),
            )
            for name in {**cued, **defined, **like}
        }  # fmt: skip

    def _cued(self, text: str) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
        strength: dict[str, float] = defaultdict(float)
        phrases: dict[str, dict[str, float]] = defaultdict(dict)
        for hit in hits(self.cues, text):
            strength[hit.cue.topic] += hit.cue.weight
            for phrase in hit.words:
                phrases[hit.cue.topic][phrase] = hit.cue.weight
        return strength, phrases


def _guess(name: str, own: _Evidence | None, wider: _Evidence | None) -> Guess:
    strength = max(fsum((own.strength if own else 0.0, _AROUND * wider.strength if wider else 0.0)), 0.0)
    told = {**(wider.words if wider else {}), **{word: weight + 1 for word, weight in (own.words if own else {}).items()}}
    because = sorted(told, key=lambda word: (-round(told[word], _DIGITS), word))[:_MOST_WORDS]
    return Guess(name, round(strength, _DIGITS), tuple(because))


def chance(strength: float, count: int) -> float:
    """Return how likely a guess of this strength is right, where there are so many things to belong to.

    A logistic curve fitted to the first dossier, each source left out in turn; its prior odds are one in `count`.
    """
    return round(1 / (1 + count * exp(_MIDDLE - _SLOPE * strength)), 2)


def _saturated(value: float, half: float) -> float:
    return value / (value + half)


def _spoken(
    phrases: Mapping[str, float], defined: Mapping[str, float], like: Mapping[str, float], words: Mapping[str, str]
) -> dict[str, float]:
    """Return the words that spoke for something with their weight; a cue comes before the single words in it."""
    told = {phrase: 1 + weight for phrase, weight in phrases.items()}
    in_phrases = " ".join(phrases)
    for term, word in words.items():
        weight = defined.get(term, 0.0) / _DEFINITION_HALF + like.get(term, 0.0) / _LIKENESS
        if weight >= _LEAST_OF_A_WORD and term not in in_phrases:
            told[word] = weight
    return told
