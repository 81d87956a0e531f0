"""The data on a published site, and a bibliography that a reference manager writes while we read."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from built import Site
from programs import dossier, mkdocs_build

if TYPE_CHECKING:
    from pathlib import Path

_ZOTERO = r"""
@book{zoteroKey2020_a-b, author = {Quill, Eda}, title = {Ropes}, date = {2020}, abstract = {SECRETABSTRACT},
  file = {Full Text:/home/eda/Zotero/storage/ABCD1234/SECRET.pdf:application/pdf}}
"""


def test_every_page_has_its_head_once(golden: Site) -> None:
    for path, content in golden.contents.items():
        if path.endswith(".html") and path != "404.html":
            head, _, body = content.decode().partition("</head>")
            assert head.count('<script type="application/ld+json">') == 1, path
            assert "application/ld+json" not in body, path
            assert ('name="citation_title"' in head) == bool(re.fullmatch(r"sources/(?!index)[^/]+\.html", path)), path


def test_the_data_is_published(golden: Site) -> None:
    names = {path.removeprefix("data/") for path in golden.files if path.startswith("data/")}
    assert {"dossier.json", "dossier.schema.json", "references.bib", "statements.csv", "propositions.csv"} <= names
    assert {"pages/topics/water/silt.bib", "pages/topics/water/silt.ris", "pages/sources/trust1987.csl.json"} <= names
    assert json.loads(golden.contents["data/dossier.json"])["title"] == "The Long Cut"


def _typed(desk: Path) -> Path:
    bibliography = desk / "references.bib"
    bibliography.write_text(bibliography.read_text("utf-8") + _ZOTERO, "utf-8")
    return bibliography


def test_a_bibliography_is_never_written_and_its_paths_never_published(desk: Path, tmp_path: Path) -> None:
    bibliography = _typed(desk)
    before = bibliography.read_bytes()
    os.utime(bibliography, ns=(1, 1))
    done = mkdocs_build(desk, tmp_path / "site")
    assert done.code == 0, done.err
    contents = Site(tmp_path / "site").contents
    assert b"zoteroKey2020_a-b" in contents["data/references.bib"]
    assert b"zoteroKey2020_a-b" in contents["bibliography.html"]
    assert [path for path, content in contents.items() if b"SECRET" in content or b"ABCD1234" in content] == []
    assert (bibliography.read_bytes(), bibliography.stat().st_mtime_ns) == (before, 1)


@pytest.mark.parametrize("name", ["bib", "json", "markdown"])
def test_each_format_is_written_by_the_command_line(name: str, desk: Path, tmp_path: Path) -> None:
    bibliography = _typed(desk)
    before = bibliography.read_bytes()
    done = dossier(desk, "export", name, str(tmp_path / "out"))
    assert done.code == 0, done.err
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert files
    assert all(b"SECRET" not in file.read_bytes() for file in files)
    assert bibliography.read_bytes() == before


def test_a_bibliography_may_change_between_two_builds(desk: Path, tmp_path: Path) -> None:
    assert dossier(desk, "export", "bib", str(tmp_path / "one")).code == 0
    _typed(desk)
    assert dossier(desk, "export", "bib", str(tmp_path / "two")).code == 0
    one, two = ((tmp_path / name / "references.bib").read_text("utf-8") for name in ("one", "two"))
    assert "zoteroKey2020_a-b" not in one
    assert "zoteroKey2020_a-b" in two
