"""The live preview follows an editor's saves; with a mistake it keeps the last good pages and shows what is wrong and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from programs import GOLDEN, copied
from serving import Preview, preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOPIC, _SOURCE, _MATRIX = "topics/water/silt.html", "sources/capkova2004.html", "propositions.html"
_TOPIC_FILE, _SOURCE_FILE = "docs/topics/water/silt.md", "sources/capkova2004.md"
_NOTICE = 'class="diagnostics"'


@pytest.fixture(scope="module")
def desk_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Run one preview for all edits here, each of which is taken back at its end."""
    folder = tmp_path_factory.mktemp("preview")
    with preview(copied(GOLDEN, folder / "desk"), folder / "terminal.txt") as running:
        yield running


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        (_SOURCE_FILE, "the lead does not move", "the lead stays put", (_SOURCE, _TOPIC)),
        (
            _TOPIC_FILE,
            "For the Harbour Trust silt was good for fields",
            "The Harbour Trust would spread the silt on fields",
            (_TOPIC,),
        ),
        ("references.bib", "What the Silt Remembers", "What the Silt Keeps", (_SOURCE, "bibliography.html", "timeline.html")),
        ("sources/propositions.yaml", "can be dredged without harm", "can be dredged with care", (_MATRIX, _TOPIC, "index.html")),
        ("docs/topics/water/index.md", "title: Water", "title: Water and mud", ("topics/water/index.html", "index.html")),
        ("sources/names.yaml", "Edda Quill", "Edda M. Quill", ("names.html",)),
    ],
    ids=["digest", "topic", "bibliography", "propositions", "family", "names"],
)
def test_a_save_is_shown_without_a_restart(file: str, old: str, new: str, pages: tuple[str, ...], desk_preview: Preview) -> None:
    desk_preview.edit(file, old, new)
    for path in pages:
        desk_preview.wait(path, lambda page: new.removeprefix("title: ") in page)
    desk_preview.edit(file, new, old)
    for path in pages:
        desk_preview.wait(path, lambda page: new.removeprefix("title: ") not in page and page != "")


@pytest.mark.parametrize(
    ("file", "old", "new", "page", "code"),
    [
        (_TOPIC_FILE, "@capkova2004, para. 2", "@capkova2040, para. 2", _TOPIC, "cite-unknown"),
        (_SOURCE_FILE, 'to="where it is"', 'to="where it was"', _SOURCE, "passage-missing"),
        ("sources/propositions.yaml", "  - id: dredging-safe", " - id: dredging-safe", "index.html", "front-matter-yaml"),
        ("references.bib", "@article{capkova2004,", "@article{capkova2004", "index.html", "bib-"),
        (_SOURCE_FILE, "status: reviewed", "status: [", _SOURCE, "front-matter-yaml"),
    ],
    ids=["citation", "selector", "registry", "bibliography", "front-matter"],
)
def test_a_mistake_leaves_the_good_pages_and_is_shown_on_top(  # noqa: PLR0913, PLR0917 - a row of the table above
    file: str, old: str, new: str, page: str, code: str, desk_preview: Preview
) -> None:
    known = desk_preview.wait(page, lambda now: now != "" and _NOTICE not in now)
    desk_preview.edit(file, old, new)
    try:
        broken = desk_preview.wait(page, lambda now: _NOTICE in now and code in now)
    finally:
        desk_preview.edit(file, new, old)
    mended = desk_preview.wait(page, lambda now: now != "" and _NOTICE not in now)
    assert f"{file}:" in broken
    assert f"error[{code}" in desk_preview.told()
    title, _, below = _article(broken).partition(_NOTICE)
    assert (title.count("<p"), _without_diagnostics(below).endswith(_below_title(known))) == (0, True), (
        "the notice does not stand alone above the last good page"
    )
    assert _article(mended) == _article(known)


