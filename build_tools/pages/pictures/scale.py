"""Where a date stands on an axis of time: evenly, or each year as wide as what falls into it needs, empty years drawn together."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from build_tools.model.drawings import Line, Words
from build_tools.pages.pictures.lettering import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from build_tools.model.dates import Moment
    from build_tools.model.drawings import Shape

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
# Of a year into which something falls, each further thing, up to so many, adds a part; a run of empty years takes less than one.
_MORE, _MOST, _EMPTY = 0.55, 14, 0.8
_ROOM = 34  # from year to year
_MARKED = 16  # years on an axis
_MONTHS = (1, 4, 7, 10)
_NAMES = {1: "Jan", 4: "Apr", 7: "Jul", 10: "Oct"}


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: days (as ordinals) with the places at which they stand, what to write where, and where it is broken."""

    days: tuple[int, ...]
    places: tuple[float, ...]
    ticks: tuple[tuple[date, str], ...]
    breaks: tuple[tuple[float, float], ...] = ()

    def at(self, day: date) -> float:
        """Return the place of a day; one beyond the axis stands at its end."""
        ordinal = day.toordinal()
        after = min(max(bisect_right(self.days, ordinal), 1), len(self.days) - 1)
        (low, high), (left, right) = self.days[after - 1 : after + 1], self.places[after - 1 : after + 1]
        share = min(max((ordinal - low) / (high - low), 0), 1)
        return left + share * (right - left)

    def span(self, moment: Moment) -> tuple[float, float]:
        """Return the places between which a moment lies, to the end of its last day."""
        last = moment.latest if moment.latest == date.max else date.fromordinal(moment.latest.toordinal() + 1)
        return self.at(moment.earliest), self.at(last)

    def middle(self, moment: Moment) -> float:
        """Return the place in the middle of all days that a moment can mean."""
        left, right = self.span(moment)
        return (left + right) / 2


def even(moments: Iterable[Moment], left: float, right: float) -> Scale:
    """Return an axis on which each day is as wide as any other, from the first year to the last."""
    first, last = _years(tuple(moments))
    days = (date(first, 1, 1).toordinal(), _end(last))
    return Scale(days, (left, right), tuple(_even_ticks(first, last, right - left)))


def by_need(moments: Iterable[Moment], left: float, right: float) -> Scale:
    """Return an axis on which a year is the wider the more falls into it, and runs of empty years are drawn together."""
    known = tuple(moments)
    first, last = _years(known)
    filled = Counter(year for one in known for year in _bounds(one))
    runs = tuple(_runs(first, last, filled))
    weights = [_EMPTY if not filled[start] else 1 + _MORE * min(filled[start] - 1, _MOST) for start, _ in runs]
    unit = (right - left) / sum(weights)
    places = [left + unit * sum(weights[:at]) for at in range(len(runs) + 1)]
    days = (*(date(start, 1, 1).toordinal() for start, _ in runs), _end(last))
    broken = tuple((places[at], places[at + 1]) for at, (start, end) in enumerate(runs) if end > start)
    ticks = tuple(_thinned([start for start, end in runs if end == start and filled[start]]))
    return Scale(days, tuple(places), ticks, broken)


def _thinned(years: list[int]) -> Iterator[tuple[date, str]]:
    """Yield the years to mark: all, or round ones where there are many."""
    step = next((one for one in _STEPS if sum(year % one == 0 for year in years) <= _MARKED), _STEPS[-1])
    yield from ((date(year, 1, 1), str(year)) for year in years if year % step == 0)


def _bounds(moment: Moment) -> set[int]:
    return {day.year for day in (moment.earliest, moment.latest) if day not in {date.min, date.max}}


def _years(moments: Sequence[Moment]) -> tuple[int, int]:
    years = {year for one in moments for year in _bounds(one)}
    return min(years), max(years)


def _end(year: int) -> int:
    return date(year, 12, 31).toordinal() + 1


def _runs(first: int, last: int, filled: Counter[int]) -> Iterator[tuple[int, int]]:
    """Yield each year into which something falls, and each run of years into which nothing does, as first and last year."""
    year = first
    while year <= last:
        end = year
        while not filled[year] and end < last and not filled[end + 1]:
            end += 1
        yield year, end
        year = end + 1


def _even_ticks(first: int, last: int, room: float) -> Iterator[tuple[date, str]]:
    count = last - first + 1
    if count == 1:
        yield from ((date(first, month, 1), f"{_NAMES[month]} {first}") for month in _MONTHS)
        return
    step = next((one for one in _STEPS if room * one / count >= _ROOM), _STEPS[-1])
    yield from ((date(year, 1, 1), str(year)) for year in range(first, last + 1) if year % step == 0)


def axis(scale: Scale, y: float, size: float) -> Iterator[Shape]:
    """Yield an axis with its ticks, its years below where they keep apart, and a sign where it is broken."""
    yield from _line(scale, y)
    yield from (Line(scale.at(day), y, scale.at(day), y + 4, "tick") for day, _ in scale.ticks)
    taken: list[tuple[float, float]] = []
    for x, label in _by_room(scale):
        span = (x, x + width(label, size) + 4)
        if all(span[0] >= end or start >= span[1] for start, end in taken):
            taken.append(span)
            yield Words(x + 1.5, y + size + 1.5, label, size, "year")


def _by_room(scale: Scale) -> list[tuple[float, str]]:
    """Return where to write what, years with much room before those with little."""
    ends = [*(scale.at(day) for day, _ in scale.ticks[1:]), scale.places[-1]]
    found = [(scale.at(day), label, end) for (day, label), end in zip(scale.ticks, ends, strict=True)]
    return [(x, label) for x, label, end in sorted(found, key=lambda one: one[0] - one[2])]


def _line(scale: Scale, y: float) -> Iterator[Shape]:
    start = scale.places[0]
    for left, right in scale.breaks:
        middle = (left + right) / 2
        yield Line(start, y, middle - 2, y, "axis")
        yield Line(middle - 3.5, y + 4, middle - 0.5, y - 4, "break")
        yield Line(middle + 0.5, y + 4, middle + 3.5, y - 4, "break")
        start = middle + 2
    yield Line(start, y, scale.places[-1], y, "axis")
