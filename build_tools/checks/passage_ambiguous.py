"""A passage whose words stand in more than one place of the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import attribute
from build_tools.diagnostics import Rule
from build_tools.model.evidence import Failure, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.evidence import Evidence
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "passage-ambiguous",
    what="A passage whose words stand in more than one place of the original",
    why="Words that stand twice point at two passages, and the reader might be shown the wrong one.",
    bad='{at="para. 4" from="the lamp" to="was worst"}',
    good='{at="para. 4" from="the lamp" to="was worst" before="trimming"}',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each selector that fits several places of the original at hand."""
    for source in library.corpus.sources:
        for statement in source.statements:
            evidence = library.evidence.get(statement.id)
            if not evidence or evidence.standing is not Standing.NOT_FOUND or evidence.failure is not Failure.AMBIGUOUS:
                continue
            if statement.selector:
                name, words = ("to", statement.selector.end) if evidence.end_failed else ("from", statement.selector.start)
                message = f'{name}="{words}" fits more than one place{_places(evidence)}'
                context = "after" if evidence.end_failed else "before"
                yield RULE.at(
                    attribute(library, statement, name),
                    message,
                    f'choose rarer words, or add {context}="…" with the words next to it',
                )


def _places(evidence: Evidence) -> str:
    places = ", ".join(f'para. {paragraph} "{words}"' for paragraph, words in evidence.candidates)
    return f": {places}" if places else ""
