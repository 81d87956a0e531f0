"""A draft of any text at hand holds no five words of it in a row: its selectors have four at the most."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

import pytest
from test_mistakes import FILES, ORIGINALS, SETTINGS

from build_tools import intake
from build_tools.load import originals
from build_tools.load.metadata import metadata
from build_tools.model.words import forms
from build_tools.suggest import suggest

ROOT = Path(__file__).parents[2]
AT_HAND = Path(os.environ.get("DOSSIER_ORIGINALS") or ROOT.parent / "shared" / "originals")
TEXTS = [*sorted((ROOT / "tests" / "golden" / "originals").glob("*.txt")), *sorted(AT_HAND.glob("*.txt"))]
# A new text would be refused where an entry has its title already.
EMPTY = {path: content for path, content in FILES.items() if not re.match(r"references\.bib|sources/.*\.md", path)}


@pytest.mark.parametrize("most", [0, 80], ids=["sentences", "passages"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_no_five_words_in_a_row(text: Path, most: int) -> None:
    content = text.read_bytes()
    reading = originals.read(text.name, content)
    known = metadata(reading, today="2026-01-01")
    desk = intake.Desk(EMPTY, ORIGINALS, SETTINGS)
    made = intake.take_in(desk, content, reading, known, intake.Wanted(most=most), partial(suggest, lang="en"))
    digest = dict(made.changes)[f"sources/{made.key}.md"].decode()
    # The name of an attribute parts what stands before it from its value: `from="They go" to="and fro"`.
    theirs, ours = forms(reading.text), forms(re.sub(r"[a-z]+=\"", '_ATTRIBUTE_ "', digest))
    runs = {theirs[at : at + 5] for at in range(len(theirs) - 4)}
    assert made.passages
    assert "words-copied" not in {one.code for one in made.wrong}
    assert [" ".join(ours[at : at + 5]) for at in range(len(ours) - 4) if ours[at : at + 5] in runs] == []
