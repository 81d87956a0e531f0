"""The timeline drawn: publications above, events below on one axis of time, and on each event's line who speaks of it.

A publication's own line runs down through the events, so that what stands left of it was known when it was written. A mark
is as wide as the days that its date can mean. Where there are too many to be told apart, publications are counted by year
and the events are those of which most sources speak.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from build_tools.model.drawings import Box, Dot, Drawing, Line, Way, Words
from build_tools.pages.dossier import source_page, sources_of
from build_tools.pages.periods import MOST, year_of
from build_tools.pages.pictures.lettering import stacked, width, wrapped
from build_tools.pages.pictures.scale import Scale, axis, by_need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline, Event
    from build_tools.model.drawings import Mark, Shape
    from build_tools.model.wording import Wording
    from build_tools.pages.dossier import Dossier

MOST_EVENTS = 40
_DOT, _SPOKEN, _BAR = 3.2, 2.3, 6.0
_LINES = 3
_COUNTED = 62.0  # room at the right for how many sources speak of an event
_TALLEST = 34.0  # of the bars that count publications
# Names of publications are bold, and a browser that has no time to load our typeface sets them in a wider one.
_STRONG = 1.25
_ASIDE = 4.0  # from such a name to the line that it stands beside


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of a timeline: its width, where its axis begins, the size of its letters; names stand above lines if `above`.

    `room` is for the first publication's name, `rise` from the axis to the lowest of them.
    """

    width: float
    left: float
    size: float
    above: bool = False
    room: float = 110
    rise: float = 10


WIDE = Layout(560, 252, 9.6)
NARROW = Layout(340, 6, 12, above=True)


