"""The words of a text: what counts as one, in which form it is compared, and where it stands."""

from __future__ import annotations

import pytest

from build_tools.model.words import forms, without_glued_numbers, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lock, the LOCK.", "the lock the lock"),
        ("keeper’s keeper's keeperʼs", "keeper's keeper's keeper's"),
        ("“Tides” – rise… (again)", "tides rise again"),
        ("ques\u00adtion to\u200bwer \u2060lamp", "question tower lamp"),
        ("light-\nhouse", "lighthouse"),
        ("light-house light-\nHouse", "light house light house"),
        ("ﬁshermen ①", "fishermen 1"),
        ("Čapkovå Löwe", "čapkovå löwe"),
        ("Straße STRASSE", "strasse strasse"),
        ("12.5 per cent, 1998-10", "12 5 per cent 1998 10"),
        ("snake_case", "snake case"),
        ("灯台 маяк", "灯台 маяк"),
        ("", ""),
        ("– … “”", ""),
    ],
)
def test_words_are_compared_in_one_form(text: str, expected: str) -> None:
    assert " ".join(forms(text)) == expected


def test_a_word_knows_where_it_stands() -> None:
    text = "  The ques\u00adtion, keeper’s"
    assert [text[word.start : word.end] for word in words(text)] == ["The", "ques\u00adtion", "keeper’s"]
    assert [word.start for word in words(text, offset=10)] == [word.start + 10 for word in words(text)]


def test_note_markers_are_left_out_and_move_nothing() -> None:
    text = "the lamp1 burned"
    found = words(text, ignoring=[(8, 9)])
    assert [(word.form, word.start, word.end) for word in found] == [("the", 0, 3), ("lamp", 4, 8), ("burned", 10, 16)]


@pytest.mark.parametrize(
    ("sought", "known", "expected"),
    [
        ("lamp1 burned", "lamp burned", "lamp burned"),
        ("lamp12", "lamp12 lamp", "lamp12"),
        ("lamp1", "tower", "lamp1"),
        ("a1 route", "a route", "a1 route"),
        ("1998", "1998", "1998"),
        ("lamp1234", "lamp", "lamp1234"),
    ],
)
def test_a_note_number_copied_along_is_dropped_where_the_text_has_the_word_alone(sought: str, known: str, expected: str) -> None:
    assert " ".join(without_glued_numbers(sought.split(), set(known.split()))) == expected
