"""What is wrong with an author's text: where, which rule it breaks, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How grave a diagnostic is: an error stops a strict build, a warning is shown, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file: its path from the project's root, and character offsets, the end excluded."""

    path: str
    start: int = 0
    end: int = 0

    def inner(self, start: int, end: int) -> Span:
        """Return a stretch of this stretch, its offsets counted from this one's start."""
        return Span(self.path, self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of mistake: its code, what it is, why it matters, and an example of each side.

    `code` is the name of the file that raises it, or starts with it. `bad` and `good` are short pieces of
    what an author types. `what` is one sentence without a full stop; `why` is prose.
    """

    code: str
    what: str
    why: str
    bad: str = ""
    good: str = ""
    severity: Severity = Severity.ERROR

    def at(self, span: Span, message: str, help: str = "") -> Diagnostic:  # noqa: A002 - the word that is printed
        """Return a diagnostic of this rule for a place."""
        return Diagnostic(span, self.code, self.severity, message, help)


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake of an author, at one place. `help` is an action that can be taken now."""

    span: Span
    code: str
    severity: Severity
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A span as it is shown: path, line and column, both counted from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the place as editors and terminals know it: path:line:column."""
        return f"{self.path}:{self.line}:{self.column}"


def place(span: Span, text: str) -> Place:
    """Turn a span's start into line and column of the text it was read from."""
    start = min(span.start, len(text))
    return Place(span.path, text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a help that names the nearest known word, or nothing when none is near."""
    names = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), names, 1, 0.6)
    return f'did you mean "{names[found[0]]}"?' if found else ""


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return only those that stop a strict build."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)
