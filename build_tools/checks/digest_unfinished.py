"""A digest in which something is still to be written or found out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Source
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "digest-unfinished",
    what="A digest in which something is still to be written or found out",
    why=(
        "Where a statement is to come there stands TODO, and what is to be found out stands under todo. In a draft this is the "
        "list of work; a digest that calls itself reviewed has to be done with it."
    ),
    bad='status: reviewed\n---\n{at="para. 4" from="Of all the" to="was worst"}\nTODO',
    good='status: reviewed\n---\n{at="para. 4" from="Of all the" to="was worst"}\nFog was the worst of dangers.',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a note for each thing that is asked in a draft and one for its open statements; errors where it is reviewed."""
    for source in library.corpus.sources:
        rule = replace(RULE, severity=Severity.NOTE) if source.draft else RULE
        for asked in source.todo:
            yield rule.at(asked.span, f"still to be done: {asked.name}", "do it, and delete the line under todo")
        yield from _drafted(library, source, rule) if source.draft else _reviewed(source)


def _drafted(library: Library, source: Source, rule: Rule) -> Iterator[Diagnostic]:
    left = sum(not statement.stated for statement in source.statements)
    if left:
        message = f"{left} of {len(source.statements)} statements are still to be written"
        help_text = f"write each where TODO stands, or delete its passage; dossier review {source.key} goes through them"
        yield rule.at(front_matter(library, source, "status"), message, help_text)


def _reviewed(source: Source) -> Iterator[Diagnostic]:
    for statement in source.statements:
        if not statement.stated and statement.text_span.end > statement.text_span.start:
            yield RULE.at(statement.text_span, "the statement is still to be written", "write it, or delete it with its attributes")
