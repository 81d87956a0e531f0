"""The dossier's own briefs keep within their pages on A4 and on letter paper alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from setting import DATE, folder

from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint
from build_tools.model.wording import wording
from build_tools.shells.pdf import print_all
from build_tools.shells.project import open_project

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_briefs_of_the_dossier_fit_on_either_paper(paper: str) -> None:
    project = open_project(ROOT / "mkdocs.yml")
    build = project.build()
    known = {one.path: one for one in build.library.briefs.values()}
    imprint = Imprint(project.settings.site_name, "https://dossier.example/", "1.0-12-gabcdef0", DATE, "en-GB", paper=paper)
    imprint = replace(imprint, cutoff=wording("en").date("2024-06-26"))
    pages = [page for page in build.pages if page.edited in known]
    assert len(pages) == len(known) > 0
    made = print_all([brief(page, imprint, known[page.edited].pages) for page in pages], DATE, {}, folder())
    assert [one.message for one in made.diagnostics] == []
