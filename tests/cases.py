"""Test cases as plain text: a Markdown file whose headings are cases and whose fences are inputs and expected outputs.

With UPDATE_CASES=1 in the environment the expected outputs are rewritten; read each of them before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=ticks)[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(?P<title>[^\n]+)$", re.MULTILINE)


class Case(NamedTuple):
    """One case: its heading, the heading's line counted from 1, and its fences by their info string."""

    title: str
    line: int
    fences: dict[str, str]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file in order. A heading inside a fence is part of the fence."""
    text = path.read_text(encoding="utf-8")
    fences = list(_FENCE.finditer(text))
    headings = [match for match in _HEADING.finditer(text) if not any(one.start() < match.start() < one.end() for one in fences)]
    ends = [match.start() for match in headings[1:]] + [len(text)]
    cases = []
    for heading, end in zip(headings, ends, strict=True):
        inner = [one for one in fences if heading.end() <= one.start() < end]
        found = {one["info"].strip(): one["text"] for one in inner}
        assert len(found) == len(inner), f"{path.name}: two fences of one name under {heading['title']}"
        cases.append(Case(heading["title"].strip(), text.count("\n", 0, heading.start()) + 1, found))
    assert len({case.title for case in cases}) == len(cases), f"{path.name}: two cases of one name"
    return cases


def compare(path: Path, case: Case, info: str, actual: str) -> None:
    """Hold what came out against a case's fence; rewrite the fence instead where UPDATE_CASES is set."""
    if os.environ.get("UPDATE_CASES") and actual != case.fences[info]:
        rewrite(path, case, info, actual)
        return
    assert actual == case.fences[info], f"{path}:{case.line}: {case.title}"


def rewrite(path: Path, case: Case, info: str, actual: str) -> None:
    """Put another text into one fence of a case."""
    text = path.read_text(encoding="utf-8")
    start = re.compile(rf"^#+ +{re.escape(case.title)}[ \t]*$", re.MULTILINE).search(text)
    fence = next(one for one in _FENCE.finditer(text, start.end() if start else 0) if one["info"].strip() == info)
    path.write_text(text[: fence.start("text")] + actual + text[fence.end("text") :], encoding="utf-8")