def test_a_preview_that_starts_with_a_mistake_shows_it_and_goes_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("preview")
    desk = copied(GOLDEN, folder / "desk")
    (desk / "references.bib").rename(desk / "away.bib")
    with preview(desk, folder / "terminal.txt") as running:
        running.wait("index.html", lambda page: _NOTICE in page and "references.bib" in page)
        (desk / "away.bib").rename(desk / "references.bib")
        # A file that was not there at the start is not watched; the next save of a text takes it along.
        running.edit(_TOPIC_FILE, "title: Silt", "title: Silt and lead")
        running.wait("index.html", lambda page: page != "" and _NOTICE not in page)


def test_without_reloading_all_is_made_at_the_start(tmp_path: Path) -> None:
    with preview(copied(GOLDEN, tmp_path / "desk"), tmp_path / "terminal.txt", "--no-livereload") as running:
        for path in (_TOPIC, _SOURCE, "data/statements.csv", "search/manifest.js"):
            assert running.page(path)
        assert 'class="review-link"' in running.page(_SOURCE)


def test_a_mistake_stands_beside_the_block_that_it_is_about(desk_preview: Preview) -> None:
    cases = (
        (_TOPIC_FILE, "@capkova2004, para. 2;", "@capkova2040, para. 2;", _TOPIC, "ore barges"),
        (_SOURCE_FILE, 'to="where it is"', 'to="where it was"', _SOURCE, "the lead does not move"),
    )
    for file, old, new, page, words in cases:
        desk_preview.wait(page, lambda now: now != "" and _NOTICE not in now)
        desk_preview.edit(file, old, new)
        try:
            broken = desk_preview.wait(page, lambda now: 'class="diagnostic error"' in now)
        finally:
            desk_preview.edit(file, new, old)
        at = broken.index('class="diagnostic error"')
        assert 0 < abs(broken.index(words) - at) < 1500
        assert f"{file}:" in broken[at : at + 600]
        notice = broken[broken.index(_NOTICE) : at]
        assert "1 error, 1 of them in this file" in notice
        assert 'class="wrong" href="#' in notice


def test_each_statement_opens_its_line(desk_preview: Preview) -> None:
    line = 1 + (GOLDEN / _SOURCE_FILE).read_text("utf-8").partition('{at="para. 2"')[0].count("\n")
    for page in (_SOURCE, _TOPIC):
        shown = desk_preview.wait(page, lambda now: now != "" and _NOTICE not in now)
        links = re.findall(r'<a class="edit"[^>]* href="(vscode://file/[^"]+)"', shown)
        assert any(link.endswith(f"/desk/{_SOURCE_FILE}:{line}") for link in links)
    assert f"/desk/{_TOPIC_FILE}:1" in shown


def _without_diagnostics(html: str) -> str:
    """Return a page without what stands beside its blocks."""
    return re.sub(r'<div class="diagnostic [a-z]+">.*?</div>\n', "", html, flags=re.DOTALL)


def _article(page: str) -> str:
    """Return what a page says, from its title to the end of its content, without the way to its review."""
    return re.sub('<p class="review-link">.*?</p>', "", page[page.index("<h1") :].partition("</main>")[0])


def _below_title(page: str) -> str:
    return _article(page).partition("</h1>")[2].lstrip()


@pytest.mark.parametrize("path", ["data/propositions.csv", "data/pages/sources/capkova2004.bib", "llms.txt", "search/manifest.js"])
def test_what_no_page_shows_is_made_when_asked(path: str, desk_preview: Preview) -> None:
    desk_preview.wait(path, lambda content: content != "")


def test_the_data_follows_a_save(desk_preview: Preview) -> None:
    old, new = "the lead does not move", "the lead stays put"
    desk_preview.edit(_SOURCE_FILE, old, new)
    desk_preview.wait("data/statements.csv", lambda content: new in content)
    desk_preview.edit(_SOURCE_FILE, new, old)
    desk_preview.wait("data/statements.csv", lambda content: old in content)
