"""The review in the browser beside the live preview: an editor's walk, another program's edit, and requests that are refused."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from ferry import DRAFT, KEY, PATH, on_disk
from playwright.sync_api import expect, sync_playwright
from programs import GOLDEN, copied, mkdocs_build
from readers import ARGUMENTS, DESKTOP, PHONE
from serving import Preview, preview

from build_tools.shells.loopback import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_WORDS = "Nobody asked those who cross, though a ferry is cheap."
_COPIED = "The town has never once asked the people who cross it."
_PASSAGE = "The town has talked of its canal for forty years"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("review")
    with preview(on_disk(copied(GOLDEN, folder / "desk")), folder / "terminal.txt") as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(running: Preview) -> None:
    """Begin each test with the draft as it was."""
    (running.folder / PATH).write_text(DRAFT, "utf-8")
    (running.folder / "sources/decisions.yaml").write_bytes((GOLDEN / "sources/decisions.yaml").read_bytes())


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def digest(running: Preview) -> str:
    return (running.folder / PATH).read_text("utf-8")


def review_of(running: Preview, page: Page, at: int = 0) -> None:
    page.goto(f"{running.address}_review/{KEY}?at={at}")


def test_from_the_page_of_a_draft_to_an_answer_in_its_file(running: Preview, page: Page) -> None:
    page.goto(f"{running.address}sources/{KEY}.html")
    page.get_by_role("link", name="Review this digest").click()
    expect(page.get_by_role("heading", name="para. 1")).to_be_visible()
    expect(page.get_by_label("Passage")).to_contain_text(_PASSAGE)
    page.get_by_label("Statement, in your own words").fill(_WORDS)
    page.get_by_role("checkbox", name="Cost").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="para. 2")).to_be_visible()
    text = digest(running)
    assert f"{_WORDS}\n" in text
    assert 'topics="town/boats town/cost"' in text
    assert text.endswith(DRAFT.partition(" %dates none% }\nTODO")[2])
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="para.")).to_be_visible()
    assert digest(running) == DRAFT


def test_what_is_refused_keeps_what_was_typed(running: Preview, page: Page) -> None:
    review_of(running, page)
    page.get_by_label("Statement, in your own words").fill(_COPIED)
    page.get_by_label("Voice").fill("Osk Brandt")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("para. 1 of the original")
    expect(page.get_by_label("Statement, in your own words")).to_have_value(_COPIED)
    expect(page.get_by_label("Voice")).to_have_value("Osk Brandt")
    assert digest(running) == DRAFT


def test_an_unknown_topic_gets_the_nearest(running: Preview, page: Page) -> None:
    review_of(running, page)
    page.get_by_label("Statement, in your own words").fill(_WORDS)
    page.locator("#topics").fill("town/boatz")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text('did you mean "town/boats"?')
    expect(page.locator("#topics")).to_have_value("town/boatz")


def test_an_edit_by_another_program_is_neither_lost_nor_overwritten(running: Preview, page: Page) -> None:
    review_of(running, page)
    theirs = DRAFT.replace("# begun on a rainy day", "# begun on a dry day")
    (running.folder / PATH).write_text(theirs, "utf-8")
    page.get_by_label("Statement, in your own words").fill(_WORDS)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("was changed since this page was shown")
    expect(page.get_by_label("Statement, in your own words")).to_have_value(_WORDS)
    assert digest(running) == theirs
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="para. 2")).to_be_visible()
    assert digest(running).startswith(theirs[:40])
    assert _WORDS in digest(running)


def test_split_skip_reject_and_the_last_page(running: Preview, page: Page) -> None:
    review_of(running, page, 1)
    page.get_by_role("button", name="Split").click()
    expect(page.get_by_role("heading", name="para. 2a")).to_be_visible()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="para. 2b")).to_be_visible()
    for place in ("para. 2b", "para. 3"):
        expect(page.get_by_role("heading", name=place)).to_be_visible()
        page.get_by_role("button", name="Reject").click()
    for said in (_WORDS, "Somebody speaks of a toy."):
        page.get_by_label("Statement, in your own words").fill(said)
        page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Nothing is open")).to_be_visible()
    page.get_by_label("The source is silent on all of them").check()
    page.get_by_role("button", name="Set status: reviewed").click()
    expect(page.get_by_text("This digest is reviewed.")).to_be_visible()
    assert "status:   reviewed   # not yet" in digest(running)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_can_be_used_by_everybody(running: Preview, browser: Browser, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for address in (f"{KEY}?at=0", f"{KEY}?at=1", "lowe2019", ""):
        page.goto(f"{running.address}_review/{address}")
        found = Axe().run(page, options={"iframes": False}).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], address
    context.close()


def test_nothing_is_wider_than_the_window(running: Preview, page: Page) -> None:
    review_of(running, page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("window.scrollY") == 0


def asked(running: Preview, method: str = "GET", form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
    """Ask for a review as a program does; return the status and what came."""
    place = urlsplit(running.address)
    connection = HTTPConnection(place.hostname or "", place.port or 0, timeout=30)
    given = {"Host": place.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if form is not None:
        given.setdefault("Content-Type", "application/x-www-form-urlencoded")
    connection.request(method, f"/_review/{KEY}", urlencode(form) if form is not None else None, given)
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer.status, told


def typed(running: Preview) -> dict[str, str]:
    """Return a form that would be written, with the token of a page that was shown."""
    _, page = asked(running)
    held = dict(re.findall(r'name="(token|state|index)" value="([^"]*)"', page))
    return {**held, "do": "accept", "said": _WORDS, "topic": "town/boats", "kind": "claim"}


def test_a_form_with_its_token_is_written(running: Preview) -> None:
    assert asked(running, "POST", typed(running))[0] == 303
    assert _WORDS in digest(running)


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "x" * 43}, {}, 403),
        ({}, {"Origin": "http://evil.example"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Sec_Fetch_Site": "cross-site"}, 403),
        ({}, {"Host": "evil.example:80"}, 403),
        ({}, {"Host": "127.0.0.1:1"}, 403),
        ({}, {"Content_Type": "text/plain"}, 415),
        ({"said": "x" * 300_000}, {}, 413),
        ({"index": "99"}, {}, 422),
        ({"do": "format"}, {}, 422),
        ({"state": "0"}, {}, 409),
    ],
)
def test_a_request_that_is_not_an_editors_writes_nothing(
    running: Preview, changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    assert asked(running, "POST", {**typed(running), **changed}, **headers)[0] == status
    assert digest(running) == DRAFT


def test_another_sites_name_for_this_machine_sees_no_passage(running: Preview) -> None:
    status, told = asked(running, Host="evil.example:80")
    assert (status, _PASSAGE in told) == (403, False)
    assert asked(running, "PUT")[0] == 405


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104 - to be refused
        ("192.168.1.5", False),
        ("x", False),
    ],
)
def test_only_a_loopback_address_is_this_machine_alone(host: str, alone: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_loopback(host) is alone


def test_a_published_site_has_no_review_and_no_passage(tmp_path: Path) -> None:
    built = mkdocs_build(on_disk(copied(GOLDEN, tmp_path / "desk")), tmp_path / "site")
    assert built.code == 0, built.err
    pages = [path.read_text("utf-8", "replace") for path in (tmp_path / "site").rglob("*.html")]
    assert not any("_review" in text or _PASSAGE in text for text in pages)
    assert not list((tmp_path / "site").rglob("review.css"))


def test_each_statement_leads_to_its_own_review(running: Preview, page: Page) -> None:
    page.goto(f"{running.address}sources/{KEY}.html")
    page.locator("#para-3").get_by_role("link", name="Review this statement").click()
    expect(page.get_by_role("heading", name="para. 3")).to_be_visible()
    expect(page.get_by_text(f"{PATH}:16:1")).to_be_visible()
    expect(page.get_by_label("Statement, in your own words")).to_have_value("Working sluices kept the water back early in 2016.")
