"""The command `dossier review` as an editor uses it: answers, refusals, undo, another program's edit, a kill, a real terminal."""

from __future__ import annotations

import os
import pty
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from ferry import DRAFT, KEY, PATH, on_disk
from programs import GOLDEN, copied, environment

from build_tools import review
from build_tools.shells import review_files
from build_tools.shells.cli import main

_SAID = "w Nobody asked those who cross, though a ferry is cheap."
_KILLS = 12


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return on_disk(copied(GOLDEN, tmp_path / "desk"))


def reviewed(desk: Path, *lines: str, key: str = KEY) -> str:
    """Answer the questions of a review line by line; return all that was told."""
    done = CliRunner().invoke(main, ["-f", str(desk / "mkdocs.yml"), "review", key], input="".join(f"{line}\n" for line in lines))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.output


def digest(desk: Path) -> str:
    return (desk / PATH).read_text("utf-8")


def test_a_walk_from_draft_to_reviewed(desk: Path) -> None:
    told = reviewed(
        desk,
        _SAID, "t boats cost", "a",
        "w Someone speaks of a toy.", "c a=denies", "v -", "a",
        "w In early 2016 sluices kept water back.", "k forecast", "a",
        "y", "y",
    )  # fmt: skip
    assert "The town has talked of its canal" in told
    assert "is reviewed" in told
    text = digest(desk)
    assert "status:   reviewed   # not yet" in text
    assert 'topics="town/boats town/cost"' in text
    assert "# begun on a rainy day" in text
    assert 'kind="forecast"' in text
    assert "voice" not in text.split("##\n")[1]
    assert "3 answers written; 0 of 3 statements open" in told


def test_no_unasked_status(desk: Path) -> None:
    reviewed(desk, _SAID, "a", "w Someone speaks of a toy.", "a", "a", "n")
    assert "status:   draft   # not yet" in digest(desk)


def test_what_is_wrong_is_told_and_nothing_is_written(desk: Path) -> None:
    told = reviewed(desk, "w The town has never once asked the people who cross it.", "a", "t boatz", "c town-pays=maybe", "a", "q")
    assert "error[words-copied]" in told
    assert "para. 1 of the original" in told
    assert 'did you mean "boats"?' in told
    assert digest(desk) == DRAFT


def test_an_answer_is_asked_for_its_words(desk: Path) -> None:
    reviewed(desk, "a", "Nobody asked those who cross.", "q")
    assert "Nobody asked those who cross." in digest(desk)


def test_words_that_were_refused_can_be_accepted_after_the_mistake_is_mended(desk: Path) -> None:
    reviewed(desk, "c town-pays=maybe", "a", "Nobody asked those who cross.", "c -", "a", "q")
    assert "Nobody asked those who cross." in digest(desk)


def test_skip_reject_split_and_undo(desk: Path) -> None:
    before = digest(desk)
    told = reviewed(desk, "s", "p 2", "u", "r", "u", "q")
    assert told.count("taken back") == 2
    assert digest(desk) == before
    assert not (desk / "sources/decisions.yaml").exists() or KEY not in (desk / "sources/decisions.yaml").read_text("utf-8")
    reviewed(desk, "r", "r", "r", "y", "q")
    assert "TODO" not in digest(desk)


def test_words_typed_before_a_split_are_kept_for_its_first_half(desk: Path) -> None:
    reviewed(desk, "s", "w Someone speaks of a toy.", "p 2", "a", "q")
    assert "Someone speaks of a toy." in digest(desk).partition('at="para. 2b"')[0]


def test_an_end_of_input_ends_the_walk(desk: Path) -> None:
    assert "0 answers written; 3 of 3 statements open" in reviewed(desk)
    assert digest(desk) == DRAFT


def test_help_and_unknown_letters_tell_what_can_be_typed(desk: Path) -> None:
    assert "reject: nothing here is worth a statement" in reviewed(desk, "x", "q")


def test_a_source_that_is_not_there_names_the_nearest(desk: Path) -> None:
    assert f'did you mean "{KEY}"?' in reviewed(desk, key="brandt2021")


def test_without_the_original_statements_can_be_written(desk: Path) -> None:
    (desk / "originals" / f"{KEY}.txt").unlink()
    told = reviewed(desk, _SAID, "a", "q")
    assert "not at hand" in told
    assert "Nobody asked" in digest(desk)


