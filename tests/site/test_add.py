"""The command `dossier add` on disk: what it writes, what it leaves alone, and what a kill at any moment leaves behind."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from programs import GOLDEN, copied, dossier

from build_tools.shells import at_desk, obtained
from build_tools.shells.cli import main
from build_tools.shells.fetch import Fetched

MUD = """\
Mud in the harbour

The mud of the lower basin is older than any of the walls around it, and nobody has ever measured how deep it lies. \
Every dredger that was sent to find out came back with its chain too short and its crew in a bad temper.

Some say that it ought to be sold to the brickworks; the brickworks say that they would rather be paid to take it away.
"""
_KILLS = 40


@pytest.fixture
def mud(tmp_path: Path) -> Path:
    path = tmp_path / "mud.txt"
    path.write_text(MUD, "utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return copied(GOLDEN, tmp_path / "desk")


def state(folder: Path) -> dict[str, bytes]:
    """Return all files of a dossier that are no cache and nothing half written."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if not path.name.startswith(".")}


def test_a_file_becomes_a_draft_and_the_second_time_nothing(desk: Path, mud: Path) -> None:
    before = state(desk)
    done = dossier(desk, "add", str(mud))
    assert done.code == 0, done.err
    after = state(desk)
    assert sorted(after.keys() - before.keys()) == ["originals/harbourundated.txt", "sources/harbourundated.md"]
    assert {path for path in before if before[path] != after[path]} == {"references.bib"}
    assert after["originals/harbourundated.txt"] == mud.read_bytes()
    checked = dossier(desk, "check")
    assert (checked.code, "drafts left out: harbourundated" in checked.out) == (0, True)
    again = dossier(desk, "add", str(mud))
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert state(desk) == after


def test_show_tells_what_each_line_is_taken_for_and_writes_nothing(desk: Path, mud: Path) -> None:
    before = state(desk)
    told = dossier(desk, "add", "--show", "--mark", "5=caption", str(mud)).out.splitlines()
    assert [line.split()[:2] for line in told] == [["1", "title"], ["3", "body"], ["5", "caption"]]
    assert "para. 1" in told[1]
    assert "marked by the editor" in told[2]
    assert state(desk) == before


def test_a_web_address_is_asked_once_and_noted_with_the_day(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = b"<html><head><title>Mud in the harbour</title></head><body><h1>Mud in the harbour</h1>" + b"".join(
        b"<p>" + line.encode() + b"</p>" for line in MUD.splitlines()[2:] if line
    )
    asked: list[str] = []

    def fetched(url: str) -> Fetched:
        asked.append(url)
        return Fetched(
            page, "https://example.org/mud.html", "text/html", "mud.html", "2026-03-01", ("https://example.org/mud.html",)
        )

    monkeypatch.setattr(obtained, "fetch", fetched)
    monkeypatch.chdir(desk)
    done = CliRunner().invoke(main, ["add", "https://example.org/mud"])
    assert done.exit_code == 0, done.output
    assert "led on to https://example.org/mud.html" in done.output
    entry = (desk / "references.bib").read_text("utf-8")
    assert "url     = {https://example.org/mud.html}" in entry
    assert "urldate = {2026-03-01}" in entry
    (key,) = [path.stem for path in (desk / "originals").glob("*.html")]
    assert (desk / "originals" / f"{key}.html").read_bytes() == page
    after = state(desk)
    again = CliRunner().invoke(main, ["add", "http://www.example.org/mud.html#top"])
    assert (again.exit_code, len(asked), state(desk)) == (0, 1, after)
    assert f"dossier refresh {key}" in again.output


def test_an_entry_for_another_program_is_printed(desk: Path, mud: Path) -> None:
    before = state(desk)
    done = dossier(desk, "add", "--print-entry", str(mud))
    assert "\n@online{harbourundated," in done.out
    assert state(desk)["references.bib"] == before["references.bib"]
    assert dossier(desk, "check").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "nowhere.txt"), "can't be read"),
        (("add", "--rights", "open", "MUD"), "needs its licence"),
        (("add", "--mark", "5=poem", "MUD"), "is no mark"),
        (("add", "--key", "../mud", "MUD"), "is no key"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(desk: Path, mud: Path, words: tuple[str, ...], told: str) -> None:
    before = state(desk)
    done = dossier(desk, *(str(mud) if word == "MUD" else word for word in words))
    assert (done.code, told in done.err, "Traceback" in done.err) == (2, True, False), done.err
    assert state(desk) == before


def test_a_folder_of_originals_that_cannot_be_written_to_is_named(desk: Path, mud: Path) -> None:
    (desk / "mkdocs.yml").write_text(
        (desk / "mkdocs.yml").read_text("utf-8").replace("originals: originals", "originals: mkdocs.yml/x")
    )
    before = state(desk)
    done = dossier(desk, "add", str(mud))
    assert done.code == 2
    assert "mkdocs.yml/x, can't be written to" in done.err
    assert "nothing was changed" in done.err
    assert state(desk) == before


def test_a_kill_at_any_moment_leaves_each_file_old_or_new(desk: Path, mud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    before = state(desk)
    wrong = at_desk.desk_of(at_desk.opened("mkdocs.yml")).errors()
    started = time.monotonic()
    assert CliRunner().invoke(main, ["add", str(mud)]).exit_code == 0
    took = time.monotonic() - started
    after = state(desk)
    chance = random.Random(1)  # noqa: S311 - moments, no secrets
    seen = set()
    for _ in range(_KILLS):
        for path in after.keys() - before.keys():
            (desk / path).unlink(missing_ok=True)
        (desk / "references.bib").write_bytes(before["references.bib"])
        _killed(["add", str(mud)], chance.uniform(0.3, 1.1) * took)
        left = state(desk)
        assert left.keys() <= after.keys()
        assert all(content in {before.get(path), after[path]} for path, content in left.items())
        assert at_desk.desk_of(at_desk.opened("mkdocs.yml")).errors() <= wrong
        seen.add(frozenset(path for path, content in left.items() if content != before.get(path)))
    assert frozenset() in seen
    assert CliRunner().invoke(main, ["add", str(mud)]).exit_code == 0
    assert state(desk) == after


def _killed(words: list[str], delay: float) -> None:
    """Run the command in a process of its own, and kill that after so many seconds."""
    child = os.fork()
    if not child:
        CliRunner().invoke(main, words)
        os._exit(0)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
