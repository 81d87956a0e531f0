"""Guess a text's language from its script or its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_FEWEST = 6
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_COMMON = {
    "en": "the of and to in that is for with was as by are on have this from which not",
    "de": "der die und das den von zu mit sich des auf für ist im nicht ein eine dem auch als",
    "fr": "le la les des et du une que est dans pour qui sur par pas plus avec au ce",
    "es": "el los las del y que en una por con para es como se más lo su al",
    "it": "il di che e la per una del non sono con della nel gli le anche più dei",
    "pt": "o os da do que em uma não para com por mais dos como das ao na no",
    "nl": "de het een van en dat is niet op te zijn voor met die aan ook door",
    "pl": "i w na z że się do nie jest to przez jak oraz po od dla",
    "cs": "a se na je že v s do o k pro jako by jsou ale podle",
    "sv": "och att det som en på är av för med till den har inte om ett",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SHARE = 0.15


def guessed(text: str) -> str:
    """Return a language tag, or an empty text where nothing is plain enough."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample) or 1
    for language, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.01 if language in {"ja", "uk"} else _SHARE * 2):
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    scores = {language: sum(words[word] for word in common) for language, common in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    second = max(score for language, score in scores.items() if language != best)
    return best if scores[best] >= max(_FEWEST, _SHARE * words.total()) and scores[best] > 1.2 * second else ""
