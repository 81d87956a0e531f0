"""Read key judgements: claim, confidence and reason in the front matter, the prose under a heading of the same claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule
from build_tools.load import prose
from build_tools.load.schema import Kind, Spec
from build_tools.model.dossier import Mention
from build_tools.model.prose import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from build_tools.load.front_matter import Fields
    from build_tools.load.sections import Section

FIELD = Spec(
    "judgements",
    "the key judgements, in the order of the page; each has its prose under the heading of the same claim",
    Kind.TABLES,
    fields=(
        Spec("claim", "the judgement in one sentence; the prose stands under a heading of exactly these words", required=True),
        Spec("id", "a short name for the judgement's address", required=True),
        Spec("confidence", "how sure the editor is", required=True, choices=("high", "moderate", "low")),
        Spec("reason", "why the editor is as sure as that", required=True),
        Spec("propositions", "the propositions it rests on, from which the counts are derived", Kind.TEXTS),
    ),
)
JUDGEMENT = Rule(
    "judgement-heading",
    "A key judgement's heading and its entry in the front matter do not match",
    "A judgement's claim, confidence and reason stand in the front matter, its prose under a `##` heading of the same words.",
    "judgements: [{claim: Tides rise., …}]\n---\n## Tides fall.",
    "judgements: [{claim: Tides rise., …}]\n---\n## Tides rise.",
)
Read = tuple[tuple[Judgement, ...], tuple[Diagnostic, ...]]


def load(path: str, text: str, tables: Iterable[Fields], sections: Mapping[str, Section]) -> Read:
    """Read the judgements of a page from its front matter's tables and its sections."""
    read = [_judgement(path, text, table, sections.get(table.text("claim"))) for table in tables]
    return tuple(judgement for judgement, _ in read), tuple(one for _, some in read for one in some)


def claims(tables: Iterable[Fields]) -> set[str]:
    """Return the claims as they are typed, under which their prose stands."""
    return {table.text("claim") for table in tables}


def _judgement(path: str, text: str, table: Fields, section: Section | None) -> tuple[Judgement, tuple[Diagnostic, ...]]:
    claim = table.given("claim")
    start, end = (section.start, section.end) if section else (len(text), len(text))
    told, wrong = prose.load(path, text, start, end=end, prefix=f"{table.text('id')}-s")
    if section is None and claim.text:
        missing = JUDGEMENT.at(claim.span, "no heading has the words of this claim", f"add `## {claim.text}` with its prose")
        wrong = (*wrong, missing)
    propositions = tuple(Mention(given.text, given.span) for given in table.list("propositions"))
    judgement = Judgement(
        table.words("claim"), table.text("id"), table.text("confidence"), table.words("reason"), propositions, told, table.span
    )
    return judgement, wrong
