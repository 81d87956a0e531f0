"""The selector that is made for a passage finds exactly this passage again, by four words at an end at the most."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from build_tools.load import originals
from build_tools.model.evidence import Standing
from build_tools.model.reading import Paragraph, Reading
from build_tools.model.words import forms
from build_tools.resolve.passages import find, searchable
from build_tools.resolve.portions import Portion, portions

ORIGINALS = sorted((Path(__file__).parents[1] / "golden" / "originals").glob("*.txt"))


def read(text: str, name: str = "canal.txt") -> Reading:
    return originals.read(name, text.encode(), marks=dict.fromkeys(range(1, text.count("\n") + 2), "body"))


def holds(reading: Reading, part: Portion) -> bool:
    """Tell whether a passage's selector finds it, or a stretch within it where its own ends are not enough."""
    if part.selector is None:
        return False
    found = find(searchable(reading), part.selector, part.locator)
    ends = (part.selector.start, part.selector.end, part.selector.before, part.selector.after)
    return (
        found.standing is Standing.FOUND
        and found.passage is not None
        and part.start <= found.passage.start < found.passage.end <= part.end
        and all(len(forms(end)) <= 4 for end in ends)
    )


@pytest.mark.parametrize("most", [0, 80, 10_000], ids=["sentences", "passages", "paragraphs"])
@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.stem)
def test_every_passage_of_the_golden_originals_is_found_again(path: Path, most: int) -> None:
    reading = originals.read(path.name, path.read_bytes())
    parts = tuple(portions(reading, most=most))
    assert parts
    assert all(holds(reading, part) for part in parts)
    assert {part.start for part in parts} >= {min(part.start for part in parts)}


@pytest.mark.parametrize("seed", range(20))
def test_a_text_of_few_words_gives_a_true_selector_or_none(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secrets
    words = ["the", "mud", "comes", "back", "again"]
    text = "\n".join(" ".join(chance.choices(words, k=chance.randint(1, 30))) + "." for _ in range(12)) + "\n"
    reading = read(text)
    for part in portions(reading, most=0):
        assert part.selector is None or holds(reading, part)


def test_words_before_are_named_only_where_the_start_is_not_enough() -> None:
    parts = tuple(portions(read("One tide rose over the wall at noon.\nTwo tides rose over the wall at noon.\n")))
    assert [part.selector.before for part in parts if part.selector] == ["", ""]
    same = "The tide rose over the wall. "
    reading = read(f"One saw it first. {same}Nobody saw it come.\nTwo heard of it later. {same}Everybody saw it go.\n")
    parts = tuple(portions(reading, most=0))
    assert [part.selector.before for part in parts if part.selector] == ["", "first", "", "", "later", ""]
    assert all(holds(reading, part) for part in parts)


def test_a_note_number_at_the_end_of_a_sentence_hides_nothing() -> None:
    text = "The wall held fast.1 The gate did not hold.2 The sluice was wide open.3 Nobody had closed it before the storm.\n"
    parts = tuple(portions(read(text), most=0))
    assert [part.locator.text for part in parts] == ["para. 1a", "para. 1b", "para. 1c", "para. 1d"]
    assert [part.selector.start for part in parts if part.selector][1] == "The gate"


def test_pages_are_the_locators_where_there_are_pages() -> None:
    text = "One two three four five.\nSix seven eight nine ten.\nEleven twelve thirteen.\n"
    reading = read(text)
    pages = [(3, 3), (3, 4), (5, 5)]
    paged = tuple(
        Paragraph(one.number, one.start, one.end, one.section, page=first, last_page=last)
        for one, (first, last) in zip(reading.paragraphs, pages, strict=True)
    )
    parts = portions(Reading(reading.name, "", text, reading.lines, paged, ()))
    assert [part.locator.text for part in parts] == ["p. 3", "pp. 3–4", "p. 5"]
