"""Find dates in running text, as exact as they stand: `3 May 1901`, `May 3rd, 1901`, `03.05.1901`, `1901-05-03`, `May 1901`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from build_tools.load.line_kinds import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {name.casefold()[:3]: number for number, name in enumerate(MONTHS.split("|")[:12], 1)}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{MONTHS})\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"\b{_MONTH} {_DAY},? {_YEAR}",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"(?<![\d/])(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}",
        rf"\b{_MONTH},? {_YEAR}",
        rf"(?<![\d.,/–-]){_YEAR}(?![\d/]|[.,]\d|\s*(?:per cent|percent|%|million|billion|people|km|tonnes))",
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A date as a text has it: ISO 8601, as exact as it stands, and its place."""

    iso: str
    start: int
    end: int


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield the dates in a stretch of a text, by their shape and then their place; none lies within another."""
    taken: list[tuple[int, int]] = []
    for shape in _SHAPES:
        for match in shape.finditer(text, start, len(text) if end is None else end):
            iso = _iso(match)
            if iso and not any(low < match.end() and match.start() < high for low, high in taken):
                taken.append(match.span())
                yield Mention(iso, *match.span())


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = parts["year"]
    if "one" in parts:
        return _of_slashes(int(parts["one"]), int(parts["other"]), year)
    month = parts.get("month")
    if month is None:
        return year
    number = int(month) if month.isdecimal() else _NAMES[month.casefold()[:3]]
    day = parts.get("day")
    return _valid(year, number, int(day)) if day else f"{year}-{number:02}"


def _of_slashes(one: int, other: int, year: str) -> str:
    """Read 3/5/1901: day and month where one of them can be no month, else only the year is sure."""
    if one == other or max(one, other) > 12:  # noqa: PLR2004 - months
        return _valid(year, min(one, other), max(one, other))
    return year


def _valid(year: str, month: int, day: int) -> str:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""
