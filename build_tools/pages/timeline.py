"""The timeline: what happened and what was published, in one order, with who speaks of each event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.model.wording import ENGLISH
from build_tools.pages.dossier import counted, source_page
from build_tools.pages.periods import MOST
from build_tools.pages.pictures import timeline as drawn
from build_tools.pages.statements import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline, Event
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier

RANK = 60
_ABOUT = "Events that the sources speak of, and the sources themselves, so that one sees who wrote before and after what."
_Entry = tuple["Moment", tuple[b.Cell, ...]]


def make(dossier: Dossier) -> Iterator[Page]:
    """Yield the timeline, where anything is dated."""
    entries = table(dossier, dossier.library.events.values())
    if entries.rows:
        blocks: b.Blocks = (b.paragraph(_ABOUT), *picture(dossier, dossier.library.events.values()), entries)
        yield Page("timeline.md", "timeline", "Timeline", blocks, _ABOUT, ("Evidence", "Timeline"))


def picture(dossier: Dossier, events: Iterable[Event]) -> Iterator[b.Figure]:
    """Yield events and all publications as a drawing, where anything is dated."""
    known = tuple(events)
    shown = drawn.told(dossier, known)
    if not shown and not drawn.published(dossier):
        return
    told = counted(len(shown), "event")
    chosen = f"The {told} of which most sources speak" if len(shown) == drawn.MOST_EVENTS else told.capitalize()
    lines = "A publication’s line runs down through the events: what stands left of it had happened when it was written."
    counts = "Publications are counted by year; beside each event stands how many sources speak of it."
    caption = (
        f"{chosen} below, publications above. {lines if len(drawn.published(dossier)) <= MOST else counts} "
        "A year is the wider the more falls into it, and the axis is broken where nothing does."
    )
    described = (
        f"A timeline of {told} and {counted(len(drawn.published(dossier)), 'publication')} on one axis. "
        "The table below has the same in date order, with who speaks of each event."
    )
    yield b.Figure(
        b.text(caption),
        described,
        drawn.drawing(dossier, shown, drawn.WIDE),
        "timeline-drawn",
        "timeline",
        drawn.drawing(dossier, shown, drawn.NARROW),
    )


def table(dossier: Dossier, events: Iterable[Event], words: Wording = ENGLISH) -> b.Table:
    """Return events and all publications as one table in date order."""
    found = (*_events(dossier, events, words), *_publications(dossier, words))
    entries = sorted(found, key=lambda entry: (entry[0].earliest, entry[0].latest))
    head = tuple(b.Cell(b.text(name), header=True) for name in words.columns)
    return b.Table(b.text(words.events), head, tuple(cells for _, cells in entries), "timeline")


def _events(dossier: Dossier, events: Iterable[Event], words: Wording) -> Iterator[_Entry]:
    for event in events:
        statements = dossier.library.by_event.get(event.id, ())
        if event.moment is None or not statements:
            continue
        yield event.moment, (_when(event.moment, words), b.Cell(_what(event)), b.Cell(places(dossier, statements)))


def _what(event: Event) -> b.Inlines:
    note = (b.Text(" "), b.Marked("meta", b.text(event.note))) if event.note else ()
    return (b.Marked("event", b.text(event.title), event.id), *note)


def _publications(dossier: Dossier, words: Wording) -> Iterator[_Entry]:
    for source in dossier.library.bylines.values():
        moment = dossier.library.dated.get(source.key)
        if moment and moment.earliest != date.min:
            yield moment, (_when(moment, words), b.Cell(_published(source, dossier, words), "publication"), b.Cell(()))


def _published(source: Byline, dossier: Dossier, words: Wording) -> b.Inlines:
    work = dossier.work(source.key)
    label = dossier.label(source)
    link = b.Link(source_page(source.key), b.text(label), "source")
    behind = words.joined(dossier.institutions(source))
    told = b.Emphasis(b.text(work.title if work else source.key))
    return (
        b.Marked("publication", (b.Text(words.published), link, b.Text(", "), told), source.key),
        b.Text(f", {behind}" if behind and behind not in label else ""),
    )


def _when(moment: Moment, words: Wording) -> b.Cell:
    return b.Cell(b.text(words.date(moment.edtf)), header=True)
