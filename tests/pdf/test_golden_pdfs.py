"""The PDFs of the miniature dossier: every topic's and the whole's, made as a site makes them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from setting import folder

from build_tools.shells.pdf_dossier import everything
from build_tools.shells.project import open_project

GOLDEN = Path(__file__).parents[1] / "golden"


def test_each_topic_and_the_whole_have_a_pdf_that_passes_and_the_whole_carries_the_bibliography() -> None:
    project = open_project(GOLDEN / "mkdocs.yml")
    build = project.build()
    printed = everything(build, project.settings, folder())
    assert printed.diagnostics == ()
    made = {artifact.path: artifact.content for artifact in printed.artifacts}
    assert set(made) >= {"dossier.pdf", *(f"topics/{topic}.pdf" for topic in build.library.topics)}
    with pikepdf.open(BytesIO(made["dossier.pdf"])) as document:
        assert document.attachments["references.bib"].get_file().read_bytes() == (GOLDEN / "references.bib").read_bytes()