@dataclass(frozen=True, slots=True)
class Told:
    """An event on the timeline: when it was, and which sources speak of it."""

    event: Event
    moment: Moment
    sources: tuple[Byline, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A publication's name beside the line that stands at its date: in lines that fit left of it."""

    source: Byline
    moment: Moment
    x: float
    lines: tuple[str, ...]
    told: str
    size: float

    @property
    def tall(self) -> float:
        """How high the lines are together."""
        return len(self.lines) * self.size * 1.2

    @property
    def wide(self) -> float:
        """How wide the longest line is."""
        return max((width(line, _STRONG * self.size) for line in self.lines), default=0)

    def marks(self, scale: Scale, y: float, foot: float) -> tuple[Mark, ...]:
        """Return line, sign and name; the axis is at `y`, the name stands on `foot`."""
        left, right = scale.span(self.moment)
        day = right - left <= 2 * _DOT
        sign = Dot(self.x, y, _DOT, "spoken") if day else Box(left, y - 3, right - left, 6, "open publication", 1)
        top = foot - self.tall
        bases = [top + self.size * (0.9 + 1.2 * at) for at in range(len(self.lines))]
        words = [
            Words(self.x - _ASIDE, base, line, self.size, "strong", "end") for base, line in zip(bases, self.lines, strict=True)
        ]
        return Line(self.x, top + 2, self.x, y, "reach"), Way(source_page(self.source.key), self.told, (sign, *words))


def told(dossier: Dossier, events: Iterable[Event]) -> tuple[Told, ...]:
    """Return the dated events of which anyone speaks, in date order; of very many those of which most sources speak."""
    known = [
        Told(one, one.moment, sources_of(dossier, statements))
        for one in events
        if one.moment and (statements := dossier.library.by_event.get(one.id, ()))
    ]
    kept = sorted(known, key=lambda one: -len(one.sources))[:MOST_EVENTS]
    return tuple(sorted(kept, key=lambda one: (one.moment.earliest, one.moment.latest)))


def published(dossier: Dossier) -> tuple[tuple[Byline, Moment], ...]:
    """Return the sources whose year is known, in date order."""
    dated = dossier.library.dated
    return tuple((one, dated[one.key]) for one in dossier.library.bylines.values() if year_of(dossier, one) is not None)


def drawing(dossier: Dossier, events: tuple[Told, ...], layout: Layout) -> Drawing:
    """Draw events and all publications; there is at least one of either."""
    publications = published(dossier)
    many = len(publications) > MOST
    scale = scaled(publications, events, layout)
    upper, y = above(dossier, publications, scale, layout)
    rows, bottom = _rows(
        dossier, events, {} if many else dict(stems(publications, scale)), scale, layout, top=y + 2.4 * layout.size
    )
    years = y + 1.4 * layout.size
    guides = () if many else tuple(Line(x, years, x, bottom, "guide") for _, x in stems(publications, scale))
    grid = tuple(Line(scale.at(day), y, scale.at(day), bottom, "grid") for day, _ in scale.ticks)
    legend, height = _legend(dossier, layout, bottom + 2.6 * layout.size, many=many)
    axes = (*axis(scale, y, layout.size - 1.4), *(axis(scale, bottom, layout.size - 1.4) if events else ()))
    return Drawing(layout.width, round(height), (*grid, *guides, *upper, *axes, *rows, *legend))


def scaled(publications: tuple[tuple[Byline, Moment], ...], events: tuple[Told, ...], layout: Layout) -> Scale:
    """Return an axis for publications and events, with room for the first publication's name."""
    many = len(publications) > MOST
    right = layout.width - (_COUNTED if many else 6)
    moments = [*(moment for _, moment in publications), *(one.moment for one in events)]
    scale = by_need(moments, layout.left, right)
    first = min((x for _, x in stems(publications, scale)), default=right)
    if many or first >= layout.room:
        return scale
    # The axis begins as far to the right as it takes for the first line to stand where there is room for its name.
    share = (first - layout.left) / (right - layout.left)
    return by_need(moments, (layout.room - share * right) / (1 - share), right)


def above(
    dossier: Dossier, publications: tuple[tuple[Byline, Moment], ...], scale: Scale, layout: Layout
) -> tuple[tuple[Mark, ...], float]:
    """Return what stands above the axis, publications by name or, where there are many, counted; and where the axis is."""
    if len(publications) > MOST:
        return _counted_by_year(dossier, publications, scale, layout)
    return _named(dossier, publications, scale, layout)


def stems(publications: Iterable[tuple[Byline, Moment]], scale: Scale) -> Iterator[tuple[str, float]]:
    """Yield where each publication's line stands."""
    return ((source.key, scale.middle(moment)) for source, moment in publications)


def _named(
    dossier: Dossier, publications: tuple[tuple[Byline, Moment], ...], scale: Scale, layout: Layout
) -> tuple[tuple[Mark, ...], float]:
    """Return the publications by name, each left of its line and above all earlier ones in its way, and where the axis is."""
    names = sorted((_name_at(dossier, one, scale, layout.size) for one in publications), key=lambda name: name.x)
    feet = stacked([(name.x - _ASIDE - name.wide, name.x) for name in names], [name.tall + 3 for name in names])
    y = 4 + layout.rise + max((foot + name.tall for name, foot in zip(names, feet, strict=True)), default=0)
    return tuple(mark for name, foot in zip(names, feet, strict=True) for mark in name.marks(scale, y, y - layout.rise - foot)), y


def _name_at(dossier: Dossier, publication: tuple[Byline, Moment], scale: Scale, size: float) -> Name:
    source, moment = publication
    x, label = scale.middle(moment), dossier.label(source)
    told = f"{dossier.words.published}{label}, {dossier.words.date(moment.edtf)}"
    return Name(source, moment, x, wrapped(label, _STRONG * size, x - _ASIDE - 2, _LINES), told, size)


def _counted_by_year(
    dossier: Dossier, publications: tuple[tuple[Byline, Moment], ...], scale: Scale, layout: Layout
) -> tuple[tuple[Mark, ...], float]:
    """Return a bar for each year with as many publications as it is tall, the tallest with their number."""
    counts = Counter(moment.earliest.year for _, moment in publications)
    most, y = max(counts.values()), _TALLEST + 2 * layout.size + 8
    drawn = dossier.words.pictures
    told = drawn.by_year.format(publications=dossier.words.counted(len(publications), drawn.publications))
    marks: list[Mark] = [Words(2, layout.size, told, layout.size, "strong")]
    free = 0.0
    for year, count in sorted(counts.items()):
        left, right = scale.at(date(year, 1, 1)), scale.at(date(year, 12, 31))
        tall = _TALLEST * count / most
        marks.append(Box(left + 0.5, y - tall, max(right - left - 1, 1), tall, "bar"))
        if (left + right) / 2 - width(str(count), layout.size - 2) / 2 >= free:
            marks.append(Words((left + right) / 2, y - tall - 2, str(count), layout.size - 2, "quiet", "middle"))
            free = (left + right) / 2 + width(str(count), layout.size - 2) / 2 + 3
    return tuple(marks), y


def _rows(  # noqa: PLR0913 - what is drawn, and where
    dossier: Dossier, events: tuple[Told, ...], places: dict[str, float], scale: Scale, layout: Layout, *, top: float
) -> tuple[tuple[Mark, ...], float]:
    """Return a row for each event, and where the last one ends."""
    marks: list[Mark] = []
    for one in events:
        room = layout.width - 4 if layout.above else layout.left - 12
        lines = wrapped(one.event.title, layout.size, room, _LINES)
        leading, tall = layout.size * 1.2, len(lines) * layout.size * 1.2
        y = top + tall + 8 if layout.above else top + tall / 2
        words = tuple(Words(2, top + layout.size * 0.95 + at * leading, line, layout.size) for at, line in enumerate(lines))
        who = [places[source.key] for source in one.sources if source.key in places]
        shapes = (*_reach(one, who, scale, y), *when(one.moment, scale, y), *(Dot(x, y, _SPOKEN, "spoken") for x in who))
        number = (
            ()
            if places
            else (Words(layout.width - 2, y + 3, dossier.words.counted(len(one.sources)), layout.size - 1, "quiet", "end"),)
        )
        high = tall + (20 if layout.above else 6)
        ground = Box(0, top - 2, layout.width, high, "hit")
        marks.append(Way(f"timeline.md#{one.event.id}", _name(one, dossier.words), (ground, *words, *shapes, *number)))
        top += high
    return tuple(marks), top + 2


def _name(one: Told, words: Wording) -> str:
    who = words.pictures.speaks[len(one.sources) > 1].format(sources=words.counted(len(one.sources)))
    return f"{words.date(one.moment.edtf)}: {one.event.title}; {who}"


def _reach(one: Told, who: list[float], scale: Scale, y: float) -> Iterator[Shape]:
    """Yield the line from an event to those who speak of it."""
    if who:
        places = [scale.middle(one.moment), *who]
        yield Line(min(places), y, max(places), y, "reach")


def when(moment: Moment, scale: Scale, y: float) -> Iterator[Shape]:
    """Yield the mark of a date: a disc for a day, a bar for a stretch of time, an open one for some time within it."""
    left, right = scale.span(moment)
    edtf = moment.edtf
    if moment.earliest == moment.latest:
        yield Dot(scale.middle(moment), y, _DOT, "rough" if _is_rough(edtf) else "mark")
        return
    wide = max(right - left, 2 * _DOT)
    role = "mark" if "/" in edtf else "rough" if _is_rough(edtf) else "open"
    yield Box((left + right - wide) / 2, y - _BAR / 2, wide, _BAR, role, 0 if role == "mark" else _BAR / 2)


def _is_rough(edtf: str) -> bool:
    return edtf.endswith(("~", "?", "%"))


def _legend(dossier: Dossier, layout: Layout, top: float, *, many: bool) -> tuple[tuple[Mark, ...], float]:
    """Return what the marks mean, in rows that fit, and how high the drawing is with them."""
    size, y = layout.size - 1, top + layout.size
    words = dossier.words
    samples: list[Shape] = [
        Dot(8, 0, _DOT, "mark"),
        Box(2, -_BAR / 2, 13, _BAR, "mark"),
        Box(2, -_BAR / 2, 13, _BAR, "open", _BAR / 2),
        Box(2, -_BAR / 2, 13, _BAR, "rough", _BAR / 2),
        *(() if many else (Dot(8, 0, _SPOKEN, "spoken"),)),
    ]
    marks: list[Mark] = []
    x = 0.0
    for sample, meaning in zip(samples, words.pictures.marks, strict=False):
        wide = 20 + width(meaning, size) + 10
        x, y = (0.0, y + size * 1.6) if x and x + wide > layout.width else (x, y)
        marks += [_moved(sample, x, y), Words(x + 20, y + size * 0.35, meaning, size, "quiet")]
        x += wide
    undated = [dossier.label(one) for one in dossier.library.bylines.values() if year_of(dossier, one) is None]
    sources = words.joined(undated) if len(undated) <= MOST else words.counted(len(undated))
    said = words.pictures.undated.format(sources=sources) if undated else ""
    for line in wrapped(said, size, layout.width - 4, 2 * _LINES):
        y += size * 1.6
        marks.append(Words(2, y + size * 0.35, line, size, "quiet"))
    return tuple(marks), y + size


def _moved(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Dot(at, _, radius, role):
            return Dot(at + x, y, radius, role)
        case Box(at, down, wide, tall, role, rounded):
            return Box(at + x, y + down, wide, tall, role, rounded)
        case _:
            return shape
