"""The records of statements: each with what is said of it elsewhere, with its passage and the names that lead to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from build_tools.exports.search.record import BESIDE, NAMED, SAID_OF_IT, Record, label, of_sources, topic_name, under, when
from build_tools.model.blocks import plain
from build_tools.model.dossier import Attitude

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.pages import Edition
    from build_tools.model.prose import Topic


def statements(edition: Edition) -> Iterator[Record]:
    """Yield the statements of all sources, in the order of the sources."""
    asked: dict[str, list[str]] = defaultdict(list)
    for wording in edition.library.corpus.wordings:
        asked[wording.statement.name] += wording.words.split(",")
    for source in edition.library.sources.values():
        facets = (*of_sources((source.key,), edition), ("kind", "statement"))
        names = tuple(_names_of(source, edition))
        for statement in source.statements:
            yield Record(
                "statement",
                f"sources/{source.key}.md",
                statement.anchor,
                statement.text or plain(statement.content),
                _about(statement, source, edition),
                f"reporting {statement.voice}" if statement.voice else "",
                (*_said_of(statement, edition.library), *_passage(statement, edition), *names),
                (*facets, *_facets(statement, edition.library)),
                asked=tuple(asked[statement.id]),
            )


def _about(statement: Statement, source: Source, edition: Edition) -> str:
    """Return where a statement stands: its source with locator and date, and its first topics."""
    where = [label(source, edition), statement.locator.shown if statement.locator else "", when(source, edition.library)]
    topics = [topic_name(topic, edition.library) for topic in _topics(statement, edition.library)[:2]]
    return " · ".join([", ".join(part for part in where if part), *topics])


def _facets(statement: Statement, library: Library) -> Iterator[tuple[str, str]]:
    yield "manner", statement.kind
    yield from under(statement.topics, library)
    yield from (("stance", f"{one.proposition.name}={one.attitude.value}") for one in statement.stances)


def _topics(statement: Statement, library: Library) -> list[Topic]:
    return [library.topics[one.name] for one in statement.topics if one.name in library.topics]


def _said_of(statement: Statement, library: Library) -> Iterator[tuple[float, str]]:
    """Yield what is said of a statement elsewhere: its section, topics, events and propositions, and the sentences that cite it."""
    yield NAMED, statement.voice
    yield BESIDE, statement.section
    yield from ((BESIDE, topic.title) for topic in _topics(statement, library))
    for event in statement.events:
        if one := library.events.get(event.name):
            yield BESIDE, f"{one.title} {one.moment.shown if one.moment else ''}"
    for stance in statement.stances:
        if (proposition := library.propositions.get(stance.proposition.name)) and stance.attitude is not Attitude.DENIES:
            yield BESIDE, proposition.text
    for use in library.uses_of_statement.get(statement.id, ()):
        yield SAID_OF_IT / max(1, sum(len(one.items) for one in use.sentence.citations)) ** 0.5, use.sentence.text


def _passage(statement: Statement, edition: Edition) -> Iterator[tuple[float, str]]:
    """Yield the words of a statement's passage, where the publisher lets them help. The index keeps no order of them.

    At the editor's desk a passage that is still to be put into words is found by its own.
    """
    library = edition.library
    reading, evidence = library.corpus.readings.get(statement.source), library.evidence.get(statement.id)
    wanted = edition.settings.search_passages or (edition.settings.desk and not statement.stated)
    if wanted and reading and evidence and evidence.passage:
        yield SAID_OF_IT, reading.text[evidence.passage.start : evidence.passage.end]


def _names_of(source: Source, edition: Edition) -> Iterator[tuple[float, str]]:
    """Yield the names that lead to all statements of a source: its own, its authors' and its institutions', and its date."""
    work = edition.citations.works.get(source.key)
    yield NAMED, label(source, edition)
    yield BESIDE, when(source, edition.library)
    for person in work.authors if work else ():
        yield NAMED, person.short
    for name in work.institutions if work else ():
        yield BESIDE, name
