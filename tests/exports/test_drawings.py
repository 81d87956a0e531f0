"""A drawing on a page, in Markdown's folder and as a file: well formed, named, described, and never markup of an author's."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.sax.saxutils import unescape

import generated_blocks as generated
import pytest

from build_tools.exports import markdown, svg
from build_tools.exports.html import render
from build_tools.model import blocks as b
from build_tools.model.drawings import Box, Dot, Drawing, Half, Line, Way, Words
from build_tools.model.pages import Page

_SHAPES = (Line(0, 0, 9, 9, "axis"), Box(1, 2, 3.25, 4, "bar"), Dot(5, 5, 2, "mark"), Half(7, 7, 2, "qualifies"))


def _figure(*marks: Way | Words | Line | Box | Dot | Half, narrow: bool = False) -> b.Figure:
    drawing = Drawing(100, 50, marks)
    return b.Figure(b.text("Lamps by year"), "Two lamps in 1901", drawing, "lamps", "strip", drawing if narrow else None)


def _page(*blocks: b.Block, path: str = "topics/coast/lamps.md") -> str:
    return render(Page(path, "topic", "Lamps", blocks), {}).html


def _svg(html: str) -> ET.Element:
    start, end = html.index("<svg"), html.index("</svg>") + len("</svg>")
    return ET.fromstring(html[start:end])  # noqa: S314 - our own markup


def test_a_drawing_is_named_by_its_caption_and_described_in_words() -> None:
    html = _page(_figure(*_SHAPES))
    drawn = _svg(html)
    assert drawn.get("role") == "img"
    for attribute, words in (("aria-labelledby", "Lamps by year"), ("aria-describedby", "Two lamps in 1901")):
        assert f'id="{drawn.get(attribute)}">{words}<' in html


def test_a_drawing_that_leads_somewhere_is_a_group_of_links_with_names() -> None:
    html = _page(_figure(Way("sources/hale.md#para-3", "Hale, para. 3", (Words(1, 2, "Hale", 10),))))
    drawn = _svg(html)
    link = drawn.find("a")
    assert drawn.get("role") == "group"
    assert link is not None
    assert (link.get("href"), link.get("aria-label")) == ("../../sources/hale.html#para-3", "Hale, para. 3")
    assert [text.text for text in link.iter("text")] == ["Hale"]


def test_a_way_without_an_address_leaves_its_marks() -> None:
    drawn = _svg(_page(_figure(Way("javascript:alert(1)", "no", (Words(1, 2, "Hale", 10),)))))
    assert drawn.find("a") is None
    assert drawn.findtext("text") == "Hale"


def test_both_forms_are_there_and_every_id_once() -> None:
    html = _page(_figure(*_SHAPES, narrow=True), _figure(*_SHAPES))
    assert html.count("<svg") == 3
    assert [html.count(f'id="{name}"') for name in ("lamps", "lamps--caption", "lamps--told")] == [1, 1, 1]


@pytest.mark.parametrize("words", generated.HOSTILE)
def test_no_word_becomes_markup(words: str) -> None:
    marks = (Words(1, 2, words, 10), Way("index.md", words, (Words(1, 2, words, 10),)))
    figure = b.Figure(b.text(words), words, Drawing(10, 10, marks), "drawn")
    drawn = _svg(_page(figure))
    assert [text.text or "" for text in drawn.iter("text")] == [unescape(svg._text(words), {"&quot;": '"', "&#x27;": "'"})] * 2  # noqa: SLF001
    ET.fromstring(svg.document(figure.drawing, words, words))  # noqa: S314 - our own markup


def test_a_file_of_its_own_has_title_description_and_looks() -> None:
    drawn = ET.fromstring(svg.document(_figure(*_SHAPES).drawing, "Lamps", "Two lamps"))  # noqa: S314 - our own markup
    names = [child.tag.rpartition("}")[2] for child in drawn]
    assert names[:3] == ["title", "desc", "style"]


def test_numbers_have_one_decimal_at_most() -> None:
    assert 'width="3.2"' in _page(_figure(*_SHAPES))
    assert 'x="1"' in _page(_figure(*_SHAPES))


def test_markdown_shows_a_drawing_as_an_image_of_the_folder() -> None:
    edition = generated.edition((Page("topics/lamps.md", "topic", "Lamps", (_figure(*_SHAPES),)),), "Coast")
    folder = {artifact.path: artifact.content.decode() for artifact in markdown.export(edition)}
    (path,) = (name for name in folder if name.endswith(".svg"))
    assert f"![Two lamps in 1901](../{path.removeprefix('docs/')})" in folder["docs/topics/lamps.md"]
    assert 'id="lamps"' in folder["docs/topics/lamps.md"]
    assert "Lamps by year" in folder["docs/topics/lamps.md"]
