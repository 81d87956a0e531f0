"""A restricted source from which more words are quoted in all than the settings allow."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "quotation-total",
    what="A restricted source from which more words are quoted in all than the settings allow",
    why="Many short quotations reprint a text as surely as one long one.",
    bad="ten statements with .quote of 35 words each, where 300 words are the most",
    good="the three quotations that matter, and the rest as statements",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic at the quotation with which a source's bound is passed."""
    for source in (source for source in library.corpus.sources if source.rights != "open"):
        quoted = list(_quoted(library, source))
        sums = list(accumulate(words for _, words in quoted))
        beyond = next((place for place, words in enumerate(sums) if words > settings.quote_total), None)
        if beyond is not None:
            message = f"{sums[-1]} words are quoted from this restricted source in all, where {settings.quote_total} are the most"
            yield RULE.at(quoted[beyond][0].span, message, "take .quote from the statements that need it least")


def _quoted(library: Library, source: Source) -> Iterator[tuple[Statement, int]]:
    for statement in (statement for statement in source.statements if statement.quoted):
        evidence = library.evidence.get(statement.id)
        if evidence and evidence.passage:
            yield statement, evidence.passage.words
