"""What a machine proposes to an editor for one passage of a source, with the words that spoke for it. Nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicGuess:
    """A topic that a passage may speak to: its id, how strongly it is spoken for (0 to 1), and the words that did so."""

    topic: str
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one passage: topics, best first; dates (EDTF) that it mentions; names of the index; who speaks in it.

    `propositions` are ids of those that the passage seems to speak on. All of it may be empty.
    """

    topics: tuple[TopicGuess, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    voice: str = ""
    propositions: tuple[str, ...] = ()
