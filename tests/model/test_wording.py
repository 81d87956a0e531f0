"""The words of a brief's layout: complete in each language, with the same places to fill, and with dates in its manner."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from build_tools.model import dates
from build_tools.model.dossier import Attitude
from build_tools.model.wording import ENGLISH, Wording, languages, wording


def _places(pattern: object) -> set[str]:
    told = " ".join(pattern) if isinstance(pattern, tuple) else str(pattern)
    return {name for _, name, _, _ in Formatter().parse(told) if name} if "{" in told and not isinstance(pattern, dict) else set()


@pytest.mark.parametrize("language", languages())
def test_each_language_has_all_words_with_the_same_places(language: str) -> None:
    words = wording(language)
    for one in fields(Wording):
        value, english = getattr(words, one.name), getattr(ENGLISH, one.name)
        assert value, one.name
        if one.name not in {"parted", "levels", "stances", "plural", "dates"}:
            assert _places(value) == _places(english), one.name
    assert _places(words.parted) in ({"sides", "claim"}, {"sides", "clause"})
    assert set(words.stances) == set(Attitude)
    assert set(words.plural) == set(Attitude) - {Attitude.SILENT}
    assert set(words.levels) == {"high", "moderate", "low"}
    assert len(set(words.dates.months)) == 12


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_hardly_any_word_is_still_english(language: str) -> None:
    words = wording(language)
    strings = [one.name for one in fields(Wording) if isinstance(getattr(words, one.name), str)]
    same = {name for name in strings if getattr(words, name) == getattr(ENGLISH, name)}
    assert same <= {"options", "version"}


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
