"""Dates as sources have them: EDTF (ISO 8601-2, levels 0 and 1), as bounds that can be ordered and words to show."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# ISO 8601-2, 4.7.2: years of more than four digits begin with a Y.
_POINT = re.compile(r"(-?\d{4}|[Yy]-?\d{5,9}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%])?")
# ISO 8601-2, 4.8: codes 21 to 24 are spring, summer, autumn and winter, without a hemisphere; here with their months.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_FIRST_SEASON = 21
_MONTHS = 12
# What the draft of EDTF had before ISO 8601-2, as older bibliographies still do: 1998/open, 1998/unknown, 1723?~, 199u.
_OPEN = re.compile(r"(?<![^/])(?:open|unknown)(?![^/])")
_BOTH = re.compile(r"\?~|~\?")
_ROUGH = re.compile(r"[~?%]")
_UNKNOWN_DIGITS = re.compile(r"(?<=\d)u+(?!\w)|(?<=-)uu")
_ABBREVIATED = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language shows dates; braces hold the places. `first` is for the first day of a month, where it differs."""

    months: tuple[str, ...]
    seasons: tuple[str, str, str, str]
    day: str
    decade: str
    about: str
    since: str
    until: str
    before_christ: str
    first: str = ""

    def month(self, year: int, month: int) -> str:
        """Return a month of a year in words."""
        return f"{self.months[month - 1]} {year}"

    def short(self, year: int, month: int) -> str:
        """Return a month of a year in few letters: as many as tell it from any other."""
        letters = next(some for some in range(3, 12) if len({name[:some] for name in self.months}) == len(self.months))
        return f"{self.months[month - 1][:letters]} {year}"

    def exact(self, one: date) -> str:
        """Return a day in words."""
        pattern = self.first if self.first and one.day == 1 else self.day
        return pattern.format(day=one.day, month=self.months[one.month - 1], year=one.year)


ENGLISH = DateWords(
    months=tuple(calendar.month_name)[1:],
    seasons=("spring", "summer", "autumn", "winter"),
    day="{day} {month} {year}",
    decade="{year}s",
    about="about {date}",
    since="from {date}",
    until="until {date}",
    before_christ="{year} BC",
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A date with its precision: the earliest and the latest day it can mean, and the EDTF text it was read from."""

    earliest: date
    latest: date
    edtf: str
    shown: str

    @property
    def year(self) -> int:
        """The year by which the moment is filed."""
        return self.earliest.year if self.earliest != date.min else self.latest.year


def modern(edtf: str) -> str:
    """Return an EDTF date as ISO 8601-2 writes it, also where it was written as the draft before it had it."""
    told = _BOTH.sub("%", _OPEN.sub("..", edtf.strip()))
    return _UNKNOWN_DIGITS.sub(lambda found: "X" * len(found[0]), told)


def month_number(typed: str) -> int:
    """Return which month a BibTeX field names, by number or by an English name; 0 where it names none."""
    if typed.isdecimal():
        return int(typed) if int(typed) <= _MONTHS else 0
    name = typed[:3].lower()
    return _ABBREVIATED.index(name) + 1 if name in _ABBREVIATED else 0


@lru_cache(maxsize=16_384)
def parse(edtf: str, words: DateWords = ENGLISH) -> Moment:
    """Read an EDTF date or interval, shown in these words. Raises ValueError with the reason when it can't be one."""
    text = modern(edtf)
    if "/" not in text:
        return _point(text, words)
    first, _, last = text.partition("/")
    start = None if first in {"", ".."} else _point(first, words)
    end = None if last in {"", ".."} else _point(last, words)
    if start is None and end is None:
        raise ValueError(f'"{text}" has neither a start nor an end')
    if start and end and end.latest < start.earliest:
        raise ValueError(f'"{text}" ends before it starts')
    return Moment(
        start.earliest if start else date.min,
        end.latest if end else date.max,
        text,
        _shown_interval(start, end, words),
    )


def read(edtf: str) -> Moment | None:
    """Read an EDTF date or interval; None where it is none."""
    try:
        return parse(edtf)
    except ValueError:
        return None


def _shown_interval(start: Moment | None, end: Moment | None, words: DateWords) -> str:
    if start and end:
        first = _without_the_same(start, end)
        alone = " " not in first and (first != start.shown or " " not in end.shown)
        return f"{first}–{end.shown}" if alone else f"{first} – {end.shown}"
    if start:
        return words.since.format(date=start.shown)
    return words.until.format(date=end.shown) if end else ""


def _without_the_same(start: Moment, end: Moment) -> str:
    """Return a start without the month and the year that it shares with its end: `4` of 4–20 February 2022."""
    own, other = start.shown.split(), end.shown.split()
    if len(own) != len(other) or _ROUGH.search(start.edtf + end.edtf):
        return start.shown
    while len(own) > 1 and own[-1] == other[-1]:
        own, other = own[:-1], other[:-1]
    return " ".join(own)


def _point(text: str, words: DateWords) -> Moment:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is no EDTF date such as 2022, 2022-05, 2022-05-24, 199X or 2022-05/2022-07')
    year, month, day, mark = match.groups()
    earliest, latest, shown = _bounds(text, (year, month, day), words)
    about = words.about.format(date=shown) if mark in {"~", "%"} else shown
    doubt = " (?)" if mark in {"?", "%"} else ""
    return Moment(earliest, latest, text, about + doubt)


def _bounds(text: str, parts: tuple[str, str | None, str | None], words: DateWords) -> tuple[date, date, str]:
    year, month, day = parts
    if "X" in year:
        if month:
            raise ValueError(f'"{text}" names a month of an unknown year')
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(max(low, 1), 1, 1), date(high, 12, 31), words.decade.format(year=low)
    number = int(year.lstrip("Yy"))
    if number > date.max.year:
        return date.max, date.max, str(number)
    if number < 0:  # a calendar here begins with year 1; EDTF counts a year 0, so that -0043 is 44 BC
        return date.min, date.min, words.before_christ.format(year=1 - number)
    if not number:
        raise ValueError(f'"{text}" has no year')
    if month in {None, "XX"}:
        return date(number, 1, 1), date(number, 12, 31), year
    if int(month or 0) in _SEASONS:
        first, last = _SEASONS[int(month or 0)]
        name = words.seasons[int(month or 0) - _FIRST_SEASON]
        return date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1]), f"{name} {year}"
    if not 1 <= int(month or 0) <= _MONTHS:
        raise ValueError(f'"{text}" has a month {month} that no year has')
    return _within_month(text, date(number, int(month or 0), 1), day, words)


def _within_month(text: str, first: date, day: str | None, words: DateWords) -> tuple[date, date, str]:
    days = calendar.monthrange(first.year, first.month)[1]
    if day in {None, "XX"}:
        return first, first.replace(day=days), f"{words.months[first.month - 1]} {first.year}"
    if not 1 <= int(day or 0) <= days:
        raise ValueError(f'"{text}" has a day {day} that {calendar.month_name[first.month]} {first.year} does not have')
    exact = first.replace(day=int(day or 0))
    return exact, exact, words.exact(exact)
