"""Originals read in a process of their own: what came out is kept, and what would take too much is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.load import formats, originals
from build_tools.load.unreadable import Unreadable
from build_tools.shells.extracts import ExtractApart

PAGE = (
    b"<html><body><article><h1>Locks</h1><p>"
    + b"The canal was dug by men who had never seen the sea. " * 9
    + b"</p></article></body></html>"
)


def test_a_process_of_its_own_reads_the_same_and_keeps_it(tmp_path: Path) -> None:
    apart = ExtractApart(tmp_path)
    first = originals.read("locks.html", PAGE, extract=apart)
    assert first == originals.read("locks.html", PAGE)
    (kept,) = (tmp_path / "extracts").iterdir()
    kept.write_text(kept.read_text(encoding="utf-8").replace("canal", "ditch"), encoding="utf-8")
    assert "ditch" in originals.read("locks.html", PAGE, extract=apart).text


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": "html"}'])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    apart = ExtractApart(tmp_path)
    apart("locks.html", PAGE)
    (kept,) = (tmp_path / "extracts").iterdir()
    kept.write_bytes(damage)
    assert apart("locks.html", PAGE) == formats.extract("locks.html", PAGE)
    assert kept.read_bytes() != damage


@pytest.mark.parametrize("bounds", [{"memory": 30_000_000}, {"seconds": 1}])
def test_what_takes_too_much_is_told_and_nothing_is_kept(tmp_path: Path, bounds: dict[str, int]) -> None:
    page = PAGE * (1 if "memory" in bounds else 20_000)
    with pytest.raises(Unreadable) as told:
        ExtractApart(tmp_path, **bounds)("locks.html", page)
    assert told.value.rule.code == "original-too-large"
    assert not (tmp_path / "extracts").exists()


def test_what_the_process_refuses_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        ExtractApart(tmp_path)("locks.pdf", b"%PDF-1.7 and nothing more")
    assert told.value.rule.code == "original-damaged"


def test_plain_text_needs_no_other_process(tmp_path: Path) -> None:
    assert ExtractApart(tmp_path)("locks.txt", b"One line.").text == "One line."
    assert list(tmp_path.iterdir()) == []
