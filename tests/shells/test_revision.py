"""The version and the date of a dossier, from a real git repository, from the environment, or from nowhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.shells.revision import revision

# 2024-02-29, half past eleven at night in New York, which is the first of March in Greenwich.
_COMMITTED = {"GIT_COMMITTER_DATE": "1709267400 -0500", "GIT_AUTHOR_DATE": "1000000000 +0000"}
_NOBODY = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": "/usr/bin:/bin"}
_WHO = ("-c", "user.name=Eda", "-c", "user.email=eda@example.org")


def _git(folder: Path, *words: str) -> str:
    command = ["git", *_WHO, *words]
    done = subprocess.run(command, cwd=folder, env={**_COMMITTED, **_NOBODY}, capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
    return done.stdout.strip()


@pytest.fixture
def committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one commit, in an environment that names no date."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "first")
    return tmp_path


def test_the_newest_commit_gives_hash_and_day(committed: Path) -> None:
    assert revision(committed) == (_git(committed, "rev-parse", "HEAD")[:8], "2024-03-01")


def test_the_environment_gives_another_day(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert revision(committed)[1] == "2023-11-14"


@pytest.mark.parametrize("epoch", ["", "0", "yesterday"])
def test_a_day_that_is_none_counts_for_nothing(epoch: str, committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert revision(committed)[1] == "2024-03-01"


def test_without_git_or_history_there_is_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert revision(tmp_path) == ("", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revision(tmp_path) == ("", "")
