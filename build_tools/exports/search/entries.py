"""The records of what has a name of its own: families and topics, propositions, events, names, sources and works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.exports.anchors import anchors
from build_tools.exports.search.record import BESIDE, NAMED, Record, label, of_sources, under, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Event, Name, Proposition
    from build_tools.model.library import Library
    from build_tools.model.pages import Edition
    from build_tools.model.prose import Family, Topic
    from build_tools.model.works import Work

_YEAR = re.compile(r"\s*\d.*")


def questions(edition: Edition) -> Iterator[Record]:
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


def propositions(edition: Edition) -> Iterator[Record]:
    """Yield the propositions, each with who takes which stand."""
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
                *under(one.topics, library),
                *of_sources(tuple(source.key for source, _ in stances), edition),
                *dict.fromkeys(("stance", f"{one.id}={attitude}") for _, attitude in stances),
            ),
        )


def _topics_beside(one: Proposition, library: Library) -> tuple[tuple[float, str], ...]:
    return tuple((BESIDE, library.topics[topic.name].title) for topic in one.topics if topic.name in library.topics)


def events(edition: Edition) -> Iterator[Record]:
    """Yield the events that the timeline shows."""
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


def names(edition: Edition) -> Iterator[Record]:
    """Yield the names that have an entry on their page."""
    there = _anchors_on("names.md", edition)
    for name in edition.library.corpus.names:
        if name.anchor in there:
            yield _name(name)


def _name(name: Name) -> Record:
    also = f"also {', '.join(name.also)}" if name.also else ""
    about = f"Name · {name.note}" if name.note else "Name"
    return Record("name", "names.md", name.anchor, name.name, about, also, ((NAMED, name.note),), (("kind", "name"),))


def works(edition: Edition) -> Iterator[Record]:
    """Yield the sources, and the works of the bibliography that have no digest."""
    sources = edition.library.sources
    for key, work in edition.citations.works.items():
        known = " ".join([*(person.full for person in work.authors), *work.institutions, work.container, work.year])
        facets = (("kind", "source"), *of_sources((key,), edition))
        if key in sources:
            about = f"Source · {label(sources[key], edition)} · {when(sources[key], edition.library)}"
            beside = ((1.0, known), (NAMED, label(sources[key], edition)), (BESIDE, sources[key].about))
            yield Record(
                "source",
                f"sources/{key}.md",
                "",
                work.title or key,
                about,
                known,
                beside,
                facets,
                names=_names_of(key, work, edition),
            )
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


def _names_of(key: str, work: Work, edition: Edition) -> tuple[tuple[str, tuple[str, str]], ...]:
    """Return the names by which a question prefers a source: those of its authors and its label, and its institutions'."""
    people = [_YEAR.sub("", label(edition.library.sources[key], edition)), *(person.family for person in work.authors)]
    return (*((name, ("source", key)) for name in people), *((name, ("institution", name)) for name in work.institutions))


def _anchors_on(path: str, edition: Edition) -> frozenset[str]:
    return anchors(edition.pages[path].blocks) if path in edition.pages.outlines else frozenset()
