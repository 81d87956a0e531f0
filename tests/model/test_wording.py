"""The words of a brief's layout: complete in each language, with the same places to fill, and with dates in its manner."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from build_tools.model import dates
from build_tools.model.dossier import Attitude
from build_tools.model.wording import ENGLISH, languages, wording
from build_tools.model.wording.fields import OwnBrief, Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator


def _places(pattern: object) -> set[str]:
    told = " ".join(pattern) if isinstance(pattern, tuple) else str(pattern)
    return {name for _, name, _, _ in Formatter().parse(told) if name} if "{" in told and not isinstance(pattern, dict) else set()


def _leaves(words: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield each word with its name, also those of parts."""
    for one in fields(words):  # type: ignore[arg-type]  # dataclasses alone are handed in
        value = getattr(words, one.name)
        if isinstance(value, OwnBrief | Pictures):
            yield from _leaves(value, f"{one.name}.")
        else:
            yield f"{path}{one.name}", value


@pytest.mark.parametrize("language", languages())
def test_each_language_has_all_words_with_the_same_places(language: str) -> None:
    words, english = wording(language), dict(_leaves(ENGLISH))
    for name, value in _leaves(words):
        assert value, name
        if name not in {"parted", "levels", "stances", "plural", "dates", "own_brief.kinds"}:
            assert _places(value) == _places(english[name]), name
            assert not isinstance(value, tuple) or len(value) == len(english[name]), name  # type: ignore[arg-type]  # a tuple too
    assert _places(words.parted) in ({"sides", "claim"}, {"sides", "clause"})
    assert set(words.stances) == set(Attitude)
    assert set(words.plural) == set(Attitude) - {Attitude.SILENT}
    assert set(words.levels) == {"high", "moderate", "low"}
    assert set(words.own_brief.kinds) == {"forecast", "advice"}
    assert len(set(words.dates.months)) == 12


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_hardly_any_word_is_still_english(language: str) -> None:
    english = dict(_leaves(ENGLISH))
    same = {name for name, value in _leaves(wording(language)) if isinstance(value, str) and value == english[name]}
    assert same <= {"options", "version"}


@pytest.mark.parametrize(("language", "shown"), [("en", "Jun 1901"), ("de", "Jun 1901"), ("fr", "juin 1901")])
def test_a_month_in_few_letters_is_told_from_any_other(language: str, shown: str) -> None:
    assert wording(language).short(dates.parse("1901-06-03")) == shown
    assert wording(language).short(dates.parse("1901")) == "1901"


@pytest.mark.parametrize(
    ("language", "edtf", "shown"),
    [
        ("de-AT", "1901-02-24", "24. Februar 1901"),
        ("de", "1901-02", "Februar 1901"),
        ("de", "190X", "1900er"),
        ("de", "1901~", "um 1901"),
        ("de", "1868/..", "ab 1868"),
        ("de", "1901-21", "Frühjahr 1901"),
        ("fr", "1901-02-01", "1er février 1901"),
        ("fr", "1901-02-02", "2 février 1901"),
        ("fr", "/1868", "jusqu’à 1868"),
        ("en-GB", "1901-02-24", "24 February 1901"),
        ("tlh", "1901-02-24", "24 February 1901"),
        ("de", "long ago", "long ago"),
    ],
)
def test_a_date_is_shown_in_the_manner_of_a_language(language: str, edtf: str, shown: str) -> None:
    assert wording(language).date(edtf) == shown


def test_a_span_of_time_is_told_to_the_month() -> None:
    moments = [dates.parse(one) for one in ("1901-05-03", "1901-03", "1904")]
    assert wording("de").span(moments) == "März 1901 – 1904"
    assert wording("de").span(moments[:1]) == "Mai 1901"
    assert wording("fr").span([]) == "sans date"


def test_a_list_and_a_number_of_sources() -> None:
    assert [wording("de").joined(some) for some in ((), ("A",), ("A", "B", "C"))] == ["", "A", "A, B und C"]
    assert [wording("fr").counted(number) for number in (1, 2)] == ["1 source", "2 sources"]
