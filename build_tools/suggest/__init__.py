"""Proposals to an editor for the passages of a source: topics, propositions, dates, events, names, speakers. No model, no network.

The same input gives the same answer on every machine: plain arithmetic in a fixed order, and scores rounded.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from build_tools.model import locators
from build_tools.model.suggestions import PropositionGuess, Suggestion, TopicGuess
from build_tools.suggest import names
from build_tools.suggest.cues import cues_of
from build_tools.suggest.definitions import definitions, weighed
from build_tools.suggest.events import told_of
from build_tools.suggest.filing import Filing, chance
from build_tools.suggest.lessons import Lesson, learned
from build_tools.suggest.mentioned_dates import mentioned
from build_tools.suggest.quotations import quotations, reported_by
from build_tools.suggest.terms import counted_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Event, Proposition, Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.locators import Locator
    from build_tools.model.prose import Topic
    from build_tools.model.reading import Reading

_MOST_TOPICS, _MOST_PROPOSITIONS = 5, 2
# A proposition is a narrower thing than a topic: more has to speak for it than one word, and in the passage itself.
_LEAST_OF_A_PROPOSITION = 1.0


@dataclass(frozen=True, slots=True)
class Suggester:
    """What a dossier knows, ready to be asked. `lang` is the language of the texts, `count` how many topics there are."""

    topics: Filing
    propositions: Filing
    index: names.Index
    events: tuple[Event, ...]
    lang: str
    count: int

    def passage(self, text: str, around: str = "", written: Moment | None = None) -> Suggestion:
        """Propose what a passage speaks to. `around` is the paragraph it stands in, `written` when its source came out."""
        topics = self.topics.guesses(text, around)[:_MOST_TOPICS]
        spoken_on = (one for one in self.propositions.guesses(text) if one.strength >= _LEAST_OF_A_PROPOSITION and one.because[1:])
        dates = tuple(dict.fromkeys(date.edtf for date in mentioned(text, self.lang, written)))
        return Suggestion(
            tuple(TopicGuess(one.name, chance(one.strength, self.count), one.because) for one in topics),
            dates,
            self.index.found(text),
            self.voice(text),
            tuple(PropositionGuess(one.name, one.strength, one.because) for one in spoken_on)[:_MOST_PROPOSITIONS],
            told_of(text, dates, self.events),
        )

    def voice(self, text: str) -> str:
        """Return whom a passage reports: who speaks in most of its quoted words, or according to whom it speaks."""
        quoted = quotations(text)
        speakers = dict.fromkeys(self.index.known(one.speaker) for one in quoted if one.speaker)
        if len(speakers) == 1:
            return next(iter(speakers))
        return "" if speakers else self.index.known(reported_by(text))


def suggester(library: Library, lang: str = "en", without: str = "") -> Suggester:
    """Learn from a dossier: its topics, its reviewed statements with their passages, and what editors took and refused.

    `without` is the key of a source that nothing is to be learned from.
    """
    topics, propositions = tuple(library.topics.values()), tuple(library.propositions.values())
    lessons = tuple(judged(library, without))
    return Suggester(
        topics_from(topics, lessons), _propositions_from(propositions, library, without), names.index(library.corpus.names),
        tuple(library.events.values()), lang, len(topics),
    )  # fmt: skip


class Stretch(Protocol):
    """A part of a reading's text, by its offsets: a passage, a paragraph, whatever has both."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends, the end excluded."""
        ...


def suggest(
    library: Library, reading: Reading, passages: Sequence[Stretch], lang: str = "en", written: Moment | None = None
) -> tuple[Suggestion, ...]:
    """Return a suggestion for each of some passages of a reading; `written` is when the source came out, if that is known."""
    known = suggester(library, lang)
    return tuple(known.passage(reading.text[one.start : one.end], around(reading, one), written) for one in passages)


def around(reading: Reading, passage: Stretch) -> str:
    """Return the paragraphs that a passage stands in."""
    held = [one for one in reading.paragraphs if one.start < passage.end and passage.start < one.end]
    return reading.text[held[0].start : held[-1].end] if held else ""


