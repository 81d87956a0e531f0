"""Drafts: the live preview shows them, a published build leaves them out, and their mistakes stop nothing there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from test_mistakes import FILES, ORIGINALS, SETTINGS, PlainEngine

from build_tools.diagnostics import Severity
from build_tools.exports import html
from build_tools.exports.search.records import records
from build_tools.pipeline import Build, build
from build_tools.shells import report

NEW = "sources/moor2020.md"
ENTRY = "\n@online{moor2020,\n  title = {Mud},\n  url = {https://example.org/mud}\n}\n"
WORDS = b"The mud of the lower basin is older than any of the walls around it and nobody has ever measured it well.\n"
DRAFT = """\
---
status: draft
rights: restricted
original: {file: moor2020.txt, sha256: 00}
todo: [who wrote it]
---
## Mud

{at="para. 1" from="The mud of" to="measured it well" topics="water/silt"}
TODO
"""


def made(digest: str, *, drafts: bool = False, desk: bool = False, original: bytes = b"") -> Build:
    """Build the golden dossier with one more digest."""
    files = {**FILES, NEW: digest.encode(), "references.bib": FILES["references.bib"] + ENTRY.encode()}
    held: Mapping[str, bytes] = {**ORIGINALS, "moor2020.txt": original} if original else ORIGINALS
    return build(files, replace(SETTINGS, drafts=drafts, desk=desk), held, PlainEngine())


def page(made: Build, path: str) -> str:
    """Return a page as HTML, or nothing where there is none."""
    return next((html.render(one, {}).html for one in made.pages if one.path == path), "")


def test_a_published_build_leaves_a_draft_out_and_says_so() -> None:
    published, before = made(DRAFT), build(FILES, SETTINGS, ORIGINALS, PlainEngine())
    assert [*published.pages] == [*before.pages]
    assert published.errors == ()
    assert {one.code for one in published.diagnostics if one.span.path == NEW} >= {"source-unreviewed", "digest-unfinished"}
    assert "drafts left out: moor2020" in report.summary(published)


def test_with_drafts_let_in_its_page_and_its_passages_are_there() -> None:
    shown = made(DRAFT, drafts=True)
    assert shown.errors == ()
    source, topic = page(shown, "sources/moor2020.md"), page(shown, "topics/water/silt.md")
    assert "no editor has reviewed it" in source
    assert "1 passage of 1 is not stated yet" in source
    assert "who wrote it" in source
    assert "This digest is a draft" in topic
    assert "1 passage of drafts is not stated yet" in topic
    assert "sources/moor2020.html#para-1" in topic
    table = page(shown, "propositions.md").partition("</table>")[0]
    assert "trust1987" in table
    assert "moor2020" not in table, "nobody has looked for a stance, so there is no silence either"


def test_at_the_desk_an_open_passage_is_found_by_its_own_words() -> None:
    for desk in (True, False):
        edition = made(DRAFT, drafts=True, desk=desk, original=WORDS).edition
        (record,) = [one for one in records(edition) if one.path == "sources/moor2020.md" and one.kind == "statement"]
        assert record.text == "Not stated yet."
        assert any("lower basin" in words for _, words in record.beside) is desk


@pytest.mark.parametrize(
    ("rights", "desk", "most"),
    [("restricted", False, 8), ("restricted", True, 40), ("open\nlicence: CC0-1.0", False, 40)],
)
def test_the_first_words_are_shown_within_the_bounds_of_quotation(rights: str, *, desk: bool, most: int) -> None:
    body = b"Alpha " + b" ".join(b"w%d" % number for number in range(60)) + b" ends here now.\n"
    digest = DRAFT.replace("rights: restricted", f"rights: {rights}")
    digest = digest.replace('from="The mud of" to="measured it well"', 'from="Alpha w0" to="here now"')
    shown = made(digest, drafts=True, desk=desk, original=body)
    words = page(shown, "sources/moor2020.md").partition(">‘")[2].partition("…’")[0].split()
    assert len(words) == most
    assert words[:2] == ["Alpha", "w0"]


def test_words_that_quotations_have_used_up_are_not_shown() -> None:
    quoted = "".join(
        f'\n{{at="para. {number}" from="Word{number} w0" to="here now{number}" topics="water/silt" .quote}}\nSaid.\n'
        for number in (2, 3)
    )
    body = "".join(
        f"Word{number} {' '.join(f'w{place}' for place in range(26))} ends here now{number}.\n\n" for number in (1, 2, 3)
    ).encode()
    digest = DRAFT.replace('from="The mud of" to="measured it well"', 'from="Word1 w0" to="here now1"') + quoted
    assert "‘Word1" not in page(made(digest, drafts=True, original=body), "sources/moor2020.md")


def test_mistakes_in_a_draft_stop_no_published_build() -> None:
    wrong = DRAFT.replace("water/silt", "water/sillt").replace("TODO", "Mud is old.")
    assert [one.code for one in made(wrong, drafts=True).errors] == ["topic-unknown"]
    published = made(wrong)
    assert published.errors == ()
    assert any(one.code == "topic-unknown" and one.severity is Severity.WARNING for one in published.diagnostics)


def test_a_digest_that_cannot_be_read_is_no_draft() -> None:
    broken = made(DRAFT.replace("status: draft", "status: ["))
    assert "front-matter-yaml" in {one.code for one in broken.errors}
