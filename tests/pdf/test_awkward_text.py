"""Text that would be markup, code or trouble elsewhere comes out of a PDF as it went in, or is a clear diagnostic."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from setting import AUTHOR, IMPRINT, body, manuscript, page, pdf, printed

from build_tools.exports.typst_document import single
from build_tools.model import blocks as b
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets

_AWKWARD = (
    '#import "@preview/cetz:0.3.4": *',
    '#read("/etc/passwd")',
    '#image("lamp.svg") #include "paper.typ"',
    "unbalanced [ brackets ( everywhere { here",
    "and ] closing ) ones }",
    "a price of $5, then $x^2$ and a $",
    "<label> @reference = heading *strong* _emph_ `raw` ~ -- ... // comment /* comment */",
    'quotes " and \\ backslashes \\" \\u{41} \\n',
    "https://light.example/a/very/long/address/that/no/line/could/hold/?tide=high&lamp=lit#keeper-of-the-northern-light",
    "灯塔与潮汐，运河的守护者。",
    "Маяк на берегу, ὁ φάρος καὶ ἡ θάλασσα",
    "naïve façade, Łódź, Ångström, ﬁne, €5, ½, ≠ ≤ → ↔ ●",
)


@pytest.mark.parametrize("words", _AWKWARD)
def test_awkward_words_come_out_as_text(words: str) -> None:
    found = body(pdf(b.paragraph(words), b.Heading(2, b.text(words)), b.Items(((b.paragraph(words),),)), b.Preformatted(words)))
    assert found.count(squashed(words)) == 4


def test_words_without_a_place_to_break_stay_within_the_margins() -> None:
    word = "lighthouse" * 40
    table = b.Table((), (b.Cell(b.text("Lamp")), b.Cell(b.text("Keeper"))), ((b.Cell(b.text(word)), b.Cell(b.text("Hale"))),))
    assert body(pdf(b.paragraph(word), table)).count(word) == 2


@pytest.mark.parametrize(("words", "code"), [("😀", "U+1F600"), ("שלום", "U+05E9")])
def test_a_character_without_a_glyph_is_told_at_the_authors_place(words: str, code: str) -> None:
    text = f"# Lamps\n\nThe keeper said {words} at dawn."
    made = printed(manuscript(b.paragraph(f"The keeper said {words} at dawn.")), text=text)
    (told, *_), artifacts = made.diagnostics, made.artifacts
    assert artifacts == ()
    assert (told.code, told.span.path, code in told.message) == ("pdf-glyph", AUTHOR, True)
    assert text[told.span.start : told.span.end] in words


def test_a_long_table_repeats_its_head_and_says_what_heads_its_rows() -> None:
    rows = tuple((b.Cell(b.text(f"Lamp {n}"), header=True), b.Cell(b.text(f"Reach of {n} miles"))) for n in range(60))
    content = pdf(b.Table(b.text("Lamps"), (b.Cell(b.text("Name")), b.Cell(b.text("Reach"))), rows))
    words = body(content)
    assert all(words.count(squashed(f"Lamp {n} Reach of {n} miles")) == 1 for n in range(60))
    assert words.count("NameReach") == len(sheets(content, IMPRINT.margins)) > 1
    with pikepdf.open(BytesIO(content)) as document:
        scopes = [repr(one.get("/A")) for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
    assert sum('"/Row"' in scope for scope in scopes) == 60
    assert sum('"/Column"' in scope for scope in scopes) == 2


def test_forty_notes_keep_their_words_and_say_where_they_are_cited() -> None:
    cites = [b.Link(f"#ref-hale-{n}", b.text(f"Hale 2019, para. {n}"), "cite") for n in range(40)]
    notes = tuple((b.Group("passage", (b.paragraph(f"Passage {n} of the log."), _ways(n)), f"ref-hale-{n}"),) for n in range(40))
    found = body(pdf(b.Paragraph(tuple(cites)), b.Heading(2, b.text("References")), b.Items(notes, ordered=True, role="passages")))
    assert all(found.count(squashed(f"Passage {n} of the log.Open at the publisher Cited on page 1")) == 1 for n in range(40))


def _ways(number: int) -> b.Paragraph:
    return b.Paragraph((b.Link(f"https://log.example/#{number}", b.text("Open at the publisher"), "at-publisher"),), "ways")


def test_links_lead_inside_to_the_site_or_nowhere() -> None:
    links = ("#piers", "topics/coast/locks.md#gate", "https://tide.example/", "javascript:alert(1)", "../../outside.md")
    target = b.Heading(2, b.text("Piers"), "piers")
    content = pdf(target, *(b.Paragraph((b.Link(to, b.text("a link")),)) for to in links))
    with pikepdf.open(BytesIO(content)) as document:
        found = [one.A.get("/URI") if "/A" in one and "/URI" in one.A else None for one in document.pages[0].obj.Annots]
    assert list(map(str, found)) == ["None", "https://coast.example/dossier/topics/coast/locks.html#gate", "https://tide.example/"]


def test_without_an_address_a_link_to_another_page_is_plain_words() -> None:
    alone = single(page(b.Paragraph((b.Link("topics/coast/locks.md", b.text("the locks")),))), type(IMPRINT)("Lights"))
    assert "#link(" not in alone.source
