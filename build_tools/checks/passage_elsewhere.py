"""A passage that stands in the original, and not in the paragraph or on the page that the statement names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule
from build_tools.model.evidence import Failure, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.evidence import Evidence
    from build_tools.model.library import Library
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Reading
    from build_tools.model.settings import Settings

RULE = Rule(
    "passage-elsewhere",
    what="A passage that stands in the original, and not in the paragraph or on the page that the statement names",
    why="The locator is what a reader copies into a footnote. It has to be where the words stand.",
    bad='{at="para. 5" from="Of all the" to="was worst"} where these words stand in paragraph 4',
    good='{at="para. 4" from="Of all the" to="was worst"}',
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each passage outside the paragraph that its statement names."""
    for source in library.corpus.sources:
        for statement in source.statements:
            evidence = library.evidence.get(statement.id)
            if not evidence or evidence.standing is not Standing.NOT_FOUND or evidence.failure is not Failure.ELSEWHERE:
                continue
            if statement.locator:
                where = _on_page(evidence, statement.locator, library.corpus.readings.get(source.key)) or _where(evidence)
                message = f"the passage stands in {where or 'another place'}, not in {statement.locator.shown}"
                help_text = f'write at="{where}", or choose the words again' if where else "choose the words again"
                yield RULE.at(statement.at_span, message, help_text)


def _on_page(evidence: Evidence, locator: Locator, reading: Reading | None) -> str:
    """Return the page of a passage where the statement names another page."""
    paragraph = reading.paragraph(evidence.passage.first_paragraph) if reading and evidence.passage else None
    return f"p. {paragraph.page}" if paragraph and paragraph.page and locator.label == "page" else ""


def _where(evidence: Evidence) -> str:
    if evidence.passage is None:
        return f"para. {evidence.candidates[0][0]}" if evidence.candidates else ""
    first, last = evidence.passage.first_paragraph, evidence.passage.last_paragraph
    return f"para. {first}" if first == last else f"paras. {first}–{last}"
