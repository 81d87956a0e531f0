"""When files came in and last changed: read from real commits, and nothing from a history that is cut off."""

from __future__ import annotations

import subprocess
from pathlib import Path

from build_tools.model.history import UNKNOWN, Change
from build_tools.shells.history import history


def _git(folder: Path, *words: str, day: str = "2026-01-01") -> None:
    names = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    at = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True, env=at)  # noqa: S603, S607 - a test's own


def _committed(folder: Path, path: str, words: str, day: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(words, "utf-8")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-m", "one", day=day)


def _project(folder: Path) -> Path:
    """Make a dossier in a folder of a repository, as one of several there."""
    _git(folder, "init")
    _committed(folder, "dossier/sources/a.md", "one", "2026-01-05")
    _committed(folder, "dossier/docs/töpic “x”.md", "one", "2026-02-01")
    _committed(folder, "dossier/sources/a.md", "two", "2026-03-01")
    _committed(folder, "elsewhere/sources/b.md", "one", "2026-04-01")
    return folder / "dossier"


def test_each_file_has_its_first_and_its_last_day(tmp_path: Path) -> None:
    assert history(_project(tmp_path), ("docs", "sources")) == {
        "sources/a.md": Change("2026-01-05", "2026-03-01"),
        "docs/töpic “x”.md": Change("2026-02-01", "2026-02-01"),
    }


def test_a_history_that_is_cut_off_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    _project(tmp_path / "whole")
    _git(tmp_path, "clone", "--depth=1", f"file://{tmp_path / 'whole'}", "cut")
    assert history(tmp_path / "cut" / "dossier", ("docs", "sources")) == UNKNOWN


def test_a_folder_without_history_tells_nothing(tmp_path: Path) -> None:
    assert history(tmp_path, ("docs",)) == UNKNOWN
