"""How it is told who parts from whom on a proposition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coasts import Log, coast

from build_tools.model.wording import ENGLISH
from build_tools.model.works import Citations, Work
from build_tools.pages.dossier import sources_counted
from build_tools.pages.judgements import sides

_CLAIMS = """propositions:
  - id: lit
    text: Stations were lit in time.
    topics: [signals/lamps]
  - id: dark
    text: Bjarnøy was dark.
    topics: [signals/lamps]
"""


def told(*logs: Log) -> tuple[str, ...]:
    dossier = coast(*logs, propositions=_CLAIMS)
    library = dossier.library
    return sides([(one, library.positions[one.id]) for one in library.propositions.values()], dossier)


def test_a_claim_begins_small_within_a_sentence_unless_it_begins_with_a_name() -> None:
    assert told(Log("a1901", stances="lit=asserts dark=asserts"), Log("b1902", stances="lit=denies dark=denies")) == (
        "a1901 asserts, b1902 denies that stations were lit in time",
        "a1901 asserts, b1902 denies that Bjarnøy was dark",
    )


def test_more_sources_than_can_be_read_are_counted() -> None:
    many = [Log(f"a{1900 + number}", stances="lit=asserts") for number in range(20)]
    assert told(*many, Log("b1930", stances="lit=denies"))[0] == "20 sources assert, b1930 denies that stations were lit in time"


@pytest.mark.parametrize(
    ("houses", "told"),
    [
        (("Harbour Board", "Lens Works"), "2 sources"),
        (("Harbour Board", "Harbour Board"), "2 sources that share an institution"),
        (("Harbour Board", "Harbour Board", "Lens Works"), "3 sources, 2 of them independent"),
    ],
)
def test_sources_of_one_institution_are_said_to_share_it(houses: tuple[str, ...], told: str) -> None:
    logs = [Log(f"log{number}", "1901") for number in range(len(houses))]
    works = {log.key: _work(log.key, house) for log, house in zip(logs, houses, strict=True)}
    dossier = replace(coast(*logs), citations=Citations(works))
    assert sources_counted(dossier, tuple(dossier.library.bylines.values()), ENGLISH) == told


def _work(key: str, house: str) -> Work:
    return Work(key, "report", "A log", (), (), (house,), "", "1901", "1901", "", "", "", "en", key, "{}")
