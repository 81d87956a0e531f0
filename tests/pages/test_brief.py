"""A brief's page: its parts in order, what its matrix and timeline show, and the way back from what it cites."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.load.corpus import load_corpus
from build_tools.model import blocks as b
from build_tools.model.library import Library
from build_tools.model.pages import Page
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.pages import brief, briefs
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve

BASE = Path(__file__).parent.parent / "cases" / "checks" / "base"
PATH = "docs/briefs/keepers.md"
FILES = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.*") if path.is_file()}


def library(*, old: str = "pages: 1", new: str = "pages: 1", docs: str = "docs") -> Library:
    """Return the small dossier's library with one edit in its brief."""
    text = FILES[PATH].decode()
    assert text.count(old) == 1
    files = {**FILES, PATH: text.replace(old, new).encode()}
    moved = {path.replace("docs/", f"{docs}/", 1): content for path, content in files.items()}
    return resolve(load_corpus(moved, Settings(docs=docs), {}))


def page(given: Library) -> Page:
    (made,) = brief.outlines(Dossier(given, Citations(), Settings()))
    return made.page()


def headings(blocks: b.Blocks) -> list[str]:
    """Return the words of all headings, in order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case b.Heading(_, content):
                found.append(b.plain(content))
            case b.Group(_, inner):
                found += headings(inner)
            case _:
                pass
    return found


def tables(made: Page) -> dict[str, list[list[str]]]:
    """Return the words of each table's rows by the table's role."""
    return {
        block.role: [[b.plain(cell.content) for cell in row] for row in block.rows]
        for block in made.blocks
        if isinstance(block, b.Table)
    }


def test_the_parts_stand_in_the_order_of_the_paper() -> None:
    made = page(library())
    assert (made.path, made.menu, made.edited) == ("briefs/keepers.md", ("Briefs", "Can the keepers go?"), PATH)
    assert headings(made.blocks) == [
        "Bottom line",
        "Key judgements",
        "A station can do without a keeper.",
        "Who says what",
        "Timeline",
        "Options",
        "What would change this view",
    ]
    groups = [block.role for block in made.blocks if isinstance(block, b.Group)]
    assert groups == ["bottom-line", "judgement", "changes"]


def test_a_judgement_has_its_evidence_and_confidence_in_the_margin() -> None:
    (judgement,) = (block for block in page(library()).blocks if isinstance(block, b.Group) and block.role == "judgement")
    _, margin, prose, parting = judgement.blocks
    assert isinstance(margin, b.Group)
    assert [(one.role, b.plain(one.content)) for one in margin.blocks if isinstance(one, b.Paragraph)] == [
        ("evidence", "Evidence: 2 sources, 1901 – May 1934."),
        ("confidence", "Confidence: moderate. Only one source counts, and for three years."),
    ]
    assert isinstance(prose, b.Paragraph)
    assert isinstance(parting, b.Paragraph)
    assert (parting.role, b.plain(parting.content)) == (
        "parting",
        "The sources part: Hale 1901 asserts, Ortiz 1934 denies that a lighthouse needs a keeper.",
    )


def test_without_a_choice_the_matrix_has_the_topics_propositions_and_the_timeline_their_events() -> None:
    made = page(library(new="pages: 2"))
    shown = tables(made)
    assert [row[0] for row in shown["matrix"]] == ["A lighthouse needs a keeper. contested", "Electric light is cheaper than oil."]
    assert [row[0] for row in shown["events"]] == ["1: 1931"]
    assert [row[0] for row in shown["options"]] == ["Electric lamps"]
    (drawn,) = (block for block in made.blocks if isinstance(block, b.Figure))
    assert drawn.described.startswith("Published: Hale 1901, 1901; Ortiz 1934, May 1934. Happened: 1, ")


def test_a_brief_of_one_page_names_its_events_in_the_drawing() -> None:
    made = page(library(new="pages: 1"))
    assert "events" not in tables(made)
    (drawn,) = (block for block in made.blocks if isinstance(block, b.Figure))
    assert any(words.text.endswith(", 1931") for words in drawn.drawing.words())


def test_a_choice_of_propositions_and_events_is_kept() -> None:
    chosen = "pages: 2\npropositions: [electric-cheaper]\nevents: [steam-siren]"
    shown = tables(page(library(new=chosen)))
    assert [row[0] for row in shown["matrix"]] == ["Electric light is cheaper than oil."]
    assert [row[0] for row in shown["events"]] == ["1: 1898"]


def test_a_brief_is_listed_with_its_question_and_its_reader() -> None:
    (made,) = briefs.outlines(Dossier(library(), Citations(), Settings()))
    assert made.path == "briefs/index.md"
    _, items = made.blocks()
    assert isinstance(items, b.Items)
    ((told,),) = items.items
    assert isinstance(told, b.Paragraph)
    assert b.plain(told.content) == ("Can the keepers go? Does a lighthouse still need a keeper? For members of the harbour board.")


def test_without_briefs_there_is_no_page() -> None:
    given = library()
    none = replace(given, corpus=replace(given.corpus, briefs=()))
    assert list(briefs.outlines(Dossier(none, Citations(), Settings()))) == []
    assert list(brief.outlines(Dossier(none, Citations(), Settings()))) == []


@pytest.mark.parametrize("docs", ["docs", "pages/en"])
def test_what_a_brief_cites_leads_back_to_it_and_texts_are_walked_once(docs: str) -> None:
    given = library(docs=docs)
    uses = given.uses_of_statement["ortiz1934#para-2"]
    assert [(use.page, use.page_title, use.sentence.anchor) for use in uses] == [
        ("briefs/keepers.md", "Can the keepers go?", "options-1")
    ]
    anchors = [one.anchor for path, _, prose in given.prose() if path == f"{docs}/briefs/keepers.md" for one in prose.sentences]
    assert anchors == ["bottom-line-1", "without-s-1", "options-1", "options-2", "changes-1"]
    assert {path for path, _, _ in given.prose()} >= {f"{docs}/index.md", f"{docs}/propositions.md"}
