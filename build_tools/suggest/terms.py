"""The terms of a text: the beginnings of its words, so that `alliance` and `alliances` are one, in any language with letters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_tools.model.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Measured on the five texts of the first dossier: six letters did better than five, seven, or an English stemmer.
_LETTERS = 6
# Shorter words tell an editor nothing of why a topic was suggested.
_TELLING = 4


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text in order; words of one letter are left out."""
    return tuple(term for term, _ in _terms(text))


def counted_terms(text: str) -> Counter[str]:
    """Return how often each term stands in a text."""
    return Counter(terms(text))


def telling_words(text: str, sought: Iterable[str]) -> dict[str, str]:
    """Return the first word of a text for each of some terms, where that word is long enough to tell something."""
    wanted = set(sought)
    found: dict[str, str] = {}
    for term, word in _terms(text):
        if term in wanted and len(word) >= _TELLING:
            found.setdefault(term, word)
    return found


def _terms(text: str) -> Iterator[tuple[str, str]]:
    for word in words(text):
        if len(word.form) > 1:
            core = max(word.form.split("'"), key=len)
            yield core[:_LETTERS], text[word.start : word.start + len(core)] if word.form.startswith(core) else core
