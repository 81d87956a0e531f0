"""Find note numbers that copying has glued to words: only a chain that counts up by one from 1 is believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.extract import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEWEST = 3
_YEAR = r"(?:1[5-9]|20)\d\d"
# How much each shape looks like a note, and the shape. What no shape fits is never taken: `12.5 per cent` is a figure.
_SHAPES = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (1.0, r"(?<![A-Z\d])\[(?P<n>\d{1,3})\]"),
        (1.0, r"(?<=[^\W\d_])(?P<n>[¹²³⁰⁴-⁹]{1,3})|(?<=[.,;:!?…”’\"')\]])(?P<m>[¹²³⁰⁴-⁹]{1,3})"),
        (1.0, r"(?<=[^\W\d_])(?P<n>\d{1,3})(?=$|[\s,.;:)\]”\"'’])"),
        (1.0, r"(?<=[\])”\"’'!?…])(?P<n>\d{1,3})(?=$|[\s,.;:)\]”\"'’])"),
        (1.0, r"(?<=[^\d][.,;:])(?P<n>\d{1,3})(?=$|[\s,.;:)\]”\"'’])"),
        (0.9, rf"(?<=\b{_YEAR}[.,;])(?P<n>\d{{1,3}})(?=$|\s)"),
        (0.5, rf"(?<=\b{_YEAR})(?P<n>\d{{1,2}})(?=$|[\s,.;)])"),
        (0.3, r"(?<=\d\.)(?P<n>\d{1,2})(?=$|\s+[“\"'‘]?[A-Z])"),
    )
)
_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹]")  # which every shape has
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    value: int
    weight: float


def chained(text: str, spans: Iterable[tuple[int, int]], *, fewest: int = FEWEST) -> tuple[Marker, ...]:
    """Return the note numbers in some stretches of a text, in order; none where fewer than `fewest` count up from 1."""
    candidates = sorted(_candidates(text, spans), key=lambda one: (one.start, -one.weight))
    steps: list[tuple[_Candidate, int]] = []  # a candidate, and which step goes before it
    best: dict[int, tuple[float, int]] = {}  # by value: the score of the best chain up to it, and its last step
    for one in candidates:
        score, before = best.get(one.value - 1, (0.0, -1))
        if (one.value == 1 or before >= 0) and one.weight + score > best.get(one.value, (0.0, -1))[0]:
            steps.append((one, before))
            best[one.value] = (one.weight + score, len(steps) - 1)
    chain = _followed_back(steps, max(best.values(), default=(0.0, -1), key=lambda scored: scored[0])[1])
    if len(chain) < fewest:
        return ()
    again = _bracketed_again(text, candidates, chain)
    return tuple(Marker(one.start, one.end, str(one.value)) for one in sorted((*chain, *again), key=lambda one: one.start))


def _bracketed_again(text: str, candidates: Sequence[_Candidate], chain: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the numbers in brackets that name a note of the chain once more, where the chain's own are in brackets."""
    if not all(text[one.start] == "[" for one in chain):
        return []
    held = {one.start for one in chain}
    return [one for one in candidates if text[one.start] == "[" and one.value <= len(chain) and one.start not in held]


def _followed_back(steps: list[tuple[_Candidate, int]], at: int) -> list[_Candidate]:
    """Return a chain from its last step, in order, without doubtful numbers at its end."""
    chain: list[_Candidate] = []
    while at >= 0:
        one, at = steps[at]
        if chain or one.weight >= _SURE:
            chain.append(one)
    return chain[::-1]


def _candidates(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[_Candidate]:
    for start, end in spans:
        taken: set[int] = set()
        for weight, shape in _SHAPES if _DIGIT.search(text, start, end) else ():
            for match in shape.finditer(text, start, end):
                group = match.lastgroup or "n"
                # A number at the very start of a line begins a note and marks none.
                if match.start(group) not in taken and text[start : match.start()].strip():
                    taken.add(match.start(group))
                    yield _Candidate(match.start(), match.end(), int(match[group].translate(_SUPERSCRIPT)), weight)
