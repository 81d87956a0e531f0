"""Where a thing stands in an author's file, for checks that point at it or name its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.diagnostics import Span, place

if TYPE_CHECKING:
    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Library


def line(library: Library, span: Span) -> str:
    """Name the line of a span, with its file."""
    where = place(span, library.corpus.texts.get(span.path, ""))
    return f"{where.path}:{where.line}"


def attribute(library: Library, statement: Statement, name: str) -> Span:
    """Return the place of an attribute's value above a statement, or the statement's where the attribute is not there."""
    text = library.corpus.texts.get(statement.span.path, "")
    match = re.compile(rf"\b{name}=\"[^\"]*").search(text, statement.span.start, statement.text_span.start)
    return Span(statement.span.path, match.start() + len(name) + 2, match.end()) if match else statement.span


def front_matter(library: Library, source: Source, field: str) -> Span:
    """Return the place of a field in a digest's front matter, or the front matter's where the field is not there."""
    text = library.corpus.texts.get(source.path, "")
    match = re.compile(rf"^{field}:[^\n]*", re.MULTILINE).search(text)
    return Span(source.path, *match.span()) if match else source.span
