"""Read the dossier's first page: what it is, and the key judgements with the editor's confidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule, Span, nearest
from build_tools.load import front_matter, prose
from build_tools.load.schema import Kind, Spec
from build_tools.model.dossier import Judgement, Landing, Mention

if TYPE_CHECKING:
    from build_tools.load.front_matter import Fields

FIELDS = (
    Spec("title", "the dossier's title", required=True),
    Spec("question", "the question the dossier answers", required=True),
    Spec("families", "the families of topics in the order of the menu, by the names of their folders", Kind.TEXTS),
    Spec("judgements", "the key judgements, in the order of the page; each has its prose under the heading of the same claim",
         Kind.TABLES, fields=(
        Spec("claim", "the judgement in one sentence; the prose stands under a heading of exactly these words", required=True),
        Spec("id", "a short name for the judgement's address", required=True),
        Spec("confidence", "how sure the editor is", required=True, choices=("high", "moderate", "low")),
        Spec("reason", "why the editor is as sure as that", required=True),
        Spec("propositions", "the propositions it rests on, from which the counts are derived", Kind.TEXTS),
    )),
)  # fmt: skip
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)

JUDGEMENT = Rule(
    "landing-judgement",
    "A key judgement's heading and its entry in the front matter do not match",
    "A judgement's claim, confidence and reason stand in the front matter, its prose under a `##` heading of the same words.",
    "judgements: [{claim: Tides rise., …}]\n---\n## Tides fall.",
    "judgements: [{claim: Tides rise., …}]\n---\n## Tides rise.",
)


def load(path: str, text: str) -> tuple[Landing, tuple[Diagnostic, ...]]:
    """Read `docs/index.md`."""
    fields, start, wrong = front_matter.split(path, text, FIELDS)
    headings = list(_HEADING.finditer(text, start))
    introduction, more = prose.load(path, text, start, end=headings[0].start() if headings else None)
    ends = [heading.start() for heading in headings[1:]] + [len(text)] * bool(headings)
    parts = {heading.group(1): (heading, end) for heading, end in zip(headings, ends, strict=True)}
    read = [_judgement(path, text, table, parts) for table in fields.table("judgements")]
    claims = {table.text("claim") for table in fields.table("judgements")}
    stray = tuple(
        JUDGEMENT.at(
            Span(path, heading.start(1), heading.end(1)),
            f'no judgement in the front matter has the claim "{claim}"',
            nearest(claim, claims) or "add it under judgements",
        )
        for claim, (heading, _) in parts.items()
        if claim not in claims
    )
    judgements = tuple(judgement for judgement, _ in read)
    families = tuple(Mention(given.text, given.span) for given in fields.list("families"))
    landing = Landing(path, fields.text("title"), fields.text("question"), families, introduction, judgements, fields.span)
    return landing, (*wrong, *more, *(one for _, some in read for one in some), *stray)


def _judgement(
    path: str, text: str, table: Fields, parts: dict[str, tuple[re.Match[str], int]]
) -> tuple[Judgement, tuple[Diagnostic, ...]]:
    claim = table.text("claim")
    start, end = (parts[claim][0].end(), parts[claim][1]) if claim in parts else (len(text), len(text))
    told, wrong = prose.load(path, text, start, end=end, prefix=f"{table.text('id')}-s")
    if claim not in parts:
        missing = JUDGEMENT.at(
            table.given("claim").span, "no heading has the words of this claim", f"add `## {claim}` with its prose"
        )
        wrong = (*wrong, missing)
    propositions = tuple(Mention(given.text, given.span) for given in table.list("propositions"))
    return Judgement(claim, table.text("id"), table.text("confidence"), table.text("reason"), propositions, told, table.span), wrong
