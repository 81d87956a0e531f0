"""The workflows in the repository: every action pinned, no more rights than needed, and each command one that is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_STRAY = re.compile(r"\$\{\{\s*(?:secrets|github\.event)")


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def _steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in _read(path)["jobs"].values() for step in job["steps"]]


def test_there_is_one_for_pages_and_one_for_any_host() -> None:
    assert {path.name for path in WORKFLOWS} >= {"pages.yml", "any-host.yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    used = [step["uses"] for step in _steps(path) if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_given_job_by_job(path: Path) -> None:
    workflow = _read(path)
    assert workflow["permissions"] == {"contents": "read"}
    given = {
        name: right for job in workflow["jobs"].values() for name, right in job.get("permissions", {}).items() if right == "write"
    }
    assert given.keys() <= {"pages", "id-token"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_check_comes_before_anything_is_published(path: Path) -> None:
    runs = [step.get("run", "") + step.get("uses", "") for step in _steps(path)]
    check = next(place for place, run in enumerate(runs) if "dossier check" in run)
    published = next(place for place, run in enumerate(runs) if "upload-pages" in run or "make publish" in run)
    assert check < published


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_is_there_and_holds_no_secret(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    for run in (step["run"] for step in _steps(path) if "run" in step):
        assert not _STRAY.search(run)
        for target in re.findall(r"\bmake ([\w./-]+)", run):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
