"""All that was loaded (`Corpus`), and the same with every name led to its thing (`Library`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from build_tools.model.evidence import Evidence, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.diagnostics import Diagnostic, Span
    from build_tools.model.citations import Citation, CitationItem
    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline, Decision, Entry, Event, Name, Proposition, Source, Stance, Statement, Wording
    from build_tools.model.evidence import SourceRecord
    from build_tools.model.prose import Brief, Family, Landing, Prose, Sentence, Topic
    from build_tools.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Corpus:
    """The author's files, read. Nothing is resolved; what could not be read stands in `diagnostics`.

    `texts` maps a path to the text that spans count in. `readings` maps a source's key to the reading of its
    original, for the originals at hand. `others` are the paths below the docs folder that MkDocs publishes without us;
    `docs` is that folder.
    Where a key or an id stands twice, both things are here, in file order.
    """

    texts: Mapping[str, str]
    bibliography: str
    entries: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()
    families: tuple[Family, ...] = ()
    topics: tuple[Topic, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    events: tuple[Event, ...] = ()
    names: tuple[Name, ...] = ()
    landing: Landing | None = None
    readings: Mapping[str, Reading] = field(default_factory=dict)
    record: Mapping[str, SourceRecord] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    others: frozenset[str] = frozenset()
    briefs: tuple[Brief, ...] = ()
    docs: str = "docs"
    decisions: tuple[Decision, ...] = ()
    wordings: tuple[Wording, ...] = ()

    def prose(self) -> Iterator[tuple[str, str, Prose]]:
        """Yield (page path, page title, prose) for every text of an editor, in page order. A new kind of text is added here."""
        if first := self.landing:
            for prose in (first.prose, *(judgement.prose for judgement in first.judgements)):
                yield first.path, first.title, prose
        for family in self.families:
            yield family.path, family.title, family.prose
        for topic in self.topics:
            yield topic.path, topic.title, topic.prose
        for proposition in self.propositions:
            yield f"{self.docs}/propositions.md", proposition.text, proposition.changed
        for brief in self.briefs:
            for prose in brief.prose():
                yield brief.path, brief.title, prose


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence of the dossier that cites: which page and anchor it stands on, and the words around it."""

    page: str
    page_title: str
    sentence: Sentence
    item: CitationItem


@dataclass(frozen=True, slots=True)
class Position:
    """A source's stance on a proposition with the statements that show it; None where the source is silent."""

    source: Byline
    stance: Stance | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The corpus with its names resolved. Where a name leads nowhere it is missing here and a check reports it.

    `sources` is in date order, undated last, and so are their `bylines`. `prose` yields every editor's text with the page it
    stands on. `matched` maps an item's key span to the statements it means. `dated` holds the date of each source that has one.
    `written` counts each word of the editors’ topics. `published` are the paths of all pages.
    """

    corpus: Corpus
    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    bylines: Mapping[str, Byline]
    families: Mapping[str, Family]
    topics: Mapping[str, Topic]
    propositions: Mapping[str, Proposition]
    events: Mapping[str, Event]
    statements: Mapping[str, Statement]
    evidence: Mapping[str, Evidence]
    matched: Mapping[Span, tuple[Statement, ...]]
    uses_of_source: Mapping[str, tuple[Use, ...]]
    uses_of_statement: Mapping[str, tuple[Use, ...]]
    by_topic: Mapping[str, tuple[Statement, ...]]
    by_event: Mapping[str, tuple[Statement, ...]]
    positions: Mapping[str, tuple[Position, ...]]
    dated: Mapping[str, Moment]
    written: Mapping[str, int]
    published: frozenset[str] = frozenset()

    @property
    def briefs(self) -> Mapping[str, Brief]:
        """The briefs by name."""
        return {brief.name: brief for brief in self.corpus.briefs}

    def standing(self, statement: Statement) -> Standing:
        """Return how well a statement's passage is proven."""
        found = self.evidence.get(statement.id)
        return found.standing if found else Standing.UNCHECKED

    def prose(self) -> Iterator[tuple[str, str, Prose]]:
        """Yield (page path, page title, prose) for every text of an editor, in page order."""
        return self.corpus.prose()

    def unchecked_locators(self) -> int:
        """Count the locators in citations of works that have no digest to check them against."""
        items = (item for citation in self.citations() for item in citation.items)
        return sum(item.locator is not None and item.key in self.entries and item.key not in self.sources for item in items)

    def citations(self) -> Iterator[Citation]:
        """Yield every citation of every editor's text, in page order."""
        for _, _, prose in self.prose():
            for sentence in prose.sentences:
                yield from sentence.citations


def in_date_order(key: str, dated: Mapping[str, Moment]) -> tuple[date, date, str]:
    """Return what sources are sorted by: the date, undated ones last, then the key."""
    moment = dated.get(key)
    return (moment.earliest, moment.latest, key) if moment else (date.max, date.max, key)
