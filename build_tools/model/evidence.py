"""Whether a statement's passage is there: found now, recorded earlier, not found, or unchecked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Standing(StrEnum):
    """How well the place of a statement's passage is proven."""

    FOUND = "found"
    RECORDED = "recorded"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"


class Failure(StrEnum):
    """Why a passage was not found."""

    NONE = ""
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an original: character offsets into the reading's text, and the paragraphs it stands in."""

    start: int
    end: int
    first_paragraph: int
    last_paragraph: int
    words: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The standing of one statement's passage.

    `recorded` is the ISO date of the record, where there is one. `end_failed` tells that the selector's start was
    found and its end was not. `candidates` are (paragraph, words) of the places that are nearest to the selector.
    """

    standing: Standing
    passage: Passage | None = None
    recorded: str = ""
    failure: Failure = Failure.NONE
    end_failed: bool = False
    candidates: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What `dossier check --record` wrote of a source: its original's SHA-256, paragraphs, and a proof per statement.

    `proofs` maps a statement's anchor to (proof, ISO date). A proof is the SHA-256 of the statement's words, its
    locator, its selector and the original's SHA-256, so that a change of any of them makes it void.
    """

    sha256: str
    paragraphs: int
    proofs: Mapping[str, tuple[str, str]] = field(default_factory=dict)


Record = dict[str, SourceRecord]
