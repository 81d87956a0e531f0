"""Taking in a text: what is written, in which order, and that none of it holds the original's wording beyond the selectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from test_mistakes import FILES, ORIGINALS, SETTINGS

from build_tools import intake
from build_tools.checks import run as run_checks
from build_tools.diagnostics import Severity
from build_tools.editing.draft import Rights
from build_tools.intake import Desk, Taken, Wanted
from build_tools.load import originals
from build_tools.model.evidence import Standing
from build_tools.model.metadata import Fact, Known, Metadata, Person
from build_tools.model.suggestions import Suggestion, TopicGuess
from build_tools.model.words import forms

TEXT = """\
The mud of Marren harbour

Mud is what the harbour of Marren is made of, and most of the quarrels about it are quarrels about who has to carry it away. \
The council has had it weighed twice (in 1971 and in 1988), and twice it has had the figures locked up in the cellar.

Who carries it away, and at whose cost in the end

Nobody on the quay remembers a year in which the dredger *Patience* lay still for longer than a week. "She eats and she eats", \
says the harbour master Odo Finch, "and the mud comes back with the next tide." There is {no} reason to think that he is wrong.

- a first mark of the mud at 4 metres;
- a second mark of the mud at 6 metres.

The council will have to choose. It can pay for the dredger, or it can let the mud win, or it can ask the Principality for help \
and be told to wait, as it was told in 1971, and in 1988, and last year. Of these three courses it has so far tried the last one.
"""
KNOWN = Metadata(
    title=Fact("The mud of Marren harbour", Known.TEXT, "line 1"),
    persons=(Person("Ada von Moor"), Person("Finch, Odo")),
    date=Fact("2020-05", Known.INFERRED, "line 9"),
    language=Fact("en", Known.TEXT),
)


def desk(**changed: bytes) -> Desk:
    return Desk({**FILES, **changed}, ORIGINALS, SETTINGS)


def taken(now: Desk | None = None, text: str = TEXT, wanted: Wanted | None = None, known: Metadata = KNOWN) -> Taken:
    content = text.encode()
    suggestion = Suggestion((TopicGuess("water/silt", 0.9), TopicGuess("town/cost", 0.2)), ("1971",), ("Marren",), "Odo Finch")
    return intake.take_in(
        now or desk(),
        content,
        originals.read("mud.txt", content),
        known,
        wanted or Wanted(),
        lambda _, __, parts: [suggestion] * len(parts),
    )


def after(now: Desk, made: Taken, steps: int | None = None) -> Desk:
    """Return the dossier once the original is stored and so many of the changes are made."""
    held: Mapping[str, bytes] = {**now.originals, made.original[0]: made.original[1]} if made.original else now.originals
    return replace(now, files={**now.files, **dict(made.changes[:steps])}, originals=held)


def digest(made: Taken) -> str:
    return dict(made.changes)[f"sources/{made.key}.md"].decode()


def test_a_draft_has_every_passage_in_its_place() -> None:
    made = taken()
    library = after(desk(), made).library()
    source = library.sources["moor2020"]
    assert (source.status, source.label) == ("draft", "Moor and Finch 2020")
    assert len(source.statements) == made.passages
    assert {library.standing(one) for one in source.statements} == {Standing.FOUND}
    assert not any(one.stated for one in source.statements)
    assert {one.topics[0].name for one in source.statements} == {"water/silt"}
    assert {one.locator.first for one in source.statements if one.locator} == {"1", "2", "3", "4", "5"}
    assert {one.section for one in source.statements} >= {"Who carries it away …"}


def test_nothing_is_wrong_after_any_step_that_was_right_before() -> None:
    now = desk()
    made = taken(now)
    assert made.wrong == ()
    assert [path for path, _ in made.changes] == ["sources/moor2020.md", "references.bib"]
    for steps in range(len(made.changes) + 1):
        assert after(now, made, steps).errors() <= now.errors()


def test_the_second_time_changes_nothing() -> None:
    once = after(desk(), taken())
    again = taken(once)
    assert (again.key, again.changes, again.original, again.entry) == ("moor2020", (), None, "")


@pytest.mark.parametrize("steps", [0, 1])
def test_what_was_broken_off_is_taken_up_where_it_stopped(steps: int) -> None:
    now = desk()
    whole = after(now, taken(now))
    half = after(now, taken(now), steps)
    assert after(half, taken(half)) == whole


@pytest.mark.parametrize("most", [0, 80, 10_000])
def test_no_more_than_four_words_of_the_original_stand_in_a_row(most: int) -> None:
    theirs = forms(TEXT)
    runs = {theirs[at : at + 5] for at in range(len(theirs) - 4)}
    ours = forms(digest(taken(wanted=Wanted(most=most))))
    assert not [ours[at : at + 5] for at in range(len(ours) - 4) if ours[at : at + 5] in runs]


def test_the_bibliography_keeps_all_that_was_there() -> None:
    made = taken()
    before, now = FILES["references.bib"], dict(made.changes)["references.bib"]
    assert now.startswith(before)
    assert made.entry in now.decode()
    assert "author = {von Moor, Ada and Finch, Odo}" in " ".join(made.entry.split())
    assert "date   = {2020-05?}" in made.entry
    assert made.entry.startswith("% moor2020: a draft. Inferred, to be checked: date (line 9)\n")
    windows = desk(**{"references.bib": before.replace(b"\n", b"\r\n")})
    assert dict(taken(windows).changes)["references.bib"].count(b"\n") == dict(taken(windows).changes)["references.bib"].count(
        b"\r\n"
    )


@pytest.mark.parametrize(
    ("known", "key"),
    [
        (replace(KNOWN, title=Fact("What the Silt Remembers")), "capkova2004"),
        (replace(KNOWN, address=Fact("http://www.example.org/sluice/2019/open-the-gates/#top")), "lowe2019"),
    ],
    ids=["title", "address"],
)
def test_an_entry_that_is_there_is_used(known: Metadata, key: str) -> None:
    files = {path: content for path, content in FILES.items() if path != f"sources/{key}.md"}
    made = taken(Desk(files, ORIGINALS, SETTINGS), known=known)
    assert (made.key, made.entry) == (key, "")
    assert [path for path, _ in made.changes] == [f"sources/{key}.md"]


def test_an_entry_that_has_a_digest_of_another_file_is_left_alone() -> None:
    with pytest.raises(intake.Refused, match="dossier refresh capkova2004"):
        taken(known=replace(KNOWN, title=Fact("What the Silt Remembers")))


def test_a_key_that_is_taken_gets_a_letter() -> None:
    lowe = replace(KNOWN, persons=(Person("Ann Lowe"),), date=Fact("2019"))
    assert taken(known=lowe).key == "lowe2019a"


@pytest.mark.parametrize("key", ["../mud", "mud/2020", "", ".mud", "mud 2020"])
def test_a_key_that_could_lead_elsewhere_is_refused(key: str) -> None:
    if key:
        with pytest.raises(intake.Refused, match="is no key"):
            taken(wanted=Wanted(key=key))


def test_what_was_not_found_is_asked_for_and_never_invented() -> None:
    made = taken(known=Metadata(title=Fact("The mud of Marren harbour", Known.TEXT)))
    assert made.key == "marrenundated"
    assert not any(f"{field} " in made.entry for field in ("author", "date", "institution", "url"))
    library = after(desk(), made).library()
    notes = [
        one.message for one in run_checks(library, SETTINGS) if one.code == "digest-unfinished" and one.severity is Severity.NOTE
    ]
    for question in ("who wrote it", "who published it", "when it came out", "where it can be read"):
        assert sum(question in note for note in notes) == 1


def test_the_passages_of_an_open_source_stand_as_statements() -> None:
    made = taken(wanted=Wanted(rights=Rights("open", "CC0-1.0")))
    assert made.wrong == ()
    said = [one.text for one in after(desk(), made).library().sources["moor2020"].statements]
    assert said[0].startswith("Mud is what the harbour of Marren is made of")
    assert any("*Patience*" in one for one in said), "an asterisk of the original is no mark of ours"
    assert any("{no} reason" in one for one in said)
    assert not any("TODO" in one for one in said)


def test_a_run_of_an_open_source_on_another_page_is_still_copied() -> None:
    topic = FILES["docs/topics/water/silt.md"] + b"\nMud is what the harbour of Marren is made of [@trust1987, para. 1a].\n"
    made = taken(desk(**{"docs/topics/water/silt.md": topic}), wanted=Wanted(rights=Rights("open", "CC0-1.0")))
    assert {(one.span.path, one.code) for one in made.wrong} == {("docs/topics/water/silt.md", "words-copied")}