def test_another_programs_edit_is_not_overwritten(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = DRAFT.replace("# begun on a rainy day", "# begun on a rainy day, and changed")
    accept = review.accept

    def while_it_is_worked_out(*given: object) -> object:
        (desk / PATH).write_text(theirs, "utf-8")
        return accept(*given)  # type: ignore[arg-type] # handed through as it came

    monkeypatch.setattr(review, "accept", while_it_is_worked_out)
    told = reviewed(desk, _SAID, "a", "q")
    assert "was changed by another program meanwhile" in told
    assert digest(desk) == theirs


def test_after_another_programs_edit_the_answer_is_still_there(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = DRAFT.replace("# begun on a rainy day", "# begun on a dry day")
    accept, edits = review.accept, [theirs]

    def once_changed(*given: object) -> object:
        if edits:
            (desk / PATH).write_text(edits.pop(), "utf-8")
        return accept(*given)  # type: ignore[arg-type] # handed through as it came

    monkeypatch.setattr(review, "accept", once_changed)
    reviewed(desk, _SAID, "t boats cost", "a", "a", "q")
    assert "# begun on a dry day" in digest(desk)
    assert "Nobody asked those who cross" in digest(desk)
    assert 'topics="town/boats town/cost"' in digest(desk)


def test_an_undo_does_not_take_back_what_another_program_wrote(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = review_files.write

    def and_then_another(*given: object) -> None:
        write(*given)  # type: ignore[arg-type] # handed through as it came
        (desk / PATH).write_text(digest(desk) + "\n", "utf-8")

    monkeypatch.setattr(review_files, "write", and_then_another)
    told = reviewed(desk, _SAID, "a", "u", "q")
    assert "changed by another program" in told
    assert "Nobody asked" in digest(desk)


@pytest.mark.parametrize("seed", range(_KILLS))
def test_a_kill_leaves_each_file_old_or_new(seed: int, desk: Path) -> None:
    old = {path: path.read_bytes() for path in (desk / "sources").iterdir()}
    command = [sys.executable, "-m", "build_tools.shells.cli", "review", KEY]
    process = subprocess.Popen(command, cwd=desk, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ours
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{_SAID}\na\n".encode())
    process.stdin.flush()
    while b"not written yet" not in process.stdout.readline():
        pass
    time.sleep(random.Random(seed).random() * 0.6)  # noqa: S311 - no secret
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path in (desk / "sources").iterdir():
        if not path.name.startswith("."):
            now = path.read_bytes()
            new = path.name == "brandt2020.md" and b"Nobody asked those who cross" in now and now.endswith(DRAFT.encode()[-60:])
            decided = path.name == "decisions.yaml" and now.startswith(old.get(path, b"")) and now.endswith(b"taken}\n")
            assert now == old.get(path) or new or decided, path


def test_a_write_that_breaks_off_leaves_the_old_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fdopen", broken)
    done = CliRunner().invoke(main, ["-f", str(desk / "mkdocs.yml"), "review", KEY], input=f"{_SAID}\na\n")
    assert done.exit_code
    assert digest(desk) == DRAFT


def test_in_a_terminal_of_80_columns_no_line_is_wider(desk: Path) -> None:
    told = _in_a_terminal(desk, 80, ["?", _SAID, "t +2", "a", "q"])
    assert "written: sources/brandt2020.md" in told
    assert max(len(line) for line in _plain(told).splitlines()) <= 80


def test_in_a_wide_terminal_the_passage_stands_beside_the_statement(desk: Path) -> None:
    told = _plain(_in_a_terminal(desk, 140, ["q"]))
    assert any("The town has talked" in line and "still to be written" in line for line in told.splitlines())


def _in_a_terminal(desk: Path, columns: int, lines: list[str]) -> str:
    """Run a review in a pseudo-terminal, typing a line whenever it waits for one; return all that it shows."""
    command = [sys.executable, "-m", "build_tools.shells.cli", "review", KEY]
    ours, theirs = pty.openpty()
    settings = {**environment(), "COLUMNS": str(columns), "TERM": "xterm-256color"}
    process = subprocess.Popen(command, cwd=desk, env=settings, stdin=theirs, stdout=theirs, stderr=theirs)  # noqa: S603 - ours
    os.close(theirs)
    told, end, typed = b"", time.monotonic() + 60, list(lines)
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                told += os.read(ours, 65536)
            except OSError:
                break
        if told.endswith(b"> ") and typed:
            os.write(ours, f"{typed.pop(0)}\n".encode())
            told += b"\n"
    process.wait(timeout=30)
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def _plain(told: str) -> str:
    return click.unstyle(told)
