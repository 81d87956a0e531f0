"""The command `dossier refresh` on disk: told first, written only when accepted, and finished if it was broken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import GOLDEN, copied, dossier
from test_add import state

from build_tools.shells import at_desk, disk


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return copied(GOLDEN, tmp_path / "desk")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    old = (GOLDEN / "originals" / "lowe2019.txt").read_text("utf-8")
    added = "The editors have had many letters since this was first printed, and some of them are fit to be read aloud.\n"
    path = tmp_path / "newer.txt"
    path.write_text(old.replace("The boats are waiting\n", f"{added}The boats are waiting\n"), "utf-8")
    return path


def test_nothing_is_written_until_it_is_accepted(desk: Path, newer: Path) -> None:
    before = state(desk)
    told = dossier(desk, "refresh", "lowe2019", str(newer))
    assert (told.code, state(desk)) == (0, before), told.err
    assert "1 the same, 13 moved" in told.out
    assert "moved    para. 6a → para. 7a" in told.out
    assert "cited in docs/topics/town/cost.md:7:" in told.out
    assert "nothing was changed; --accept" in told.err


def test_accepted_it_is_sound_and_there_is_nothing_left_to_do(desk: Path, newer: Path) -> None:
    assert dossier(desk, "refresh", "lowe2019", "--accept", str(newer)).code == 0
    checked = dossier(desk, "check")
    assert checked.code == 0, checked.out
    after = state(desk)
    assert after["originals/lowe2019.txt"] == (GOLDEN / "originals" / "lowe2019.txt").read_bytes()
    assert b"[@trust1987, para. 8a; @lowe2019, para. 7a]" in after["docs/topics/town/cost.md"]
    again = dossier(desk, "refresh", "lowe2019", str(newer))
    assert (again.code, "nothing to accept" in again.err, state(desk)) == (0, True, after)


def test_what_was_broken_off_is_finished_the_next_time(desk: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = copied(GOLDEN, desk.parent / "whole")
    assert dossier(whole, "refresh", "lowe2019", "--accept", str(newer)).code == 0
    monkeypatch.chdir(desk)
    project = at_desk.opened("mkdocs.yml")
    before, after = state(desk), state(whole)
    changes = [(path, after[path]) for path in after if path in before and after[path] != before[path]]
    written: list[Path] = []

    def broken_off(path: Path, content: bytes) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        disk_write(path, content)

    disk_write = disk.write
    monkeypatch.setattr(disk, "write", broken_off)
    with pytest.raises(KeyboardInterrupt):
        at_desk.write_together(project, before, changes)
    assert state(desk) not in (before, after)
    checked = dossier(desk, "check")
    assert (checked.code, checked.out.count("error[refresh-unfinished]")) == (1, len(changes) - 2), checked.out
    assert "run `dossier refresh KEY` once more" in checked.out
    assert "finished what was broken off" in dossier(desk, "refresh", "lowe2019", str(newer)).err
    assert {path: state(desk)[path] for path in before} == {path: after[path] for path in before}
    assert "refresh-unfinished" not in dossier(desk, "check").out


@pytest.mark.parametrize(
    ("words", "told"),
    [(("refresh", "lowe2091"), 'did you mean "lowe2019"?'), (("refresh", "lowe2019"), "nothing to accept")],
)
def test_what_there_is_not_is_said(desk: Path, words: tuple[str, ...], told: str) -> None:
    done = dossier(desk, *words)
    assert told in done.err
    assert "Traceback" not in done.err
