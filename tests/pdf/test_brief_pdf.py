"""A brief on paper: its citations are notes at the foot, each with its text; it fits its pages, or says what to cut."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lamp_brief import AUTHOR, cite
from lamp_brief import manuscript as lamp_brief
from setting import DATE, folder, printed

from build_tools.diagnostics import Span
from build_tools.exports.typst_document import Manuscript
from build_tools.model import blocks as b
from build_tools.shells import pdf_check
from build_tools.shells.pdf import print_all
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets

_TEXT = "---\ntitle: Lamps\npages: 1\n---\n"


def _pdf(manuscript: Manuscript) -> bytes:
    made = printed(manuscript)
    assert made.diagnostics == ()
    return made.artifacts[0].content


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_each_number_has_its_note_at_the_foot(paper: str) -> None:
    wanted = lamp_brief(paper=paper)
    (sheet,) = sheets(_pdf(wanted), wanted.margins)
    body = squashed(sheet.body)
    notes = (
        "1Moon 1902, para. 3 ↗ (3 May 1901).",
        "2Hale 1901, paras 1 ↗, 2 ↗ (3 May 1901).",
        "3Moon 1902, para. 3 ↗ (3 May 1901).",
    )
    assert body.endswith(squashed("".join(notes)))
    assert squashed("All burn.1 So it was.") in body
    assert squashed("Hale saw it twice.2 So it was.") in body
    assert squashed("It burns.3 So it was.") in body
    assert squashed("Evidence: one log.") in body


def test_the_foot_says_what_it_is() -> None:
    (sheet,) = sheets(_pdf(lamp_brief()), lamp_brief().margins)
    for words in (
        "Not for passengers",
        "Lamps",
        "version 1.2",
        "6 May 2024",
        "newest source: July 1902",
        "briefs/lamps.html",
        "1 / 1",
    ):
        assert squashed(words) in squashed(sheet.foot)


def test_notes_lead_to_the_statement_and_to_the_publisher() -> None:
    with pikepdf.open(BytesIO(_pdf(lamp_brief()))) as document:
        found = {str(one.A.URI) for one in document.pages[0].obj.Annots if "/A" in one and "/URI" in one.A}
    assert {"https://coast.example/dossier/sources/hale.html#para-1", "https://log.example/hale#2"} <= found


def test_too_many_pages_say_what_to_cut() -> None:
    long = tuple(b.paragraph("The keeper trims the lamp at dusk, and again at midnight. " * 6) for _ in range(20))
    wanted = lamp_brief(b.Heading(2, b.text("Timeline")), *long)
    made = print_all((wanted,), DATE, {AUTHOR: _TEXT}, folder())
    (told,) = made.diagnostics
    assert (made.artifacts, told.code) == ((), "pdf-budget")
    assert _TEXT[told.span.start : told.span.end] == "pages: 1"
    assert "fills 2 pages and may fill 1" in told.message
    assert told.help.index("Timeline") < told.help.index("Options")


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path) -> None:
    first = printed(lamp_brief(), at=tmp_path / "one").artifacts
    assert first == printed(lamp_brief(), at=tmp_path / "two").artifacts != ()


def test_a_note_that_is_lost_is_told() -> None:
    wanted = lamp_brief()
    missing = replace(wanted, notes=(*wanted.notes, "4Hale 1901, para. 9."))
    assert [one.code for one in pdf_check.problems(_pdf(wanted), missing, Span(AUTHOR))] == ["pdf-check-note"]


def test_words_around_a_citation_stay_with_it() -> None:
    told = (b.Text("As Hale has it ("), b.Text("see "), cite("hale-para-1", "Hale 1901, para. 1"), b.Text("), it burns."))
    wanted = lamp_brief(b.Paragraph(told))
    (sheet,) = sheets(_pdf(wanted), wanted.margins)
    assert squashed("As Hale has it (see Hale 1901, para. 14), it burns.") in squashed(sheet.body)
