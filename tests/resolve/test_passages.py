"""Finding a passage by its selector: exactly once, or not at all, with what is nearest."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, compare, read_cases

from build_tools.load import originals
from build_tools.model import locators
from build_tools.model.dossier import Selector
from build_tools.model.evidence import Evidence, Standing
from build_tools.model.reading import Paragraph, Reading
from build_tools.resolve.passages import find, searchable

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "passages.md"


def judged(text: str, query: str) -> tuple[Evidence, str]:
    """Find `para. 2 | from | to | before | after` in a text; return the evidence, and the words found."""
    at, start, end, before, after = (part.strip() for part in (query + " ||||").split("|")[:5])
    locator = locators.parse(at)
    assert locator
    marks = dict.fromkeys(range(1, text.count("\n") + 1), "body")
    reading = originals.read("canal.txt", text.encode(), marks=marks)
    evidence = find(searchable(reading), Selector(start, end, before, after), locator)
    passage = evidence.passage
    return evidence, reading.text[passage.start : passage.end] if passage else ""


def show(text: str, query: str) -> str:
    evidence, found = judged(text, query)
    told = f"{query}\n  {evidence.standing}"
    if passage := evidence.passage:
        told += f" in para. {passage.first_paragraph}–{passage.last_paragraph}, {passage.words} words: {found!r}"
    if evidence.failure:
        told += f" ({evidence.failure}{', its end' if evidence.end_failed else ''})"
    return told + "".join(f"\n  near: para. {number} {words!r}" for number, words in evidence.candidates) + "\n"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    queries = case.fences["selectors"].splitlines()
    compare(CASES, case, "out", "".join(show(case.fences["txt"], query) for query in queries))


@pytest.mark.parametrize("digits", ["9" * 5_000, "٣", "2"])
def test_a_locator_of_any_digits_is_no_crash(digits: str) -> None:
    evidence, _ = judged("One two three.\nFour five six.\n", f"para. {digits} | four five | six")
    assert (evidence.standing is Standing.FOUND) is (digits == "2")


def test_what_is_found_is_what_was_asked_for() -> None:
    text = "The lamp burned. The lamp went out.\nThe lamp was lit again.\n"
    evidence, found = judged(text, "para. 1 | the lamp | out | burned")
    assert evidence.standing is Standing.FOUND
    assert found == "The lamp went out"


PAGED = Reading(
    "canal.pdf",
    "",
    "The lamp burned.\nThe lamp went out.\nNobody lit it again.\n",
    (),
    (
        Paragraph(1, 0, 16, "", page=17, last_page=17),
        Paragraph(2, 17, 35, "", page=17, last_page=18),
        Paragraph(3, 36, 56, "", page=18, last_page=18),
    ),
    (),
)


@pytest.mark.parametrize(
    ("at", "start", "end", "found"),
    [
        ("p. 17", "lamp burned", "", True),
        ("p. 18", "lamp burned", "", False),
        ("p. 17", "lamp went", "out", True),
        ("p. 18", "lamp went", "out", True),
        ("p. 17", "nobody lit", "", False),
        ("pp. 17-18", "lamp burned", "again", True),
        ("p. 17", "lamp burned", "again", False),
        ("p. xi", "lamp burned", "", True),
    ],
)
def test_a_page_is_held_to_where_there_are_pages(at: str, start: str, end: str, *, found: bool) -> None:
    locator = locators.parse(at)
    assert locator
    assert (find(searchable(PAGED), Selector(start, end), locator).standing is Standing.FOUND) is found


def test_a_page_can_not_be_held_to_where_there_are_none() -> None:
    assert judged("The lamp burned.\n", "p. 99 | lamp burned")[0].standing is Standing.FOUND
