"""The PDFs of the miniature dossier: every topic's and the whole's, made as a site makes them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from setting import folder

from build_tools.exports import beside, published
from build_tools.shells.pdf_dossier import everything
from build_tools.shells.project import open_project

GOLDEN = Path(__file__).parents[1] / "golden"


def test_each_topic_and_the_whole_have_a_pdf_that_passes_and_the_whole_carries_what_it_rests_on() -> None:
    project = open_project(GOLDEN / "mkdocs.yml")
    build = project.build()
    printed = everything(build, project.settings, folder())
    assert printed.diagnostics == ()
    made = {artifact.path: artifact.content for artifact in printed.artifacts}
    assert set(made) >= {"dossier.pdf", *(f"topics/{topic}.pdf" for topic in build.library.topics)}
    besides = (file for page in build.pages.where(lambda one: one.kind == "topic") for file in beside(page, build.edition))
    published_files = {f.path: f.content for f in (*published(build.edition), *besides)}
    whole = carried(made["dossier.pdf"])
    assert whole == {name: published_files[f"data/{name}"] for name in ("references.bib", "dossier.json")}
    for topic in build.library.topics:
        held = carried(made[f"topics/{topic}.pdf"])
        assert held.get("references.bib") == published_files.get(f"data/pages/topics/{topic}.bib")
        rows = held["statements.csv"].decode().splitlines() if held else []
        assert set(rows) <= set(published_files["data/statements.csv"].decode().splitlines())
        assert {one.id for one in build.library.by_topic.get(topic, ())} <= {row.split('"')[1] for row in rows}


def carried(content: bytes) -> dict[str, bytes]:
    """Return the files that a PDF carries."""
    with pikepdf.open(BytesIO(content)) as document:
        assert {str(one.relationship) for one in document.attachments.values()} <= {"/Source", "/Data"}
        return {name: one.get_file().read_bytes() for name, one in document.attachments.items()}
