"""Citation styles by name and by file, what is said where there is none, and the three kinds of styles on real pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from build_tools.citing import csl
from build_tools.citing.engine import StyleError
from build_tools.model import blocks as b
from build_tools.shells import report, styles
from build_tools.shells.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.pages import Page
    from build_tools.pipeline import Build

GOLDEN = Path(__file__).parents[1] / "golden"
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0"><info><title>T</title><id>t</id></info>'
LISTED = '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
NOTES = f"""{HEAD.format("note")}<citation><layout delimiter="; "><choose>
<if position="ibid-with-locator"><text value="ibid."/><text variable="locator" prefix=" "/></if>
<else-if position="ibid"><text value="ibid."/></else-if>
<else-if position="subsequent"><text variable="title" suffix=", note "/><text variable="first-reference-note-number"/></else-if>
<else><text variable="title"/><text variable="locator" prefix=", "/></else></choose></layout></citation></style>"""
NUMBERS = f"""{HEAD.format("in-text")}<citation><layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/>
<text variable="locator" prefix=" at "/></layout></citation>{LISTED}"""
AUTHORS = f"""{HEAD.format("in-text")}<citation><layout prefix="(" suffix=")" delimiter="; ">
<names variable="author"><name form="short"/></names>
<date variable="issued" form="numeric" date-parts="year" prefix=" "/></layout></citation>{LISTED}"""
DEPENDENT = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title><id>d</id>'
    '<link href="http://www.zotero.org/styles/numbers" rel="independent-parent"/></info></style>'
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for the extra: two styles of their own, and one that follows another."""
    folder = tmp_path / "styles"
    (folder / "dependent").mkdir(parents=True)
    (folder / "numbers.csl").write_text(NUMBERS, encoding="utf-8")
    (folder / "notes-long.csl").write_text(NOTES, encoding="utf-8")
    (folder / "dependent" / "journal-of-fog.csl").write_text(DEPENDENT, encoding="utf-8")
    monkeypatch.setattr(styles, "_folder", lambda: folder)
    return tmp_path


def test_a_style_is_found_by_its_name(shelf: Path) -> None:
    assert styles.read(shelf, "numbers") == NUMBERS


def test_a_dependent_style_is_followed_to_its_parent(shelf: Path) -> None:
    assert styles.read(shelf, "journal-of-fog") == NUMBERS


def test_a_style_is_a_file_of_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(NOTES, encoding="utf-8")
    assert styles.read(tmp_path, "own.csl") == NOTES
    assert styles.read(tmp_path, "") == ""


def test_an_unknown_name_gets_the_nearest_ones(shelf: Path) -> None:
    with pytest.raises(StyleError, match='no citation style "number"') as raised:
        styles.read(shelf, "number")
    assert raised.value.help == "did you mean numbers?"


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "_PACKAGE", "no_such_package")
    with pytest.raises(StyleError, match="is not installed") as raised:
        styles.read(tmp_path, "apa")
    assert "pip install" in raised.value.help


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("<style", "line 1, column 1"),
        ("<a/>", "its root is <a>"),
        (DEPENDENT, "no rules of its own"),
        (HEAD.format("note") + '<citation><layout><text macro="x"/></layout></citation></style>', 'a macro "x" .line 1. that it'),
        (
            HEAD.format("note") + '<macro name="x"><text macro="y"/></macro><macro name="y"><text macro="x"/></macro>'
            '<citation><layout><text macro="x"/></layout></citation></style>',
            "calls itself",
        ),
    ],
)
def test_a_style_that_can_not_be_followed_says_why(style: str, said: str) -> None:
    with pytest.raises(StyleError, match=said) as raised:
        csl.check(style)
    assert raised.value.help


def build(folder: Path, style: str) -> Build:
    """Build the golden dossier with a style."""
    shutil.copytree(GOLDEN, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".cache", "site"))
    (folder / "own.csl").write_text(style, encoding="utf-8")
    config = folder / "mkdocs.yml"
    told = config.read_text(encoding="utf-8").replace("lang: en-GB", "lang: en-GB\n      csl: own.csl")
    config.write_text(told, encoding="utf-8")
    return open_project(config).build()


def topic(build: Build) -> Page:
    return next(page for page in build.pages if page.path.endswith("boats.md"))


def inlines(blocks: b.Blocks) -> Iterator[b.Inline]:
    for block in blocks:
        match block:
            case b.Paragraph(content) | b.Heading(_, content):
                yield from deep(content)
            case b.Group(_, inner):
                yield from inlines(inner)
            case b.Items(items):
                for item in items:
                    yield from inlines(item)
            case _:
                pass


def deep(content: b.Inlines) -> Iterator[b.Inline]:
    for inline in content:
        yield inline
        yield from deep(getattr(inline, "content", ()))


def written(page: Page) -> str:
    """Return the editor's text, from the paragraph that begins it: the answer stands apart from what follows."""
    paragraphs = [b.plain(block.content) for block in page.blocks if isinstance(block, b.Paragraph)]
    first = next(place for place, words in enumerate(paragraphs) if "harbour master" in words)
    return " ".join(paragraphs[first:])


def test_notes_are_numbered_in_page_order_and_linked_both_ways(tmp_path: Path) -> None:
    page = topic(build(tmp_path, NOTES))
    assert re.search(r"few more\.1 In 2018 there were 940\.2 .*people\.3", written(page))
    found = list(inlines(page.blocks))
    anchors = {one.anchor for one in found if isinstance(one, b.Marked)}
    marks = [one for one in found if isinstance(one, b.Link) and one.role in {"note", "back"}]
    assert [link.target for link in marks] == [*(f"#note-{n}" for n in (1, 2, 3)), *(f"#note-mark-{n}" for n in (1, 2, 3))]
    assert {link.target[1:] for link in marks} <= anchors
    notes = [one for one in found if isinstance(one, b.Marked) and one.role == "noted"]
    assert [b.plain(note.content) for note in notes][2] == "Ibid."
    assert all(any(isinstance(one, b.Link) and one.role == "cite" for one in deep(note.content)) for note in notes)


def test_a_style_without_bibliography_still_lists_what_a_page_cites(tmp_path: Path) -> None:
    made = build(tmp_path, NOTES)
    assert any(isinstance(block, b.Heading) and block.anchor == "references" for block in topic(made).blocks)


def test_numbers_count_on_each_page_by_itself(tmp_path: Path) -> None:
    assert "[1 at 5]" in written(topic(build(tmp_path, NUMBERS)))


def test_an_author_date_style_cites_in_brackets(tmp_path: Path) -> None:
    assert "(Löwe, Rusk 2019)" in written(topic(build(tmp_path, AUTHORS)))


def test_a_style_that_can_not_be_read_is_told_with_its_line_and_nothing_is_built(tmp_path: Path) -> None:
    made = build(tmp_path, "<style")
    [told] = [one for one in made.diagnostics if one.code == "citing-engine"]
    assert len(made.pages) == 0
    assert re.match(r"mkdocs\.yml:\d\d:12: error\[citing-engine\]", report.line(told, made.library.corpus.texts))
