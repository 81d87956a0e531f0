"""Statements of a source at one locator that no letter tells apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from build_tools.checks._places import line
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "locator-duplicate",
    what="Statements of a source at one locator that no letter tells apart",
    why=(
        "A statement's locator is its address: links, citations and the record of evidence go by it. Where a paragraph carries "
        "several statements, each has a letter of its own."
    ),
    bad='{at="para. 4"} … {at="para. 4"}',
    good='{at="para. 4a"} … {at="para. 4b"}',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each statement that shares its address."""
    for source in library.corpus.sources:
        for statements in _by_place(source).values():
            if len(statements) > 1:
                yield from _unlettered(library, statements)
                yield from _lettered_twice(library, statements)


def _by_place(source: Source) -> dict[tuple[str, str, str], list[Statement]]:
    places: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in source.statements:
        if statement.locator and statement.locator.first:
            places[statement.locator.label, statement.locator.first, statement.locator.last].append(statement)
    return places


def _unlettered(library: Library, statements: Sequence[Statement]) -> Iterator[Diagnostic]:
    for statement in statements:
        if statement.locator and not statement.locator.letter:
            other = next(one for one in statements if one is not statement)
            message = (
                f'"{statement.locator.shown}" has no letter, and the statement at {line(library, other.at_span)} rests on it too'
            )
            shown = statement.locator.shown
            yield RULE.at(statement.at_span, message, f'letter them in reading order: "{shown}a", "{shown}b"')


def _lettered_twice(library: Library, statements: Sequence[Statement]) -> Iterator[Diagnostic]:
    first: dict[str, Statement] = {}
    for statement in statements:
        if statement.locator and statement.locator.letter:
            earlier = first.setdefault(statement.locator.letter, statement)
            if earlier is not statement:
                typed = f"{statement.locator.shown}{statement.locator.letter}"
                message = f'"{typed}" is also the locator of the statement at {line(library, earlier.at_span)}'
                yield RULE.at(statement.at_span, message, f"take the next free letter: {_free(statements)}")


def _free(statements: Sequence[Statement]) -> str:
    taken = {statement.locator.letter for statement in statements if statement.locator}
    return next((letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken), "two letters, such as ba")
