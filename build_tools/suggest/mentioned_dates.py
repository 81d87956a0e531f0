"""Dates that a text mentions, with the precision it gives them, as EDTF (ISO 8601-2).

A small grammar of our own: of what dateparser reported in five texts a third was no date, at 24 times the cost. The months come
from CLDR in the text's language; a month without a year is taken for the one nearest to the day the text was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from build_tools.model import dates
from build_tools.model.suggestions import Dated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from build_tools.model.dates import Moment

# Texts tell of what was more often than of what will be: by so many months a date ahead seems further off than it is.
_LESS_LIKELY = 3
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?"
_BEFORE_YEAR = r"(?:in|since|by|of|until|till|from|to|and|after|before|between|during|around|early|late|mid)"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The names of months in one language, the patterns made of them, and the day that bare months are near to."""

    months: Mapping[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def mentioned(text: str, lang: str = "en", written: Moment | None = None) -> tuple[Dated, ...]:
    """Return the dates in a text in reading order. What no calendar has is left out, and a month without a year needs `written`."""
    calendar = _calendar(lang)
    found: list[Dated] = []
    for kind, pattern in calendar.patterns:
        for match in pattern.finditer(text):
            start = min(match.start(name) for name, held in match.groupdict().items() if held)
            free = all(match.end() <= one.start or one.end <= start for one in found)
            if free and (edtf := _edtf(kind, match, calendar, written)):
                found.append(Dated(edtf, start, match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def month_names(lang: str) -> Mapping[str, int]:
    """Return the names of months in a language, in lower case, with their numbers."""
    return _calendar(lang).months


def _edtf(kind: str, match: re.Match[str], calendar: _Calendar, written: Moment | None) -> str:
    """Return what a match means, or nothing where that is no date."""
    edtf = _READ[kind](_Parts(match.groupdict(), calendar.months, written.latest if written else None))
    try:
        return dates.parse(edtf).edtf if edtf else ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The named parts of a match, and what is needed to read them."""

    held: Mapping[str, str | None]
    months: Mapping[str, int]
    near: date | None

    def year(self) -> str:
        """Return the year, or that which brings the month nearest to the day of writing."""
        if typed := self.held.get("y"):
            return typed
        if self.near is None:
            return ""
        ahead = {
            year: (year - self.near.year) * 12 + int(self.month()) - self.near.month
            for year in range(self.near.year - 1, self.near.year + 2)
        }
        return str(min(ahead, key=lambda year: abs(ahead[year]) + (_LESS_LIKELY if ahead[year] > 0 else 0)))

    def month(self, name: str = "m") -> str:
        typed = (self.held.get(name) or "").casefold().rstrip(".")
        return f"{self.months.get(typed) or int(typed):02}"

    def day(self) -> str:
        return f"{int(re.sub(r'[^0-9]', '', self.held.get('d') or '')):02}"


def _day(parts: _Parts) -> str:
    return f"{year}-{parts.month()}-{parts.day()}" if (year := parts.year()) else ""


def _month(parts: _Parts) -> str:
    part = "~" if parts.held.get("part") else ""
    return f"{year}-{parts.month()}{part}" if (year := parts.year()) else ""


def _months(parts: _Parts) -> str:
    year = parts.held["y"] or ""
    return f"{parts.held.get('y0') or year}-{parts.month('m0')}/{year}-{parts.month()}"


_READ: Mapping[str, Callable[[_Parts], str]] = {
    "months": _months,
    "years": lambda parts: f"{parts.held['y0']}/{parts.held['y']}",
    "day": _day,
    "month": _month,
    "season": lambda parts: f"{parts.held['y']}-{_SEASONS[(parts.held['s'] or '').casefold()]}",
    "decade": lambda parts: f"{(parts.held['y'] or '')[:3]}X",
    "year": lambda parts: parts.held["y"] or "",
}


@lru_cache(maxsize=16)
def _calendar(lang: str) -> _Calendar:
    months = dict(_named_months(lang))
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    return _Calendar(months, tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _patterns(names)))


def _named_months(lang: str) -> Iterator[tuple[str, int]]:
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in _months_of(lang, width, context).items():
                if not name.isdecimal():
                    yield name.casefold().rstrip("."), number


def _months_of(lang: str, width: str, context: str) -> Mapping[int, str]:
    try:
        return get_month_names(width, context, locale=lang.replace("-", "_"))  # type: ignore[arg-type] # they are words to babel too
    except (UnknownLocaleError, ValueError):
        return get_month_names(width, context, locale="en")  # type: ignore[arg-type] # the same


def _patterns(month: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of date with its pattern, the longest first: what one has taken is not free for the next."""
    of = r"(?:,|\sof|\sde)?\s"
    to = r"\s?(?:to|until|through|and|–|-|bis|à)\s?"
    yield "months", rf"\b(?P<m0>{month})\.?(?:\s(?P<y0>{_YEAR}))?{to}(?P<m>{month})\.?\s(?P<y>{_YEAR})\b"
    yield "years", rf"\b(?:from|between|von|de)\s(?P<y0>{_YEAR})\s(?:to|and|until|bis|à)\s(?P<y>{_YEAR})\b"
    yield "years", rf"(?<![\w.,-])(?P<y0>{_YEAR})[–-](?P<y>{_YEAR})(?![\w-])"
    yield "day", rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    yield "day", rf"(?<![\d.])(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<y>{_YEAR})(?!\d)"
    yield "day", rf"(?<![\d.,])(?P<d>{_DAY})\s(?:of\s|de\s)?(?P<m>{month})\b(?:\.?{of}(?P<y>{_YEAR})(?!\d))?"
    yield "day", rf"\b(?P<m>{month})\.?\s(?P<d>{_DAY})(?![\d%]|[.,]\d)(?:,?\s(?P<y>{_YEAR})(?!\d))?"
    yield "month", rf"\b(?:(?P<part>mid|early|late)[- ]?)?(?P<m>{month})\b\.?{of}(?P<y>{_YEAR})(?![\d%])"
    yield "month", rf"\b(?P<part>mid|early|late)[- ]?(?P<m>{month})\b"
    yield "season", rf"\b(?P<s>{'|'.join(_SEASONS)})\s(?:of\s)?(?P<y>{_YEAR})\b"
    yield "decade", rf"\b(?P<y>{_YEAR[:-4]}\d0)['’]?s\b"
    yield "month", rf"\b(?:in|since|by|until|last|this|during|im)\s(?P<m>(?-i:{_capitalised(month)}))\b(?!\s\d)"
    yield "year", rf"\b{_BEFORE_YEAR}[\s-](?:the\s(?:end|spring|summer|autumn|winter)\sof\s)?(?P<y>{_YEAR})(?![\d%]|[.,]\d|-\w)"
    yield "year", rf"(?<![\w.,$€£-])(?P<y>{_YEAR})(?![\d%]|[.,]\d|-\w|\s(?:per\b|percent|(?!was|is|has|does)[a-z]+s\b))"


def _capitalised(names: str) -> str:
    """Return an alternation with capitals: `may` and `march` are other words as well."""
    return "|".join(name[:1].upper() + name[1:] for name in names.split("|"))
