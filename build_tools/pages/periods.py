"""Sources in the order of time for a picture: one by one while they are few, else gathered by years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from build_tools.pages.dossier import source_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from build_tools.model.dossier import Byline
    from build_tools.pages.dossier import Dossier

MOST = 24  # sources that are told one by one
_PERIODS = 12  # that more of them are gathered in
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with the sources of it: a single source under its own label, or all of some years.

    `target` leads to a single source's page; where there are several it is empty.
    """

    label: str
    sources: tuple[Byline, ...]
    target: str = ""


def periods(dossier: Dossier, sources: Iterable[Byline], within: Sequence[Byline] = ()) -> tuple[Period, ...]:
    """Return sources in date order, undated last, one by one or, more than `MOST`, gathered by years.

    Where they are few among many, `within` are the many, whose time is then divided; a period may have none of the few.
    """
    known = tuple(sources)
    if len(within or known) <= MOST:
        return tuple(Period(dossier.label(one), (one,), source_page(one.key)) for one in known)
    return tuple(_gathered(dossier, known, within or known))


def single(found: tuple[Period, ...]) -> bool:
    """Tell whether each period is a source of its own."""
    return all(one.target for one in found)


def year_of(dossier: Dossier, source: Byline) -> int | None:
    """Return the year in which a source came out, None where it is undated or only an end is known."""
    moment = dossier.library.dated.get(source.key)
    return None if moment is None or moment.earliest == date.min else moment.earliest.year


def _gathered(dossier: Dossier, sources: tuple[Byline, ...], within: Sequence[Byline]) -> Iterator[Period]:
    first, last = _first_year(dossier, within), _first_year(dossier, reversed(within))
    step = -(-(last - first + 1) // _PERIODS)
    held: dict[int, list[Byline]] = {}
    undated: list[Byline] = []
    for one in sources:
        year = year_of(dossier, one)
        (undated if year is None else held.setdefault(first + (year - first) // step * step, [])).append(one)
    for start in range(first, last + 1, step):
        end = min(start + step - 1, last)
        yield Period(str(start) if start == end else f"{start}–{end}", tuple(held.get(start, ())))
    if undated:
        yield Period(UNDATED, tuple(undated))


def _first_year(dossier: Dossier, sources: Iterable[Byline]) -> int:
    """Return the first year that is known; sources stand in date order, so that it need not be looked for."""
    return next((year for one in sources if (year := year_of(dossier, one)) is not None), 0)
