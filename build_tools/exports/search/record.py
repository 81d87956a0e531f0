"""One thing that can be found, with what it can be filtered by and how much its words count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Byline, Mention
    from build_tools.model.library import Library
    from build_tools.model.pages import Edition
    from build_tools.model.prose import Topic
    from build_tools.model.works import Work

_TITLED = frozenset({"name", "topic", "event", "source", "family", "brief", "proposition"})
# How much a word counts that stands beside what is found and not in it.
NAMED, SAID_OF_IT, BESIDE, AROUND = 0.6, 0.6, 0.3, 0.15


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found. `text` is shown and looked through, `about` shown under it, `note` between the two.

    `path` is the page that it stands on. `beside` is looked through as well and not shown: words, and how much each counts;
    so is `asked`, in whose wordings a reader may ask for it. `facets` are what it can be filtered by. `topic` is the topic that
    this record is about: whatever stands under that topic is lifted when the record fits. `names` are those of its authors and
    institutions with the facet of each: a question that has the name prefers what has the facet.
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
    asked: tuple[str, ...] = ()
    names: tuple[tuple[str, tuple[str, str]], ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the text is a name or a title, in which each word tells more than in a sentence."""
        return self.kind in _TITLED


def label(source: Byline, edition: Edition) -> str:
    """Return the short name of a source."""
    work = edition.citations.works.get(source.key)
    return source.label or (work.label if work else source.key)


def topic_name(topic: Topic, library: Library) -> str:
    """Return a topic's title after its family's."""
    family = library.families.get(topic.family)
    return f"{family.title if family else topic.family}: {topic.title}"


def when(source: Byline, library: Library) -> str:
    """Return the date of a source as it is shown."""
    moment = library.dated.get(source.key)
    return moment.shown if moment else "undated"


def of_sources(keys: Iterable[str], edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the facets of sources: which they are, from whom, and of which year."""
    facets: dict[tuple[str, str], None] = {}
    for key in keys:
        work: Work | None = edition.citations.works.get(key)
        facets[("source", key)] = None
        facets.update((("institution", name), None) for name in (work.institutions if work else ()))
        if moment := edition.library.dated.get(key):
            facets[("year", str(moment.year))] = None
    return tuple(facets)


def under(mentions: Iterable[Mention], library: Library) -> tuple[tuple[str, str], ...]:
    """Return the facets of topics and of their families."""
    topics = [library.topics[one.name] for one in mentions if one.name in library.topics]
    return tuple(dict.fromkeys(facet for topic in topics for facet in (("family", topic.family), ("topic", topic.id))))
