"""A source whose statements differ in their stance on one proposition, or that is silent on it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import line
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Source, Stance
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "stance-conflict",
    what="A source whose statements differ in their stance on one proposition, or that is silent on it as well",
    why="A source has one place in the table of stances. Where it says both yes and no, the honest word for it is qualifies.",
    bad='stance="keepers-indispensable=asserts" … stance="keepers-indispensable=denies"',
    good='stance="keepers-indispensable=qualifies" … stance="keepers-indispensable=qualifies"',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each stance that differs from the source's first, and for each silence that is broken."""
    for source in library.corpus.sources:
        first = _first_stances(source)
        for stance in (stance for statement in source.statements for stance in statement.stances):
            earlier = first[stance.proposition.name]
            if (stance.attitude, stance.basis) != (earlier.attitude, earlier.basis):
                where = line(library, earlier.proposition.span)
                message = f'the stance on "{stance.proposition.name}" is {_shown(stance)} here and {_shown(earlier)} at {where}'
                yield RULE.at(stance.proposition.span, message, "give all statements the same stance, or keep it on one only")
        for mention in source.silent:
            if mention.name in first:
                where = line(library, first[mention.name].proposition.span)
                message = f'"{mention.name}" is listed as silent, and the statement at {where} takes a stance on it'
                yield RULE.at(mention.span, message, "take it out of silent, or take the stance off the statement")


def _first_stances(source: Source) -> dict[str, Stance]:
    stances = [stance for statement in source.statements for stance in statement.stances]
    return {stance.proposition.name: stance for stance in reversed(stances)}


def _shown(stance: Stance) -> str:
    return f"{stance.attitude} ({stance.basis})"
