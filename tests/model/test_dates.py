"""Dates in EDTF: their bounds, how they are shown, and what is refused with which reason."""

from __future__ import annotations

import re
from datetime import date

import pytest

from build_tools.model import dates


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "shown"),
    [
        ("1901", "1901-01-01", "1901-12-31", "1901"),
        ("1901-02", "1901-02-01", "1901-02-28", "February 1901"),
        ("1904-02", "1904-02-01", "1904-02-29", "February 1904"),
        ("1901-02-24", "1901-02-24", "1901-02-24", "24 February 1901"),
        (" 1901 ", "1901-01-01", "1901-12-31", "1901"),
        ("190X", "1900-01-01", "1909-12-31", "1900s"),
        ("19XX", "1900-01-01", "1999-12-31", "1900s"),
        ("00XX", "0001-01-01", "0099-12-31", "0s"),
        ("1901-XX", "1901-01-01", "1901-12-31", "1901"),
        ("1901-XX-XX", "1901-01-01", "1901-12-31", "1901"),
        ("1901-02-XX", "1901-02-01", "1901-02-28", "February 1901"),
        ("1901~", "1901-01-01", "1901-12-31", "about 1901"),
        ("1901-02?", "1901-02-01", "1901-02-28", "February 1901 (?)"),
        ("1901%", "1901-01-01", "1901-12-31", "about 1901 (?)"),
        ("1901-21", "1901-03-01", "1901-05-31", "spring 1901"),
        ("1901-24", "1901-12-01", "1901-12-31", "winter 1901"),
        ("1868/1911", "1868-01-01", "1911-12-31", "1868–1911"),
        ("1868-03/1911-05-02", "1868-03-01", "1911-05-02", "March 1868 – 2 May 1911"),
        ("1868-03-04/1868-03-20", "1868-03-04", "1868-03-20", "4–20 March 1868"),
        ("1868-03-04/1868-05-20", "1868-03-04", "1868-05-20", "4 March – 20 May 1868"),
        ("1868-03/1868-05", "1868-03-01", "1868-05-31", "March–May 1868"),
        ("1868-03~/1868-05", "1868-03-01", "1868-05-31", "about March 1868 – May 1868"),
        ("1868/..", "1868-01-01", "9999-12-31", "from 1868"),
        ("/1868", "0001-01-01", "1868-12-31", "until 1868"),
    ],
)
def test_a_date_is_read_and_shown(edtf: str, earliest: str, latest: str, shown: str) -> None:
    moment = dates.parse(edtf)
    assert (moment.earliest.isoformat(), moment.latest.isoformat(), moment.shown) == (earliest, latest, shown)
    assert moment.edtf == edtf.strip()


@pytest.mark.parametrize(
    ("edtf", "reason"),
    [
        ("", '"" is no EDTF date such as'),
        ("24 May 1901", '"24 May 1901" is no EDTF date such as'),
        ("1901-5", '"1901-5" is no EDTF date such as'),
        ("190X-05", '"190X-05" names a month of an unknown year'),
        ("0000", '"0000" has no year'),
        ("1901-00", '"1901-00" has a month 00 that no year has'),
        ("1901-13", '"1901-13" has a month 13 that no year has'),
        ("1901-02-30", '"1901-02-30" has a day 30 that February 1901 does not have'),
        ("1900-02-29", '"1900-02-29" has a day 29 that February 1900 does not have'),
        ("1901-02-00", '"1901-02-00" has a day 00 that February 1901 does not have'),
        ("/", '"/" has neither a start nor an end'),
        ("../..", '"../.." has neither a start nor an end'),
        ("1911/1868", '"1911/1868" ends before it starts'),
        ("1868/1911/1912", '"1911/1912" is no EDTF date such as'),
        ("99999", '"99999" is no EDTF date such as'),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(edtf: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        dates.parse(edtf)


def test_moments_are_ordered_by_their_first_day_and_then_by_their_last() -> None:
    typed = ["1901-05-24", "1901", "1900~", "1901-05", "1901-01-01"]
    assert sorted(typed, key=dates.parse) == ["1900~", "1901-01-01", "1901", "1901-05", "1901-05-24"]


def test_a_moment_is_filed_under_the_year_it_starts_or_else_ends() -> None:
    assert dates.parse("1868/1911").year == date(1868, 1, 1).year
    assert dates.parse("/1911").year == date(1911, 1, 1).year


@pytest.mark.parametrize(
    ("draft", "modern"),
    [("1998/open", "1998/.."), ("unknown/1998", "../1998"), ("1723?~", "1723%"), ("199u", "199X"), ("1998-uu", "1998-XX")],
)
def test_the_drafts_forms_are_read_as_todays(draft: str, modern: str) -> None:
    assert dates.parse(draft) == dates.parse(modern)


def test_a_year_before_the_first_comes_before_all_others() -> None:
    assert dates.parse("-0043").shown == "44 BC"
    assert dates.parse("Y-17000").shown == "17001 BC"
    assert dates.parse("y17000002").shown == "17000002"
    assert dates.parse("9999") < dates.parse("Y10000")
    assert dates.parse("-0043") < dates.parse("0001")
