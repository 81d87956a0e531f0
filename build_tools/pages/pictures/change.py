"""One proposition over time: each source at its date, on the line of its attitude, those that are silent below."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from build_tools.model.blocks import Figure, text
from build_tools.model.dossier import Attitude
from build_tools.model.drawings import Box, Dot, Drawing, Half, Line, Way, Words
from build_tools.pages.dossier import source_page
from build_tools.pages.periods import MOST, year_of
from build_tools.pages.pictures.lettering import fitted, lanes, width
from build_tools.pages.pictures.scale import axis, even
from build_tools.pages.stances import PLURAL, attitude, divided, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Proposition
    from build_tools.model.drawings import Mark, Shape
    from build_tools.model.library import Position
    from build_tools.pages.dossier import Dossier
    from build_tools.pages.pictures.scale import Scale

_RADIUS, _GAP = 4.2, 8.0
_TALLEST = 28.0
_UNDATED = 70.0  # room at the right for sources without a date


def figures(dossier: Dossier, proposition: Proposition, positions: tuple[Position, ...]) -> Iterator[Figure]:
    """Yield a contested proposition over time as a figure."""
    wide = drawing(dossier, positions, 560, 10.2) if divided(positions) else None
    if wide:
        words = dossier.words.pictures
        told = words.change_told.format(claim=proposition.text, positions="; ".join(described(dossier, positions)))
        caption = text(words.change[len(positions) > MOST])
        yield Figure(caption, told, wide, f"{proposition.id}--over-time", "change", drawing(dossier, positions, 340, 12))


def drawing(dossier: Dossier, positions: tuple[Position, ...], wide: float, size: float) -> Drawing | None:
    """Draw who takes which stance when; nothing where fewer than two sources are dated."""
    dated = tuple(one for one in positions if year_of(dossier, one.source) is not None)
    if len(dated) < 2:  # noqa: PLR2004 - one source alone changes nothing
        return None
    left, loose = size * 5.2, len(dated) < len(positions)
    scale = even((dossier.library.dated[one.source.key] for one in dated), left, wide - 12 - (_UNDATED if loose else 0))
    marks: list[Mark] = []
    y = 4.0
    if len(positions) > MOST:
        counted, y = _counted(positions, scale, dossier, (y, wide, size))
        return Drawing(wide, round(y + size * 1.6), (*counted, *axis(scale, y, size - 1)))
    for taken in Attitude:
        held = tuple(one for one in positions if attitude(one) is taken)
        row, tall = _row(held, scale, dossier, (y, wide, size))
        middle = y + size * 0.85
        marks += [
            Line(left, middle, wide - 4, middle, "grid"),
            Words(2, middle + size * 0.35, dossier.words.stances[taken], size, "quiet"),
            *row,
        ]
        y += max(tall, size * 1.7)
    if loose:
        marks.append(Words(wide - _UNDATED + 4, y + size + 1.5, dossier.words.undated, size - 1, "year"))
    return Drawing(wide, round(y + size * 1.6), (*marks, *axis(scale, y, size - 1)))


def _row(
    held: tuple[Position, ...], scale: Scale, dossier: Dossier, place: tuple[float, float, float]
) -> tuple[tuple[Mark, ...], float]:
    """Return the sources of one attitude, each with its label in the first lane where it touches no other."""
    y, wide, size = place
    spans: list[tuple[float, float]] = []
    labels: list[Words] = []
    for position in held:
        left, right = _days(position, scale, dossier, wide)
        role = "quiet" if attitude(position) is Attitude.SILENT else "label"
        label = fitted(dossier.label(position.source), size, wide * 0.55)
        after = right + _GAP + width(label, size) <= wide
        labels.append(Words(right + _GAP if after else left - _GAP, 0, label, size, role, "start" if after else "end"))
        long = _GAP + width(label, size)
        spans.append((left, right + long) if after else (left - long, right))
    heights = [y + size * (0.85 + 1.35 * lane) for lane in lanes(spans, 5)]
    marks = tuple(
        _source(position, _days(position, scale, dossier, wide), replace(label, y=at), dossier)
        for position, label, at in zip(held, labels, heights, strict=True)
    )
    return marks, max(heights, default=y + size * 0.85) - y + size * 0.9


def _days(position: Position, scale: Scale, dossier: Dossier, wide: float) -> tuple[float, float]:
    """Return the places between which a source came out, at least as wide as its sign."""
    if year_of(dossier, position.source) is None:
        left = right = wide - _UNDATED + _GAP
    else:
        left, right = scale.span(dossier.library.dated[position.source.key])
    middle, half = (left + right) / 2, max((right - left) / 2, _RADIUS)
    return middle - half, middle + half


def _source(position: Position, days: tuple[float, float], label: Words, dossier: Dossier) -> Mark:
    """Return a source's sign at its date with its label, and a line over all days that the date can mean."""
    taken, said, y = attitude(position), position.statements, label.y
    line = (Line(days[0], y, days[1], y, "reach"),) if days[1] - days[0] > 2 * _RADIUS + 1 else ()
    long = width(label.text, label.size)
    ground = Box(label.x - (long if label.anchor == "end" else 0), y - 1, long, 2, "paper")
    shapes = (*line, ground, sign(taken, sum(days) / 2, y, _RADIUS), replace(label, y=y + label.size * 0.35))
    if not said:
        silent = f"{dossier.label(position.source)} {dossier.words.pictures.is_silent}, {dossier.when(position.source)}"
        return Way(source_page(position.source.key), silent, shapes)
    where = said[0].locator.shown if said[0].locator else "statement"
    name = f"{dossier.label(position.source)} {dossier.words.stances[taken]}, {dossier.when(position.source)}, {where}"
    return Way(f"{source_page(said[0].source)}#{said[0].anchor}", name, shapes)


