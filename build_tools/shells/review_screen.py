"""A statement under review as a terminal shows it: the passage and what the digest says of it, side by side where there is room."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.suggestions import Suggestion
    from build_tools.review import Answer
    from build_tools.unreviewed import Item

# Two columns need room for lines that can be read.
_WIDE, _GAP = 110, 3
_AROUND = 160
_LABEL = 11


def screen(item: Item, answer: Answer, where: str, width: int) -> str:
    """Return a statement under review as text of a width: where it stands, its passage, the answer as it is now."""
    rule = f"── {where} ".ljust(width, "─")
    if width < _WIDE:
        return "\n".join([click.style(rule, bold=True), *passage(item, width), "", *answered(item, answer, width)])
    half = (width - _GAP) // 2
    rows = zip_longest(passage(item, half), answered(item, answer, half), fillvalue="")
    return "\n".join(
        [click.style(rule, bold=True), *(f"{_padded(left, half)}{' ' * _GAP}{right}".rstrip() for left, right in rows)]
    )


def passage(item: Item, width: int) -> list[str]:
    """Return the passage with a little of what stands around it, in dim letters."""
    if not item.passage:
        return textwrap.wrap("The original is not at hand: this statement can be read, not held against its passage.", width)
    before, after = _shortened(item.before[-_AROUND:], item.before, "… {}"), _shortened(item.after[:_AROUND], item.after, "{} …")
    return [*_dim(before, width), *textwrap.wrap(_flat(item.passage), width), *_dim(after, width)]


def _shortened(part: str, whole: str, pattern: str) -> str:
    return pattern.format(_flat(part)) if len(part) < len(whole) else _flat(part)


def _dim(words: str, width: int) -> Iterator[str]:
    return (click.style(line, dim=True) for line in textwrap.wrap(words, width))


def answered(item: Item, answer: Answer, width: int) -> list[str]:
    """Return the answer as it is now, and what is proposed beside it."""
    lines = said(answer, width)
    if item.open:
        lines += _labelled("open", "; ".join(item.open), width)
    proposed = list(_proposed(item.suggestion, answer, width))
    return [*lines, *(["", click.style("proposed", bold=True), *proposed] if proposed else [])]


def said(answer: Answer, width: int) -> list[str]:
    """Return the answer as it is now."""
    rows = [
        ("statement", answer.said or "— still to be written"),
        ("topics", "  ".join(answer.topics) or "— none"),
        *([("stance", "  ".join(answer.stances))] if answer.stances else []),
        *([("voice", answer.voice)] if answer.voice else []),
        *([("kind", answer.kind)] if answer.kind != "claim" else []),
        *([("events", "  ".join(answer.events))] if answer.events else []),
    ]
    return [line for label, words in rows for line in _labelled(label, words, width)]


def _labelled(label: str, words: str, width: int) -> list[str]:
    return textwrap.wrap(_flat(words), width, initial_indent=label.ljust(_LABEL), subsequent_indent=" " * _LABEL) or [label]


def _proposed(suggestion: Suggestion, answer: Answer, width: int) -> Iterator[str]:
    for number, one in enumerate(suggestion.topics, 1):
        mark = "*" if one.topic in answer.topics else " "
        yield from _row(f"{number} {mark} {one.topic}", f"{one.score:.2f}  {', '.join(one.because)}", width)
    for letter, guess in zip("abc", suggestion.propositions, strict=False):
        yield from _row(f"{letter}   on {guess.proposition}", ", ".join(guess.because), width)
    for label, some in (
        ("speaks", (suggestion.voice,)), ("events", suggestion.events), ("dates", suggestion.dates), ("names", suggestion.names),
    ):  # fmt: skip
        if any(some):
            yield from _row(f"    {label}", ", ".join(some), width)


def _row(label: str, words: str, width: int) -> list[str]:
    left = min(34, width // 2)
    return textwrap.wrap(words, width, initial_indent=f"{label:<{left}} ", subsequent_indent=" " * (left + 1)) or [label]


def _padded(line: str, width: int) -> str:
    return line + " " * (width - len(click.unstyle(line)))


def _flat(words: str) -> str:
    return " ".join(words.split())
