"""Sources in the order of time for a picture: one by one while they are few, else gathered by years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from build_tools.pages.dossier import source_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Source
    from build_tools.pages.dossier import Dossier

MOST = 24
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with the sources of it: a single source under its own label, or all of some years.

    `target` leads to a single source's page; where there are several it is empty.
    """

    label: str
    sources: tuple[Source, ...]
    target: str = ""


def periods(dossier: Dossier, sources: Iterable[Source]) -> tuple[Period, ...]:
    """Return sources in date order, undated last, in at most `MOST` periods and one for the undated."""
    known = tuple(sources)
    if len(known) <= MOST:
        return tuple(Period(dossier.label(one), (one,), source_page(one.key)) for one in known)
    return tuple(_gathered(dossier, known))


def single(found: tuple[Period, ...]) -> bool:
    """Tell whether each period is a source of its own."""
    return all(one.target for one in found)


def year_of(dossier: Dossier, source: Source) -> int | None:
    """Return the year in which a source came out, None where it is undated or only an end is known."""
    moment = dossier.library.dated.get(source.key)
    return None if moment is None or moment.earliest == date.min else moment.earliest.year


def _gathered(dossier: Dossier, sources: tuple[Source, ...]) -> Iterator[Period]:
    years = {one.key: year for one in sources if (year := year_of(dossier, one)) is not None}
    first, last = min(years.values(), default=0), max(years.values(), default=0)
    step = -(-(last - first + 1) // MOST)
    dated = sorted((one for one in sources if one.key in years), key=lambda one: years[one.key])
    for start, group in groupby(dated, lambda one: first + (years[one.key] - first) // step * step):
        end = min(start + step - 1, last)
        yield Period(str(start) if start == end else f"{start}–{end}", tuple(group))
    if undated := tuple(one for one in sources if one.key not in years):
        yield Period(UNDATED, undated)
