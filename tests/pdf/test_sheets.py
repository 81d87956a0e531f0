"""What stands together on a sheet: sections with a few of their lines, short matrices whole, topics one after another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from setting import IMPRINT, manuscript, page, printed

from build_tools.exports.typst_document import Manuscript, dossier
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.shells.pdf_text import sheets

_HEAD = tuple(b.Cell(b.text(words), header=True) for words in ("Proposition", "Hale", "Ortiz"))


def told(wanted: Manuscript) -> list[str]:
    """Return the words of each sheet."""
    made = printed(wanted)
    assert made.diagnostics == ()
    return [" ".join(sheet.body.split()) for sheet in sheets(made.artifacts[0].content, IMPRINT.margins)]


def filled(lines: int) -> b.Blocks:
    return tuple(b.paragraph(f"The lamp was lit on day {number}.") for number in range(lines))


def matrix(rows: int) -> b.Table:
    cells = (
        (b.Cell(b.text(f"Claim {number}"), header=True), *(b.Cell(b.text("asserts"), "stance asserts"),) * 2)
        for number in range(rows)
    )
    return b.Table(b.text("Who says what"), _HEAD, tuple(cells), "matrix")


@pytest.mark.parametrize("lines", range(18, 34, 3))
def test_a_matrix_of_few_rows_is_not_divided(lines: int) -> None:
    found = told(manuscript(*filled(lines), b.Heading(2, b.text("Stances")), matrix(5)))
    assert {number for number, words in enumerate(found) for row in range(5) if f"Claim {row}" in words} == {len(found) - 1}
    assert "Stances" in found[-1]


@pytest.mark.parametrize("lines", range(26, 34))
def test_a_section_begins_with_several_of_its_lines(lines: int) -> None:
    found = told(manuscript(*filled(lines), b.Heading(2, b.text("Stances")), matrix(12)))
    at = next(number for number, words in enumerate(found) if "Stances" in words)
    assert "Claim 0" in found[at]


def test_topics_follow_one_another_on_a_sheet_and_chapters_begin_a_new_one() -> None:
    coast = Page("topics/coast/index.md", "family", "Coast", filled(2), "", ("Coast",))
    sea = Page("topics/sea/index.md", "family", "Sea", filled(2), "", ("Sea",))
    lamps, bells = page(*filled(3)), page(*filled(28), title="Bells", path="topics/coast/bells.md")
    horns = page(*filled(3), title="Horns", path="topics/coast/horns.md")
    found = told(dossier((coast, lamps, bells, horns, sea), IMPRINT))[2:]
    begun = [[name for name in ("Coast", "Lamps", "Bells", "Horns", "Sea") if f"{name} The" in one] for one in found]
    assert begun == [["Coast", "Lamps", "Bells"], ["Horns"], ["Sea"]]


def test_a_number_in_a_citation_stands_on_the_line_of_the_word_before_it() -> None:
    cited = b.Link("#ref-hale", (b.Text("Hale et al. 2019, paras "), b.Text("3"), b.Text(", 12")), "cite")
    assert manuscript(b.Paragraph((cited,))).words[1:] == ("Hale et\u00a0al.\u00a02019, paras\u00a03, 12",)


def test_a_line_that_only_leads_on_is_left_out_where_it_leads_nowhere() -> None:
    onward = b.Paragraph((b.Text("Under "), b.Link("topics/coast/bells.md", b.text("Bells"), "topic")), "onward meta")
    assert "Under Bells" in manuscript(onward).words
    assert "Under Bells" not in dossier((page(onward),), replace(IMPRINT, address="")).words


def test_a_passage_does_not_say_again_what_its_work_says() -> None:
    who = b.Marked("who", (b.Text("The board, reported"), b.Marked("byline", b.text(" by Ada Hale"))))
    told = (who, b.Marked("from", b.text(" · 1901 · Harbour Press")), b.Marked("place", b.text(" · para. 9")))
    assert manuscript(b.Paragraph(told, "origin")).words[1:] == ("The board, reported · para. 9",)
    own = (
        b.Marked("who", (b.Marked("byline", b.text("Ada Hale")),)),
        *told[1:],
        b.Text(" · "),
        b.Marked("kind", b.text("forecast")),
    )
    assert manuscript(b.Paragraph(own, "origin")).words[1:] == ("para. 9 · forecast",)
    assert manuscript(b.Paragraph((*own[:1], *told[1:2]), "origin")).words[1:] == ("Ada Hale · 1901 · Harbour Press",)
