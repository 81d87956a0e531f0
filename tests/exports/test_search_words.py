"""How the search reads words: spellings, forms, other names and words of the same sense."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Span
from build_tools.exports.search.index import EXACT, PREFERRED, index
from build_tools.exports.search.record import Record
from build_tools.exports.search.same import RELATED, SIMILAR, Names, thesaurus
from build_tools.exports.search.words import other_spellings, stemmer, words
from build_tools.model.dossier import Name

_STEM = stemmer("en-GB")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"),
        ("recognise", "recognizing"),
        ("organisations", "organization"),
        ("analyse", "analyzed"),
        ("colours", "color"),
        ("neighbouring", "neighbor"),
        ("centre", "centers"),
        ("travelled", "traveling"),
        ("programme", "programs"),
        ("catalogue", "catalogs"),
        ("manoeuvre", "maneuvers"),
        ("judgement", "judgment"),
        ("sanction", "sanctions"),
    ],
)
def test_spellings_and_forms_are_filed_together(one: str, other: str) -> None:
    assert _STEM(one) == _STEM(other)


@pytest.mark.parametrize(("one", "other"), [("prize", "price"), ("corporal", "corpora"), ("meter", "metre-long"), ("size", "sis")])
def test_other_words_are_kept_apart(one: str, other: str) -> None:
    assert _STEM(one) != _STEM(other)


@pytest.mark.parametrize(("british", "american"), [("defence", "defense"), ("recognise", "recognize"), ("colour", "color")])
def test_each_spelling_leads_to_the_other(british: str, american: str) -> None:
    assert american in other_spellings(british)
    assert british in other_spellings(american)


def test_words_are_read_without_accents_case_and_possessive() -> None:
    assert [word for word, says in words("Élodie’s café, the U.S. and NATO's S-400") if says] == [
        "elodie",
        "cafe",
        "u",
        "s",
        "nato",
        "s",
        "400",
    ]


def test_capitals_make_a_word_of_what_says_nothing_in_small_letters() -> None:
    assert [word for word, says in words("who asks the WHO about it and IT?") if says] == ["asks", "who", "it"]


def test_a_script_without_spaces_is_read_sign_by_sign() -> None:
    assert [word for word, _ in words("灯塔 and かな")] == ["灯", "塔", "and", "か", "な"]


def _others(text: str, *names: Name) -> set[str]:
    read = [(_STEM(word), place) for place, (word, says) in enumerate(words(text)) if says]
    return {word for word, _ in Names(names, _STEM).others(read)}


def test_a_text_is_found_by_other_names_of_what_it_names() -> None:
    board = Name("Harbour Board", "organisations", ("Board", "HB"), "", Span("sources/names.yaml"))
    assert "hb" in _others("The harbour board met.", board)
    assert _others("Nobody met.", board) == set()
    assert {_STEM("portugal"), _STEM("portuguese")} <= _others("Lisbon agrees.")


def test_the_longest_name_counts() -> None:
    assert "seoul" not in _others("Pyongyang and North Korea agree.")


def test_words_of_the_same_sense_and_turns_of_phrase() -> None:
    same = thesaurus(_STEM)
    assert _STEM("weapon") in same["arms"]
    assert _STEM("contempt") in same["look_down_on"]


def test_a_line_with_a_colon_leads_one_way_and_less_behind_a_semicolon() -> None:
    same = thesaurus(_STEM)
    assert same["adore"][_STEM("admire")] == SIMILAR
    assert same["affectionate"][_STEM("friendly")] == SIMILAR
    assert _STEM("affectionate") not in same["friendly"]
    assert same["affection"][_STEM("love")] == RELATED
    assert same["feud"][_STEM("quarrel")] == SIMILAR


def test_a_word_in_a_text_counts_more_than_one_beside_it_and_facets_are_terms() -> None:
    lamp = Record(
        "statement", "sources/a.md", "para-1", "The lamp burns oil.", beside=((0.3, "whale"),), facets=(("year", "1901"),)
    )
    other = Record("statement", "sources/a.md", "para-2", "Whale oil is dear.")
    made = index((lamp, other), (), "en")
    first, second = made.postings[_STEM("whale")].split()
    assert first[0] == "0"
    assert second[0] == "1"
    assert first[1] < second[1]
    assert (first[2:], second[2:]) == ("", "0")
    assert made.postings["=year:1901"] == "0A "
    assert made.counts[_STEM("oil")] == 2
    assert made.forms["oil"][0] == ("oil", EXACT)
    assert ("oil", SIMILAR) in made.forms["petroleum"]


def test_a_wording_is_found_and_its_words_stand_together_behind_the_text() -> None:
    lamp = Record("statement", "sources/a.md", "para-1", "The lamp burns oil.", asked=("why so bright a light", "night watch"))
    made = index((lamp,), (), "en")
    places = {
        word: [int(place, 36) for place in made.postings[_STEM(word)][2:].split(".")]
        for word in ("lamp", "bright", "light", "watch")
    }
    assert places["light"][0] - places["bright"][0] == 2
    assert places["bright"][0] - places["lamp"][0] > 900
    assert places["watch"][0] - places["light"][0] > 20


def test_the_name_of_an_author_leads_to_what_is_from_them() -> None:
    facet = ("source", "hale1901")
    book = Record("source", "sources/hale1901.md", "", "Of lamps", facets=(facet,), names=(("Hale", facet), ("May", facet)))
    made = index((book,), (), "en")
    assert made.forms["hale"] == (("=source:hale1901", PREFERRED),)
    assert "may" not in made.forms
