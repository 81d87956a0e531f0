"""A brief for Word says what the PDF says: the same words and notes, with real styles, footnotes and heads of tables."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lamp_brief import AUTHOR, imprint, lamps
from setting import DATE, folder

from build_tools.diagnostics import Span
from build_tools.exports.word import WordFile, word
from build_tools.model import blocks as b
from build_tools.model.drawings import Drawing, Words
from build_tools.model.pages import Artifact
from build_tools.shells import word_check
from build_tools.shells.pdf_check import squashed
from build_tools.shells.word import write_all

_LEGEND = "In the notes, a citation leads to the statement on the site, ↗ to the passage at the publisher."
_OWN = b.Paragraph((b.Marked("sentence analysis", b.text("We think so.")),))


_AWKWARD = (
    "<w:p> & ]]> &amp;",
    "*so* `code` [x](y) $x^2$ \\ { @lamp }",
    "灯塔 Маяк ὁ φάρος שלום 😀",
    "# no heading",
    "a" * 400,
)


def _file(*more: b.Block, paper: str = "a4") -> WordFile:
    return word(lamps(*more), imprint(paper))


def _made(file: WordFile, at: Path | None = None) -> bytes:
    made = write_all((file,), DATE, at or folder())
    assert made.diagnostics == ()
    return made.artifacts[0].content


def _part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return opened.read(name).decode()


def test_it_holds_the_words_of_the_pdf_in_their_order_and_nothing_else_but_what_the_signs_mean() -> None:
    file = _file()
    found = squashed(word_check.opened(_made(file)).words)
    assert found.replace(squashed(_LEGEND), "") == "".join(map(squashed, file.paper.words))
    assert found.count(squashed(_LEGEND)) == 1


def test_a_drawing_stands_in_it_in_words() -> None:
    drawing = Drawing(10, 10, (Words(1, 5, "Lit", 4),))
    file = _file(b.Figure(b.text("Lamps by year"), "Two lamps in 1901.", drawing, "lamps", "strip"))
    assert "Lamps by year. Two lamps in 1901." in word_check.opened(_made(file)).words


def test_notes_are_footnotes_that_lead_to_the_statement_and_to_the_publisher() -> None:
    content = _made(_file())
    assert word_check.opened(content).notes == (
        "1Moon 1902, para. 3\N{NO-BREAK SPACE}↗ (3 May 1901).",
        "2Hale 1901, paras 1\N{NO-BREAK SPACE}↗, 2\N{NO-BREAK SPACE}↗ (3 May 1901).",
        "3Moon 1902, para. 3\N{NO-BREAK SPACE}↗ (3 May 1901).",
    )
    targets = _part(content, "word/_rels/footnotes.xml.rels")
    assert 'Target="https://coast.example/dossier/sources/hale.html#para-1"' in targets
    assert 'Target="https://log.example/hale#2"' in targets


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("Title", "Lamps"),
        ("Question", "Who keeps the lamps?"),
        ("BottomLineHeading", "Bottom line"),
        ("Heading1", "Key judgements"),
        ("Heading2", "The lamp outlives its keeper."),
        ("Beside", "Evidence: one log."),
        ("TableHead", "Option"),
        ("Work", "Hale, A. 1901. Log."),
    ],
)
def test_words_have_the_style_of_what_they_are(style: str, words: str) -> None:
    body = _part(_made(_file()), "word/document.xml")
    paragraphs = re.findall(r'<w:p><w:pPr>\s*<w:pStyle w:val="(\w+)"\s*/>.*?</w:p>', body, re.DOTALL)
    found = {
        "".join(re.findall(r"<w:t[ >][^<]*?>?([^<>]*)</w:t>", whole[0])): whole[1]
        for whole in re.finditer(r'<w:p>\s*<w:pPr>\s*<w:pStyle w:val="(\w+)".*?</w:p>', body, re.DOTALL)
    }
    assert paragraphs
    assert found[words] == style


def test_what_it_is_stands_in_its_properties_and_at_the_foot() -> None:
    content = _made(_file())
    told = _part(content, "docProps/core.xml")
    for element in (
        "<dc:title>Lamps</dc:title>",
        "<dc:creator>Lights of the Coast</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "<cp:keywords>Lights of the Coast, Briefs</cp:keywords>",
        "2024-05-06T00:00:00Z</dcterms:created>",
    ):
        assert element in told
    foot = word_check.opened(content).footer
    origin = "Lamps · Lights of the Coast · version 1.2 · 6 May 2024 · newest source: July 1902"
    assert foot == f"Not for passengers · {origin}1 / 1Newest version: https://coast.example/dossier/briefs/lamps.html"
    assert 'w:val="en-GB"' in _part(content, "word/styles.xml")


@pytest.mark.parametrize(("paper", "width"), [("a4", "11906"), ("us-letter", "12240")])
def test_the_sheet_is_the_briefs(paper: str, width: str) -> None:
    assert f'w:w="{width}"' in _part(_made(_file(paper=paper)), "word/document.xml")


def test_tables_repeat_their_head_and_no_row_is_cut() -> None:
    content = _made(_file())
    body = _part(content, "word/document.xml")
    assert word_check.opened(content).heads == (1,)
    assert body.count("<w:cantSplit/>") == body.count("<w:tr>") == 2


def test_own_analysis_is_marked_and_explained() -> None:
    content = _made(_file(_OWN))
    assert '<w:rStyle w:val="Analysis" />' in _part(content, "word/document.xml")
    assert "A dotted line marks" in word_check.opened(content).words
    assert "A dotted line marks" not in word_check.opened(_made(_file())).words


@pytest.mark.parametrize("words", _AWKWARD)
def test_awkward_words_come_out_as_text(words: str) -> None:
    content = _made(_file(b.paragraph(words), b.Items(((b.paragraph(words),),))))
    assert word_check.opened(content).words.count(words) == 2


def test_the_same_brief_gives_the_same_bytes_and_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _made(_file(), tmp_path / "one")
    assert first == _made(_file(), tmp_path / "two")
    monkeypatch.setattr("subprocess.run", None)
    assert _made(_file(), tmp_path / "two") == first


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": ("The lamp went out.",)}, "“The lamp went out.” is missing"),
        ({"notes": ("4 Hale 1901, para. 9.",)}, "the note “4 Hale 1901, para. 9.” is missing"),
        ({"tables": ()}, "0 tables went in and 1 came out"),
    ],
)
def test_a_file_that_lacks_something_is_told(change: dict[str, object], told: str) -> None:
    file = _file()
    wrong = replace(file, paper=replace(file.paper, **change))  # type: ignore[arg-type]  # each case changes another field
    found = list(word_check.problems(_made(file), wrong, Span(AUTHOR)))
    assert any(told in one.message for one in found)
    assert {(one.code, one.span.path) for one in found} == {("word-check", AUTHOR)}


def test_a_style_and_a_bookmark_that_are_not_there_are_told() -> None:
    content = _made(_file())
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    body = parts["word/document.xml"].replace(b'w:val="Question"', b'w:val="Riddle"').replace(b'w:name="', b'w:name="no-')
    link = b'<w:hyperlink w:anchor="lamps"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    parts["word/document.xml"] = body.replace(b"</w:p>", link, 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, held in parts.items():
            made.writestr(name, held)
    messages = [one.message for one in word_check.problems(out.getvalue(), _file(), Span(AUTHOR))]
    assert any("“Riddle” is not defined" in one for one in messages)
    assert any("leads nowhere: lamps" in one for one in messages)


def test_pandoc_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("build_tools.shells.word.installed", lambda: "/bin/false")
    made = write_all((_file(),), DATE, tmp_path)
    assert made.artifacts == ()
    assert [(one.code, one.span.path) for one in made.diagnostics] == [("word-pandoc", AUTHOR)]


def test_a_file_is_an_artifact_beside_its_page() -> None:
    (artifact,) = write_all((_file(),), DATE, folder()).artifacts
    assert isinstance(artifact, Artifact)
    assert artifact.path == "briefs/lamps.docx"
