"""The dossiers that the tests here look at, each built once."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from built import Site
from playwright.sync_api import sync_playwright
from programs import GOLDEN, LOCK, ORIGINALS, ROOT, copied, mkdocs_build
from readers import ARGUMENTS, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


def _built(folder: Path, target: Path, **settings: str) -> Site:
    done = mkdocs_build(folder, target, **settings)
    assert done.code == 0, done.err
    return Site(target, done.err)


def _no_originals() -> None:
    if not (ORIGINALS.is_dir() and any(ORIGINALS.iterdir())):
        pytest.skip("the originals of the real dossier are not at hand; set DOSSIER_ORIGINALS to the folder that holds them")


@pytest.fixture(scope="session")
def real_originals() -> Path:
    """Return the folder of the real dossier's originals."""
    _no_originals()
    return ORIGINALS


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the miniature dossier, whose originals lie beside it."""
    return _built(copied(GOLDEN, tmp_path_factory.mktemp("golden")), tmp_path_factory.mktemp("golden-site"))


@pytest.fixture(scope="session")
def real(real_originals: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the real dossier with its originals at hand."""
    return _built(ROOT, tmp_path_factory.mktemp("real-site"), DOSSIER_ORIGINALS=str(real_originals))


@pytest.fixture(scope="module")
def address(golden: Site) -> Iterator[str]:
    """Serve the miniature dossier."""
    with served(golden.folder) as where:
        yield where


@pytest.fixture(scope="module")
def real_address(real: Site) -> Iterator[str]:
    """Serve the real dossier."""
    with served(real.folder) as where:
        yield where


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the real dossier as a stranger's clone does: without its originals."""
    if not (ROOT / LOCK).is_file():
        pytest.skip(f"there is no {LOCK}: write it with `dossier check --record`")
    nothing = tmp_path_factory.mktemp("no-originals")
    return _built(ROOT, tmp_path_factory.mktemp("bare-site"), DOSSIER_ORIGINALS=str(nothing))


@pytest.fixture(scope="session", params=["golden", "real", "bare"])
def site(request: pytest.FixtureRequest) -> Site:
    """Return each of the built sites in turn."""
    built = request.getfixturevalue(request.param)
    assert isinstance(built, Site)
    return built


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a fresh copy of the miniature dossier to edit."""
    return copied(GOLDEN, tmp_path / "desk")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the program of the real browser. On a build server it must be there."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("no chromium: install Debian's package chromium")
    if program is None:
        pytest.skip("no chromium on this machine: install Debian's package chromium")
    return program


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run the browser while the tests of a file last."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()
