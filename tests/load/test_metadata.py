"""What an original says of itself: found where it is said, with how it is known, and nothing made up."""

from __future__ import annotations

import pytest
from documents import docx

from build_tools.load import originals
from build_tools.load.languages import guessed
from build_tools.load.metadata import metadata
from build_tools.load.names_in_text import of_block, of_byline
from build_tools.load.text_dates import mentions
from build_tools.model.metadata import Known, Metadata

PROSE = (
    "The canal was dug in two summers by men who had never seen the sea, and it has not been still for a day since then. The first"
    " keeper wrote in his log that the walls sweat, and nobody believed him until the spring. It was not a wet one."
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc='
    '"http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title><dc:creator>{creator}'
    "</dc:creator><dcterms:created>2021-05-04T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def of_text(text: str, today: str = "2026-01-01") -> Metadata:
    return metadata(originals.read("locks.txt", text.encode()), today=today)


def of_page(head: str, body: str = "", address: str = "") -> Metadata:
    page = (
        f"<html><head>{head}</head><body><article><h1>The locks</h1>{body}<p>{PROSE}</p><p>{PROSE[4:]}</p></article></body></html>"
    )
    return metadata(originals.read("locks.html", page.encode()), address=address)


def of_word(title: str, creator: str, *blocks: tuple[str, ...]) -> Metadata:
    return metadata(originals.read("locks.docx", docx(*blocks, ("", PROSE), core=CORE.format(title=title, creator=creator))))


def test_a_copied_text_is_asked_for_its_title_authors_and_date() -> None:
    told = of_text(f"The locks\nBy Ada Hale and Bo Ek\n3 May 1901\n\n{PROSE}\n")
    assert (told.title.value, told.title.known, told.title.where) == ("The locks", Known.TEXT, "line 1")
    assert told.authors == ("Ada Hale", "Bo Ek")
    assert (told.date.value, told.lower_bound) == ("1901-05-03", False)
    assert told.missing == ("institution", "url")


def test_a_text_without_a_date_has_a_lower_bound_and_says_so() -> None:
    told = of_text(f"The locks\n\n{PROSE} They were mended in March 1902. The Trust will mend them again in June 1909.\n")
    assert (told.date.value, told.date.known, told.lower_bound) == ("1902-03", Known.INFERRED, True)
    assert "names no date of its own" in told.note
    assert "date" in told.missing


def test_a_date_that_is_still_to_come_is_no_bound() -> None:
    assert (
        of_text(f"The locks\n\n{PROSE} They were mended in March 1902, again in May 1950.\n", today="1930-01-01").date.value
        == "1902-03"
    )


def test_what_is_not_said_is_not_found() -> None:
    told = of_text(f"The locks\n\n{PROSE}\n")
    assert (told.persons, told.institution.value, told.date.value, told.address.value) == ((), "", "", "")
    assert told.date.known is Known.NOT_FOUND
    assert told.missing == ("author", "institution", "date", "url")


def test_authors_who_wrote_other_parts_give_way_to_the_name_beside_the_title() -> None:
    block = "Professor of Canals, Harbour College\nBo\nEk\nFellow, Ormsby Institute\nAda\nHale\nReader, Harbour College"
    told = of_text(f"{block}\nMyth 3: locks never leak\nAda\nHale\nReader, Harbour College\n\n{PROSE}\n")
    assert [(one.name, one.known) for one in told.persons] == [("Ada Hale", Known.TEXT)]


def test_a_page_is_asked_by_its_head_first() -> None:
    told = of_page(
        '<title>The locks | Canal Review</title><meta property="og:site_name" content="Canal Review">'
        '<meta name="author" content="Ada Hale">'
        '<meta property="article:published_time" content="2021-05-04T06:00:00+02:00"><link rel="canonical" href="https://canal.example/l">'
    )
    assert (told.title.value, told.institution.value, told.date.value) == ("The locks", "Canal Review", "2021-05-04")
    assert [(one.name, one.known, one.where) for one in told.persons] == [("Ada Hale", Known.MARKUP, "meta author")]
    assert told.address.value == "https://canal.example/l"


def test_the_address_it_was_fetched_from_counts_more_than_the_one_it_names() -> None:
    told = of_page('<link rel="canonical" href="https://canal.example/l">', address="https://canal.example/m")
    assert (told.address.value, told.address.known) == ("https://canal.example/m", Known.ASKED)


def test_an_institution_as_author_is_marked_as_one() -> None:
    told = of_page('<meta name="citation_author" content="Harbour Trust"><meta name="citation_author" content="Hale, Ada">')
    assert [(one.name, one.corporate) for one in told.persons] == [("Harbour Trust", True), ("Ada Hale", False)]


def test_broken_data_in_a_head_is_left_out() -> None:
    told = of_page('<script type="application/ld+json">{"@type": "Article", "author": </script><meta name="date" content="soon">')
    assert (told.persons, told.date.value) == ((), "")


@pytest.mark.parametrize("creator", ["Microsoft Office User", "admin", "Jonas Wend"])
def test_whoever_made_a_word_file_is_no_author_unless_the_text_says_so(creator: str) -> None:
    assert of_word("The locks", creator, ("Title", "The locks")).persons == ()


def test_a_word_files_author_whom_the_text_names_is_believed() -> None:
    assert of_word("Template", "Ada Hale", ("Title", "The locks"), ("", "Ada Hale, Harbour College")).authors == ("Ada Hale",)


def test_a_title_left_over_from_another_file_is_not_believed() -> None:
    told = of_word("Minutes of the drainage board", "x", ("Title", "The locks"))
    assert (told.title.value, told.title.known) == ("The locks", Known.TEXT)


def test_the_day_a_file_was_made_is_told_and_is_no_date_of_the_work() -> None:
    told = of_word("The locks", "x", ("Title", "The locks"))
    assert told.date.value == ""
    assert told.note == "The file itself was made on 2021-05-04."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Hale", ["Ada Hale"]),
        ("by Dr. Ada Hale, Prof. Bo van der Ek and J. R. Quill", ["Ada Hale", "Bo van der Ek", "J. R. Quill"]),
        ("By Ada Hale, Fellow at Harbour College | May 2021", ["Ada Hale"]),
        ("By ADA HALE", ["Ada Hale"]),
        ("A report by MERIT, Harbour House and CANAL", []),
        ("By our staff", []),
    ],
)
def test_names_of_a_byline(line: str, names: list[str]) -> None:
    assert list(of_byline(line)) == names


