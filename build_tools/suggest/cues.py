"""The cue terms of topics: words that speak for a topic when they stand in one sentence.

A cue is a word or phrase; `*` stands for any ending, and `~` for "somewhere in the same sentence". A plain word is also found
with a plural or genitive ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.sentences import sentences
from build_tools.model.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.prose import Topic

_WEIGHTS = (("strong", 2.0), ("cues", 1.0), ("context", 0.4))
_PART = re.compile(r"[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a topic: as the editor typed it, its weight, and a pattern for each of its parts."""

    topic: str
    typed: str
    weight: float
    parts: tuple[re.Pattern[str], ...]
    first: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that stands in a text, and the words by which it does."""

    cue: Cue
    words: tuple[str, ...]


def cues_of(topics: Iterable[Topic]) -> tuple[Cue, ...]:
    """Return the cues of topics, ready to be looked for. What holds no word is left out."""
    typed = ((topic.id, cue, weight) for topic in topics for name, weight in _WEIGHTS for cue in getattr(topic.cues, name))
    return tuple(cue for one in typed if (cue := _cue(*one)))


def _cue(topic: str, typed: str, weight: float) -> Cue | None:
    phrases = [found for part in typed.casefold().split("~") if (found := _PART.findall(re.sub(r"['’]s\b|['’]", "", part)))]
    patterns = tuple(re.compile(" ".join(map(_pattern, phrase)) + "(?= )") for phrase in phrases)
    return Cue(topic, typed, weight, patterns, f" {phrases[0][0].rstrip('*')}") if phrases else None


def _pattern(word: str) -> str:
    return rf"(?<= ){re.escape(word[:-1])}\S*" if word.endswith("*") else rf"(?<= ){re.escape(word)}(?:s|es)?"


def hits(cues: Iterable[Cue], text: str) -> Iterator[Hit]:
    """Yield each cue that stands in a sentence of a text, once for each such sentence."""
    looked_for = tuple(cues)
    for start, end in sentences(text):
        sentence = text[start:end]
        said = f" {' '.join(_form(word.form) for word in words(sentence))} "
        for cue in looked_for:
            if cue.first in said and (found := _found(cue, said)):
                yield Hit(cue, found)


def _form(form: str) -> str:
    return form.removesuffix("'s").replace("'", "")


def _found(cue: Cue, said: str) -> tuple[str, ...]:
    matches = [pattern.search(said) for pattern in cue.parts]
    return tuple(match.group() for match in matches if match) if all(matches) else ()
