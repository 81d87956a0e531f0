"""When a work came out, also where its entry says so by way of another, or in BibTeX's two fields."""

from __future__ import annotations

import pytest

from build_tools.load.corpus import load_corpus
from build_tools.model.settings import Settings
from build_tools.resolve import resolve

_BOOK = "@proceedings{coasts, title = {Coasts}, date = {1934-05}}\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@inproceedings{ours, title = {Fog}, crossref = {coasts}}", "1934-05"),
        ("@inproceedings{ours, title = {Fog}, crossref = {coasts}, year = {1935}}", "1935"),
        ("@book{ours, title = {Fog}, year = {1901}, month = oct}", "1901-10"),
        ("@book{ours, title = {Fog}, year = 1901, month = {2}}", "1901-02"),
        ("@book{ours, title = {Fog}, date = {1901-02-03T10:00:00}}", "1901-02-03"),
    ],
)
def test_a_date_is_found_where_it_stands(entry: str, expected: str) -> None:
    files = {"references.bib": (_BOOK + entry).encode()}
    assert resolve(load_corpus(files, Settings(), {})).dated["ours"].edtf == expected
