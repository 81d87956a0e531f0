"""Whether a short text, such as a pull quote, says again what stands in a longer one: its words, in order and close together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A file of one sentence a thousand times would else be compared a million times.
MOST_COMPARED = 200
LONGEST_COMPARED = 2_000


def runs_along(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether 85 % of the short text's words stand in the long one, in order and close together."""
    positions: dict[str, list[int]] = {}
    for place, word in enumerate(long[:LONGEST_COMPARED]):
        positions.setdefault(word, []).append(place)
    figures = all(word in positions for word in short if word[0].isdecimal())
    if not figures or sum(word in positions for word in short) < 0.85 * len(short):
        return False
    window = round(1.6 * len(short))
    starts = {place for word in short[:3] for place in positions.get(word, ())[:MOST_COMPARED]}
    return any(_in_order(short, long[start : start + window]) >= 0.85 * len(short) for start in starts)


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence of two texts, in words."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for place, match in enumerate(other, 1):
            before, row[place] = row[place], before + 1 if word == match else max(row[place], row[place - 1])
    return row[-1]