def test_names_of_a_block() -> None:
    lines = ["Ada", "Hale", "Reader in Locks, Harbour College", "Bo Ek, Fellow", "Zoë Čapková is a keeper of the locks"]
    assert list(of_block(lines)) == ["Ada Hale", "Bo Ek", "Zoë Čapková"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 3 May 1901 and May 4th, 1902", ["1901-05-03", "1902-05-04"]),
        ("23.07.1924, 1924-07-24", ["1924-07-24", "1924-07-23"]),
        ("13/5/1901 and 5/13/1901 and 3/5/1901", ["1901-05-13", "1901-05-13", "1901"]),
        ("in May 1901, since 1899", ["1901-05", "1899"]),
        ("31 June 1901 never was", ["1901-06"]),
        ("1902 people, 1902 per cent, 4,1902 and 1902.5", []),
    ],
)
def test_dates_are_as_exact_as_they_stand(text: str, dates: list[str]) -> None:
    assert [one.iso for one in mentions(text)] == dates


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "Der Kanal wurde in zwei Sommern von Männern gegraben, die nie das Meer gesehen hatten, und ist seitdem nicht still.",
            "de",
        ),
        (
            "Le canal a été creusé en deux étés par des hommes qui ne connaissaient pas la mer, et il ne se tait plus.",
            "fr",
        ),
        ("Канал вырыли за два лета люди, никогда не видевшие моря.", "ru"),
        ("运河是由从未见过大海的人在两个夏天挖成的。", "zh"),
        ("12 13 14", ""),
    ],
)
def test_languages_are_told_by_script_and_common_words(text: str, language: str) -> None:
    assert guessed(text) == language
