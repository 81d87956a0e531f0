"""The command `dossier suggest`: what it tells an editor and a program, and what it says where it can't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ferry import KEY, on_disk
from programs import GOLDEN, copied, dossier


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return on_disk(copied(GOLDEN, tmp_path / "desk"))


def test_each_passage_gets_topics_with_the_words_that_spoke_for_them(desk: Path) -> None:
    done = dossier(desk, "suggest", KEY)
    assert done.code == 0, done.err
    assert done.out.startswith(f"para. 1  sources/{KEY}.md:9:1\n")
    silt = next(line for line in done.out.splitlines() if "water/silt" in line)
    assert "* water/silt" in silt
    assert "dredging" in silt.casefold()
    assert "dates: 2019-05" in done.out
    assert "speaks: " in done.out


def test_a_program_gets_the_same_as_json(desk: Path) -> None:
    held = json.loads(dossier(desk, "suggest", "--json", KEY).out)
    assert [one["at"] for one in held["passages"]] == ["para. 1", "para. 2", "para. 3"]
    first = held["passages"][2]["topics"][0]
    assert (first["topic"], bool(first["because"]), 0 < first["score"] < 1) == ("water/flooding", True, True)
    assert held["passages"][2]["dates"] == ["2016-01", "1998"]


def test_cue_terms_are_proposed_for_topics(desk: Path) -> None:
    told = dossier(desk, "suggest", "--cues").out.splitlines()
    assert told
    assert all(" of its passages and statements, in " in line for line in told)


def test_nothing_is_written(desk: Path) -> None:
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file() and ".cache" not in path.parts}
    dossier(desk, "suggest", KEY)
    assert before == {path: path.read_bytes() for path in desk.rglob("*") if path.is_file() and ".cache" not in path.parts}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("suggest", "brandt2021"), f'did you mean "{KEY}"?'),
        (("suggest",), "name a source"),
        (("suggest", "capkova"), "capkova2004"),
    ],
)
def test_a_source_that_is_not_there_is_said(desk: Path, words: tuple[str, ...], told: str) -> None:
    done = dossier(desk, *words)
    assert (done.code, told in done.err, "Traceback" in done.err) == (2, True, False), done.err


def test_an_original_that_is_not_at_hand_is_said(desk: Path) -> None:
    (desk / "originals" / f"{KEY}.txt").unlink()
    done = dossier(desk, "suggest", KEY)
    assert (done.code, "is not at hand" in done.err) == (2, True)
