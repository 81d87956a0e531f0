"""A citation as an author writes it: one or more sources, each with a locator and words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.diagnostics import Span
    from build_tools.model.locators import Locator


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One source within a citation: pandoc's `see @klein2022, para. 9, at the end`."""

    key: str
    locator: Locator | None
    prefix: str
    suffix: str
    author_only_in_text: bool
    suppress_author: bool
    key_span: Span
    locator_span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in running text: `[@a, p. 1; @b]` has two items, `@a [p. 1]` one, named in the text."""

    items: tuple[CitationItem, ...]
    span: Span
    text: str
