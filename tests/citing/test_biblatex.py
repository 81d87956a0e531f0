"""From BibLaTeX to CSL-JSON: each entry type, names, dates, LaTeX, inheritance, after the manuals of both.

The cases are plain text in tests/cases/citing. A row with `=!>` for its arrow is one where what comes out is
known to be wrong: it must stay so, or lose its mark.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cases import read_cases

from build_tools.citing.engine import Request
from build_tools.load import bibliography
from build_tools.model.dossier import Entry
from build_tools.shells.pandoc import PandocEngine

CASES = Path(__file__).parents[1] / "cases" / "citing"
ROWS = ("names", "dates", "latex")


class Case(NamedTuple):
    """One case: its group and name, a bibliography whose first entry counts, a CSL variable (empty: the item), what it holds."""

    group: str
    name: str
    bib: str
    variable: str
    expected: Any
    known_wrong: bool


def cases() -> list[Case]:
    return [*_types(), *(row for group in ROWS for row in _rows(group))]


def _types() -> list[Case]:
    return [
        Case("types", one.title, one.fences["bib"], "", json.loads(one.fences["json"]), known_wrong=False)
        for one in read_cases(CASES / "types.md")
    ]


def _rows(group: str) -> list[Case]:
    return [
        _row(group, one.title, variable, line)
        for one in read_cases(CASES / f"{group}.md")
        for variable, rows in one.fences.items()
        for line in rows.splitlines()
    ]


def _row(group: str, title: str, variable: str, line: str) -> Case:
    typed, arrow, expected = line.partition(" =!> " if " =!> " in line else " => ")
    fields = typed if group == "dates" else f"{variable} = {{{typed}}}"
    told = expected.strip() if group == "latex" else json.loads(expected)
    return Case(group, f"{title}: {typed}", f"@book{{a, {fields}}}", variable, told, "!" in arrow)


@cache
def results() -> dict[str, dict[str, Any]]:
    """Return the CSL-JSON item of every case by group and name, all read in one batch."""
    entries: dict[str, tuple[Entry, ...]] = {f"case-{n}": _entries(case, f"case-{n}") for n, case in enumerate(cases())}
    works = PandocEngine().render(Request(tuple(one for some in entries.values() for one in some), ())).works
    return {f"{case.group}: {case.name}": json.loads(works[key].csl_json) for key, case in zip(entries, cases(), strict=True)}


def _entries(case: Case, key: str) -> tuple[Entry, ...]:
    """Return a case's entries, the first under a key of its own, and its parents as they are."""
    bib = case.bib.replace("{a,", f"{{{key},", 1).replace("crossref = {a}", f"crossref = {{{key}}}")
    return bibliography.load("references.bib", bib)[0]


def outcome(case: Case) -> Any:  # noqa: ANN401 - CSL-JSON holds words, lists and objects
    item = dict(results()[f"{case.group}: {case.name}"])
    item.pop("id")
    return item.get(case.variable) if case.variable else item


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.group}: {one.name}") for one in cases()])
def test_an_entry_becomes_the_right_csl_json(case: Case) -> None:
    came_out = outcome(case)
    assert (came_out == case.expected) is not case.known_wrong, came_out
