"""A newer copy of an original: each passage is followed to where it stands now, and only places change when that is accepted."""

from __future__ import annotations

import difflib
import hashlib

from test_mistakes import FILES, ORIGINALS, SETTINGS

from build_tools.intake import Desk
from build_tools.model.evidence import Standing
from build_tools.refresh import Plan, plan
from build_tools.resolve.newer import Fate

DIGEST, FILE = "sources/lowe2019.md", "lowe2019.txt"
OLD = ORIGINALS[FILE].decode()
ADDED = "The editors have had many letters since this was first printed, most of them short, and some fit to be read aloud.\n"
NEW = (
    OLD.replace("The boats are waiting\n", f"{ADDED}The boats are waiting\n")
    .replace("The locks would cost 14 million crowns today.", "The locks would cost 17 million crowns at this spring's prices.")
    .replace("In 1987 the Trust asked barge owners", "Back in 1987 the Harbour Trust asked the barge owners")
    .replace(OLD[OLD.index("We know that reed") : OLD.index("Tabitha Rusk, editor")], "")
)


def desk(**files: bytes) -> Desk:
    return Desk({**FILES, **files}, ORIGINALS, SETTINGS)


def planned(now: Desk, text: str = NEW) -> Plan:
    source = now.library().sources["lowe2019"]
    return plan(now, source, text.encode(), "lowe2019-new.txt")


def accepted(now: Desk, made: Plan, text: str = NEW) -> Desk:
    return Desk({**now.files, **dict(made.changes)}, {**ORIGINALS, "lowe2019-new.txt": text.encode()}, SETTINGS)


def test_what_became_of_each_passage_is_told() -> None:
    made = planned(desk())
    fates = {one.statement.anchor: (one.fate, one.at) for one in made.passages}
    assert fates["para-1"] == (Fate.SAME, "para. 1")
    assert fates["para-2a"] == (Fate.CHANGED, "para. 3a")
    assert fates["para-2b"] == (Fate.MOVED, "para. 3b")
    assert fates["para-6a"] == (Fate.CHANGED, "para. 7a")
    assert fates["para-7"] == (Fate.GONE, "para. 7d"), "its number is another passage's now"
    assert made.stuck == ()
    assert made.known


def test_once_accepted_each_passage_is_found_and_each_citation_means_what_it_meant() -> None:
    now = desk()
    made = planned(now)
    before, after = now.library(), accepted(now, made).library()
    standings = {one.anchor: after.standing(one) for one in after.sources["lowe2019"].statements}
    assert [anchor for anchor, standing in standings.items() if standing is not Standing.FOUND] == ["para-7d"]
    meant = [
        [[one.text for one in library.matched[item.key_span]] for citation in library.citations() for item in citation.items]
        for library in (before, after)
    ]
    assert meant[0] == meant[1]
    assert {one.code for one in accepted(now, made).errors() - now.errors()} == {"passage-missing"}


def test_whatever_else_names_a_statement_follows_it() -> None:
    topic = FILES["docs/topics/water/silt.md"] + b"\n[See it there](../../sources/lowe2019.md#para-4b).\n"
    now = desk(**{"docs/topics/water/silt.md": topic})
    made = planned(now)
    before, after = now.library(), accepted(now, made).library()
    told = [
        [(library.statements[one.statement.name].text, one.words) for one in library.corpus.wordings] for library in (before, after)
    ]
    assert told[0] == told[1]
    assert [one.at for one in before.corpus.decisions] == ["para. 3a", "para. 3a"]
    assert [one.at for one in after.corpus.decisions] == ["para. 4a", "para. 4a"]
    assert b"(../../sources/lowe2019.md#para-5b)" in dict(made.changes)["docs/topics/water/silt.md"]


def test_nothing_but_places_and_the_hash_changes_in_the_digest() -> None:
    made = planned(desk())
    before, after = FILES[DIGEST].decode(), dict(made.changes)[DIGEST].decode()
    pieces = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [before[low:high] + after[first:last] for kind, low, high, first, last in pieces if kind != "equal"]
    lines = [(one, other) for one, other in zip(before.splitlines(), after.splitlines(), strict=True) if one != other]
    assert all(one.startswith(("{", "original:", "marks:")) for one, _ in lines)
    assert changed
    assert hashlib.sha256(NEW.encode()).hexdigest() in after
    statements = [line for line in before.splitlines() if line[:1].isalpha()]
    assert [line for line in after.splitlines() if line[:1].isalpha()][4:] == statements[4:]


def test_marks_follow_the_lines_they_were_made_for() -> None:
    marks = accepted(desk(), planned(desk())).library().sources["lowe2019"].marks
    assert marks == {1: "navigation", 2: "navigation", 4: "title", 5: "byline", 21: "disclaimer"}


def test_the_same_copy_leaves_nothing_to_do() -> None:
    now = desk()
    made = plan(now, now.library().sources["lowe2019"], OLD.encode(), FILE)
    assert (made.changes, {one.fate for one in made.passages}) == ((), {Fate.SAME})


def test_a_range_that_is_no_range_any_more_stops_the_acceptance() -> None:
    topic = FILES["docs/topics/water/silt.md"] + b"\nIt all hangs together [@lowe2019, paras. 1-2].\n"
    made = planned(desk(**{"docs/topics/water/silt.md": topic}))
    assert [use.item.locator.text for use in made.stuck if use.item.locator] == ["paras. 1-2"]


def test_a_range_that_moved_as_one_is_led_along() -> None:
    topic = FILES["docs/topics/water/silt.md"] + b"\nIt all hangs together [@lowe2019, paras. 2-4; @lowe2019, para. 5].\n"
    now = desk(**{"docs/topics/water/silt.md": topic})
    made = planned(now)
    assert made.stuck == ()
    assert "[@lowe2019, paras. 3–5; @lowe2019, para. 6]".encode() in dict(made.changes)["docs/topics/water/silt.md"]


def test_without_the_old_copy_the_selectors_have_to_do() -> None:
    now = Desk(FILES, {name: content for name, content in ORIGINALS.items() if name != FILE}, SETTINGS)
    made = planned(now)
    fates = {one.statement.anchor: one.fate for one in made.passages}
    assert not made.known
    assert (fates["para-2b"], fates["para-2a"], fates["para-7"]) == (Fate.MOVED, Fate.GONE, Fate.GONE)


def test_a_copy_that_has_nothing_of_the_old_one_is_all_gone() -> None:
    other = "Nothing of it is left, and what is here now speaks of something else altogether.\n"
    assert {one.fate for one in planned(desk(), other).passages} == {Fate.GONE}
