"""A brief that a reader asked for: what a selection of statements says, source by source, topic by topic, without an editor's hand.

Nothing in it is new but its order. The editor's synthesis of a topic stands in it where all that it cites is selected, and is
left out with a word of it where it is not: a text without some of its sentences would be another text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.citations import Citation, CitationItem
from build_tools.model.pages import Page
from build_tools.pages import timeline
from build_tools.pages.dossier import evidence_base
from build_tools.pages.stances import matrix
from build_tools.pages.statements import by_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Byline, Statement
    from build_tools.model.prose import Topic
    from build_tools.model.selection import Selection
    from build_tools.pages.dossier import Dossier

PATH = "briefs/custom.md"
_MOST_NAMED = 3


def draft(dossier: Dossier, selection: Selection, statements: tuple[Statement, ...], title: str = "") -> Page:
    """Return the page of a selection with its citations not yet rendered; the dossier's library is narrowed to it."""
    blocks = (
        b.paragraph(" ".join(topic.question for topic in _asked(dossier, selection)), role="question"),
        b.paragraph(f"{told(dossier, selection)}: {evidence_base(dossier, statements)}.", role="audience"),
        *(_by_topic(dossier, selection) if selection.topics else _by_source(dossier, statements)),
        *_agreement(dossier, selection),
        *_timeline(dossier, statements),
    )
    shown = tuple(block for block in blocks if not isinstance(block, b.Paragraph) or b.plain(block.content))
    name, asked = title or _title(dossier, selection), told(dossier, selection)
    return Page(PATH, "brief", name, shown, asked, ("Briefs", "Custom"), language=dossier.settings.lang)


def told(dossier: Dossier, selection: Selection) -> str:
    """Say what was asked for, in a sentence without its full stop."""
    words, known = dossier.words, dossier.library
    own = words.own_brief
    topics = words.joined((f"“{known.topics[name].title}”" for name in selection.topics if name in known.topics), own.either)
    sources = words.joined((dossier.label(one) for key, one in known.bylines.items() if key in selection.sources), own.either)
    return own.told.format(
        under=own.under.format(topics=topics) if topics else "",
        by=own.by.format(sources=sources) if sources else "",
        since=own.since.format(date=words.date(selection.since.edtf)) if selection.since else "",
    )


def _asked(dossier: Dossier, selection: Selection) -> Iterator[Topic]:
    return (dossier.library.topics[name] for name in selection.topics if name in dossier.library.topics)


def _title(dossier: Dossier, selection: Selection) -> str:
    words, own = dossier.words, dossier.words.own_brief
    names = [topic.title for topic in _asked(dossier, selection)]
    names = names or [dossier.label(one) for key, one in dossier.library.bylines.items() if key in selection.sources]
    if not names:
        return own.titled.format(date=words.date(selection.since.edtf)) if selection.since else own.untitled
    more = len(names) - _MOST_NAMED
    return words.joined(names if more <= 0 else [*names[:_MOST_NAMED], own.more.format(number=more)])


def _by_topic(dossier: Dossier, selection: Selection) -> Iterator[b.Block]:
    for topic in _asked(dossier, selection):
        yield b.Heading(2, b.text(topic.title))
        yield from _synthesis(topic, dossier)
        statements = dossier.library.by_topic.get(topic.id, ())
        if not statements:
            yield b.paragraph(dossier.words.own_brief.none, role="parting")
        yield from (_said(source, some, dossier) for source, some in by_source(dossier, statements))


def _by_source(dossier: Dossier, statements: tuple[Statement, ...]) -> Iterator[b.Block]:
    yield b.Heading(2, b.text(dossier.words.own_brief.each))
    yield from (_said(source, some, dossier) for source, some in by_source(dossier, statements))


def _synthesis(topic: Topic, dossier: Dossier) -> Iterator[b.Block]:
    """Yield the editor's text on a topic, with what it rests on beside it."""
    if not topic.prose.blocks:
        return
    own = dossier.words.own_brief
    cited = {item.key for sentence in topic.prose.sentences for citation in sentence.citations for item in citation.items}
    if beyond := len(cited - dossier.library.bylines.keys()):
        unselected = own.unselected[beyond != 1].format(number=beyond)
        yield b.paragraph(own.left_out.format(unselected=unselected), role="parting")
        return
    yield b.Group("judgement", (b.Group("margin", (b.paragraph(own.synthesis, role="evidence"),)), *topic.prose.blocks))


def _said(source: Byline, statements: tuple[Statement, ...], dossier: Dossier) -> b.Group:
    """Return what a source says, with who and when beside it."""
    words = dossier.words
    about = " · ".join(filter(None, (words.joined(dossier.institutions(source)), dossier.when(source))))
    many = f"{words.counted(len(statements), words.statements)}."
    beside = (b.paragraph(f"{about}.", role="evidence"), b.paragraph(many, role="confidence"))
    items = b.Items(tuple((_statement(one, dossier),) for one in statements))
    return b.Group("judgement", (b.Heading(3, b.text(dossier.label(source))), b.Group("margin", beside), items))


def _statement(statement: Statement, dossier: Dossier) -> b.Paragraph:
    """Return a statement with its own citation; that it reports, forecasts or advises comes before it."""
    own = dossier.words.own_brief
    voice = own.reporting.format(voice=statement.voice) if statement.voice else ""
    how = " · ".join(filter(None, (voice, own.kinds.get(statement.kind, ""))))
    item = CitationItem(
        statement.source, statement.locator, "", "", author_only_in_text=False, suppress_author=False,
        key_span=statement.at_span, locator_span=statement.at_span,
    )  # fmt: skip
    cited = b.Cited(Citation((item,), statement.at_span, ""))
    lead = (b.Marked("meta", b.text(f"{how[:1].upper()}{how[1:]}: ")),) if how else ()
    return b.Paragraph((*lead, *statement.content, b.Text(" "), cited))


def _agreement(dossier: Dossier, selection: Selection) -> Iterator[b.Block]:
    """Yield the matrix of the propositions that the topics have, or where none are named those that the sources speak to."""
    shown = tuple(
        one
        for one in dossier.library.propositions.values()
        if ({mention.name for mention in one.topics} & set(selection.topics) if selection.topics else _spoken_to(one.id, dossier))
    )
    if shown and dossier.library.bylines:
        yield b.Heading(2, b.text(dossier.words.agreement))
        yield matrix(dossier, shown)


def _spoken_to(proposition: str, dossier: Dossier) -> bool:
    return any(position.stance for position in dossier.library.positions.get(proposition, ()))


def _timeline(dossier: Dossier, statements: tuple[Statement, ...]) -> Iterator[b.Block]:
    named = {mention.name for one in statements for mention in one.events}
    events = (event for event in dossier.library.events.values() if event.id in named)
    yield from timeline.in_brief(dossier, events, dossier.library.bylines, dossier.words)
