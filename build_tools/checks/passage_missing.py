"""A passage whose words do not stand in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import attribute
from build_tools.diagnostics import Rule
from build_tools.model.evidence import Failure, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Selector
    from build_tools.model.evidence import Evidence
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "passage-missing",
    what="A passage whose words do not stand in the original",
    why=(
        "A statement counts as proven when the words it points at are found in the original. Words that are not there are "
        "miscopied, or come from another version of the text."
    ),
    bad='{at="para. 4" from="Off all the" to="was worst"}',
    good='{at="para. 4" from="Of all the" to="was worst"}',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each selector whose words are absent from the original at hand."""
    for source in library.corpus.sources:
        for statement in source.statements:
            evidence = library.evidence.get(statement.id)
            if not evidence or evidence.standing is not Standing.NOT_FOUND or evidence.failure is not Failure.ABSENT:
                continue
            if statement.selector:
                place = attribute(library, statement, "to" if evidence.end_failed else "from")
                yield RULE.at(place, _message(statement.selector, evidence), _remedy(evidence))


def _message(selector: Selector, evidence: Evidence) -> str:
    if not evidence.end_failed:
        words = f"{selector.before} {selector.start}".strip()
        return f'"{words}" is not in the original'
    words = f"{selector.end} {selector.after}".strip()
    return f'"{words}" does not follow "{selector.start}" in the original'


def _remedy(evidence: Evidence) -> str:
    if not evidence.candidates:
        return "copy the passage's first and last words from the original once more"
    return "nearest: " + ", ".join(f'"{words}" in para. {paragraph}' for paragraph, words in evidence.candidates)
