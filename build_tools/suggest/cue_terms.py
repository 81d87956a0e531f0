"""New cue terms for topics: words that stand in many passages filed under a topic and in few others."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from build_tools.model.suggestions import CueGuess
from build_tools.suggest.cues import cues_of, hits
from build_tools.suggest.terms import telling_words, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from build_tools.model.prose import Topic
    from build_tools.suggest.lessons import Lesson

_FEWEST, _MOST_OUTSIDE = 3, 0.5
_MOST = 8


def cue_terms(topics: Sequence[Topic], lessons: Iterable[Lesson]) -> tuple[CueGuess, ...]:
    """Propose cue terms for topics from filed texts: in at least three of its own, and in fewer others than own ones."""
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere, forms = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for lesson in lessons:
        found = telling_words(lesson.text, terms(lesson.text))
        everywhere.update(found.keys())
        for topic in lesson.filed:
            inside[topic].update(found.keys())
        for term, word in found.items():
            forms[term][word.casefold()] += 1
    return tuple(guess for topic in topics for guess in _of(topic, inside[topic.id], everywhere, forms))


def _of(topic: Topic, inside: Counter[str], everywhere: Counter[str], forms: dict[str, Counter[str]]) -> Iterable[CueGuess]:
    """Return the best cues of one topic that it does not have yet, those that tell most first."""
    own = cues_of([topic])
    told = [
        CueGuess(topic.id, _cue(forms[term]), count, everywhere[term] - count)
        for term, count in inside.items()
        if count >= _FEWEST and everywhere[term] - count <= _MOST_OUTSIDE * count and not any(hits(own, _cue(forms[term])))
    ]
    return sorted(told, key=lambda one: (one.outside - one.inside, one.cue))[:_MOST]


def _cue(forms: Counter[str]) -> str:
    """Return the word that the forms of a term have in common, with `*` where they end differently."""
    words = sorted(forms)
    first, last = words[0], words[-1]
    shared = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), min(len(first), len(last)))
    return first if len(words) == 1 else f"{first[:shared]}*"
