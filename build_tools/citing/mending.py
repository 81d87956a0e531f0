"""What pandoc's reader of BibLaTeX gets wrong, set right: entries before it reads them, types and dates after."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.citing import biblatex
from build_tools.model import dates
from build_tools.model.dossier import Field

if TYPE_CHECKING:
    from build_tools.model.dossier import Entry

    Date = dict[str, object]

# The BibLaTeX manual, 2.1.2: these are other names. Pandoc knows some, but not what their names imply.
_SAME = {"conference": "inproceedings", "suppbook": "inbook", "suppcollection": "incollection", "techreport": "report"}
# CSL 1.0.2, appendix III: types that are newer than pandoc's table.
_TYPES = {"misc": "document", "periodical": "periodical", "performance": "performance", "standard": "standard"}
_KNOWN_TO_PANDOC = frozenset(
    """
    article book mvbook inbook bookinbook booklet collection mvcollection incollection dataset manual online patent
    suppperiodical proceedings mvproceedings inproceedings reference mvreference inreference report software thesis
    unpublished electronic mastersthesis phdthesis www artwork audio image jurisdiction legislation legal letter movie music
    review video
    """.split()  # noqa: SIM905 - forty short words are easier to read than forty strings
)
_PEOPLE = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "holder", "commentator")
# Braces make a family name of words that would be a particle otherwise. Pandoc's reader does not heed them, so the name gets
# a character in front that is no letter, and the script puts it in quotation marks, as CSL-JSON has such a name.
WHOLE = "\N{WORD JOINER}"
_FAMILY = re.compile(r"(?P<before>[^{},]*\s)?\{(?P<family>[^\W\d_][^{}\\]*\s[^{}\\]*)\}(?P<after>\s*,.*)?")
_DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
_POINT = re.compile(
    r"(?P<year>-?\d{4}|[Yy]-?\d{5,9}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?:T[^~?%]*)?(?P<mark>[~?%])?"
)
# EDTF, level 1: 21 to 24 are the seasons from spring on, which CSL counts from 1.
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


def readable(entry: Entry) -> Entry:
    """Return an entry in the words that pandoc knows."""
    fields = tuple(_readable(field) for field in entry.fields)
    if entry.type == "techreport" and not entry.get("type"):
        fields = (*fields, Field("type", "techreport", entry.span))
    known = _SAME.get(entry.type, entry.type)
    return entry if known == entry.type and fields == entry.fields else replace(entry, type=known, fields=fields)


def _readable(field: Field) -> Field:
    people = " and ".join(map(_person, biblatex.names(field.value))) if field.name in _PEOPLE else field.value
    return field if people == field.value else replace(field, value=people)


def _person(name: str) -> str:
    """Return a name with a mark before a family name in braces that begins with a small letter: `{von Hale}, Ada`."""
    found = _FAMILY.fullmatch(name)
    if not found or not (found["before"] or found["after"]) or not found["family"][0].islower():
        return name
    return f"{found['before'] or ''}{{{WHOLE}{found['family']}}}{found['after'] or ''}"


def corrections(entry: Entry) -> dict[str, object]:
    """Return the CSL variables of an entry that pandoc would not read, or not right: its type and its dates."""
    known = _SAME.get(entry.type, entry.type)
    kind = _TYPES.get(entry.type) or ("" if known in _KNOWN_TO_PANDOC else "document")
    known_dates = {variable: date for field, variable in _DATES.items() if (date := _date(entry, field))}
    return {"type": kind, **known_dates} if kind else dict(known_dates)


def as_text(value: object) -> object:
    """Return a value with its numbers as words: Lua would make 1901 into 1901.0."""
    match value:
        case dict():
            return {name: as_text(one) for name, one in value.items()}
        case list():
            return [as_text(one) for one in value]
        case bool():
            return value
        case _:
            return str(value)


def _date(entry: Entry, field: str) -> Date | None:
    typed = _bare(entry.get(field))
    if field == "date" and not typed:
        return _of_year(_bare(entry.get("year")), _bare(entry.get("month")))
    return (csl_date(typed) or {"literal": typed}) if typed else None


def _bare(value: str) -> str:
    return value.strip("{} \n\t")


def _of_year(year: str, month: str) -> Date | None:
    """Return the date of BibTeX's two fields; a year that is none is kept in its own words."""
    if not year:
        return None
    date = csl_date(year)
    if date is None:
        return None if biblatex.has_latex(year) else {"literal": year}
    number = dates.month_number(month)
    if number and re.fullmatch(r"\d{4}[~?%]?", year):
        return {**date, "date-parts": [[int(year[:4]), number]]}
    return date


def csl_date(edtf: str) -> Date | None:
    """Return an EDTF date (ISO 8601-2, level 1) as CSL-JSON has it, None where it is none. An open end is [0]."""
    first, slash, last = dates.modern(edtf).partition("/")
    points = [_point(part) for part in ((first, last) if slash else (first,))]
    if any(point is None for point in points) or all(part in {"", ".."} for part in (first, last)):
        return None
    parts = [one for point in points if point for one in point[0]]
    if slash and len(parts) != len(points):
        parts = [parts[0], parts[-1]]
    date: Date = {"date-parts": parts}
    if any(point and point[1] for point in points):
        date["circa"] = True
    season = points[0][2] if points[0] and not slash else 0
    return {**date, "season": season} if season else date


def _point(text: str) -> tuple[list[list[int]], bool, int] | None:
    """Return a point in time as one date or two (a decade), whether it is approximate, and its season."""
    if text in {"", ".."}:
        return [[0]], False, 0
    match = _POINT.fullmatch(text)
    if not match:
        return None
    about = bool(match["mark"])
    if "X" in match["year"]:
        return [[int(match["year"].replace("X", digit))] for digit in "09"], about, 0
    # A year before 1 is counted without a year 0 in CSL, but with one in EDTF.
    year = int(match["year"].lstrip("Yy"))
    whole = [year if year > 0 else year - 1]
    known = [int(part) for part in (match["month"], match["day"]) if part and part != "XX"]
    if known and known[0] in _SEASONS:
        return [whole], about, _SEASONS[known[0]]
    return [[*whole, *known]], about, 0