def topics_from(topics: Sequence[Topic], lessons: Iterable[Lesson], left_out: frozenset[tuple[str, str]] = frozenset()) -> Filing:
    """Learn where passages belong among topics. `left_out` are cues, as (topic, cue), that are not to count."""
    cues = tuple(cue for cue in cues_of(topics) if (cue.topic, cue.typed) not in left_out)
    typed: dict[str, list[str]] = defaultdict(list)
    for cue in cues:
        typed[cue.topic].append(cue.typed.replace("*", "").replace("~", " "))
    own = [
        Lesson(words, frozenset({one.id}))
        for one in topics
        for words in (f"{one.title} {one.question} {one.definition}", " ".join(typed[one.id]))
    ]
    return Filing(cues, definitions(topics), learned((*lessons, *own)))


def _propositions_from(propositions: Iterable[Proposition], library: Library, without: str) -> Filing:
    held = {one.id: one.text for one in propositions}
    shown = [
        Lesson(words, frozenset(stance.proposition.name for stance in statement.stances))
        for statement in _reviewed(library, without)
        if statement.stances
        for words in _both(library, statement)
    ]
    own = [Lesson(text, frozenset({name})) for name, text in held.items()]
    return Filing((), weighed({name: counted_terms(text) for name, text in held.items()}), learned((*shown, *own)))


def judged(library: Library, without: str = "") -> Iterator[Lesson]:
    """Yield what editors have judged: reviewed statements with their topics, and single decisions on drafts."""
    taken, refused = _decided(library)
    for source in library.sources.values():
        for statement in source.statements if source.key != without else ():
            filed = frozenset(topic.name for topic in statement.topics) if source.reviewed else _at(taken, statement)
            not_here = _at(refused, statement) - filed
            if filed or not_here:
                for words in _both(library, statement):
                    yield Lesson(words, filed & library.topics.keys(), not_here & library.topics.keys())
        if source.key != without:
            yield from _rejected(library, source, refused.get(source.key, ()))


def _rejected(library: Library, source: Source, refused: Sequence[tuple[Locator, str]]) -> Iterator[Lesson]:
    """Yield what was refused where no statement is left: the paragraph teaches, where the original is at hand."""
    reading = library.corpus.readings.get(source.key)
    held = [one.locator for one in source.statements if one.locator]
    for at, topic in refused:
        number = int(at.first) if at.label == "paragraph" and at.first.isdecimal() else 0
        paragraph = reading.paragraph(number) if reading else None
        if reading and paragraph and not any(at.covers(one) for one in held):
            yield Lesson(reading.text[paragraph.start : paragraph.end], frozenset(), frozenset({topic}) & library.topics.keys())


_Decided = dict[str, list[tuple["Locator", str]]]


def _decided(library: Library) -> tuple[_Decided, _Decided]:
    """Return the topics that editors took and those they refused, by source, with their locators."""
    taken: _Decided = defaultdict(list)
    refused: _Decided = defaultdict(list)
    for one in library.corpus.decisions:
        if at := locators.parse(one.at):
            (taken if one.taken else refused)[one.source].append((at, one.topic))
    return taken, refused


def _at(decided: Mapping[str, Sequence[tuple[Locator, str]]], statement: Statement) -> frozenset[str]:
    if statement.locator is None:
        return frozenset()
    return frozenset(topic for at, topic in decided.get(statement.source, ()) if at.covers(statement.locator))


def _reviewed(library: Library, without: str) -> Iterator[Statement]:
    for source in library.sources.values():
        if source.reviewed and source.key != without:
            yield from source.statements


def _both(library: Library, statement: Statement) -> Iterator[str]:
    """Yield a statement's words, and those of its passage where the original is at hand."""
    yield f"{statement.text} {statement.voice}"
    reading, evidence = library.corpus.readings.get(statement.source), library.evidence.get(statement.id)
    if reading and evidence and evidence.passage:
        yield reading.text[evidence.passage.start : evidence.passage.end]
