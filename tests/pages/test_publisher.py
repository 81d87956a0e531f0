"""The address of a passage at its publisher: the ends of its text fragment are short, sturdy and unique."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from build_tools.diagnostics import Span
from build_tools.model.dossier import Selector, Statement
from build_tools.model.evidence import Passage
from build_tools.model.locators import parse
from build_tools.model.reading import Reading
from build_tools.pages.publisher import publisher_link

URL = "https://press.test/lights"
TEXT = """The keeper’s log of 1881
Of all the lights on this coast only the old tower burned through the night.
The keeper’s log of 1881 tells of a storm that put out every lamp. Of all the lights on this coast only the old tower burned \
through the night. Its keeper, a well-read man, had carried 40 gallons of oil up the stairs before dusk.
Two years later the board raised his pay; two years later it dismissed him.
Émigré pilots trusted no other mark, and emigre pilots said so."""


def statement(locator: str = "para. 1", selector: Selector | None = None) -> Statement:
    span = Span("sources/moor1990.md")
    return Statement(
        "moor1990", parse(locator), selector, (), "", (), (), (), "", "claim", quoted=False, section="", span=span, at_span=span,
        text_span=span,
    )  # fmt: skip


def link(first: str, last: str, text: str = TEXT, url: str = URL) -> str:
    """Return the link of the passage that runs from the last place of some words to the end of others."""
    start = text.rindex(first)
    end = text.index(last, start) + len(last)
    return publisher_link(url, statement(), Passage(start, end, 1, 1, 0), Reading("moor.txt", "", text, (), (), ()))


def fragment(first: str, last: str, text: str = TEXT) -> str:
    """Return the same link's text directive, read aloud."""
    before, _, directive = link(first, last, text).partition("#:~:text=")
    assert before == URL
    return unquote(directive)


def test_the_shortest_unique_ends_are_taken() -> None:
    assert fragment("Two years later the board", "two years later it dismissed him") == "Two years later the,dismissed him"


def test_an_end_without_digits_apostrophes_or_hyphens_comes_first() -> None:
    assert fragment("Its keeper, a well-read", "gallons of oil up") == "Its keeper,oil up"
    assert fragment("keeper’s log of 1881 tells", "storm that put out") == "tells of,put out"


def test_what_a_pull_quote_repeats_is_told_apart_by_the_words_before() -> None:
    repeated = "Of all the lights on this coast only the old tower burned through the night"
    assert fragment("Of all the lights", "through the night") == f"lamp.-,{' '.join(repeated.split()[:12])}"


def test_accents_and_case_make_no_passage_unique() -> None:
    assert fragment("Émigré pilots", "pilots said so") == "Émigré pilots trusted,said so"


def test_a_short_passage_is_taken_whole() -> None:
    assert fragment("raised his pay", "raised his pay") == "raised his pay"


def test_commas_and_hyphens_are_encoded_and_quotes_are_those_of_the_original() -> None:
    assert link("a well-read man", "man").endswith("text=a%20well%2Dread%20man")
    assert link("keeper, a", "keeper, a").endswith("text=keeper%2C%20a")
    assert link("keeper’s log of 1881 tells", "tells").endswith("text=keeper%E2%80%99s%20log%20of%201881%20tells")


def test_words_that_cannot_be_told_apart_lead_to_the_page_alone() -> None:
    assert link("A lamp", "is a lamp", "A lamp is a lamp.\n" * 20) == URL


def test_without_the_original_the_selector_is_taken_as_it_was_typed() -> None:
    selector = Selector("Of all the lights", "through the night", "every lamp.", "Its keeper,")
    expected = f"{URL}#:~:text=every%20lamp.-,Of%20all%20the%20lights,through%20the%20night,-Its%20keeper%2C"
    assert publisher_link(URL, statement(selector=selector)) == expected
    assert publisher_link(URL, statement()) == URL


def test_an_anchor_of_the_address_is_kept() -> None:
    assert link("raised his pay", "pay", url=f"{URL}?a=b#log") == f"{URL}?a=b#log:~:text=raised%20his%20pay"


@pytest.mark.parametrize(
    ("url", "locator", "expected"),
    [
        ("https://press.test/a.pdf", "p. 12", "https://press.test/a.pdf#page=12"),
        ("https://press.test/a.PDF?x=1#top", "pp. 12–14", "https://press.test/a.PDF?x=1#page=12"),
        ("https://press.test/a.pdf", "para. 3", "https://press.test/a.pdf"),
        ("https://press.test/a.pdf", "p. xii", "https://press.test/a.pdf"),
        ("", "p. 1", ""),
        ("mailto:a@press.test", "p. 1", ""),
        ("javascript:alert(1)", "p. 1", ""),
    ],
)
def test_a_pdf_opens_at_its_page_and_only_the_web_is_linked(url: str, locator: str, expected: str) -> None:
    assert publisher_link(url, statement(locator, Selector("Of all"))) == expected
