"""A brief's timeline on one strip: publications by name above the axis, below it each event, by its number in a table or by name.

It is the timeline without its rows, since a brief of two pages has its events in a table anyway, and one of a page no room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.drawings import Box, Drawing, Line, Way, Words
from build_tools.pages.periods import MOST
from build_tools.pages.pictures.lettering import lanes, width, wrapped
from build_tools.pages.pictures.scale import axis
from build_tools.pages.pictures.timeline import Layout, above, scaled, stems, when

if TYPE_CHECKING:
    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline
    from build_tools.model.drawings import Mark
    from build_tools.pages.dossier import Dossier
    from build_tools.pages.pictures.scale import Scale
    from build_tools.pages.pictures.timeline import Told

WIDE = Layout(560, 6, 8.6, room=150, rise=5)
NARROW = Layout(340, 6, 12)
_BESIDE = 5.0  # from the middle of a day's mark to what is written beside it
_GAP = 4.0
_LINES = 3


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written beside an event's mark, in lines from `x` on or up to it; and from where to where both reach."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    left: float
    right: float


def drawing(
    dossier: Dossier, publications: tuple[tuple[Byline, Moment], ...], events: tuple[tuple[str, Told], ...], layout: Layout
) -> Drawing:
    """Draw publications, and events each with what is to be written beside it; there is at least one of either."""
    told = tuple(one for _, one in events)
    scale = scaled(publications, told, layout)
    marks, y = above(dossier, publications, scale, layout)
    crossing = () if len(publications) > MOST else tuple(x for _, x in stems(publications, scale))
    below, bottom = _events(events, scale, layout, y + 2.5 * layout.size, crossing)
    guides = tuple(Line(x, y + 1.4 * layout.size, x, bottom, "guide") for x in crossing)
    grid = tuple(Line(scale.at(day), y, scale.at(day), bottom, "grid") for day, _ in scale.ticks)
    return Drawing(layout.width, round(bottom + 2), (*grid, *guides, *marks, *axis(scale, y, layout.size - 1), *below))


def _events(
    events: tuple[tuple[str, Told], ...], scale: Scale, layout: Layout, top: float, crossing: tuple[float, ...]
) -> tuple[tuple[Mark, ...], float]:
    """Return a mark for each event with its label, in rows in which they keep apart, and where the last row ends."""
    labels = [_label(words, one, scale, layout, crossing) for words, one in events]
    rows = lanes([(label.left, label.right) for label in labels], _GAP)
    leading = layout.size * (0.2 + 1.2 * max((len(label.lines) for label in labels), default=0))
    told = zip(events, labels, rows, strict=True)
    marks = tuple(_event(one, label, scale, (top + row * leading, layout.size)) for (_, one), label, row in told)
    return marks, top + (max(rows, default=-1) + 1) * leading - 0.6 * layout.size


def _label(words: str, one: Told, scale: Scale, layout: Layout, crossing: tuple[float, ...]) -> _Label:
    """Return an event's label on the side where it fits and no line crosses it, in lines where it fits on neither."""
    start, end = scale.span(one.moment)
    left, right = min(start, (start + end) / 2 - _BESIDE), max(end, (start + end) / 2 + _BESIDE)
    after, before = layout.width - right - 2, left - 2
    needed = width(words, layout.size)
    crossed = (any(right <= x <= right + needed + 2 for x in crossing), any(left - needed - 2 <= x <= left for x in crossing))
    if after < before if needed > min(after, before) else crossed == (True, False):
        lines = wrapped(words, layout.size, before, _LINES)
        return _Label(lines, before, "end", before - _widest(lines, layout), right)
    lines = wrapped(words, layout.size, after, _LINES)
    return _Label(lines, right + 2, "start", left, right + 2 + _widest(lines, layout))


def _widest(lines: tuple[str, ...], layout: Layout) -> float:
    return max(width(line, layout.size) for line in lines)


def _event(one: Told, label: _Label, scale: Scale, place: tuple[float, float]) -> Mark:
    y, size = place
    words = [Words(label.x, y + size * (0.35 + 1.2 * at), line, size, anchor=label.anchor) for at, line in enumerate(label.lines)]
    grounds = [_ground(one) for one in words]
    return Way(
        f"timeline.md#{one.event.id}", f"{one.moment.shown}: {one.event.title}", (*when(one.moment, scale, y), *grounds, *words)
    )


def _ground(words: Words) -> Box:
    """Return what keeps the lines of publications from running through words."""
    long = width(words.text, words.size)
    return Box(words.x - (long if words.anchor == "end" else 0), words.y - 0.85 * words.size, long, 1.1 * words.size, "paper")
