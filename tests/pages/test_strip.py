"""A brief's timeline on one strip: labels keep apart, each event has its label beside its mark, and no line crosses a number."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from coasts import Log, coast
from test_pictures import happened, overlaps, shelf, ways

from build_tools.model import blocks as b
from build_tools.model.drawings import Box, Dot, Line, Words
from build_tools.model.wording import wording
from build_tools.pages import timeline as timelines
from build_tools.pages.pictures import strip, timeline
from build_tools.pages.pictures.lettering import width

if TYPE_CHECKING:
    from build_tools.model.drawings import Drawing
    from build_tools.pages.dossier import Dossier

LAYOUTS = (strip.WIDE, strip.NARROW)
_LIT = "events:\n  - {id: lit, date: 1898-03-02, title: The lamp is lit}\n  - {id: out, date: 1903, title: The lamp goes out}\n"


def _drawn(dossier: Dossier, layout: timeline.Layout, *, named: bool = False) -> Drawing:
    told = timeline.told(dossier, dossier.library.events.values())
    labels = [one.event.title if named else str(number) for number, one in enumerate(told, 1)]
    return strip.drawing(dossier, timeline.published(dossier), tuple(zip(labels, told, strict=True)), layout)


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
@pytest.mark.parametrize("named", [True, False], ids=["named", "numbered"])
@pytest.mark.parametrize("count", [1, 9, 40])
def test_no_label_touches_another_or_leaves_the_strip(count: int, layout: timeline.Layout, *, named: bool) -> None:
    logs, events = happened(count, Random(count))  # noqa: S311 - a test needs the same again
    drawn = _drawn(coast(*logs, events=events), layout, named=named)
    assert overlaps(drawn) == []
    for way in ways(drawn):
        label = [mark for mark in way.marks if isinstance(mark, Words)][-1]
        (sign,) = [mark for mark in way.marks if isinstance(mark, Dot) or (isinstance(mark, Box) and mark.role != "paper")]
        assert 0 <= label.x <= layout.width
        assert sign.y > 0 if isinstance(sign, Dot) else 0 < sign.y + sign.height <= drawn.height
        assert label.y <= drawn.height


@pytest.mark.parametrize("seed", range(12))
def test_publications_stand_as_on_the_timeline(seed: int) -> None:
    drawn = _drawn(shelf(seed, Random(seed)), strip.WIDE)  # noqa: S311 - as above
    assert overlaps(drawn) == []
    assert all(mark.x1 > 100 for mark in drawn.marks if isinstance(mark, Line) and mark.role == "reach"), "room for a name"


def test_a_label_stands_where_no_publications_line_crosses_it() -> None:
    events = "events:\n  - {id: lit, date: 1901-05-01, title: Lit}\n"
    after = _drawn(coast(Log("ash", "1904", events="lit"), events=events), strip.WIDE)
    crossed = _drawn(coast(Log("ash", "1901-05-10", events="lit"), Log("elm", "1904"), events=events), strip.WIDE)
    (right,), (left,) = ([one for one in ways(drawn)[-1].marks if isinstance(one, Words)] for drawn in (after, crossed))
    assert (right.anchor, left.anchor) == ("start", "end")


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
def test_no_line_runs_through_the_words_of_an_event(layout: timeline.Layout) -> None:
    logs, events = happened(9, Random(9))  # noqa: S311 - as above
    found = [way for way in ways(_drawn(coast(*logs, events=events), layout, named=True)) if way.target.startswith("timeline.md#")]
    assert len(found) == 9
    for way in found:
        grounds = [mark for mark in way.marks if isinstance(mark, Box) and mark.role == "paper"]
        labels = [mark for mark in way.marks if isinstance(mark, Words)]
        for ground, label in zip(grounds, labels, strict=True):
            left = label.x - (width(label.text, label.size) if label.anchor == "end" else 0)
            assert (ground.x, ground.width) == (left, width(label.text, label.size))
            assert ground.y < label.y < ground.y + ground.height
            assert way.marks.index(ground) < way.marks.index(label), "what comes later lies above"


def _in_brief(language: str, *, listed: bool) -> tuple[b.Block, ...]:
    dossier = coast(Log("ash", "1901", events="lit out"), Log("elm", "1950"), events=_LIT)
    events = dossier.library.events.values()
    return tuple(timelines.in_brief(dossier, events, {"ash"}, wording(language), listed=listed))


def test_a_brief_of_two_pages_has_its_events_in_a_table_by_the_numbers_of_the_strip() -> None:
    heading, figure, table = _in_brief("en", listed=True)
    assert isinstance(heading, b.Heading)
    assert isinstance(figure, b.Figure)
    assert isinstance(table, b.Table)
    assert [b.plain(row[0].content) for row in table.rows] == ["1: 2 March 1898", "2: 1903"]
    assert [b.plain(row[2].content) for row in table.rows] == ["ash, para. 1", "ash, para. 1"]
    assert {"1", "2", "ash"} <= {words.text for words in figure.drawing.words()}
    assert "elm" not in {words.text for words in figure.drawing.words()}, "the brief has nothing to do with it"
    assert figure.described == "Published: ash, 1901. Happened: 1, The lamp is lit, 2 March 1898; 2, The lamp goes out, 1903."


def test_a_brief_of_one_page_names_its_events_in_the_strip() -> None:
    _, figure = _in_brief("de", listed=False)
    assert isinstance(figure, b.Figure)
    assert {"The lamp is lit, 2. März 1898", "The lamp goes out, 1903"} <= {words.text for words in figure.drawing.words()}
    assert figure.described == "Erschienen: ash, 1901. Geschehen: The lamp is lit, 2. März 1898; The lamp goes out, 1903."


def test_without_a_date_there_is_no_timeline() -> None:
    assert list(timelines.in_brief(coast(Log("ash")), (), {"ash"}, wording("en"))) == []


def test_pictures_speak_the_dossiers_language() -> None:
    dossier = coast(Log("ash", "1901", events="lit out"), Log("elm", "1950"), Log("oak"), events=_LIT)
    german = replace(dossier, settings=replace(dossier.settings, lang="de"))
    (figure,) = timelines.picture(german, german.library.events.values())
    words = {one.text for one in figure.drawing.words()}
    assert {"an einem Tag", "Undatiert: oak"} <= words
    assert b.plain(figure.caption).startswith("Veröffentlichungen über der Achse, Ereignisse darunter; Jahre nicht maßstäblich. ")
    assert figure.described.startswith("Auf einer Zeitachse: 2 Ereignisse, 2 Veröffentlichungen.")
    assert not [way.name for way in ways(figure.drawing) if "speak" in way.name]
