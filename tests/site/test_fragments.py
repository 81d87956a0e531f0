"""In a real browser the publisher's link scrolls to the passage, also where a pull quote or another line repeats its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright
from readers import ARGUMENTS, served

from build_tools.diagnostics import Span
from build_tools.model.dossier import Selector, Statement
from build_tools.model.evidence import Passage
from build_tools.model.locators import parse
from build_tools.model.reading import Reading
from build_tools.pages.publisher import publisher_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

# A page as a publisher sets it: a pull quote before its place, a note number, hyphens, quotes, accents, commas.
TEXT = """The log of the keeper
Of all the lights on this coast only the old tower burned through the night.
The keeper’s log of 1881 tells of a storm that put out every lamp. Of all the lights on this coast only the old tower burned \
through the night. Its keeper, a well-read man, had carried 40 gallons of oil up the stairs before dusk.12
Two years later the board raised his pay; two years later it dismissed him, for “insolence”.
Émigré pilots trusted no other mark – and ‘emigre’ pilots said so."""
LINES = TEXT.split("\n")
PASSAGES = {
    "repeated": "Of all the lights on this coast only the old tower burned through the night",
    "hyphens and digits": "Its keeper, a well-read man, had carried 40 gallons of oil up the stairs before dusk",
    "twice two years": "two years later it dismissed him, for “insolence",
    "accents": "Émigré pilots trusted no other mark – and ‘emigre’ pilots said so",
    "short": "every lamp",
    "with an apostrophe": "The keeper’s log of 1881",
    "over two paragraphs": "had carried 40 gallons of oil up the stairs before dusk.12\nTwo years later the board raised his pay",
}


@pytest.fixture(scope="module")
def page(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """Open a window, and serve a publisher's page with much room between its paragraphs."""
    folder = tmp_path_factory.mktemp("publisher")
    _write(folder, "log.html", "".join(f'<p id="line-{number}">{_marked(line)}</p>' for number, line in enumerate(LINES)))
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        links = "".join(f'<p><a href="{escape(_link(address, words))}">{name}</a></p>' for name, words in PASSAGES.items())
        _write(folder, "index.html", links)
        yield browser.new_page(viewport={"width": 800, "height": 600}), address
        browser.close()


def _write(folder: Path, name: str, body: str) -> None:
    style = "<style>p[id] { margin: 1500px 0 }</style>"
    (folder / name).write_text(f"<!doctype html><meta charset=utf-8><title>Log</title>{style}<body>{body}</body>", "utf-8")


def _marked(line: str) -> str:
    return escape(line).replace("dusk.12", "dusk.<sup>12</sup>")


def _link(address: str, words: str) -> str:
    start = TEXT.rindex(words)
    span = Span("sources/log.md")
    statement = Statement(
        "log", parse("para. 1"), Selector("unused"), (), "", (), (), (), "", "claim", quoted=False, section="", span=span,
        at_span=span, text_span=span,
    )  # fmt: skip
    passage = Passage(start, start + len(words), 1, 1, 0)
    return publisher_link(f"{address}log.html", statement, passage, Reading("log.txt", "", TEXT, (), (), ()))


@pytest.mark.parametrize("name", PASSAGES)
def test_a_link_scrolls_to_its_passage_and_to_nothing_that_repeats_it(name: str, page: tuple[Page, str]) -> None:
    window, address = page
    window.goto(address)
    href = window.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
    assert ":~:text=" in urlsplit(href).fragment
    window.get_by_role("link", name=name, exact=True).click()
    window.wait_for_function("scrollY > 0", timeout=5000)
    line = TEXT[: TEXT.rindex(PASSAGES[name])].count("\n")
    shown = window.evaluate(
        "[...document.querySelectorAll('p')].filter(p => { const r = p.getBoundingClientRect();"
        " return r.bottom > 0 && r.top < innerHeight }).map(p => p.id)"
    )
    assert shown == [f"line-{line}"]


def test_words_that_are_not_there_scroll_nowhere(page: tuple[Page, str]) -> None:
    window, address = page
    window.goto(address)
    window.evaluate("document.querySelector('a').href = 'log.html#:~:text=no%20such%20lamp'")
    window.locator("a").first.click()
    window.wait_for_url("**/log.html*")
    window.wait_for_timeout(500)
    assert window.evaluate("scrollY") == 0
