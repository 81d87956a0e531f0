"""Where in the author's file the words stand that a PDF has trouble with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A run of this many words is looked for, then of fewer: what an author typed has citations and signs between its words.
_RUNS = (12, 8, 5, 3, 2)
_LONGEST_SEARCHED = 120
_LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')
_ESCAPED = re.compile(r"\\(.)")


def of_words(words: str, span: Span, texts: Mapping[str, str]) -> Span:
    """Return where words were typed in the file of a span; the span where they can't be found."""
    text = texts.get(span.path, "")
    return next((Span(span.path, at, at + len(run)) for run in _runs(words) if (at := text.find(run)) >= 0), span)


def of_source(source: str, line: int, span: Span, texts: Mapping[str, str]) -> Span:
    """Return where the words of a line of Typst source, counted from 1, were typed; the span where they can't be found."""
    lines = source.split("\n")
    held = lines[line - 1] if 0 < line <= len(lines) else ""
    literals = sorted((_ESCAPED.sub(r"\1", one) for one in _LITERAL.findall(held)), key=len, reverse=True)
    places = (of_words(words, span, texts) for words in literals if words.strip())
    return next((place for place in places if place != span), span)


def _runs(words: str) -> Iterator[str]:
    """Yield the words as a whole, then runs of them, long ones first."""
    if stripped := words.strip():
        yield stripped
    parts = words.split()[:_LONGEST_SEARCHED]
    for length in _RUNS:
        yield from (" ".join(parts[at : at + length]) for at in range(len(parts) - length + 1))
