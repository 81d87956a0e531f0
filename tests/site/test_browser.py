"""A reader's way in a real browser: from a citation to the statement and back."""

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

_KINDS = ("index", "propositions", "timeline", "names", "bibliography", "method", "checks", "sources/index")


@pytest.fixture(scope="module", params=["golden", "real"])
def shown(request: pytest.FixtureRequest) -> Site:
    """Return each dossier that a reader looks at."""
    built: Site = request.getfixturevalue(request.param)
    return built


@pytest.fixture(scope="module")
def address(shown: Site) -> Iterator[str]:
    with served(shown.folder) as where:
        yield where


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open a window, with and without JavaScript; at the end nothing may have gone wrong in it."""
    yield from window(browser, DESKTOP, scripts=request.param)


def _topics(site: Site) -> list[str]:
    return [path for path in site.pages if path.startswith("topics/") and not path.endswith("index.html")]


def _follow_a_citation(page: Page, topic: str) -> Locator:
    """Follow citations of a topic until one leads to a statement filed under it; return that statement."""
    start = page.url
    citations = page.locator("article .sentence a.cite")
    for index in range(citations.count()):
        open_in_the_digest(page, citations.nth(index))
        expect(page.locator("h4:target")).to_be_in_viewport()
        statement = page.locator(".statement").filter(has=page.locator("h4:target"))
        if statement.locator(f'a.topic[href*="{topic}#"]').count():
            return statement
        page.goto(start)
    pytest.fail(f"no citation in {topic} leads to a statement that leads back")


def _walk(page: Page, start: str, topic: str) -> None:
    """Go from a topic to a statement that it cites, back to the topic, and on to the sentence that cites it."""
    page.goto(start + topic)
    statement = _follow_a_citation(page, topic)
    expect(statement.locator("p").first).to_be_visible()
    there = page.url
    statement.locator(f'a.topic[href*="{topic}#"]').first.click()
    page.wait_for_url(re.compile(re.escape(topic) + "#"))
    expect(page.locator("h3:target")).to_be_in_viewport()
    page.goto(there)
    page.locator(".statement").filter(has=page.locator("h4:target")).locator(f'a.use[href*="{topic}#"]').first.click()
    page.wait_for_url(re.compile(re.escape(topic) + "#"))
    expect(page.locator(".sentence:target")).to_be_in_viewport()


def test_a_citation_leads_to_the_statement_and_back(reader: Page, shown: Site, address: str) -> None:
    _walk(reader, address, _topics(shown)[0])


def test_the_same_way_from_a_usb_stick(reader: Page, shown: Site) -> None:
    _walk(reader, shown.folder.as_uri() + "/", _topics(shown)[0])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_is_wider_than_the_window(size: tuple[int, int], browser: Browser, shown: Site, address: str) -> None:
    topics = _topics(shown)[:3]
    sources = [path for path in shown.pages if path.startswith("sources/")]
    for page in window(browser, size, scripts=True):
        wide = [
            path
            for path in dict.fromkeys((*(f"{kind}.html" for kind in _KINDS), *topics, *sources))
            if _is_wide(page, address + path)
        ]
        assert wide == []


def _is_wide(page: Page, address: str) -> bool:
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    assert answer.ok, address
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))
