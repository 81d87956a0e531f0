"""The Markdown folder of each dossier is published whole by plain MkDocs and by Zensical, in their strict modes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from built import Site
from programs import GOLDEN, ROOT, copied, dossier, run


@pytest.fixture(scope="module", params=["golden", "real"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Markdown folder of a dossier."""
    target: Path = tmp_path_factory.mktemp("markdown") / request.param
    if request.param == "golden":
        done = dossier(copied(GOLDEN, tmp_path_factory.mktemp("desk")), "export", "markdown", str(target))
    else:
        originals: Path = request.getfixturevalue("real_originals")
        done = dossier(ROOT, "export", "markdown", str(target), DOSSIER_ORIGINALS=str(originals))
    assert done.code == 0, done.err
    return target


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_the_folder_is_published_whole(program: str, exported: Path) -> None:
    if not importlib.util.find_spec(program):
        pytest.skip(f"{program} is not installed")
    done = run([sys.executable, "-m", program, "build", "--strict"], exported)
    assert done.code == 0, done.out + done.err
    wanted = {path.relative_to(exported / "docs").with_suffix(".html").as_posix() for path in (exported / "docs").rglob("*.md")}
    # Zensical ends with 0 on much that it ignores, so its pages are counted.
    assert Site(exported / "site").pages.keys() - {"404.html"} == wanted


def test_the_folder_has_every_page_of_the_site(exported: Path, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(exported.name)
    pages = {path.relative_to(exported / "docs").with_suffix(".html").as_posix() for path in (exported / "docs").rglob("*.md")}
    assert pages == site.pages.keys() - {"404.html"}
