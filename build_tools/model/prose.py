"""What an editor writes in prose: its sentences and links, topics and their families, the first page, briefs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.diagnostics import Span
    from build_tools.model.blocks import Blocks
    from build_tools.model.citations import Citation
    from build_tools.model.dossier import Mention


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an editor's prose: its words, its citations, and whether it is the editor's own analysis."""

    text: str
    citations: tuple[Citation, ...]
    analysis: bool
    anchor: str
    span: Span


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to another page or place that an author typed."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """An editor's text: as blocks, and the sentences and links in it for the checks and the back-links."""

    blocks: Blocks
    sentences: tuple[Sentence, ...]
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that speak for a topic, by weight."""

    strong: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic under a family: the editor's question, definition and synthesis. `id` is `family/slug`."""

    id: str
    path: str
    title: str
    question: str
    definition: str
    cues: Cues
    related: tuple[Mention, ...]
    prose: Prose
    span: Span

    @property
    def family(self) -> str:
        """The id of the family the topic stands under."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics of a family that are argued together, in reading order."""

    title: str
    topics: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of topics: the folder under `docs/topics/`, with its title, question and groups."""

    id: str
    path: str
    title: str
    question: str
    definition: str
    groups: tuple[TopicGroup, ...]
    prose: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A key judgement of the dossier: a claim, the editor's confidence with its reason, and prose that cites."""

    claim: str
    anchor: str
    confidence: str
    reason: str
    propositions: tuple[Mention, ...]
    prose: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Landing:
    """The dossier's first page (`docs/index.md`): what it is, and the key judgements."""

    path: str
    title: str
    question: str
    families: tuple[Mention, ...]
    prose: Prose
    judgements: tuple[Judgement, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief for one reader: its question, a bottom line, key judgements, options, and what would change the view.

    `propositions` and `events` are empty where the author leaves them to the topics. `pages` is the most that it may
    fill on `paper` (a4 or letter). `marking` is the line of confidentiality; `language` is empty where it is the dossier's.
    """

    name: str
    path: str
    title: str
    audience: str
    question: str
    topics: tuple[Mention, ...]
    propositions: tuple[Mention, ...]
    events: tuple[Mention, ...]
    pages: int
    paper: str
    marking: str
    language: str
    bottom_line: Prose
    judgements: tuple[Judgement, ...]
    options: Prose
    changes: Prose
    span: Span

    def prose(self) -> tuple[Prose, ...]:
        """Return all texts of the brief in the order of its page."""
        return (self.bottom_line, *(judgement.prose for judgement in self.judgements), self.options, self.changes)
