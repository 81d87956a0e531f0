"""Pictures in a real browser: labels that touch no other, cells that lead to passages, a filter, tones that can be told apart."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from readers import DESKTOP, PHONE, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from readers import Scheme

_SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
_SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
_DRAWN = ("timeline.html", "propositions.html", "together.html")
_NAME = re.compile(r".+ (asserts|qualifies|denies)(?: inferred)?: .+, (para|p)\. .+")
# The boxes of all words in the drawings that are shown, each with the drawing's number, in pixels.
_BOXES = """() => [...document.querySelectorAll("figure.drawn")].flatMap((figure, at) =>
  [...figure.querySelectorAll("svg text")].map(text => [at, text.textContent, text.getBoundingClientRect()])
    .filter(([, , box]) => box.width).map(([at, words, box]) => [at, words, box.left, box.top, box.right, box.bottom]))"""
# Colours as the browser mixes them: [red, green, blue] of a style's property.
_COLOURS = """([selector, property]) => [...document.querySelectorAll(selector)].filter(one => one.getBoundingClientRect().width)
  .map(one => getComputedStyle(one)[property].match(/[\\d.]+/g).slice(0, 3).map(Number))"""


def _touching(page: Page) -> list[tuple[str, str]]:
    """Return each two labels of a drawing whose boxes overlap by more than the air around letters."""
    boxes = page.evaluate(_BOXES)
    assert boxes
    return [(one[1], other[1]) for one, other in combinations(boxes, 2) if one[0] == other[0] and _overlap(one[2:], other[2:])]


def _overlap(one: list[float], other: list[float]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    lower = min(one[3] - one[1], other[3] - other[1])
    return wide > 1 and tall > lower * 0.3


@_SIZES
def test_no_label_touches_another(browser: Browser, address: str, real_address: str, size: tuple[int, int]) -> None:
    for page in window(browser, size):
        for place in (address, real_address):
            for path in _DRAWN:
                page.goto(place + path)
                page.evaluate("document.fonts.ready.then(() => true)")
                assert _touching(page) == [], place + path


@_SIZES
def test_no_picture_makes_the_page_wider_than_the_screen(browser: Browser, real_address: str, size: tuple[int, int]) -> None:
    for page in window(browser, size):
        for path in _DRAWN:
            page.goto(real_address + path)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_each_cell_leads_to_the_passage_that_its_name_says(browser: Browser, address: str, *, scripts: bool) -> None:
    for page in window(browser, scripts=scripts):
        page.goto(address + "propositions.html")
        cells = page.locator(".matrix td a")
        names = [cell.get_attribute("aria-label") or "" for cell in cells.all()]
        assert names
        assert [name for name in names if not _NAME.fullmatch(name)] == []
        for at, name in enumerate(names):
            page.goto(address + "propositions.html")
            cells.nth(at).click()
            expect(page.locator("h4:target")).to_be_in_viewport()
            expect(page.locator("h4:target")).to_contain_text(name.rpartition(", ")[2])


@_SIZES
def test_a_cell_is_reached_and_opened_by_keyboard(browser: Browser, address: str, size: tuple[int, int]) -> None:
    for page in window(browser, size):
        page.goto(address + "propositions.html")
        page.locator(".matrix thead a").last.focus()
        for _ in range(2):
            page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_have_attribute("aria-label", _NAME)
        page.keyboard.press("Enter")
        expect(page.locator("h4:target")).to_be_in_viewport()


def test_an_event_of_the_timeline_leads_to_who_speaks_of_it(browser: Browser, address: str) -> None:
    for page in window(browser):
        page.goto(address + "timeline.html")
        page.locator("svg.wide a[href^='#']").first.click()
        expect(page.locator("tr:has(:target) td").last.locator("a").first).to_be_in_viewport()


def test_a_square_of_the_map_leads_to_who_argues_the_pair(browser: Browser, real_address: str) -> None:
    for page in window(browser):
        page.goto(real_address + "together.html")
        square = page.locator("figure.map a[href^='#']").first
        told = (square.get_attribute("aria-label") or "").rpartition(": ")[2]
        square.click()
        expect(page.locator("dt:has(:target)")).to_contain_text(told)


def test_the_filter_keeps_what_it_is_asked_for(browser: Browser, real_address: str) -> None:
    for page in window(browser):
        page.goto(real_address + "propositions.html")
        rows, form = page.locator(".matrix tbody tr"), page.locator(".figure-filter")
        everything, contested = rows.count(), page.locator(".matrix tbody tr:has(th.contested)").count()
        assert 0 < contested < everything
        form.get_by_label("Contested only").check()
        expect(page.locator(".matrix tbody tr:visible")).to_have_count(contested)
        form.get_by_label("Contested only").uncheck()
        form.get_by_label("Speaking").select_option(index=2)
        expect(page.locator(".matrix tbody tr:visible td.chosen.silent")).to_have_count(0)
        expect(page.locator(".matrix tbody tr:visible td.chosen")).not_to_have_count(0)
        form.get_by_label("Speaking").select_option(index=0)
        family = form.get_by_label("Family").locator("option").nth(1).inner_text()
        form.get_by_label("Family").select_option(family)
        shown = page.locator(".matrix tbody tr:visible .basis.under").all_inner_texts()
        assert 0 < len(shown) < everything
        assert all(family in names for names in shown)
        expect(form.locator("output")).to_have_text(f"{len(shown)} of {everything} propositions")


def test_without_script_every_row_is_shown(browser: Browser, real_address: str) -> None:
    for page in window(browser, scripts=False):
        page.goto(real_address + "propositions.html")
        expect(page.locator(".figure-filter")).to_have_count(0)
        expect(page.locator(".matrix tbody tr:visible")).to_have_count(page.locator(".matrix tbody tr").count())


def _light(colour: list[float]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: list[float], other: list[float]) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@_SCHEMES
def test_words_and_signs_stand_out_from_the_ground(browser: Browser, real_address: str, scheme: Scheme) -> None:
    wanted = (
        ("svg text", "fill", 4.5),
        (".asserts", "fill", 3),
        (".denies", "stroke", 3),
        (".bar", "fill", 3),
        (".open", "stroke", 3),
    )
    for page in window(browser, DESKTOP, scheme):
        for path in (*_DRAWN, "topics/drivers/dual-use.html"):
            page.goto(real_address + path)
            (ground,) = page.evaluate(_COLOURS, ["body", "backgroundColor"])
            for selector, part, least in wanted:
                for colour in page.evaluate(_COLOURS, [f"figure.drawn {selector}", part]):
                    assert _contrast(colour, ground) >= least, (path, selector, colour, ground)


@_SCHEMES
def test_attitudes_differ_in_tone_and_frame_and_word(browser: Browser, real_address: str, scheme: Scheme) -> None:
    for page in window(browser, DESKTOP, scheme):
        page.goto(real_address + "propositions.html")
        grounds = {
            name: page.evaluate(_COLOURS, [f"td.{name}", "backgroundColor"])[0] for name in ("asserts", "qualifies", "denies")
        }
        assert all(_contrast(grounds["asserts"], grounds[other]) >= 3 for other in ("qualifies", "denies"))
        assert page.locator("td.denies").first.evaluate("one => getComputedStyle(one).boxShadow") != "none"
        assert page.locator("td.asserts").first.evaluate("one => getComputedStyle(one).boxShadow") == "none"
        for name in grounds:
            assert name in page.locator(f"td.{name}").first.inner_text()


def test_stances_keep_their_frames_where_the_reader_chooses_the_colours(browser: Browser, real_address: str) -> None:
    for page in window(browser):
        page.emulate_media(forced_colors="active")
        page.goto(real_address + "propositions.html")
        frames = {
            name: page.locator(f"td.{name}").first.evaluate("one => getComputedStyle(one).borderTopStyle")
            for name in ("asserts", "denies")
        }
        assert frames == {"asserts": "solid", "denies": "double"}
