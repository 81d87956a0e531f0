"""Words that are no Markdown get the marks of print, and lose nothing."""

from __future__ import annotations

import pytest

from build_tools.load.typography import typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Nobody's 'own' \"words\"", "Nobody’s ‘own’ “words”"),
        ("1960--1989 -- and so...", "1960–1989 – and so…"),
        ("a *b* [c](d) @k's", "a *b* [c](d) @k’s"),
        ("plain", "plain"),
        ("", ""),
        ("two\n'lines'", "two\n‘lines’"),
    ],
)
def test_marks_of_print(typed: str, shown: str) -> None:
    assert typeset(typed) == shown
