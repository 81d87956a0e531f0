"""A quotation from a restricted source that is longer than the settings allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "quotation-long",
    what="A quotation from a restricted source that is longer than the settings allow",
    why="The words of a restricted source belong to others. A short quotation is fair; a long one needs their leave.",
    bad='{.quote at="para. 4" from="Of all the" to="…"} around a passage of 60 words',
    good='{.quote at="para. 4" from="Of all the" to="was worst"}',
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each quotation beyond the bound."""
    for source in (source for source in library.corpus.sources if source.rights != "open"):
        for statement in (statement for statement in source.statements if statement.quoted):
            evidence = library.evidence.get(statement.id)
            if evidence and evidence.passage and evidence.passage.words > settings.quote_words:
                bound = f"where {settings.quote_words} are the most"
                message = f"a quotation of {evidence.passage.words} words from a restricted source, {bound}"
                yield RULE.at(statement.span, message, "choose a shorter passage, or take .quote away")
