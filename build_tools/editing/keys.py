"""The key of a new source after the pattern of the others: surname or institution, year, and a letter where that is taken."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from build_tools.model.metadata import Metadata

_LONGEST = 16
# Shorter words of a title tell little.
_TELLING = 6
_SMALL = frozenset(
    {"the", "of", "for", "and", "on", "in", "de", "des", "du", "la", "le", "der", "die", "das", "für", "und", "a", "an"}
)
_UNDATED = "undated"
# Letters that no decomposition leads to a plain one.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


def key(known: Metadata, taken: Container[str]) -> str:
    """Return a key that is not taken: `moor2020`, or `moor2020a` where another source has that one."""
    stem = _who(known) + (known.date.value[:4] if known.date else _UNDATED)
    letters: tuple[str, ...] = ("", *ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2)))
    return next(name for name in (stem + letter for letter in letters) if name not in taken)


def surname(name: str) -> str:
    """Return the surname of a name as it stands on a page: `Ada Moor` and `Moor, Ada` are both Moor."""
    if "," in name:
        return name.partition(",")[0].strip()
    words = name.split()
    return words[-1] if words else ""


def _who(known: Metadata) -> str:
    authors = [person for person in known.persons if person.role == "author"] or known.persons
    surnames = (_letters(surname(person.name)) for person in authors if not person.corporate)
    issuers = (*(person.name for person in authors if person.corporate), *several(known.institution.value), known.container.value)
    institutions = (_institution(name) for name in issuers if name)
    words = [_letters(word) for word in known.title.value.split() if word.casefold() not in _SMALL]
    titles = sorted(words, key=lambda word: len(word) < _TELLING)
    return next((name for name in chain(surnames, institutions, titles) if name), "source")[:_LONGEST]


def several(institution: str) -> tuple[str, ...]:
    """Return the institutions that a name holds: `A, B and C` are three, `A and B` may be one that is called so."""
    names = tuple(re.split(r", (?:and )?| and ", institution)) if "," in institution else (institution,)
    return tuple(name.strip() for name in names if name.strip())


def _institution(name: str) -> str:
    """Return an institution's name where it is short, else the initials of its words."""
    words = [word for word in name.split() if word.casefold() not in _SMALL]
    whole = _letters("".join(words))
    return whole if len(whole) <= _LONGEST else "".join(_letters(word)[:1] for word in words) if len(words) > 1 else whole


def _letters(word: str) -> str:
    """Return the plain Latin letters and digits of a word, in lower case."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return re.sub(r"[^a-z0-9]", "", plain.casefold())
