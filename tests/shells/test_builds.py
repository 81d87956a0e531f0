"""The newest build is made once for all who ask, and again as soon as any file that it was made from is another."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.shells.builds import Builds
from build_tools.shells.project import Project, open_project

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(GOLDEN, tmp_path / "desk", ignore=shutil.ignore_patterns("site", ".cache"))
    return open_project(tmp_path / "desk" / "mkdocs.yml")


def test_who_asks_at_the_same_time_gets_the_same_build(project: Project) -> None:
    builds = Builds()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(builds.newest, (project, project))
    assert first is second
    assert first.errors == ()
    assert builds.newest(project) is first


@pytest.mark.parametrize("folder", ["docs", "sources", "originals"])
def test_a_changed_file_is_seen_at_once(folder: str, project: Project) -> None:
    builds = Builds()
    before = builds.newest(project)
    changed = next(path for path in sorted((project.root / folder).rglob("*.*")) if path.suffix in {".md", ".txt"})
    changed.write_bytes(changed.read_bytes() + b"\n\nOne paragraph more.\n")
    after = builds.newest(project)
    assert after is not before
    assert after.library != before.library


def test_another_style_is_another_build(project: Project) -> None:
    builds = Builds()
    before = builds.newest(project)
    style = Project(project.root, project.settings, "apa")
    assert builds.newest(style).edition.settings.csl != before.edition.settings.csl


def test_a_style_that_is_not_there_is_told_each_time(project: Project) -> None:
    builds, lost = Builds(), Project(project.root, project.settings, "no-such-style")
    assert [one.code for one in builds.newest(lost).errors] == ["citing-engine"]
    assert [one.code for one in builds.newest(lost).errors] == ["citing-engine"]
