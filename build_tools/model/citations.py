"""A citation as an author writes it: one or more sources, each with a locator and words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Span
from build_tools.model.locators import listed

if TYPE_CHECKING:
    from build_tools.model.locators import Locator

_NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One source within a citation: pandoc's `see @hale1901, para. 9, at the end`."""

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


def grouped(citation: Citation) -> tuple[tuple[CitationItem, ...], ...]:
    """Group neighbouring items of one source, so that `@a, para. 2; @a, para. 5` is shown as one: paras. 2, 5."""
    groups: list[list[CitationItem]] = []
    for item in citation.items:
        if groups and _joins(groups[-1][-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return tuple(tuple(group) for group in groups)


def _joins(before: CitationItem, after: CitationItem) -> bool:
    return (
        before.key == after.key
        and before.locator is not None
        and after.locator is not None
        and before.locator.label == after.locator.label
        and bool(before.locator.first and after.locator.first)
        and not (before.suffix or after.prefix or after.suppress_author or after.author_only_in_text)
    )


def merged(citation: Citation) -> Citation:
    """Return a citation as it is to be rendered: neighbouring items of one source as one item, and no places in a file."""
    items = tuple(replace(_merged(group), key_span=_NOWHERE, locator_span=_NOWHERE) for group in grouped(citation))
    return Citation(items, _NOWHERE, citation.text)


def _merged(group: tuple[CitationItem, ...]) -> CitationItem:
    if len(group) == 1:
        return group[0]
    return replace(group[0], locator=listed(tuple(item.locator for item in group if item.locator)), suffix=group[-1].suffix)
