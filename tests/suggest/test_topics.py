"""Suggested topics: which words speak for them, what editors' decisions change, and that every run says the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.load.corpus import load_corpus
from build_tools.load.registries import load_decisions
from build_tools.model.library import Library
from build_tools.model.settings import Settings
from build_tools.resolve import resolve
from build_tools.shells import disk
from build_tools.suggest import around, judged, suggest, suggester
from build_tools.suggest.cue_terms import cue_terms
from build_tools.suggest.cues import cues_of, hits

_GOLDEN = Path(__file__).parents[1] / "golden"
_SETTINGS = Settings(originals="originals")
_KEY, _AT = "lowe2019", "para. 3a"


def library(*, decisions: str = "", status: str = "reviewed", originals: bool = True) -> Library:
    """Read the golden dossier, with decisions of an editor, and with the one source as reviewed or as a draft."""
    files = disk.project_files(_GOLDEN, _SETTINGS)
    path = f"sources/{_KEY}.md"
    files[path] = files[path].replace(b"status: reviewed", f"status: {status}".encode())
    files["sources/decisions.yaml"] = decisions.encode() or b"decisions: []"
    return resolve(load_corpus(files, _SETTINGS, disk.originals(_GOLDEN, _SETTINGS) if originals else {}))


def decided(topic: str, decision: str) -> str:
    """Return the file of one decision on the passage at which the tests look."""
    return f"decisions:\n  - {{source: {_KEY}, at: {_AT}, topic: {topic}, decision: {decision}}}\n"


def score(held: Library, topic: str, words: str) -> float:
    """Return how strongly a topic is spoken for by some words."""
    return next((one.score for one in suggester(held).passage(words).topics if one.topic == topic), 0.0)


_LIKE_IT = "Crews who spend a day ashore leave crowns there."


def test_a_refusal_lowers_and_a_taking_raises_what_is_like_it() -> None:
    before = score(library(status="draft"), "town/trade", _LIKE_IT)
    taken = score(library(status="draft", decisions=decided("town/trade", "taken")), "town/trade", _LIKE_IT)
    refused = score(library(status="draft", decisions=decided("town/trade", "refused")), "town/trade", _LIKE_IT)
    assert refused < before < taken


def test_a_decision_teaches_without_the_original_too() -> None:
    held = library(status="draft", decisions=decided("town/trade", "taken"), originals=False)
    assert [lesson.filed for lesson in judged(held) if "Halm leave 85 crowns" in lesson.text] == [frozenset({"town/trade"})]


def test_a_draft_teaches_nothing_by_itself() -> None:
    assert not any("85 crowns" in lesson.text for lesson in judged(library(status="draft")))
    assert any("85 crowns" in lesson.text for lesson in judged(library()))


def test_the_words_that_spoke_stand_in_the_passage_or_its_paragraph() -> None:
    held = library()
    reading = held.corpus.readings[_KEY]
    for paragraph, suggestion in zip(reading.paragraphs, suggest(held, reading, reading.paragraphs), strict=True):
        said = reading.text[paragraph.start : paragraph.end].casefold()
        assert len(suggestion.topics) <= 5
        for guess in suggestion.topics:
            assert guess.because
            assert all(word.casefold() in said.replace("-", " ") for word in guess.because), (guess, said)
            assert 0 < guess.score < 1


def test_the_paragraph_around_a_passage_counts_and_counts_less() -> None:
    known = suggester(library())
    alone, wider = "Nobody knew it by then.", "Floods broke the sluices. Nobody knew it by then."
    within = {one.topic: one.score for one in known.passage(alone, wider).topics}
    directly = {one.topic: one.score for one in known.passage(wider).topics}
    assert "water/flooding" not in [one.topic for one in known.passage(alone).topics]
    assert 0 < within["water/flooding"] < directly["water/flooding"]


def test_a_dossier_without_statements_has_its_topics_own_words() -> None:
    held = library()
    empty = resolve(replace(held.corpus, sources=(), readings={}))
    assert suggester(empty).passage("The weir kept floods out of the cellars.").topics[0].topic == "water/flooding"


def test_a_dossier_without_topics_suggests_none() -> None:
    held = library()
    bare = resolve(replace(held.corpus, topics=(), propositions=(), events=(), names=(), sources=()))
    assert suggester(bare).passage("The weir kept floods out of the cellars in May 1987.").topics == ()


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("sluice", "Two sluices were shut.", True),
        ("sluice", "A sluiceway was dug.", False),
        ("sluice*", "A sluiceway was dug.", True),
        ("upper reach", "The upper reach is dry.", True),
        ("upper reach", "The upper, or far, reach is dry.", False),
        ("reach ~ dry", "The reach, they say, is dry.", True),
        ("reach ~ dry", "The reach is wet. The bank is dry.", False),
        ("dry ~ reach", "The reach, they say, is dry.", True),
        ("twelve-mile", "It is a twelve mile cut.", True),
        ("trust's", "The Trust’s boats came.", True),
        ("*", "Anything at all.", False),
    ],
)
def test_a_cue_is_found_as_its_dialect_says(cue: str, text: str, found: bool) -> None:  # noqa: FBT001 - a column of the table
    topic = next(iter(library().topics.values()))
    cues = cues_of([replace(topic, cues=replace(topic.cues, strong=(cue,), cues=(), context=()))])
    assert bool(list(hits(cues, text))) is found


def test_cue_terms_come_from_filed_passages_and_are_new() -> None:
    held = library()
    for guess in cue_terms(tuple(held.topics.values()), judged(held)):
        assert guess.inside >= 3
        assert guess.outside <= guess.inside / 2
        assert not any(hits(cues_of([held.topics[guess.topic]]), guess.cue.rstrip("*")))


def test_a_decision_that_is_neither_taken_nor_refused_is_reported() -> None:
    decisions, wrong = load_decisions("sources/decisions.yaml", decided("town/trade", "perhaps"))
    assert len(decisions) == 1
    assert [one.span.path for one in wrong] == ["sources/decisions.yaml"]


_SCRIPT = """
import sys; sys.path[:0] = sys.argv[1:]
from test_topics import library
from build_tools.suggest import suggest
held = library()
for key, reading in held.corpus.readings.items():
    print(suggest(held, reading, reading.paragraphs))
"""


def test_two_processes_say_the_same_to_the_last_digit() -> None:
    def run(seed: str) -> str:
        command = [sys.executable, "-c", _SCRIPT, str(Path(__file__).parent)]
        return subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ourselves

    assert run("1") == run("2") != ""


def test_around_is_the_paragraphs_of_a_passage() -> None:
    reading = library().corpus.readings[_KEY]
    one, other = reading.paragraphs[0], reading.paragraphs[1]
    both = replace(one, start=one.end - 5, end=other.start + 5)
    assert around(reading, both) == reading.text[one.start : other.end]


def test_a_refusal_teaches_also_where_no_statement_is_left() -> None:
    refused = decided("town/trade", "refused").replace(_AT, "para. 3")
    held = library(status="draft", decisions=refused)
    without = replace(held.corpus, sources=tuple(replace(one, statements=()) for one in held.corpus.sources))
    lessons = [lesson for lesson in judged(resolve(without)) if lesson.refused]
    assert [(lesson.filed, lesson.refused) for lesson in lessons] == [(frozenset(), frozenset({"town/trade"}))]
    assert "crowns" in lessons[0].text
