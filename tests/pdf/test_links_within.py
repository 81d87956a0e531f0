"""Links within a document lead to the very place that is meant, on its page and at its height; large documents are set apart."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from setting import AUTHOR, IMPRINT, manuscript, page, pdf, printed

from build_tools.exports.typst_document import dossier
from build_tools.model import blocks as b
from build_tools.shells import pdf_finish, typesetting

_LONG = tuple(b.paragraph(f"Lamp {number} is lit at dusk.") for number in range(60))
_TO_OIL = b.Paragraph((b.Text("All of it stands under "), b.Link("#oil", b.text("oil")), b.Text(".")))
_MARKED = b.Paragraph((b.Marked("", b.text("Wicks are cut here."), "wick"),))
_TO_WICK = b.Paragraph((b.Text("See "), b.Link("#wick", b.text("the wicks")), b.Text(".")))


def _goals(content: bytes) -> list[tuple[int, float, str]]:
    """Return page, height and words of each link within a document."""
    with pikepdf.open(BytesIO(content)) as document:
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(document.pages)}
        links = [link for sheet in document.pages for link in sheet.obj.get("/Annots", ()) if "/Dest" in link]
        return [(numbers[link.Dest[0].objgen], float(link.Dest[3]), str(link.Contents)) for link in links]


def _stands(content: bytes, words: str) -> tuple[int, float]:
    """Return the page and the upper edge of words, which stand there once."""
    document = pypdfium2.PdfDocument(content)
    for number, sheet in enumerate(document):
        text = sheet.get_textpage()
        if found := text.search(words).get_next():
            return number, text.get_charbox(found[0])[3]
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("link", "words"), [(_TO_OIL, "Oil and what it costs"), (_TO_WICK, "Wicks are cut")], ids=["heading", "anchor"]
)
def test_a_link_leads_to_where_its_goal_stands(link: b.Block, words: str) -> None:
    content = pdf(link, *_LONG, b.Heading(2, b.text("Oil and what it costs"), "oil"), _MARKED)
    ((number, height, said),) = _goals(content)
    sheet, top = _stands(content, words)
    assert (number, said) == (sheet, f"page {sheet + 1}")
    assert sheet > 0
    assert 0 < height - top < 25


def test_a_link_to_another_page_of_the_dossier_leads_there() -> None:
    oil = page(b.paragraph("It burns oil."), title="Oil", path="topics/coast/oil.md")
    lamps = page(b.Paragraph((b.Link("topics/coast/oil.md", b.text("What they burn")),)))
    (made,) = printed(dossier((lamps, oil), IMPRINT)).artifacts
    within = [one for one in _goals(made.content) if one[0] == _stands(made.content, "It burns oil.")[0]]
    assert len(within) > 1, "one from the contents, one from the other page"


def test_a_link_without_its_goal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    finished = pdf_finish.finished
    monkeypatch.setattr(pdf_finish, "finished", lambda content, tables, _: finished(content, tables, {}))
    (wrong,) = printed(manuscript(_TO_OIL, b.Heading(2, b.text("Oil"), "oil"), b.paragraph("Whale oil."))).diagnostics
    assert wrong.code == "pdf-check-link"


def test_a_large_document_is_the_same_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = manuscript(_TO_OIL, *_LONG, b.Heading(2, b.text("Oil"), "oil"))
    here = printed(wanted).artifacts
    monkeypatch.setattr(typesetting, "_LARGE", 0)
    monkeypatch.setattr(typesetting, "typeset_here", None)
    assert printed(wanted, at=tmp_path).artifacts == here != ()


def test_what_typst_refuses_is_told_from_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_LARGE", 0)
    (wrong,) = printed(manuscript(b.paragraph("The keeper smiled 😀."))).diagnostics
    assert wrong.code == "pdf-glyph"


def test_a_process_that_the_system_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_LARGE", 0)
    monkeypatch.setattr(typesetting, "_ALONE", (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))
    (wrong,) = printed(manuscript(b.paragraph("The lamp is never lit."))).diagnostics
    assert (wrong.code, wrong.span.path) == ("pdf-typst", AUTHOR)
    assert wrong.message.endswith("ended with -9, as where memory runs out")
