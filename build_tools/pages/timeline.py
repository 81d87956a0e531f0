"""The timeline: what happened and what was published, in one order, with who speaks of each event."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.dates import parse
from build_tools.model.pages import Outline
from build_tools.model.wording import ENGLISH
from build_tools.pages import gathered
from build_tools.pages.dossier import joined, source_page
from build_tools.pages.periods import MOST
from build_tools.pages.pictures import strip
from build_tools.pages.pictures import timeline as drawn
from build_tools.pages.statements import places

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline, Event
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier

RANK = 60
_MENU = ("Evidence", "Timeline")
_ABOUT = "Events that the sources speak of, and the sources themselves, so that one sees who wrote before and after what."
_CAPTION = "Events and publications in date order"
_Entry = tuple["Moment", tuple[b.Cell, ...]]


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the timeline, where anything is dated, and a page for each event of which many sources speak."""
    if any(_events(dossier, dossier.library.events.values())) or any(_publications(dossier)):
        yield Outline("timeline.md", "timeline", "Timeline", partial(_blocks, dossier), _ABOUT, _MENU)
    for event in dossier.library.events.values():
        if event.moment:
            about = f"What the sources say of this event, {event.moment.shown}.{f' {event.note}' if event.note else ''}"
            said = dossier.library.by_event.get(event.id, ())
            yield from gathered.outlines(dossier, said, _path(event), (*_MENU, event.title), about)


def _path(event: Event) -> str:
    return f"timeline/{event.id}.md"


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    events = dossier.library.events.values()
    yield b.paragraph(_ABOUT)
    yield from picture(dossier, events)
    yield table(dossier, events)


def picture(dossier: Dossier, events: Iterable[Event]) -> Iterator[b.Figure]:
    """Yield events and all publications as a drawing, where anything is dated."""
    known = tuple(events)
    shown = drawn.told(dossier, known)
    if not shown and not drawn.published(dossier):
        return
    words, publications = dossier.words, drawn.published(dossier)
    pictures = words.pictures
    told = words.counted(len(shown), pictures.events)
    caption = (
        f"{words.events}.",
        *((pictures.most_spoken.format(events=told),) if len(shown) == drawn.MOST_EVENTS else ()),
        pictures.timeline[len(publications) > MOST],
        pictures.axis,
    )
    described = pictures.timeline_told.format(events=told, publications=words.counted(len(publications), pictures.publications))
    yield b.Figure(
        b.text(" ".join(caption)),
        described,
        drawn.drawing(dossier, shown, drawn.WIDE),
        "timeline-drawn",
        "timeline",
        drawn.drawing(dossier, shown, drawn.NARROW),
    )


def in_brief(
    dossier: Dossier, events: Iterable[Event], sources: Container[str], words: Wording, *, listed: bool = True
) -> Iterator[b.Block]:
    """Yield a brief's timeline: events, and the publications of these sources, drawn; where `listed`, who speaks of each below."""
    told = drawn.told(dossier, events)
    publications = tuple((one, moment) for one, moment in drawn.published(dossier) if one.key in sources)
    if not told and not publications:
        return
    yield b.Heading(2, b.text(words.timeline), "timeline")
    named = tuple(f"{one.event.title}, {words.date(one.moment.edtf)}" for one in told)
    shown = tuple(zip(map(str, count(1)) if listed else named, told, strict=False))
    happened = tuple(f"{number}, {name}" for number, name in enumerate(named, 1)) if listed else named
    wide, narrow = (strip.drawing(dossier, publications, shown, layout) for layout in (strip.WIDE, strip.NARROW))
    yield b.Figure(
        b.text(words.events), _described(dossier, publications, happened, words), wide, "timeline-drawn", "strip", narrow
    )
    if told and listed:
        rows = tuple(_numbered(number, one, dossier, words) for number, one in enumerate(told, 1))
        yield b.Table((), tuple(b.Cell(b.text(name), header=True) for name in words.columns), rows, "events")


def _numbered(number: int, one: drawn.Told, dossier: Dossier, words: Wording) -> tuple[b.Cell, ...]:
    spoken = places(dossier, dossier.library.by_event[one.event.id])
    when = b.text(f"{number}: {words.date(one.moment.edtf)}")
    return b.Cell(when, header=True), b.Cell(_what(one.event)), b.Cell(spoken)


def _described(dossier: Dossier, publications: Iterable[tuple[Byline, Moment]], happened: tuple[str, ...], words: Wording) -> str:
    """Return all that a strip shows, in words."""
    works = tuple(f"{dossier.label(source)}, {words.date(moment.edtf)}" for source, moment in publications)
    parts = ((words.published, works), (words.happened, happened))
    return " ".join(f"{lead}{'; '.join(told)}." for lead, told in parts if told)


def table(dossier: Dossier, events: Iterable[Event]) -> b.Table:
    """Return events and all publications as one table in date order."""
    found = (*_events(dossier, events), *_publications(dossier))
    entries = sorted(found, key=lambda entry: (entry[0].earliest, entry[0].latest))
    head = tuple(b.Cell(b.text(name), header=True) for name in ENGLISH.columns)
    return b.Table(b.text(_CAPTION), head, tuple(cells for _, cells in entries), "timeline")


def _events(dossier: Dossier, events: Iterable[Event]) -> Iterator[_Entry]:
    for event in events:
        statements = dossier.library.by_event.get(event.id, ())
        if event.moment is None or not statements:
            continue
        where = gathered.where(dossier, statements, _path(event))
        yield event.moment, (_when(event.moment), b.Cell(_what(event)), b.Cell(where))


def _what(event: Event) -> b.Inlines:
    note = (b.Text(" "), b.Marked("meta", b.text(event.note))) if event.note else ()
    return (b.Marked("event", b.text(event.title), event.id), *note)


def _publications(dossier: Dossier) -> Iterator[_Entry]:
    """Yield each publication, or of many those of each year together."""
    known = drawn.published(dossier)
    if len(known) <= MOST:
        for source, moment in known:
            yield moment, (_when(moment), b.Cell(_published(source, dossier), "publication"), b.Cell(()))
        return
    years: dict[int, list[Byline]] = {}
    for source, moment in known:
        years.setdefault(moment.earliest.year, []).append(source)
    for year, sources in years.items():
        moment = parse(f"{year:04}")
        yield moment, (_when(moment), b.Cell(_all_published(sources, dossier), "publication"), b.Cell(()))


def _all_published(sources: list[Byline], dossier: Dossier) -> b.Inlines:
    links = (b.Marked("", (b.Link(source_page(one.key), b.text(dossier.label(one)), "source"),), one.key) for one in sources)
    return (b.Text(ENGLISH.published), *[part for link in links for part in (b.Text("; "), link)][1:])


def _published(source: Byline, dossier: Dossier) -> b.Inlines:
    work = dossier.work(source.key)
    label = dossier.label(source)
    link = b.Link(source_page(source.key), b.text(label), "source")
    behind = joined(dossier.institutions(source))
    told = b.Emphasis(b.text(work.title if work else source.key))
    return (
        b.Marked("publication", (b.Text(ENGLISH.published), link, b.Text(", "), told), source.key),
        b.Text(f", {behind}" if behind and behind not in label else ""),
    )


def _when(moment: Moment) -> b.Cell:
    return b.Cell(b.text(moment.shown), header=True)
