"""PDFs are the same to the byte for the same input, kept, made anew when damaged, and held to what they should hold."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from setting import AUTHOR, IMPRINT, folder, manuscript, page, pdf, printed

from build_tools.diagnostics import Span
from build_tools.exports.typst_document import dossier, single
from build_tools.model import blocks as b
from build_tools.model.pages import Artifact, Page
from build_tools.shells import pdf_check, pdf_fonts
from build_tools.shells.pdf_rules import RULES

_LAMPS = (b.paragraph("The lamp is lit at dusk."), b.Heading(2, b.text("Oil")), b.paragraph("It burns oil."))
_TABLE = b.Table((), (b.Cell(b.text("Lamp")),), ((b.Cell(b.text("North"), header=True),),))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = printed(manuscript(*_LAMPS, _TABLE), at=tmp_path / "one").artifacts
    assert first == printed(manuscript(*_LAMPS, _TABLE), at=tmp_path / "two").artifacts != ()


def test_a_damaged_entry_of_the_cache_is_made_anew(tmp_path: Path) -> None:
    first = printed(manuscript(*_LAMPS), at=tmp_path).artifacts
    (kept,) = (tmp_path / "pdf").glob("*.pdf")
    kept.write_bytes(kept.read_bytes()[:-9])
    assert printed(manuscript(*_LAMPS), at=tmp_path).artifacts == first
    kept.write_bytes(b"")
    assert printed(manuscript(*_LAMPS), at=tmp_path).artifacts == first


def test_an_unchanged_document_is_not_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = printed(manuscript(*_LAMPS), at=tmp_path).artifacts
    monkeypatch.setattr("build_tools.shells.pdf.typeset", None)
    assert printed(manuscript(*_LAMPS), at=tmp_path).artifacts == first


def test_a_locator_is_not_parted_and_what_only_a_screen_reader_says_is_not_printed() -> None:
    link = b.Link("sources/hale.md#para-9", b.text("para. 9"), "locator")
    heading = b.Heading(2, (b.Marked("unseen", b.text("Hale 2019, ")), b.Text("para. 9")))
    wanted = manuscript(heading, b.Paragraph((b.Text("The lamp is lit at dusk. "), link)))
    assert wanted.words[1:] == ("para. 9", "The lamp is lit at dusk. para.\N{NO-BREAK SPACE}9")
    assert printed(wanted).diagnostics == ()


def test_metadata_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "lamps.pdf").write_bytes(pdf(*_LAMPS))
    with pikepdf.open(tmp_path / "lamps.pdf") as document:
        told = {str(key): str(value) for key, value in document.docinfo.items()}
        assert str(document.Root.Lang) == "en-GB"
    assert told["/Title"] == "Lamps"
    assert told["/Author"] == "Lights of the Coast"
    assert "Coast" in told["/Keywords"]
    assert told["/CreationDate"].startswith("D:20240506")


def test_the_whole_dossier_has_chapters_and_what_it_carries(tmp_path: Path) -> None:
    cover = Page("index.md", "landing", IMPRINT.name, (b.paragraph("Who keeps the lamps?", role="question"),), "", ("Overview",))
    coast = Page("topics/coast/index.md", "family", "Coast", (b.paragraph("All of the coast."),), "", ("Coast",))
    bib = Artifact("lamps.bib", b"@book{hale, title = {Lamps}}")
    made = printed(dossier((cover, coast, page(*_LAMPS)), IMPRINT, (bib,)))
    assert made.diagnostics == ()
    (tmp_path / "dossier.pdf").write_bytes(made.artifacts[0].content)
    with pikepdf.open(tmp_path / "dossier.pdf") as document:
        assert document.attachments["lamps.bib"].get_file().read_bytes() == bib.content
        with document.open_outline() as outline:
            chapters = [(one.title, [below.title for below in one.children]) for one in outline.root]
    assert chapters[-2:] == [("Overview", []), ("Coast", ["Lamps"])]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": ("The lamp went out.",)}, "pdf-check-words"),
        ({"cited": ("Hale 2019",)}, "pdf-check-words"),
        ({"attached": (Artifact("lamps.bib", b"@book{hale}"),)}, "pdf-check-attached"),
        ({"tables": ((), ())}, "pdf-check-table"),
        ({"margins": replace(IMPRINT.margins, left=60)}, "pdf-check-margin"),
    ],
)
def test_a_pdf_that_lacks_something_is_told(change: dict[str, object], code: str) -> None:
    wanted = replace(manuscript(*_LAMPS), **change)  # type: ignore[arg-type]  # each case changes another field
    assert {one.code for one in pdf_check.problems(pdf(*_LAMPS), wanted, Span(AUTHOR))} == {code}


def test_an_attachment_that_does_not_say_what_it_is_to_the_document_is_told() -> None:
    bib = Artifact("lamps.bib", b"@book{hale, title = {Lamps}}")
    wanted = single(page(*_LAMPS), IMPRINT, (bib,))
    content = printed(wanted).artifacts[0].content
    assert list(pdf_check.problems(content, wanted, Span(AUTHOR))) == []
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        del document.Root.AF
        document.save(out)
    told = [one.message for one in pdf_check.problems(out.getvalue(), wanted, Span(AUTHOR)) if one.code == "pdf-check-attached"]
    assert told == ["topics/coast/lamps.pdf: it does not say what lamps.bib is to it"]


def test_no_face_of_the_machine_is_used() -> None:
    families = set(pdf_fonts.fonts(folder()).families())
    assert {"Source Serif Pro", "Source Sans Pro", "Noto Serif", "Noto Sans", "Noto Sans SC", "DejaVu Sans Mono"} <= families
    assert not {name for name in families if name.startswith(("Liberation", "Arial", "Times"))}


def test_each_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
