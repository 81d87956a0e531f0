"""Who speaks on a topic and when: a row for each source in date order, a square for each of its statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model.blocks import Figure, text
from build_tools.model.dossier import Attitude
from build_tools.model.drawings import Box, Drawing, Line, Way, Words
from build_tools.pages.periods import MOST, periods
from build_tools.pages.pictures.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Statement
    from build_tools.model.drawings import Mark, Shape
    from build_tools.pages.dossier import Dossier
    from build_tools.pages.periods import Period

_SIZE, _ROW = 10.2, 15.0
_DATE = 52.0  # room for a month and a year
_SQUARE, _GAP = 8.0, 1.6
_NUMBER = 30.0


def figures(dossier: Dossier, statements: tuple[Statement, ...]) -> Iterator[Figure]:
    """Yield who speaks and when as a figure, where more than one source might."""
    if statements and len(dossier.library.bylines) > 1:
        open_ones = any(one.kind != "claim" for one in statements)
        caption = f"{'; '.join(dossier.words.pictures.voices[: 1 + open_ones])}."
        told = "; ".join(described(dossier, statements))
        yield Figure(
            text(caption), f"{told}.", drawing(dossier, statements), "voices", "voices", _drawn(dossier, statements, 340, 196)
        )


def drawing(dossier: Dossier, statements: tuple[Statement, ...]) -> Drawing:
    """Draw how many statements each source makes, in date order; a source that makes none has an empty row."""
    return _drawn(dossier, statements, 560, 240)


def _drawn(dossier: Dossier, statements: tuple[Statement, ...], wide: float, left: float) -> Drawing:
    rows = _counts(dossier, statements)
    most = max((total for _, total, _ in rows), default=1)
    unit = min(_SQUARE + _GAP, (wide - left - _NUMBER) / max(most, 1))
    marks: list[Mark] = []
    for at, (column, total, of_them) in enumerate(rows):
        y = 2 + at * _ROW
        shapes: tuple[Shape, ...] = (
            Box(0, y, wide, _ROW, "hit"),
            Words(2, y + _ROW * 0.72, fitted(column.label, _SIZE, left - _DATE - 12), _SIZE, "label" if total else "quiet"),
            *_dated(column, dossier, Words(left - _DATE, y + _ROW * 0.72, "", _SIZE - 0.8, "quiet")),
            *_squares(total, of_them, left, y + (_ROW - _SQUARE) / 2, unit),
        )
        marks += (
            [Way(f"#{column.sources[0].key}", _name(column, total, of_them, dossier), shapes)]
            if total and column.target
            else shapes
        )
    return Drawing(wide, 4 + len(rows) * _ROW, tuple(marks))


def _counts(dossier: Dossier, statements: tuple[Statement, ...]) -> tuple[tuple[Period, int, int], ...]:
    """Return each period with its statements, and how many of them are forecasts or advice."""
    made = Counter(one.source for one in statements)
    other = Counter(one.source for one in statements if one.kind != "claim")
    columns = _columns(dossier, made)
    return tuple(
        (column, sum(made[one.key] for one in column.sources), sum(other[one.key] for one in column.sources)) for column in columns
    )


def _columns(dossier: Dossier, made: Counter[str]) -> tuple[Period, ...]:
    """Return all sources, also the silent ones, while they are few; else the years of all with those that speak."""
    everyone = tuple(dossier.library.bylines.values())
    if len(everyone) > MOST:
        return periods(dossier, (dossier.library.bylines[key] for key in made), everyone)
    return periods(dossier, (one for one in everyone if not one.draft or made[one.key]))


def described(dossier: Dossier, statements: tuple[Statement, ...]) -> Iterator[str]:
    """Yield what the drawing shows in words, a part for each row."""
    for column, total, of_them in _counts(dossier, statements):
        yield _name(column, total, of_them, dossier) if total else f"{column.label}: {dossier.words.stances[Attitude.SILENT]}"


def _dated(column: Period, dossier: Dossier, place: Words) -> Iterator[Words]:
    """Yield when a source came out, by its month where that is known."""
    if column.target:
        moment = dossier.library.dated.get(column.sources[0].key)
        words = dossier.words
        shown = words.undated if moment is None else words.short(moment)
        yield replace(place, text=fitted(shown, place.size, _DATE - 4))


def _name(column: Period, total: int, of_them: int, dossier: Dossier) -> str:
    words = dossier.words
    told = words.pictures.foretold.format(number=of_them) if of_them else ""
    return f"{column.label}: {words.counted(total, words.statements)}{told}"


def _squares(total: int, of_them: int, left: float, y: float, unit: float) -> tuple[Shape, ...]:
    """Return a square for each statement, those that claim before forecasts and advice, and their number after them."""
    if not total:
        return (Line(left, y + _SQUARE / 2, left + _SQUARE, y + _SQUARE / 2, "silent"),)
    side = min(_SQUARE, unit * 0.84)
    squares = tuple(
        Box(left + at * unit, y + (_SQUARE - side) / 2, side, side, "bar" if at < total - of_them else "foretold")
        for at in range(total)
    )
    return (*squares, Words(left + total * unit + 4, y + _SQUARE - 0.5, str(total), _SIZE - 0.8, "quiet"))
