"""The whole way of a reader with a question: search, statement, passage, source, who else cites it, matrix, brief.

On a desk and on a phone, light and dark, by keyboard alone, without JavaScript, and from a disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect
from readers import DESKTOP, PHONE, Complaints, open_in_the_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built import Site
    from playwright.sync_api import Browser, Locator, Page

_QUESTION = "Has either promised the other military help?"
_TOPIC = "Non-alliance doctrine and missing obligations"


@dataclass(frozen=True, slots=True)
class Way:
    """How a reader goes: on which screen, in which colours, and by which means."""

    size: tuple[int, int] = DESKTOP
    colours: Literal["light", "dark"] = "light"
    keyboard: bool = False
    scripts: bool = True
    disk: bool = False


_WAYS = {
    "desk": Way(),
    "phone": Way(PHONE, "dark"),
    "keyboard": Way(keyboard=True, colours="dark"),
    "keyboard on a phone": Way(PHONE, keyboard=True),
    "no script": Way(scripts=False),
    "no script on a phone": Way(PHONE, scripts=False),
    "disk": Way(disk=True),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader at a page, who follows links as the way has it."""

    page: Page
    way: Way

    def follow(self, link: Locator) -> None:
        """Follow a link with the mouse or a finger, or by the keyboard alone."""
        if self.way.keyboard:
            link.focus()
            self.page.keyboard.press("Enter")
        else:
            link.click()

    def go(self, *names: str) -> None:
        """Go through the menu: in the head where there is room, on a phone in the menu that opens."""
        for name in names:
            where = ".families"
            if self.way.size == PHONE:
                where = ".menu"
                toggle = self.page.locator("#__drawer")
                if self.way.keyboard:
                    toggle.focus()
                    self.page.keyboard.press("Space")
                else:
                    self.page.locator(".md-header label[for=__drawer]").click()
            self.follow(self.page.locator(where).get_by_role("link", name=name, exact=True))

    def search(self, question: str) -> None:
        """Ask the search, and follow the first statement that it finds."""
        field = self.page.locator(".md-header .md-search__input")
        if self.way.keyboard:
            self.page.keyboard.press("/")
        elif self.way.size == PHONE:
            self.page.locator(".md-header__button[for=__search]").click()
        else:
            field.click()
        expect(field).to_be_focused()
        self.page.keyboard.type(question)
        hit = self.page.locator(".md-header .search-hit[href*='/sources/'][href*='#para']").first
        expect(hit).to_be_visible(timeout=20_000)
        self.follow(hit)


@pytest.fixture(params=list(_WAYS.values()), ids=list(_WAYS))
def reader(request: pytest.FixtureRequest, browser: Browser, real: Site, real_address: str) -> Iterator[Reader]:
    """Open the first page in a window of its own; at the end nothing may have gone wrong, and nobody else been asked."""
    way: Way = request.param
    width, height = way.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=way.colours,
        java_script_enabled=way.scripts,
        reduced_motion="reduce",
    )
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    page.goto(f"{real.folder.as_uri()}/index.html" if way.disk else real_address)
    yield Reader(page, way)
    context.close()
    assert complaints == Complaints()


def _statement(reader: Reader) -> Locator:
    """Return the statement that the address leads to."""
    expect(reader.page.locator("h4:target")).to_be_in_viewport()
    return reader.page.locator(".statement").filter(has=reader.page.locator("h4:target"))


def _find_a_statement(reader: Reader) -> Locator:
    if reader.way.scripts:
        reader.search(_QUESTION)
        reader.page.wait_for_url(re.compile(r"/sources/.*#para"))
    else:
        reader.go("Barriers to an alliance")
        reader.follow(reader.page.locator("article").get_by_role("link", name=_TOPIC))
        open_in_the_digest(reader.page, reader.page.locator(".answer a.cite").first)
    return _statement(reader)


def test_from_a_question_to_a_brief(reader: Reader) -> None:
    page = reader.page
    statement = _find_a_statement(reader)
    expect(statement.locator("p").first).to_be_visible()
    expect(statement.locator(".standing")).to_have_text("passage found")
    publisher = statement.locator("a.at-publisher")
    assert re.match(r"https://[^#]+#:~:text=", publisher.get_attribute("href") or "")
    expect(page.locator("dl.facts")).to_contain_text("statements:")

    reader.follow(statement.locator("a.use").first)
    expect(page.locator(".sentence:target")).to_be_in_viewport()
    expect(page.locator("article p.question, article .bottom-line").first).to_be_attached()

    reader.go("Evidence")
    expect(page.locator("h1")).to_have_text("Who says what")
    denied = page.locator(".matrix td.denies a.stance").first
    reader.follow(denied)
    page.wait_for_url(re.compile(r"/sources/.*#para"))
    expect(_statement(reader).locator("p").first).to_be_visible()

    reader.go("Briefs")
    reader.follow(page.locator("article a.brief").first)
    expect(page.locator(".bottom-line")).to_be_visible()
    reader.follow(page.locator(".bottom-line a.cite").first)
    expect(page.locator(".passage-card:visible, .passage:target").first).to_contain_text("para.")


def test_a_line_holds_sixty_to_seventy_five_characters(browser: Browser, real_address: str) -> None:
    page = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto(f"{real_address}topics/barriers/non-alliance.html")
    for paragraph in ("article > p.answer", "article > p:not([class])"):
        told = page.locator(paragraph).first.evaluate(_LINES)
        assert 60 <= told["characters"] / told["lines"] <= 75, (paragraph, told)
    page.close()


# The characters of a paragraph's full lines: its last line is cut short, so it counts for what it fills.
_LINES = """(paragraph) => {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const height = parseFloat(getComputedStyle(paragraph).lineHeight);
  const box = paragraph.getBoundingClientRect();
  const inLast = [...range.getClientRects()].filter((one) => one.bottom > box.bottom - height / 2);
  const filled = (Math.max(...inLast.map((one) => one.right)) - box.left) / box.width;
  const lines = Math.round(box.height / height) - 1 + filled;
  return {characters: paragraph.textContent.length, lines};
}"""
