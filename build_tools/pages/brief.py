"""A page per brief, in the order of the paper: bottom line, judgements, who says what, timeline, options, what would change it.

The blocks' roles are for whoever lays a brief out: `bottom-line` is the box, `margin` within a `judgement` is what stands
beside its prose, `options` and `changes` are what their headings say.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.model.wording import wording
from build_tools.pages import judgements, timeline
from build_tools.pages.stances import matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Event, Proposition
    from build_tools.model.prose import Brief
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier

RANK = 16
MENU = "Briefs"


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield a page for each brief, by file name."""
    for brief in dossier.library.briefs.values():
        language = brief.language or dossier.settings.lang
        blocks = partial(_blocks, brief, dossier, wording(language))
        yield Outline(path(brief), "brief", brief.title, blocks, brief.question, (MENU, brief.title), brief.path, language)


def path(brief: Brief) -> str:
    """Return the path of a brief's page."""
    return f"briefs/{brief.name}.md"


def propositions(brief: Brief, dossier: Dossier) -> tuple[Proposition, ...]:
    """Return the propositions of a brief's matrix: those it names, else those of its topics."""
    known = dossier.library.propositions
    if brief.propositions:
        return tuple(known[mention.name] for mention in brief.propositions if mention.name in known)
    topics = {mention.name for mention in brief.topics}
    return tuple(one for one in known.values() if topics & {mention.name for mention in one.topics})


def events(brief: Brief, dossier: Dossier) -> tuple[Event, ...]:
    """Return the events of a brief's timeline: those it names, else those that statements under its topics speak of."""
    library = dossier.library
    named = {mention.name for mention in brief.events} or {
        event.name for topic in brief.topics for statement in library.by_topic.get(topic.name, ()) for event in statement.events
    }
    return tuple(event for event in library.events.values() if event.id in named)


def _blocks(brief: Brief, dossier: Dossier, words: Wording) -> b.Blocks:
    return (
        *((b.paragraph(brief.marking, role="marking"),) if brief.marking else ()),
        b.paragraph(brief.question, role="question"),
        b.paragraph(words.audience.format(audience=brief.audience), role="audience"),
        b.Group("bottom-line", (b.Heading(2, b.text(words.bottom_line), "bottom-line"), *brief.bottom_line.blocks)),
        *_judgements(brief, dossier, words),
        *_agreement(brief, dossier, words),
        *_timeline(brief, dossier, words),
        *_options(brief, words),
        *_changes(brief, words),
    )


def _judgements(brief: Brief, dossier: Dossier, words: Wording) -> Iterator[b.Block]:
    if brief.judgements:
        yield b.Heading(2, b.text(words.judgements), "judgements")
    for one in brief.judgements:
        beside = (judgements.voices(one, dossier, words), judgements.confidence(one, words, role="confidence"))
        told = (
            judgements.heading(one),
            b.Group("margin", beside),
            *one.prose.blocks,
            *judgements.parting(one, dossier, words),
        )
        yield b.Group("judgement", told)


def _agreement(brief: Brief, dossier: Dossier, words: Wording) -> Iterator[b.Block]:
    if shown := propositions(brief, dossier):
        yield b.Heading(2, b.text(words.agreement), "agreement")
        yield matrix(dossier, shown, words=words)


def _timeline(brief: Brief, dossier: Dossier, words: Wording) -> Iterator[b.Block]:
    shown = events(brief, dossier)
    yield from timeline.in_brief(dossier, shown, _speaking(brief, dossier, shown), words, listed=brief.pages > 1)


def _speaking(brief: Brief, dossier: Dossier, shown: tuple[Event, ...]) -> set[str]:
    """Return the keys of all works that a brief has to do with: cited in it, with a stance in its matrix, or on its events."""
    library = dossier.library
    sentences = (sentence for prose in brief.prose() for sentence in prose.sentences)
    cited = {item.key for sentence in sentences for citation in sentence.citations for item in citation.items}
    positions = (one for claim in propositions(brief, dossier) for one in library.positions.get(claim.id, ()))
    taking = {one.source.key for one in positions if one.stance}
    return cited | taking | {one.source for event in shown for one in library.by_event.get(event.id, ())}


def _options(brief: Brief, words: Wording) -> Iterator[b.Block]:
    if brief.options.blocks:
        yield b.Heading(2, b.text(words.options), "options")
        yield from (_weighed(block, words) if isinstance(block, b.Table) else block for block in brief.options.blocks)


def _weighed(table: b.Table, words: Wording) -> b.Table:
    """Return the author's table of options with its role, its caption, and each option as the header of its row."""
    rows = tuple((replace(row[0], header=True), *row[1:]) for row in table.rows)
    return b.Table(b.text(words.weighed), table.head, rows, "options")


def _changes(brief: Brief, words: Wording) -> Iterator[b.Block]:
    if brief.changes.blocks:
        yield b.Heading(2, b.text(words.changes), "changes")
        yield b.Group("changes", brief.changes.blocks)
