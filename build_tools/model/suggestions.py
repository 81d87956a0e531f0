"""What a machine proposes to an editor for one passage of a source, with the words that spoke for it. Nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicGuess:
    """A topic that a passage may speak to: its id, how likely that is (0 to 1), and the words that spoke for it."""

    topic: str
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropositionGuess:
    """A proposition that a passage may speak on, in whatever sense: its id, how strongly, and the words that spoke for it."""

    proposition: str
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: as EDTF, and where its words stand, counted from the text's start."""

    edtf: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A direct quotation in a text: where it stands, quotation marks included, and who seems to speak, if that can be told."""

    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class NameGuess:
    """A name that is not in the index: its kind (people, states, organisations, or empty where that can't be told), how often."""

    name: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CueGuess:
    """A word that stands in many passages filed under a topic and in few others: in how many of each."""

    topic: str
    cue: str
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one passage: topics, best first; dates (EDTF) that it mentions; names of the index; who speaks in it.

    `propositions` are those that the passage seems to speak on, and `events` those of the dossier that it seems to tell of.
    All of it may be empty.
    """

    topics: tuple[TopicGuess, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    voice: str = ""
    propositions: tuple[PropositionGuess, ...] = ()
    events: tuple[str, ...] = ()
