"""The live preview hands out PDFs and Word files from the files as they are, and shows in the page what is wrong with a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from programs import GOLDEN, copied
from serving import Preview, preview

from build_tools.exports.typst_brief import SHEETS
from build_tools.shells import word_check
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE, _PAGE, _PDF = "docs/briefs/locks.md", "briefs/locks.html", "briefs/locks.pdf"
_LINE = "[The town has to choose.]{.analysis}"
_BRIEF = f"""---
title: Should the locks be mended?
audience: the town council
question: Is it worth the money?
topics: [town/cost]
pages: 1
---

## Bottom line

{_LINE}

## What would change this view

- [A grant would.]{{.analysis}}
"""


@pytest.fixture(scope="module")
def paper_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    desk = copied(GOLDEN, folder / "desk")
    config = desk / "mkdocs.yml"
    wanted = config.read_text("utf-8").replace("originals: originals\n", "originals: originals\n      pdf: true\n")
    config.write_text(wanted, "utf-8")
    (desk / "docs" / "briefs").mkdir()
    (desk / _FILE).write_text(_BRIEF, "utf-8")
    with preview(desk, folder / "terminal.txt") as running:
        yield running


def _words(content: bytes) -> str:
    return squashed("".join(sheet.body for sheet in sheets(content, SHEETS["a4"])))


def test_a_pdf_holds_what_was_saved_the_moment_before(paper_preview: Preview) -> None:
    status, content = paper_preview.document(_PDF)
    assert (status, squashed("The town has to choose.") in _words(content)) == (200, True)
    paper_preview.edit(_FILE, "has to choose", "has already chosen")
    status, content = paper_preview.document(_PDF)  # at once, without waiting for the pages
    assert (status, squashed("The town has already chosen.") in _words(content)) == (200, True)
    paper_preview.edit(_FILE, "has already chosen", "has to choose")


def test_the_page_leads_to_its_documents(paper_preview: Preview) -> None:
    page = paper_preview.wait(_PAGE, lambda now: "locks.pdf" in now)
    assert "locks.docx" in page
    status, content = paper_preview.document("briefs/locks.docx")
    assert (status, "The town has to choose." in word_check.opened(content).words) == (200, True)
    assert paper_preview.document("topics/town/cost.pdf")[1][:5] == b"%PDF-"
    assert paper_preview.document("topics/town/costs.pdf")[0] == 404


def test_a_brief_that_is_too_long_says_so_in_its_page_and_in_place_of_its_pdf(paper_preview: Preview) -> None:
    long = " ".join(f"[Lock number {number} leaks at every tide of the spring.]{{.analysis}}" for number in range(120))
    paper_preview.edit(_FILE, _LINE, long)
    try:
        page = paper_preview.wait(_PAGE, lambda now: "pdf-budget" in now)
        status, told = paper_preview.document(_PDF)
    finally:
        paper_preview.edit(_FILE, long, _LINE)
    assert f"{_FILE}:6:1" in page
    assert (status, b"error[pdf-budget]" in told, b"docs/briefs/locks.md:6:1" in told) == (500, True, True)
    paper_preview.wait(_PAGE, lambda now: now != "" and "pdf-budget" not in now)
    assert paper_preview.document(_PDF)[0] == 200


def test_a_mistake_in_the_text_is_told_in_place_of_the_pdf(paper_preview: Preview) -> None:
    paper_preview.edit(_FILE, "[town/cost]", "[town/costs]")
    try:
        status, told = paper_preview.document(_PDF)
    finally:
        paper_preview.edit(_FILE, "[town/costs]", "[town/cost]")
    assert (status, b"error[topic-unknown]" in told, b'http-equiv="refresh"' in told) == (500, True, True)
