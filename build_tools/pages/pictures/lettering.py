"""How much room words take in a drawing, lines to fit a width, and lanes in which labels never overlap."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Widths in ems of a common sans serif, a little more than Source Sans needs, so that another face fits as well.
_NARROW, _SMALL, _MIDDLE, _LARGE, _WIDE, _FULL = 0.3, 0.38, 0.54, 0.64, 0.9, 1.05
_CLASSES = {
    **dict.fromkeys("ijl.,:;'’|!()[] ·‘", _NARROW),
    **dict.fromkeys('frtIJ-/“”"', _SMALL),
    **dict.fromkeys("mwMW@%—", _WIDE),
}
_ELLIPSIS = "…"


@lru_cache(maxsize=16_384)
def width(words: str, size: float) -> float:
    """Return how wide words are at most when set in a size."""
    return size * sum(map(_ems, words))


def _ems(letter: str) -> float:
    if known := _CLASSES.get(letter):
        return known
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    return _LARGE if letter.isupper() or unicodedata.category(letter).startswith("S") else _MIDDLE


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Return words in lines that fit, at most so many; what does not fit is cut off with an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += _ELLIPSIS
    return tuple(fitted(line, size, room) for line in kept)


def fitted(words: str, size: float, room: float) -> str:
    """Return words as they are where they fit, else cut off with an ellipsis."""
    if width(words, size) <= room:
        return words
    kept = words.removesuffix(_ELLIPSIS)
    while kept and width(kept.rstrip() + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def lanes(spans: Sequence[tuple[float, float]], gap: float) -> tuple[int, ...]:
    """Return for each span (start, end) the first lane in which it keeps a gap from all before it."""
    ends: list[list[tuple[float, float]]] = []
    chosen: list[int] = []
    for span in spans:
        free = (at for at, held in enumerate(ends) if all(_apart(span, other, gap) for other in held))
        lane = next(free, len(ends))
        if lane == len(ends):
            ends.append([])
        ends[lane].append(span)
        chosen.append(lane)
    return tuple(chosen)


def _apart(one: tuple[float, float], other: tuple[float, float], gap: float) -> bool:
    return one[0] >= other[1] + gap or other[0] >= one[1] + gap


def stacked(spans: Sequence[tuple[float, float]], heights: Sequence[float]) -> tuple[float, ...]:
    """Return how high above the ground each span stands: on top of all before it that it would touch.

    Where the spans are in the order of their ends, a line that falls from the end of one crosses none of the others.
    """
    feet: list[float] = []
    for at, span in enumerate(spans):
        touched = (feet[other] + heights[other] for other in range(at) if not _apart(span, spans[other], 0))
        feet.append(max(touched, default=0.0))
    return tuple(feet)
