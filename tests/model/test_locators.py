"""Locators: what is read as one, how it is shown, and which statements it means."""

from __future__ import annotations

import pytest

from build_tools.model import locators


@pytest.mark.parametrize(
    ("typed", "label", "numbers", "shown", "slug"),
    [
        ("para. 9b", "paragraph", "9", "para. 9", "para-9b"),
        ("paras. 9–12", "paragraph", "9–12", "paras. 9–12", "paras-9-12"),
        ("paras. 9a, 12b", "paragraph", "9, 12", "paras. 9, 12", "para-9-12"),
        ("paras. 9a–c", "paragraph", "9", "paras. 9", "para-9"),
        ("pp. 133--7", "page", "133–137", "pp. 133–137", "pp-133-137"),
        ("33", "page", "33", "p. 33", "p-33"),
        ("xii", "page", "xii", "p. xii", "p-xii"),
        ("§4", "section", "4", "sec. 4", "sec-4"),
        ("figs. 3-4", "figure", "3–4", "figures 3–4", "figures-3-4"),
        ("ts. 0:12", "timestamp", "0:12", "ts. 0:12", "timestamp-0-12"),
        ("s.v. buoy", "sub-verbo", "buoy", "s.v. buoy", "sub-verbo-buoy"),
    ],
)
def test_a_locator_is_read_and_shown(typed: str, label: str, numbers: str, shown: str, slug: str) -> None:
    found = locators.parse(typed)
    assert found
    assert (found.label, found.numbers, found.shown, found.slug) == (label, numbers, shown, slug)


@pytest.mark.parametrize("typed", ["", "para.", "para. one", "p. said nothing", "the end", "p. A"])
def test_words_are_no_locator(typed: str) -> None:
    assert locators.parse(typed) is None


def test_an_explicit_locator_needs_no_number() -> None:
    assert locators.parse("p. A", explicit=True) == locators.Locator("page", "", "", "", "p. A")
    assert locators.parse("", explicit=True) is None


@pytest.mark.parametrize(
    ("cited", "stated", "covered"),
    [
        ("para. 9", "para. 9b", True),
        ("para. 9b", "para. 9", False),
        ("para. 9b", "para. 9b", True),
        ("paras. 9–12", "para. 10", True),
        ("paras. 9, 12", "para. 12", True),
        ("paras. 9, 12", "para. 10", False),
        ("pp. 133–7", "p. 135", True),
        ("p. 9", "para. 9", False),
        ("p. xii", "p. xii", True),
        ("s.v. buoy", "s.v. lamp", False),
        ("p. " + "9" * 5000, "p. 9", False),
    ],
)
def test_a_citation_means_the_statements_it_covers(cited: str, stated: str, covered: bool) -> None:  # noqa: FBT001 - a case's value
    one, other = locators.parse(cited), locators.parse(stated)
    assert one
    assert other
    assert one.covers(other) is covered
