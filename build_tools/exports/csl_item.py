"""A work's CSL-JSON item, as formats read it: its words without markup, its people, its dates, its type."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from build_tools.exports.characters import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.model.works import Work

# The markup of CSL-JSON's rich text (citeproc-js manual, "HTML-like Formatting Tags").
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span [^<>]*>|</span>")
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as an item has it: `family` with its particles, or one `literal` name that is not taken apart."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def inverted(self) -> str:
        """The name with the family name first, as RIS wants it: `Moor, Ada, Jr`."""
        return self.literal or ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def straight(self) -> str:
        """The name as it is read aloud."""
        return self.literal or " ".join(part for part in (self.given, self.family, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class CslItem:
    """A work with the values of its CSL-JSON item by CSL's names for variables."""

    work: Work
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a variable as plain words on one line."""
        value = self.values.get(name)
        return " ".join(clean(_TAG.sub("", str(value))).split()) if value else ""

    def people(self, role: str) -> tuple[PersonName, ...]:
        """Return the people in a role."""
        return tuple(_person(person) for person in self.values.get(role) or ())

    def date(self, name: str) -> str:
        """Return a date as ISO 8601, of an interval its start; nothing where it can't be written so."""
        points = (self.values.get(name) or {}).get("date-parts") or ((),)
        year, *rest = (int(part) for part in points[0]) if points[0] else (0,)
        if year <= 0:
            return ""
        # Months beyond the twelfth stand for seasons.
        known = rest if rest and rest[0] <= _MONTHS else []
        return "-".join((f"{year:04}", *(f"{part:02}" for part in known)))


@lru_cache(maxsize=4096)
def read(work: Work) -> CslItem:
    """Return a work's item as it is handed out: with the capitals that were typed, of a known type, without others' words.

    Engines put English titles into sentence case for the styles' sake, and so take the capitals of names away. An abstract
    or an annotation is not a fact about a work but somebody's text, which is not ours to publish.
    """
    values: dict[str, Any] = json.loads(work.csl_json)
    values["id"] = work.key
    values["type"] = values.get("type") or "document"
    for typed in (work.title, work.container, *work.other_titles):
        for name in ("title", "title-short", "container-title", "collection-title", "event-title"):
            values |= {name: _recased(values[name], typed)} if isinstance(values.get(name), str) else {}
    return CslItem(work, {name: value for name, value in sorted(values.items()) if name not in {"abstract", "annote"}})


def _person(person: Mapping[str, str]) -> PersonName:
    words = {
        "family": after(person.get("dropping-particle"), after(person.get("non-dropping-particle"), person.get("family"))),
        "given": person.get("given") or "",
        "suffix": person.get("suffix") or "",
        "literal": person.get("literal") or "",
    }
    return PersonName(**{name: " ".join(clean(value).split()) for name, value in words.items()})


def after(particle: str | None, name: str | None) -> str:
    """Return a name with the particle before it, close by where that ends with an apostrophe: `von Hale`, `d’Hale`."""
    between = "" if not particle or particle.endswith(("’", "'")) else " "
    return f"{particle or ''}{between}{name or ''}"


def _folded(words: str) -> str:
    return words.translate(_STRAIGHT).casefold()


def _recased(rich: str, typed: str) -> str:
    """Give words the capitals with which they were typed: where they are part of the typed words, or begin with them."""
    plain = _TAG.sub("", rich)
    if not typed or typed.startswith(plain):
        return rich
    known, said = _folded(typed), _folded(plain)
    start = 0 if said.startswith(known) else known.find(said)
    if start < 0 or len(known) != len(typed) or len(said) != len(plain):
        return rich
    letters = iter(typed[start:])
    parts = re.split(f"({_TAG.pattern})", rich)
    return "".join(part if _TAG.fullmatch(part) else "".join(_cased(char, next(letters, char)) for char in part) for part in parts)


def _cased(char: str, typed: str) -> str:
    return typed if char.casefold() == typed.casefold() else char
