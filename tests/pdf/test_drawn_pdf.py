"""A drawing on paper: its words can be found, its alternative is there, and no page is too small for it."""

from __future__ import annotations

from io import BytesIO

import lamp_brief
import pikepdf
import pytest
from setting import body, pdf, printed

from build_tools.model import blocks as b
from build_tools.model.drawings import Box, Drawing, Half, Line, Words
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_finish import elements


def _figure(height: float) -> b.Figure:
    marks = (
        Line(0, 5, 560, 5, "axis"),
        Box(4, 8, 30, 6, "rough", 3),
        Half(60, 11, 4, "qualifies"),
        Words(80, 15, "Hale “1901”", 10),
    )
    return b.Figure(b.text("Lamps by year"), 'Two lamps in "1901"', Drawing(560, height, marks), "lamps", "strip")


@pytest.mark.parametrize("height", [20, 4000])
def test_a_drawing_is_set_with_its_words_its_caption_and_its_alternative(height: float) -> None:
    content = pdf(_figure(height), b.paragraph("After it."))
    for words in ("Hale “1901”", "Lamps by year", "After it."):
        assert body(content).count(squashed(words)) == 1
    with pikepdf.open(BytesIO(content)) as document:
        (figure,) = elements(document.Root.StructTreeRoot, "/Figure")
        assert str(figure.Alt) == 'Two lamps in "1901"'


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("height", [20, 4000])
def test_a_brief_has_it_within_its_sheet(height: float, paper: str) -> None:
    made = printed(lamp_brief.manuscript(b.Heading(2, b.text("Timeline")), _figure(height), budget=0, paper=paper))
    assert made.diagnostics == ()
    with pikepdf.open(BytesIO(made.artifacts[0].content)) as document:
        (figure,) = elements(document.Root.StructTreeRoot, "/Figure")
        assert str(figure.Alt) == 'Two lamps in "1901"'
