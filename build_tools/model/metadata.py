"""What is known of a work from its file alone, and how each thing is known. What is not found is empty, never invented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Known(Enum):
    """How a thing is known."""

    MARKUP = "from the markup"
    TEXT = "from the text"
    INFERRED = "inferred"
    ASKED = "given by the editor"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with how it is known and where: the name of the tag, or the number of the line. Empty where it was not found."""

    value: str = ""
    known: Known = Known.NOT_FOUND
    where: str = ""

    def __bool__(self) -> bool:
        """Tell whether it was found."""
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Person:
    """One author or editor: the name as it stands in the file, the role (author, editor), and how it is known.

    `corporate` says that the name looks like an institution's and not like a person's.
    """

    name: str
    role: str = "author"
    known: Known = Known.TEXT
    where: str = ""
    corporate: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its work. `date` is ISO 8601, as exact as the file is: 2024, 2024-07 or 2024-07-23.

    `lower_bound` says that the work names no date of its own: `date` is then the latest past date it mentions, and the work can't
    be older. `note` says so in words, for the entry. `institution` is who issued the work; `language` is a tag such as `en`.
    """

    title: Fact = Fact()
    subtitle: Fact = Fact()
    persons: tuple[Person, ...] = ()
    institution: Fact = Fact()
    date: Fact = Fact()
    language: Fact = Fact()
    address: Fact = Fact()
    container: Fact = Fact()
    pages: int = 0
    lower_bound: bool = False
    note: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors, in order."""
        return tuple(one.name for one in self.persons if one.role == "author")

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not found and has to be asked for, as field names of a bibliography entry."""
        asked = {
            "title": bool(self.title),
            "author": bool(self.persons),
            "institution": bool(self.institution),
            "date": bool(self.date) and not self.lower_bound,
            "url": bool(self.address),
        }
        return tuple(name for name, found in asked.items() if not found)
