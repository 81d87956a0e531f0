"""The matrix of who says what: shape, word and way of each cell, contested rows, and many sources gathered by years."""

from __future__ import annotations

import pytest
from coasts import Log, coast

from build_tools.model import blocks as b
from build_tools.pages import propositions
from build_tools.pages.periods import MOST, UNDATED, periods
from build_tools.pages.stances import matrix, summed_up

PARTED = (Log("ash", "1901", "keepers-needed=asserts"), Log("elm", "1934", "keepers-needed=denies"), Log("oak", "1950"))


def drawn(*logs: Log, families: bool = False) -> b.Table:
    dossier = coast(*logs)
    return matrix(dossier, dossier.library.propositions.values(), "Who says what", families=families)


def way(cell: b.Cell) -> b.Link:
    (link,) = cell.content
    assert isinstance(link, b.Link)
    return link


def test_each_cell_says_its_attitude_in_sign_word_and_role() -> None:
    row = drawn(*PARTED).rows[0]
    assert [cell.role for cell in row[1:]] == ["stance asserts", "stance denies", "stance silent"]
    assert [b.plain(cell.content) for cell in row[1:]] == ["●\u00a0asserts", "○\u00a0denies", "–\u00a0silent"]


def test_a_cell_leads_to_its_passage_by_a_name_that_says_what_it_is() -> None:
    asserting = way(drawn(*PARTED).rows[0][1])
    assert asserting.target == "sources/ash.md#para-1"
    assert asserting.label == "ash asserts: A lighthouse needs a keeper, para. 1"


def test_an_inferred_stance_is_marked_and_named() -> None:
    cell = drawn(Log("ash", "1901", "keepers-needed=denies/inferred")).rows[0][1]
    assert b.plain(cell.content) == "○\u00a0denies inferred"
    assert " denies inferred: " in way(cell).label


def test_only_a_contested_row_is_marked() -> None:
    contested, agreed = drawn(*PARTED).rows
    assert "contested" in contested[0].role
    assert b.plain(contested[0].content) == "A lighthouse needs a keeper. contested"
    assert "contested" not in agreed[0].role + b.plain(agreed[0].content)


@pytest.mark.parametrize(
    ("taken", "parted"),
    [
        (("asserts", "asserts"), False),
        (("asserts", "qualifies"), False),
        (("denies", "denies"), False),
        (("denies", "qualifies"), True),
        (("asserts", "denies"), True),
    ],
)
def test_sources_part_where_one_denies_what_another_holds(taken: tuple[str, str], *, parted: bool) -> None:
    row = drawn(*(Log(f"log{at}", "1901", f"keepers-needed={one}") for at, one in enumerate(taken))).rows[0]
    assert ("contested" in row[0].role) is parted


def test_the_families_of_a_proposition_are_named_where_they_are_asked_for() -> None:
    assert b.plain(drawn(*PARTED, families=True).rows[1][0].content) == "Electric light is cheaper than oil. Signals"


def test_a_dossier_without_sources_has_rows_without_cells() -> None:
    assert [len(row) for row in drawn().rows] == [1, 1]


def test_many_sources_are_gathered_by_years_and_counted() -> None:
    logs = [Log(f"log{at:04}", str(1900 + at % 60), f"keepers-needed={'denies' if at % 3 else 'asserts'}") for at in range(1000)]
    dossier = coast(*logs, Log("loose"))
    table = matrix(dossier, dossier.library.propositions.values(), "Who says what")
    assert len(table.head) <= MOST + 2
    assert b.plain(table.head[-1].content) == UNDATED
    first = table.rows[0][1]
    assert first.role == "stance divided"
    assert way(first).target == "propositions.md#keepers-needed"
    counted = sum(int(part) for cell in table.rows[0][1:] for part in b.plain(cell.content).split() if part.isdigit())
    assert counted == 1000
    assert table.rows[1][1].role == "stance silent"


def test_periods_hold_every_source_once_in_date_order() -> None:
    dossier = coast(*(Log(f"log{at:02}", str(1990 - at)) for at in range(40)), Log("loose"))
    found = periods(dossier, dossier.library.sources.values())
    assert sorted(one.key for period in found for one in period.sources) == sorted(dossier.library.sources)
    assert [period.label for period in found][:2] == ["1951–1954", "1955–1958"]
    assert found[-1].label == UNDATED


def test_a_sentence_names_few_sources_and_counts_many() -> None:
    few, many = coast(*PARTED), coast(*(Log(f"log{at}", "1901", "keepers-needed=asserts") for at in range(40)))
    told = [summed_up(one, one.library.positions["keepers-needed"]) for one in (few, many)]
    assert told == ["ash asserts it; elm denies it; oak is silent.", "40 sources assert it."]


def test_a_single_statement_is_told_to_be_a_forecast_as_several_are() -> None:
    pages = propositions.outlines(coast(Log("ash", "1901", stances="keepers-needed=asserts", kind="forecast")))
    (page,) = [outline.page() for outline in pages if outline.path == "propositions.md"]
    told = next(block for block in page.blocks if isinstance(block, b.Terms) and block.role == "positions")
    ((_, (why,)),) = told.items
    assert isinstance(why, b.Paragraph)
    assert "forecast" in b.plain(why.content)
