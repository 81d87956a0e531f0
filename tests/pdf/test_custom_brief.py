"""A brief of one's own holds the statements that were asked for and no others, each with a note, and tells what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from setting import folder

from build_tools.exports.rests_on import links
from build_tools.exports.typst_brief import SHEETS
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.model.selection import Selection
from build_tools.pipeline import Build
from build_tools.resolve.selection import narrowed
from build_tools.shells import custom_brief, styles
from build_tools.shells.pandoc import PandocEngine
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_dossier import made
from build_tools.shells.pdf_text import sheets
from build_tools.shells.printed import Wanted
from build_tools.shells.project import Project, open_project

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
_TOWN = ("1", "2a", "2b", "2c", "5b", "6a", "6b", "6c", "7")


@cache
def golden() -> tuple[Project, Build]:
    project = open_project(GOLDEN / "mkdocs.yml")
    return project, project.build()


def asked(*topics: str, sources: tuple[str, ...] = (), since: str = "") -> Selection:
    wanted, wrong = custom_brief.selection(golden()[1].library, topics, sources, since)
    assert wrong == ()
    return wanted


def page(wanted: Selection) -> Page:
    built = custom_brief.page(golden()[1], wanted, "", PandocEngine(folder()))
    assert isinstance(built, Page)
    return built


def pdf_words(built: Page) -> str:
    project, build = golden()
    printed = made(build, project.settings, folder(), Wanted(own=built))
    assert printed.diagnostics == ()
    return squashed("".join(sheet.body for sheet in sheets(printed.artifacts[0].content, SHEETS["a4"])))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (asked("water/wildlife", sources=("lowe2019",)), {"lowe2019#para-7"}),
        (asked("town/cost", "town/boats", since="2019"), {f"lowe2019#para-{one}" for one in _TOWN}),
        (asked("town/cost", since="2019-02-23"), set()),
        (asked("water/wildlife", since="2004-10"), {"lowe2019#para-7"}),
    ],
)
def test_names_of_one_kind_widen_and_kinds_narrow(wanted: Selection, ids: set[str]) -> None:
    assert {one.id for one in narrowed(golden()[1].library, wanted)[1]} == ids


def test_each_statement_stands_there_with_a_note_of_its_own() -> None:
    wanted = asked("water/silt", "water/wildlife")
    statements = narrowed(golden()[1].library, wanted)[1]
    words = pdf_words(page(wanted))
    assert len(statements) > 10
    for one in statements:
        assert squashed(one.text) in words, one.id
    others = [one for one in golden()[1].library.statements.values() if one not in statements]
    assert [one.id for one in others if squashed(one.text) in words] == []


def test_a_note_leads_to_the_statement_that_it_stands_at() -> None:
    built = page(asked("water/wildlife", sources=("lowe2019",)))
    cites = [link for link in links(built.blocks) if link.role == "cite"]
    assert [link.target for link in cites] == ["#ref-lowe2019-para-7"]
    assert any(link.target == "sources/lowe2019.md#para-7" for link in links(built.blocks))


def test_a_synthesis_is_left_out_where_it_cites_what_was_not_asked_for() -> None:
    words = pdf_words(page(asked("town/boats", since="2019")))
    assert squashed("The editor’s synthesis of this topic also rests on 1 source that was not selected, so it is left out") in words
    assert "expectedfewmore" not in words
    assert "expectedfewmore" in pdf_words(page(asked("town/boats")))


def test_sources_that_were_not_asked_for_are_in_no_table() -> None:
    built = page(asked(sources=("lowe2019", "trust1987")))
    head = next(block.head for block in built.blocks if isinstance(block, b.Table) and block.role == "matrix")
    assert [b.plain(cell.content) for cell in head[1:]] == ["Harbour Trust 1987", "Löwe and Rusk 2019"]


@pytest.mark.parametrize("style", ["oscola", "ieee"])
def test_it_cites_in_notes_and_by_number_as_well(style: str) -> None:
    project, _ = golden()
    styled = Project(project.root, project.settings, style)
    build = styled.build()
    built = custom_brief.page(build, asked("water/silt"), "", PandocEngine(folder()))
    assert isinstance(built, Page)
    assert styles.read(ROOT, style) == build.edition.settings.csl
    printed = made(build, project.settings, folder(), Wanted(own=built, own_for_word=built))
    assert (printed.diagnostics, [one.path for one in printed.artifacts]) == ((), ["briefs/custom.pdf", "briefs/custom.docx"])


def test_unknown_names_and_dates_are_told_at_once_with_the_nearest() -> None:
    _, wrong = custom_brief.selection(golden()[1].library, ("water/slit",), ("low2019",), "soon")
    assert wrong == (
        'there is no topic "water/slit"; did you mean "water/silt"?',
        'there is no source "low2019"; did you mean "lowe2019"?',
        '--since: "soon" is no EDTF date such as 2022, 2022-05, 2022-05-24, 199X or 2022-05/2022-07',
    )


def test_nothing_found_is_told_with_what_each_part_would_find() -> None:
    told = custom_brief.page(golden()[1], asked("town/cost", sources=("capkova2004",), since="2019"), "", PandocEngine(folder()))
    assert isinstance(told, str)
    assert told.startswith("no statement is under all that was asked for: ")
    assert told.endswith("since 2019")


def test_in_a_german_dossier_it_says_in_german_what_its_editors_did_not_write() -> None:
    project, _ = golden()
    german = replace(project, settings=replace(project.settings, lang="de")).build()
    built = custom_brief.page(german, asked("town/boats", since="2019"), "", PandocEngine(folder()))
    assert isinstance(built, Page)
    headings = [b.plain(block.content) for block in built.blocks if isinstance(block, b.Heading)]
    assert [one for one in headings if one in {"Wer sagt was", "Zeitleiste", "Quellen"}] == [
        "Wer sagt was",
        "Zeitleiste",
        "Quellen",
    ]
    said = [b.plain(block.content) for block in built.blocks if isinstance(block, b.Paragraph)]
    assert any(one.startswith("Aussagen unter “") and ", erschienen 2019 oder danach: " in one for one in said)
    assert any(one.startswith("Die Zusammenschau der Redaktion stützt sich hier auch auf 1 Quelle, ") for one in said)
    assert not [one for one in said if "source" in one or "statement" in one]
