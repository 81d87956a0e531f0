"""Two builds of the same files are byte for byte the same, from another folder too."""

from __future__ import annotations

import gzip
import re
import shutil
from typing import TYPE_CHECKING

from built import Site
from programs import GOLDEN, ROOT, copied, mkdocs_build

if TYPE_CHECKING:
    from pathlib import Path


def _differing(first: Site, second: Site) -> list[str]:
    """Return the files that are not the same in both sites, with the place where they part."""
    paths = sorted(first.files | second.files)
    return [path for path in paths if first.contents.get(path) != second.contents.get(path)]


def _again(folder: Path, target: Path, **settings: str) -> Site:
    done = mkdocs_build(folder, target, **settings)
    assert done.code == 0, done.err
    return Site(target, done.err)


def test_the_miniature_dossier_comes_out_the_same(golden: Site, tmp_path: Path) -> None:
    folder = copied(GOLDEN, tmp_path / "elsewhere" / "deeper down")
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    cold = _again(folder, tmp_path / "cold")
    warm = _again(folder, tmp_path / "warm")
    assert (_differing(golden, cold), _differing(cold, warm)) == ([], [])


def test_the_real_dossier_comes_out_the_same(real: Site, real_originals: Path, tmp_path: Path) -> None:
    settings = {"DOSSIER_ORIGINALS": str(real_originals)}
    warm = _again(ROOT, tmp_path / "warm", **settings)
    elsewhere = copied(ROOT, tmp_path / "elsewhere")
    if (ROOT / ".git").is_dir():  # the newest commit gives the site its version
        shutil.copytree(ROOT / ".git", elsewhere / ".git")
    cold = _again(elsewhere, tmp_path / "cold", **settings)
    assert (_differing(real, warm), _differing(real, cold)) == ([], [])


def test_a_sitemap_names_the_given_day_and_not_today(desk: Path, tmp_path: Path) -> None:
    settings = desk / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nsite_url: https://dossier.test/\n", "utf-8")
    first, second = _again(desk, tmp_path / "first"), _again(desk, tmp_path / "second")
    assert _differing(first, second) == []
    sitemap = gzip.decompress(first.contents["sitemap.xml.gz"])
    assert set(re.findall(rb"<lastmod>(.*?)</lastmod>", sitemap)) == {b"2023-11-14"}
