"""The words of a text as they are compared: free of typography, case, soft hyphens and note numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

# A hyphen before a line break is taken for hyphenation when a lower-case letter follows it.
_WORD = re.compile(r"[^\W_]+(?:(?:['’ʼ\u00ad\u200b\u2060]|(?<=[a-z])-\n(?=[a-z]))[^\W_]+)*")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]|-\n")
_GLUED = re.compile(r"([^\W\d_]{2,})\d{1,3}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its normal form and where it stands, as character offsets into the text."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """Return the form in which a word is compared (NFKC, case folded, straight apostrophe)."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word))
    return visible.replace("’", "'").replace("ʼ", "'").casefold()


def words(text: str, *, ignoring: Iterable[tuple[int, int]] = (), offset: int = 0) -> tuple[Word, ...]:
    """Return the words of a text in order; `ignoring` holds (start, end) of note markers to leave out."""
    found = _WORD.finditer(_blanked(text, ignoring))
    return tuple(Word(normal(match.group()), match.start() + offset, match.end() + offset) for match in found)


def forms(text: str, *, ignoring: Iterable[tuple[int, int]] = ()) -> tuple[str, ...]:
    """Return only the normal forms of the words of a text."""
    return tuple(map(normal, _WORD.findall(_blanked(text, ignoring))))


def spans(text: str, *, ignoring: Iterable[tuple[int, int]] = (), offset: int = 0) -> list[tuple[int, int]]:
    """Return only where the words of a text stand."""
    return [(match.start() + offset, match.end() + offset) for match in _WORD.finditer(_blanked(text, ignoring))]


def _blanked(text: str, ignoring: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with spaces in place of what is ignored."""
    spans = tuple(ignoring)
    clear = list(text) if spans else []
    for start, end in spans:
        clear[start:end] = " " * (end - start)
    return "".join(clear) if spans else text


def without_glued_numbers(sought: Sequence[str], known: Container[str]) -> tuple[str, ...]:
    """Drop a note number that was copied along with a word, unless the text has the word with its number."""
    return tuple(_unglued(form, known) for form in sought)


def _unglued(form: str, known: Container[str]) -> str:
    match = _GLUED.fullmatch(form)
    return match.group(1) if match and form not in known and match.group(1) in known else form
