"""What a PDF has trouble with is told at the line and column of the author's file; a typeface that is missing is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from setting import AUTHOR, manuscript, printed

from build_tools.diagnostics import Span, place
from build_tools.model import blocks as b
from build_tools.shells import pdf_check, pdf_fonts, pdf_place

_TEXT = '---\ntitle: Lamps\n---\nThe lamp is lit [@hale, p. 3].\n\nIt "burns" oil from dusk to dawn, and smokes a little.\n'


def test_typst_s_own_error_is_told_at_the_line_whose_words_it_is_about() -> None:
    wanted = manuscript(b.paragraph("The lamp is lit."), b.paragraph("It burns oil from dusk to dawn, and smokes a little."))
    broken = replace(wanted, source=wanted.source.replace('#"It burns', '#nothing-of-this-name("");#"It burns'))
    (told,) = printed(broken, text=_TEXT).diagnostics
    assert (told.code, str(place(told.span, _TEXT))) == ("pdf-typst", f"{AUTHOR}:6:12")
    assert "unknown variable: nothing-of-this-name" in told.message


def test_words_in_the_margin_and_words_that_are_missing_are_told_where_they_were_typed() -> None:
    wanted = manuscript(b.paragraph("The lamp is lit at dusk."))
    content = printed(wanted).artifacts[0].content
    text = f"{_TEXT}\nThe lamp is lit at dusk. It went out again.\n"
    wrong = replace(wanted, margins=replace(wanted.margins, left=60), words=("It went out again.",))
    places = {
        one.code: text[one.span.start : one.span.end] for one in pdf_check.problems(content, wrong, Span(AUTHOR), {AUTHOR: text})
    }
    assert set(places) == {"pdf-check-margin", "pdf-check-words"}
    assert places["pdf-check-words"] == "It went out again."
    assert places["pdf-check-margin"] in text
    assert places["pdf-check-margin"] != text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("burns", "6:5"),
        ("It ‘burns’ oil from dusk to dawn, and smokes a little.", "6:12"),
        ("The lamp is lit (Hale, p. 3).", "4:1"),
        ("Nothing of the kind is here at all", "1:1"),
        ("", "1:1"),
    ],
)
def test_words_are_found_by_the_longest_run_that_was_typed(words: str, found: str) -> None:
    assert str(place(pdf_place.of_words(words, Span(AUTHOR), {AUTHOR: _TEXT}), _TEXT)) == f"{AUTHOR}:{found}"


def test_a_typeface_that_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf_fonts, "_FACES", (*pdf_fonts._FACES, ("fontpkg_of_no_one", "files/NoOne.ttf")))  # noqa: SLF001 - no test takes a font away
    monkeypatch.setattr(pdf_fonts, "fingerprint", lambda: "none")
    (told,) = printed(manuscript(b.paragraph("The lamp.")), at=tmp_path).diagnostics
    assert (told.code, told.message) == ("pdf-face", "the typeface NoOne.ttf is not installed")
    assert told.help == "install the package that brings it: pip install fontpkg-of-no-one"