def sign(taken: Attitude, x: float, y: float, radius: float) -> Shape:
    """Return the sign of an attitude, as the matrix has it."""
    match taken:
        case Attitude.ASSERTS:
            return Dot(x, y, radius, "asserts")
        case Attitude.QUALIFIES:
            return Half(x, y, radius, "qualifies")
        case Attitude.DENIES:
            return Dot(x, y, radius, "denies")
        case Attitude.SILENT:
            return Line(x - radius, y, x + radius, y, "silent")


def _counted(
    positions: tuple[Position, ...], scale: Scale, dossier: Dossier, place: tuple[float, float, float]
) -> tuple[tuple[Mark, ...], float]:
    """Return a line for each attitude but silence, with a bar for each year as tall as it has sources, and where they end."""
    y, wide, size = place
    counts = Counter((attitude(one), year) for one in positions if (year := year_of(dossier, one.source)) is not None)
    undated = Counter(attitude(one) for one in positions if year_of(dossier, one.source) is None)
    most = max((count for (taken, _), count in counts.items() if taken in PLURAL), default=1)
    marks: list[Mark] = []
    for taken in PLURAL:
        base = y + _TALLEST + size
        marks += [Line(scale.places[0], base, wide - 4, base, "grid"), Words(2, base, dossier.words.stances[taken], size, "quiet")]
        marks += (
            [Words(2, base - size * 1.3, f"{undated[taken]} {dossier.words.undated}", size - 1, "quiet")] if undated[taken] else []
        )
        for (_, year), count in sorted((one for one in counts.items() if one[0][0] is taken), key=lambda one: one[0][1]):
            marks += _bar(year, count, most, (scale, base, size))
        y = base + 4
    return tuple(marks), y


def _bar(year: int, count: int, most: int, place: tuple[Scale, float, float]) -> Iterator[Shape]:
    scale, base, size = place
    left, right = scale.at(date(year, 1, 1)), scale.at(date(year, 12, 31))
    tall = _TALLEST * count / most
    yield Box(left + 0.3, base - tall, max(right - left - 0.6, 0.6), tall, "bar")
    if width(str(count), size - 2) <= right - left:
        yield Words((left + right) / 2, base - tall - 2, str(count), size - 2, "quiet", "middle")


def described(dossier: Dossier, positions: tuple[Position, ...]) -> Iterator[str]:
    """Yield who takes which stance in the order of time; of many sources only how many."""
    if len(positions) > MOST:
        counts = Counter(attitude(one) for one in positions)
        yield from (f"{counts[taken]} {verb(taken, counts[taken], dossier.words)}" for taken in PLURAL if counts[taken])
        return
    for position in positions:
        yield f"{dossier.label(position.source)} ({dossier.when(position.source)}) {dossier.words.stances[attitude(position)]}"
