"""What a first visit needs, in one screen: on what the dossier rests, how far to trust it, how to read a citation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing
from build_tools.pages.dossier import counted, evidence_base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.citations import Citation
    from build_tools.model.prose import Landing
    from build_tools.pages.dossier import Dossier

_PLACES = {
    Standing.FOUND: "found in the originals by this build",
    Standing.RECORDED: "on record as found in the originals",
    Standing.NOT_FOUND: "not found where they are said to stand",
    Standing.UNCHECKED: "not checked",
}


def terms(landing: Landing, dossier: Dossier) -> b.Terms:
    """Return the guide, with the figures of this build and a citation of this page."""
    told = [("It rests on", b.text(evidence_base(dossier, tuple(dossier.library.statements.values())) + "."))]
    told.append(("Trust it so far", tuple(_trust(dossier))))
    if example := _example(landing):
        told.append(("Read a citation", tuple(_reading(example))))
    return b.Terms(tuple((b.text(name), (b.Paragraph(words),)) for name, words in told), "guide")


def _trust(dossier: Dossier) -> Iterator[b.Inline]:
    library = dossier.library
    standings = Counter(library.standing(statement) for statement in library.statements.values())
    yield b.Text(
        f"{_counts(standings)}A passage that is found proves the place, not our reading of it. "
        "A sentence cites, or is marked as the "
    )
    yield b.Marked("analysis", b.text("editor’s own analysis"))
    yield b.Text(" by a dotted line. ")
    yield b.Link("method.md", b.text("What the checks prove"), "topic")
    yield b.Text(".")


def _counts(standings: Counter[Standing]) -> str:
    """Say how many passages have which standing: `All 7 passages are …. `, or `Of 7 passages 5 are …, 2 are …. `."""
    known = [one for one in _PLACES if standings[one]]
    if len(known) == 1 and standings[known[0]] > 1:
        return f"All {standings[known[0]]:,} passages are {_PLACES[known[0]]}. "
    told = [f"{standings[one]:,} {'is' if standings[one] == 1 else 'are'} {_PLACES[one]}" for one in known]
    return f"Of {counted(standings.total(), 'passage')} {', '.join(told)}. " if told else ""


def _example(landing: Landing) -> Citation | None:
    """Return the first citation of the page, to be read as an example."""
    proses = (landing.prose, *(judgement.prose for judgement in landing.judgements))
    return next((citation for prose in proses for sentence in prose.sentences for citation in sentence.citations), None)


def _reading(example: Citation) -> Iterator[b.Inline]:
    yield b.Cited(example)
    yield b.Text(
        " names a source and the place in it. Follow it, or on a screen rest on it: you see who says this, when, and in which "
        "words of ours. "
        "From there it is one step to our digest of the source, and one to the publisher’s page."
    )
