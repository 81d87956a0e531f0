"""The card of a citation, in a real browser: by mouse, keyboard and touch, both ways, and the same without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from readers import DESKTOP, PHONE, open_in_the_digest, served, window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built import Site
    from playwright.sync_api import Browser, Locator, Page

TOPIC = "topics/water/flooding.html"
NARROW = (320, 640)
_CITATION = "article .sentence a.cite"


@pytest.fixture(scope="module")
def topic(golden: Site) -> Iterator[str]:
    """Serve the miniature dossier and return the address of a topic."""
    with served(golden.folder) as where:
        yield where + TOPIC


@pytest.fixture
def desktop(browser: Browser, topic: str) -> Iterator[Page]:
    for page in window(browser, DESKTOP):
        page.goto(topic)
        yield page


@pytest.fixture
def phone(browser: Browser, topic: str) -> Iterator[Page]:
    for page in window(browser, NARROW, touch=True):
        page.goto(topic)
        yield page


@pytest.fixture(params=[(DESKTOP, True), (DESKTOP, False), (PHONE, True), (PHONE, False)], ids=str)
def reader(request: pytest.FixtureRequest, browser: Browser, topic: str) -> Iterator[Page]:
    """Open a window at a desk and on a phone, with and without JavaScript."""
    size, scripts = request.param
    for page in window(browser, size, scripts=scripts, touch=size == PHONE):
        page.goto(topic)
        yield page


def _card(page: Page) -> Locator:
    return page.locator(".passage-card")


def _entry(page: Page, citation: Locator) -> Locator:
    """Return what a citation leads to in the references of its page."""
    return page.locator(f'[id="{(citation.get_attribute("href") or "").removeprefix("#")}"]')


def _is_inside(page: Page) -> bool:
    box, size = _card(page).bounding_box(), page.viewport_size
    assert box
    assert size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= size["width"] and bottom <= size["height"]


def test_a_resting_mouse_opens_a_card_and_leaving_closes_it(desktop: Page) -> None:
    desktop.locator(_CITATION).first.hover()
    expect(_card(desktop)).to_be_visible()
    assert _is_inside(desktop)
    _card(desktop).hover()
    desktop.wait_for_timeout(500)
    expect(_card(desktop)).to_be_visible()
    desktop.locator("h1").hover()
    expect(_card(desktop)).to_be_hidden()


def test_a_passing_mouse_opens_nothing(desktop: Page) -> None:
    desktop.locator(_CITATION).first.hover()
    desktop.locator("h1").hover()
    desktop.wait_for_timeout(500)
    expect(_card(desktop)).to_be_hidden()


def test_the_keyboard_opens_the_card_enters_it_and_comes_back(desktop: Page) -> None:
    citation = desktop.locator(_CITATION).first
    desktop.keyboard.press("Tab")  # from now on the browser shows where the focus is
    citation.focus()
    expect(_card(desktop)).to_be_visible()
    expect(citation).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "true")
    desktop.keyboard.press("Enter")
    expect(_card(desktop)).to_be_focused()
    desktop.keyboard.press("Tab")
    expect(_card(desktop).get_by_role("link", name="Open in the digest").first).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(_card(desktop)).to_be_hidden()
    expect(citation).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "false")
    desktop.wait_for_timeout(500)
    expect(_card(desktop)).to_be_hidden()


def test_tab_beyond_the_card_goes_on_where_the_citation_stands(desktop: Page) -> None:
    citations = desktop.locator(_CITATION)
    citations.first.focus()
    desktop.keyboard.press("Enter")
    stops = _card(desktop).locator("a, button").count()
    for _ in range(stops + 1):
        desktop.keyboard.press("Tab")
    expect(citations.nth(1)).to_be_focused()
    desktop.keyboard.press("Shift+Tab")
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Shift+Tab")
    expect(citations.first).to_be_focused()


def test_a_tap_opens_the_card_within_a_narrow_window_and_a_tap_outside_closes_it(phone: Page) -> None:
    citation = phone.locator(_CITATION).last
    citation.tap()
    expect(_card(phone)).to_be_visible()
    assert _is_inside(phone)
    assert not phone.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    _card(phone).locator(".said").first.tap()
    expect(_card(phone)).to_be_visible()
    phone.touchscreen.tap(5, 100)
    expect(_card(phone)).to_be_hidden()


def test_the_close_button_closes_a_pinned_card_that_outlives_the_mouse(desktop: Page) -> None:
    desktop.locator(_CITATION).first.click()
    desktop.locator("h1").hover()
    desktop.wait_for_timeout(500)
    expect(_card(desktop)).to_be_visible()
    _card(desktop).get_by_role("button", name="Close").click()
    expect(_card(desktop)).to_be_hidden()


def test_a_card_says_all_that_the_references_say(desktop: Page) -> None:
    for citation in desktop.locator(_CITATION).all():
        citation.click()
        expect(_card(desktop).locator(".passage").first).to_contain_text(_entry(desktop, citation).locator(".said").inner_text())
        also = (citation.get_attribute("data-also") or "").split()
        assert _card(desktop).locator(".passage").count() == 1 + len(also)
        expect(_card(desktop).locator(".from").first).to_be_visible()
        desktop.keyboard.press("Escape")


def test_a_screen_reader_is_told_whose_card_it_is(desktop: Page) -> None:
    citation = desktop.locator(_CITATION).first
    expect(citation).to_have_attribute("aria-haspopup", "dialog")
    expect(_card(desktop)).to_have_role("dialog")
    citation.click()
    expect(_card(desktop)).to_have_accessible_name(_card(desktop).locator(".origin").first.inner_text().strip())
    expect(_card(desktop)).to_have_accessible_description(_card(desktop).locator(".said").first.inner_text().strip())


def test_the_text_of_a_card_can_be_selected(desktop: Page) -> None:
    desktop.locator(_CITATION).first.hover()
    _card(desktop).locator(".said").first.dblclick()
    assert str(desktop.evaluate("String(getSelection())")).strip()
    desktop.locator("h1").hover()
    desktop.wait_for_timeout(500)
    expect(_card(desktop)).to_be_visible()


def test_another_window_follows_the_link_itself(desktop: Page) -> None:
    citation = desktop.locator(_CITATION).first
    with desktop.context.expect_page() as opened:
        citation.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith(citation.get_attribute("href") or "?")
    desktop.locator("h1").hover()  # the mouse had rested on the citation
    expect(_card(desktop)).to_be_hidden()


def test_a_card_is_not_printed_and_does_not_move_where_motion_is_not_wanted(desktop: Page) -> None:
    moving = "card => getComputedStyle(card).animationName"
    desktop.locator(_CITATION).first.click()
    assert _card(desktop).evaluate(moving) == "none"
    desktop.emulate_media(reduced_motion="no-preference")
    assert _card(desktop).evaluate(moving) != "none"
    desktop.emulate_media(media="print")
    expect(_card(desktop)).to_be_hidden()


def test_a_reader_goes_to_the_passage_and_back_to_the_very_sentence(reader: Page) -> None:
    start = reader.url
    sentence = reader.locator(".sentence:has(a.cite)").first
    words = re.sub(r"\s+", " ", sentence.inner_text())
    anchor = sentence.get_attribute("id")
    open_in_the_digest(reader, sentence.locator("a.cite").first)
    expect(reader.locator("h4:target")).to_be_in_viewport()
    statement = reader.locator(".statement").filter(has=reader.locator("h4:target"))
    back = statement.locator(f'a.use[href$="{TOPIC.rpartition("/")[2]}#{anchor}"]')
    assert words.startswith((back.get_attribute("title") or "?")[:30])
    back.click()
    reader.wait_for_url(f"{start}#{anchor}")
    target = reader.locator(".sentence:target")
    expect(target).to_be_in_viewport()
    expect(target).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    box = target.bounding_box()
    assert box
    assert box["y"] > (reader.locator(".md-header").bounding_box() or {"height": 0})["height"]


def test_without_a_script_the_entry_holds_the_same(browser: Browser, topic: str) -> None:
    for page in window(browser, DESKTOP, scripts=False):
        page.goto(topic)
        citation = page.locator(_CITATION).first
        citation.click()
        expect(_entry(page, citation)).to_be_in_viewport()
        for part in (".who", ".from", ".place", ".said", ".ways"):
            expect(page.locator(".passage:target").locator(part)).to_be_visible()
