"""A brief in another language: its layout, its dates and its hyphens follow that language, on the site, on paper and in Word."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
from setting import folder

from build_tools.exports import html
from build_tools.exports.typst_brief import SHEETS
from build_tools.model.blocks import plain
from build_tools.pipeline import Build
from build_tools.shells import word_check
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_dossier import made
from build_tools.shells.pdf_text import sheets
from build_tools.shells.printed import Wanted
from build_tools.shells.project import open_project

GOLDEN = Path(__file__).parents[1] / "golden"
_BRIEF = """---
title: Bleibt der Leuchtturm?
audience: den Hafenausschuss
question: Braucht ein Leuchtturm noch einen Wärter?
topics: [town/boats]
pages: 1
language: de
judgements:
  - claim: Ein Leuchtturm kommt ohne Wärter aus.
    id: ohne
    confidence: moderate
    reason: Niemand hat es länger als drei Jahre erprobt.
---

## Kernaussage

[Leuchtturmwärterunterkunftsverwaltungsangelegenheiten gehen den Hafenausschuss
nichts an, und das Schifffahrtsgesellschaftsvermögen reicht aus.]{.analysis}

## Ein Leuchtturm kommt ohne Wärter aus.

[Die Öltankinstandsetzungsarbeiten dauern drei Jahre, und die Hafenbeckenentschlammungsmaßnahmen dauern ebenso lange.]{.analysis}

## Was diese Sicht ändern würde

- [Ein Ausfall von mehr als einer Stunde.]{.analysis}
"""


def _build(tmp_path: Path) -> tuple[Build, dict[str, bytes]]:
    root = tmp_path / "golden"
    shutil.copytree(GOLDEN, root, ignore=shutil.ignore_patterns("site", ".cache"))
    (root / "docs" / "briefs").mkdir(exist_ok=True)
    (root / "docs" / "briefs" / "turm.md").write_text(_BRIEF, "utf-8")
    project = open_project(root / "mkdocs.yml")
    build = project.build()
    assert build.errors == ()
    printed = made(build, project.settings, folder(), Wanted(briefs=("turm",), word=("turm",)))
    assert printed.diagnostics == ()
    return build, {artifact.path: artifact.content for artifact in printed.artifacts}


def test_citations_speak_the_language_of_their_brief(tmp_path: Path) -> None:
    root = tmp_path / "golden"
    shutil.copytree(GOLDEN, root, ignore=shutil.ignore_patterns("site", ".cache"))
    (root / "docs" / "briefs").mkdir()
    cited = "Der Kanal trägt keine Boote [@lowe2019, chap. 2; @trust1987, pp. 3–4]."
    for name, language, heading in (("turm", "de", "Kernaussage"), ("tower", "en", "Bottom line")):
        text = _BRIEF.replace("language: de", f"language: {language}").replace("## Kernaussage\n", f"## {heading}\n\n{cited}\n")
        (root / "docs" / "briefs" / f"{name}.md").write_text(text, "utf-8")
    build = open_project(root / "mkdocs.yml").build()
    site = {page.path: html.render(page, {}).html for page in build.pages if page.kind == "brief"}
    assert "Kap. 2" in site["briefs/turm.md"]
    assert "Löwe und Rusk" in site["briefs/turm.md"]
    assert "ch. 2" in site["briefs/tower.md"]
    assert "Löwe and Rusk" in site["briefs/tower.md"]
    listed = build.citations.references
    assert " und " in plain(dict(listed["briefs/turm.md"])["lowe2019"])
    assert " und " not in plain(dict(listed["bibliography.md"])["lowe2019"])


def test_a_german_brief_is_german_throughout(tmp_path: Path) -> None:
    build, files = _build(tmp_path)
    content = files["briefs/turm.pdf"]
    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.Root.Lang) == "de"
    (sheet,) = sheets(content, SHEETS["a4"])
    assert "\u0002" in sheet.body.replace("\ufffe", "\u0002")  # a word is hyphenated
    word = word_check.opened(files["briefs/turm.docx"])
    page = next(page for page in build.pages if page.path == "briefs/turm.md")
    site = html.render(page, {}).html
    for words in (
        "Kernaussage",
        "Einschätzungen",
        "Gewissheit: mittel.",
        "Für den Hafenausschuss.",
        "Was diese Sicht ändern würde",
    ):
        assert squashed(words) in squashed(sheet.body)
        assert words in word.words
        assert words in site
    for words in ("Bottom line", "Key judgements", "Confidence", "version", "newest source"):
        assert squashed(words) not in squashed(sheet.body + sheet.foot)
        assert words not in word.words + word.footer
    assert squashed("Eine gepunktete Linie bezeichnet eigene Analyse.") in squashed(sheet.body) + squashed(word.words)
