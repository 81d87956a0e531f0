"""axe-core finds nothing on any kind of page, light and dark, on a desk and on a phone, with the menu and a card open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from readers import DESKTOP, PHONE, one_of_each, window

if TYPE_CHECKING:
    from built import Site
    from playwright.sync_api import Browser, Page
    from readers import Scheme

# WCAG 2.2 to level AA, which takes in all that came before it.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
_LAID_OUT = """() => {
  const all = new CSSStyleSheet();
  all.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [all];
}"""
_NARROW = (320, 640)


def _faults(page: Page) -> list[str]:
    """Return what axe finds on a page as it is now: the rule, and the first element that breaks it.

    What is far below is laid out when a reader comes near, so that all of it is laid out first.
    """
    page.evaluate(_LAID_OUT)
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}" for one in found]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, golden: Site, address: str, size: tuple[int, int], scheme: Scheme
) -> None:
    for page in window(browser, size, scheme):
        for path in one_of_each(golden).values():
            page.goto(address + path)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
            assert _faults(page) == []


def test_axe_finds_nothing_on_the_real_pages(browser: Browser, real: Site, real_address: str) -> None:
    for page in window(browser, DESKTOP, "dark"):
        for path in one_of_each(real).values():
            page.goto(real_address + path)
            assert _faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_and_a_card_open(browser: Browser, golden: Site, address: str, scheme: Scheme) -> None:
    topic = one_of_each(golden)["topics/…"]
    for page in window(browser, PHONE, scheme):
        page.goto(address + topic)
        page.locator("a.cite").first.click()
        expect(page.locator(".passage-card")).to_be_visible()
        assert _faults(page) == []
        page.keyboard.press("Escape")
        page.locator(".contents summary").click()
        page.locator(".md-header label[for=__drawer]").click()
        expect(page.locator(".menu")).to_be_visible()
        assert _faults(page) == []


def test_axe_would_find_a_fault(browser: Browser, address: str) -> None:
    for page in window(browser, DESKTOP):
        page.goto(address)
        page.evaluate("document.querySelector('.md-header__title').textContent = ''")
        assert any("link-name" in one for one in _faults(page))


@pytest.mark.parametrize("given", [{"viewport": _NARROW}, {"zoomed": DESKTOP}], ids=["320 pixels", "200 per cent"])
def test_no_page_scrolls_sideways(browser: Browser, real: Site, real_address: str, given: dict[str, tuple[int, int]]) -> None:
    """A window of half the width stands for a zoom of 200 per cent, as browsers do it (WCAG 1.4.10)."""
    width, height = given.get("viewport") or (given["zoomed"][0] // 2, given["zoomed"][1] // 2)
    for page in window(browser, (width, height)):
        wide = []
        for path in one_of_each(real).values():
            page.goto(real_address + path)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(path)
        assert wide == []


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_the_menu_opens_by_keyboard(browser: Browser, golden: Site, address: str, *, scripts: bool) -> None:
    for page in window(browser, PHONE, scripts=scripts):
        page.goto(address + one_of_each(golden)["topics/…"])
        page.keyboard.press("Tab")
        expect(page.locator(".md-skip")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#__search")).to_be_focused()
        page.keyboard.press("Tab")
        toggle = page.locator("#__drawer")
        expect(toggle).to_be_focused()
        expect(page.locator(".menu")).to_be_hidden()
        page.keyboard.press("Space")
        expect(page.locator(".menu")).to_be_visible()
        if scripts:
            expect(page.locator(".menu a").first).to_be_focused()
            page.keyboard.press("Escape")
            expect(page.locator(".menu")).to_be_hidden()
            expect(toggle).to_be_focused()
        else:
            page.keyboard.press("Space")
            expect(page.locator(".menu")).to_be_hidden()


def test_every_stop_of_the_tab_key_can_be_seen(browser: Browser, golden: Site, address: str) -> None:
    for page in window(browser, DESKTOP):
        page.goto(address + one_of_each(golden)["topics/…"])
        unseen, stops = [], 0
        while stops < _MOST_STOPS:
            page.keyboard.press("Tab")
            stops += 1
            told = page.evaluate(_FOCUSED)
            if told is None:
                break
            if not told["seen"]:
                unseen.append(told["html"])
        assert unseen == []
        assert _FEWEST_STOPS < stops < _MOST_STOPS


_FEWEST_STOPS, _MOST_STOPS = 30, 400
# Where the focus is, and whether it can be seen: the element or the label that stands for it has an outline within the page.
_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.matches("input[type=radio], input[type=checkbox]") ? at.nextElementSibling : at;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const lined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {seen: (lined || at.matches(".md-search__input")) && box.width > 0 && box.bottom > 0, html: at.outerHTML.slice(0, 160)};
}"""
