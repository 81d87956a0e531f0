"""How it is told who parts from whom on a proposition."""

from __future__ import annotations

from coasts import Log, coast

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
