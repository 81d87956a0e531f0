"""What can be found: a record for each statement, sentence of a synthesis, proposition, event, name, topic, page and work."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.exports.anchors import anchors
from build_tools.model.blocks import plain
from build_tools.model.dossier import Attitude

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import (
        Byline,
        Event,
        Family,
        Mention,
        Name,
        Proposition,
        Prose,
        Sentence,
        Source,
        Statement,
        Topic,
    )
    from build_tools.model.library import Library
    from build_tools.model.pages import Edition
    from build_tools.model.works import Work

_GAP = re.compile(r"\s+(?=[.,;:!?])")
_TITLED = frozenset({"name", "topic", "event", "source", "family", "brief", "proposition"})
# How much a word counts that stands beside what is found and not in it.
ASKED, NAMED, SAID_OF_IT, BESIDE, AROUND = 1.0, 0.6, 0.5, 0.3, 0.15


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found. `text` is shown and looked through, `about` shown under it, `note` between the two.

    `path` is the page that it stands on. `beside` is looked through as well and not shown: words, and how much each counts.
    `facets` are what it can be filtered by. `topic` is the topic that this record is about: whatever stands under that topic is
    lifted when the record fits.
    """

    kind: str
    path: str
    anchor: str
    text: str
    about: str = ""
    note: str = ""
    beside: tuple[tuple[float, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    topic: str = ""

    @property
    def titled(self) -> bool:
        """Whether the text is a name or a title, in which each word tells more than in a sentence."""
        return self.kind in _TITLED


def records(edition: Edition) -> Iterator[Record]:
    """Yield all that can be found in a dossier, in the order in which equals are shown."""
    for kind in (_statements, _questions, _propositions, _events, _names, _works, _prose):
        yield from kind(edition)


def label(source: Byline, edition: Edition) -> str:
    """Return the short name of a source."""
    work = edition.citations.works.get(source.key)
    return source.label or (work.label if work else source.key)


def topic_name(topic: Topic, library: Library) -> str:
    """Return a topic's title after its family's."""
    family = library.families.get(topic.family)
    return f"{family.title if family else topic.family}: {topic.title}"


def _statements(edition: Edition) -> Iterator[Record]:
    asked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for wording in edition.library.corpus.wordings:
        asked[wording.statement.name].append((ASKED, wording.words))
    for source in edition.library.sources.values():
        shared = (*_of_sources((source.key,), edition), ("kind", "statement"))
        known = tuple(_names_of(source, edition))
        for statement in source.statements:
            yield _statement(statement, source, shared, (*asked[statement.id], *known), edition)


def _statement(
    statement: Statement,
    source: Source,
    shared: tuple[tuple[str, str], ...],
    known: tuple[tuple[float, str], ...],
    edition: Edition,
) -> Record:
    library = edition.library
    topics = [library.topics[one.name] for one in statement.topics if one.name in library.topics]
    where = [label(source, edition), statement.locator.shown if statement.locator else "", _when(source, library)]
    told = " · ".join([", ".join(part for part in where if part), *(topic_name(topic, library) for topic in topics[:2])])
    stances = tuple(("stance", f"{one.proposition.name}={one.attitude.value}") for one in statement.stances)
    return Record(
        "statement",
        f"sources/{source.key}.md",
        statement.anchor,
        statement.text or plain(statement.content),
        told,
        f"reporting {statement.voice}" if statement.voice else "",
        (*_said_of(statement, library), *_passage(statement, edition), *known, *((BESIDE, topic.title) for topic in topics)),
        (*shared, ("manner", statement.kind), *_under(statement.topics, library), *stances),
    )


def _said_of(statement: Statement, library: Library) -> Iterator[tuple[float, str]]:
    """Yield what is said of a statement elsewhere: its section, events and propositions, and the sentences that cite it."""
    yield NAMED, statement.voice
    yield BESIDE, statement.section
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
    yield BESIDE, _when(source, edition.library)
    for person in work.authors if work else ():
        yield NAMED, person.short
    for name in work.institutions if work else ():
        yield BESIDE, name


def _questions(edition: Edition) -> Iterator[Record]:
    """Yield the families and topics."""
    for family in edition.library.families.values():
        yield _family(family)
    for topic in edition.library.topics.values():
        yield _topic(topic, edition.library)


def _family(family: Family) -> Record:
    facets = (("kind", "topic"), ("family", family.id))
    return Record("family", f"topics/{family.id}/index.md", "", family.title, "Family of topics", family.question, (), facets)


def _topic(topic: Topic, library: Library) -> Record:
    family = library.families.get(topic.family)
    cues = topic.cues
    return Record(
        "topic",
        f"topics/{topic.id}.md",
        "",
        topic.title,
        f"Topic · {family.title if family else topic.family}",
        topic.question,
        (
            (NAMED, topic.definition),
            (1.0, " ".join(cues.strong)),
            (NAMED, " ".join(cues.cues)),
            (BESIDE, " ".join(cues.context)),
        ),
        (("kind", "topic"), ("family", topic.family), ("topic", topic.id)),
        topic.id,
    )


def _propositions(edition: Edition) -> Iterator[Record]:
    library = edition.library
    for one in library.propositions.values():
        positions = [position for position in library.positions.get(one.id, ()) if position.stance]
        stances = [(position.source, position.stance.attitude.value) for position in positions if position.stance]
        told = [f"{label(source, edition)} {attitude}" for source, attitude in stances]
        yield Record(
            "proposition",
            "propositions.md",
            one.id,
            one.text,
            "Proposition",
            "; ".join(told[:6]),
            _topics_beside(one, library),
            (
                ("kind", "proposition"),
                *_under(one.topics, library),
                *_of_sources(tuple(source.key for source, _ in stances), edition),
                *dict.fromkeys(("stance", f"{one.id}={attitude}") for _, attitude in stances),
            ),
        )


def _topics_beside(one: Proposition, library: Library) -> tuple[tuple[float, str], ...]:
    return tuple((BESIDE, library.topics[topic.name].title) for topic in one.topics if topic.name in library.topics)


def _events(edition: Edition) -> Iterator[Record]:
    there = _anchors_on("timeline.md", edition)
    for event in edition.library.events.values():
        if event.id in there and event.moment:
            yield _event(event, edition.library)


def _event(event: Event, library: Library) -> Record:
    shown = event.moment.shown if event.moment else event.date
    year = (("year", str(event.moment.year)),) if event.moment else ()
    spoken_of = len({statement.source for statement in library.by_event.get(event.id, ())})
    about = f"Event · {shown} · {spoken_of} {'source speaks' if spoken_of == 1 else 'sources speak'} of it"
    return Record("event", "timeline.md", event.id, event.title, about, "", ((1.0, shown),), (("kind", "event"), *year))


def _names(edition: Edition) -> Iterator[Record]:
    there = _anchors_on("names.md", edition)
    for name in edition.library.corpus.names:
        if name.anchor in there:
            yield _name(name)


def _name(name: Name) -> Record:
    also = f"also {', '.join(name.also)}" if name.also else ""
    about = f"Name · {name.note}" if name.note else "Name"
    return Record("name", "names.md", name.anchor, name.name, about, also, ((NAMED, name.note),), (("kind", "name"),))


def _works(edition: Edition) -> Iterator[Record]:
    """Yield the sources, and the works of the bibliography that have no digest."""
    sources = edition.library.sources
    for key, work in edition.citations.works.items():
        known = " ".join([*(person.full for person in work.authors), *work.institutions, work.container, work.year])
        facets = (("kind", "source"), *_of_sources((key,), edition))
        if key in sources:
            about = f"Source · {label(sources[key], edition)} · {_when(sources[key], edition.library)}"
            beside = ((1.0, known), (NAMED, label(sources[key], edition)), (BESIDE, sources[key].about))
            yield Record("source", f"sources/{key}.md", "", work.title or key, about, known, beside, facets)
        else:
            yield Record(
                "work",
                "bibliography.md",
                f"ref-{key}",
                work.title or key,
                f"Bibliography · {work.label}",
                known,
                ((1.0, known),),
                facets,
            )


def _prose(edition: Edition) -> Iterator[Record]:
    """Yield every sentence that an editor wrote, and the claims of key judgements."""
    library = edition.library
    docs = f"{library.corpus.docs}/"
    landing = library.corpus.landing
    for judgement in landing.judgements if landing else ():
        told = f"Key judgement · confidence: {judgement.confidence}"
        path = landing.path.removeprefix(docs) if landing else ""
        yield Record("judgement", path, judgement.anchor, judgement.claim, told, judgement.reason, (), (("kind", "synthesis"),))
    for brief in library.briefs.values():
        path = f"briefs/{brief.name}.md"
        yield Record("brief", path, "", brief.title, f"Brief · for {brief.audience}", brief.question, (), (("kind", "synthesis"),))
    for path, title, prose in library.prose():
        yield from _sentences(path.removeprefix(docs), title, prose, edition)


def _sentences(path: str, title: str, prose: Prose, edition: Edition) -> Iterator[Record]:
    library = edition.library
    topic = library.topics.get(path.removeprefix("topics/").removesuffix(".md"))
    about = f"Synthesis · {topic_name(topic, library) if topic else title}"
    facets = (("kind", "synthesis"), *((("family", topic.family), ("topic", topic.id)) if topic else ()))
    for sentence in prose.sentences:
        words = _GAP.sub("", " ".join(sentence.text.split()))
        if words:
            cited = _of_sources(tuple(dict.fromkeys(_cited(sentence))), edition)
            yield Record("synthesis", path, sentence.anchor, words, about, "", ((AROUND, title),), (*facets, *cited))


def _cited(sentence: Sentence) -> Iterator[str]:
    return (item.key for citation in sentence.citations for item in citation.items)


def _of_sources(keys: Iterable[str], edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the facets of sources: which they are, from whom, and of which year."""
    facets: dict[tuple[str, str], None] = {}
    for key in keys:
        work: Work | None = edition.citations.works.get(key)
        facets[("source", key)] = None
        facets.update((("institution", name), None) for name in (work.institutions if work else ()))
        if moment := edition.library.dated.get(key):
            facets[("year", str(moment.year))] = None
    return tuple(facets)


def _under(mentions: Iterable[Mention], library: Library) -> tuple[tuple[str, str], ...]:
    topics = [library.topics[one.name] for one in mentions if one.name in library.topics]
    return tuple(dict.fromkeys(facet for topic in topics for facet in (("family", topic.family), ("topic", topic.id))))


def _when(source: Source, library: Library) -> str:
    moment = library.dated.get(source.key)
    return moment.shown if moment else "undated"


def _anchors_on(path: str, edition: Edition) -> frozenset[str]:
    return anchors(edition.pages[path].blocks) if path in edition.pages.outlines else frozenset()
