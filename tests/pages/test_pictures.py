"""The geometry of pictures: labels never overlap, time runs one way, each mark says how exact its date is."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from coasts import Log, coast

from build_tools.model import blocks as b
from build_tools.model import dates
from build_tools.model.drawings import Box, Dot, Drawing, Line, Shape, Way, Words
from build_tools.pages import together as together_page
from build_tools.pages.pictures import change, timeline, together, voices
from build_tools.pages.pictures.lettering import fitted, lanes, width, wrapped
from build_tools.pages.pictures.scale import by_need, even

if TYPE_CHECKING:
    from build_tools.pages.dossier import Dossier

LAYOUTS = (timeline.WIDE, timeline.NARROW)
WORDS = ("lamp", "keeper", "siren", "fog", "coast", "harbour", "engineer", "unmanned", "station", "inspector", "of", "at", "noon")


def box(words: Words, wider: float = 1) -> tuple[float, float, float, float]:
    """Return the box that words fill, in a typeface so many times as wide: left, top, right, bottom."""
    wide = wider * width(words.text, words.size)
    left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - words.size * 0.75, left + wide, words.y + words.size * 0.2


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """Return each two labels of a drawing that touch."""
    boxes = [(words.text, box(words, 1.25 if words.role == "strong" else 1)) for words in drawing.words()]
    return [(first, second) for (first, one), (second, other) in combinations(boxes, 2) if _touch(one, other)]


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def ways(drawing: Drawing) -> list[Way]:
    return [mark for mark in drawing.marks if isinstance(mark, Way)]


def happened(count: int, chance: Random) -> tuple[list[Log], str]:
    """Return logs and the events they speak of, with titles and dates by chance."""
    days = [f"{chance.randrange(1880, 1960)}{chance.choice(['', '-05', '-05-17', '-08~', '/1961', 'X'])[:6]}" for _ in range(count)]
    days = [day.replace("X", "") for day in days]
    titles = [" ".join(chance.choices(WORDS, k=chance.randrange(2, 14))).capitalize() for _ in days]
    lines = [f"  - {{id: e{at}, date: {day}, title: {title}}}" for at, (day, title) in enumerate(zip(days, titles, strict=True))]
    logs = [Log(f"log{at}", str(1900 + 3 * at), events=" ".join(f"e{e}" for e in range(count) if e % 7 == at)) for at in range(7)]
    return [log for log in logs if log.events], "events:\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
@pytest.mark.parametrize("count", [1, 9, 40, 120])
def test_no_label_of_a_timeline_touches_another(count: int, layout: timeline.Layout) -> None:
    logs, events = happened(count, Random(count))  # noqa: S311 - a test needs the same again
    dossier = coast(*logs, events=events)
    shown = timeline.told(dossier, dossier.library.events.values())
    drawn = timeline.drawing(dossier, shown, layout)
    assert 0 < len(shown) <= timeline.MOST_EVENTS
    assert overlaps(drawn) == []
    assert all(box(words)[0] >= 0 and box(words)[2] <= layout.width + 0.1 for words in drawn.words())


def shelf(count: int, chance: Random) -> Dossier:
    """Return a dossier of so many publications by chance: names long and short, dates far apart and the same."""
    made = []
    for at in range(count):
        day = chance.choice(("1901-05", "1901-05-02", "1902", "190X", "1936-11/1937-02", f"{chance.randrange(1880, 1990)}"))
        label = " ".join(chance.choices(WORDS, k=chance.randrange(1, 9)))
        made.append(Log(f"log{at:02}", day, label=label, events=chance.choice(("", "lit"))))
    return coast(*made, Log("oak", "1950", events="lit"), events="events:\n  - {id: lit, date: 1898, title: The lamp is lit}\n")


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
@pytest.mark.parametrize("seed", range(25))
def test_a_publications_name_stands_at_its_line_and_no_other_crosses_it(seed: int, layout: timeline.Layout) -> None:
    dossier = shelf(seed % 24, Random(seed))  # noqa: S311 - a test needs the same again
    drawn = timeline.drawing(dossier, timeline.told(dossier, dossier.library.events.values()), layout)
    names = [words for words in drawn.words() if words.role == "strong"]
    stems = [mark for mark in drawn.marks if isinstance(mark, Line) and mark.role == "reach"]
    boxes = [box(words, 1.25) for words in names]
    assert len(stems) == len(timeline.published(dossier))
    assert overlaps(drawn) == []
    assert not [words.text for words, one in zip(names, boxes, strict=True) for stem in stems if _crosses(stem, one)]
    assert all(any(0 < stem.x1 - one[2] < 5 and stem.y1 <= one[3] for stem in stems) for one in boxes)
    assert all(box(words)[0] >= 0 for words in names)
    assert all(stem.x1 > 100 for stem in stems), "room for a name"


def _crosses(stem: Line, one: tuple[float, float, float, float]) -> bool:
    return one[0] < stem.x1 < one[2] and stem.y1 < one[3] and one[1] < stem.y2


def test_a_thousand_publications_are_counted_by_year() -> None:
    logs = [Log(f"log{at:04}", str(1900 + at % 90), events="lit") for at in range(1000)]
    dossier = coast(*logs, events="events:\n  - {id: lit, date: 1890, title: The lamp is lit}\n")
    drawn = timeline.drawing(dossier, timeline.told(dossier, dossier.library.events.values()), timeline.WIDE)
    told = [words.text for words in drawn.words()]
    assert "1,000 publications by year" in told
    assert "1,000 sources" in told
    assert overlaps(drawn) == []
    assert len(drawn.marks) < 500


def test_an_event_leads_to_who_speaks_of_it_and_a_publication_to_its_source() -> None:
    events = "events:\n  - {id: lit, date: 1898-03-02, title: The lamp is lit}\n"
    dossier = coast(Log("ash", "1901", events="lit"), events=events)
    drawn = timeline.drawing(dossier, timeline.told(dossier, dossier.library.events.values()), timeline.WIDE)
    assert [(way.target, way.name) for way in ways(drawn)] == [
        ("sources/ash.md", "Published: ash, 1901"),
        ("timeline.md#lit", "2 March 1898: The lamp is lit; one source speaks of it"),
    ]


@pytest.mark.parametrize(
    ("day", "kind", "role"),
    [
        ("1898-03-02", Dot, "mark"),
        ("1898-03-02~", Dot, "rough"),
        ("1898", Box, "open"),
        ("1898~", Box, "rough"),
        ("189X", Box, "open"),
        ("1890/1898", Box, "mark"),
        ("1890/..", Box, "mark"),
    ],
)
def test_a_mark_says_how_exact_its_date_is(day: str, kind: type[Shape], role: str) -> None:
    dossier = coast(Log("ash", "1901", events="lit"), events=f"events:\n  - {{id: lit, date: {day}, title: Lit}}\n")
    drawn = timeline.drawing(dossier, timeline.told(dossier, dossier.library.events.values()), timeline.WIDE)
    marks = [mark for mark in ways(drawn)[-1].marks if isinstance(mark, Box | Dot) and mark.role not in {"spoken", "hit"}]
    assert [(type(mark), mark.role) for mark in marks] == [(kind, role)]


def test_undated_sources_are_named_below_a_timeline() -> None:
    dossier = coast(Log("ash", "1901"), Log("elm"), Log("oak"))
    drawn = timeline.drawing(dossier, (), timeline.WIDE)
    assert "Undated: elm and oak" in [words.text for words in drawn.words()]


@pytest.mark.parametrize("axis", [even, by_need])
def test_later_days_stand_further_right(axis: type) -> None:
    known = [dates.parse(day) for day in ("1890", "1901-05", "1901-06-03", "1950/1952", "1961")]
    scale = axis(known, 10, 110)
    places = [scale.at(date.fromordinal(day)) for day in range(date(1885, 1, 1).toordinal(), date(1965, 1, 1).toordinal(), 11)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (10, 110)


def test_an_axis_is_broken_where_nothing_happens_and_evenly_divided_if_asked() -> None:
    known = [dates.parse("1890"), dates.parse("1950")]
    assert len(by_need(known, 0, 100).breaks) == 1
    assert even(known, 0, 100).breaks == ()


@pytest.mark.parametrize("seed", range(20))
def test_lanes_keep_spans_apart(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a test needs the same again
    spans = [(start, start + chance.uniform(1, 90)) for start in sorted(chance.uniform(0, 300) for _ in range(30))]
    for (one, lane), (other, another) in combinations(zip(spans, lanes(spans, 4), strict=True), 2):
        assert lane != another or one[1] + 4 <= other[0] or other[1] + 4 <= one[0]


def test_words_are_cut_to_their_room() -> None:
    assert fitted("keeper", 10, 100) == "keeper"
    assert fitted("keeper of the northern light", 10, 60).endswith("…")
    assert width(fitted("keeper of the northern light", 10, 60), 10) <= 60
    assert wrapped("", 10, 50, 3) == ()
    lines = wrapped("the keeper of the northern light was asked", 10, 70, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line, 10) <= 70 for line in (*lines, *wrapped("x" * 90, 10, 50, 3)))


def test_each_source_has_a_square_for_each_statement() -> None:
    dossier = coast(Log("ash", "1901-05"), Log("elm", "1934", topics="signals/fog"))
    drawn = voices.drawing(dossier, dossier.library.by_topic["signals/lamps"])
    (way,) = ways(drawn)
    assert (way.target, way.name) == ("#ash", "ash: 1 statement")
    assert sum(mark.role == "bar" for mark in way.marks) == 1
    assert [words.text for words in drawn.words()] == ["ash", "May 1901", "1", "elm", "1934"]
    assert [mark.role for mark in drawn.marks if isinstance(mark, Line)] == ["silent"]


def test_many_sources_of_a_topic_are_gathered_by_years() -> None:
    dossier = coast(*(Log(f"log{at:03}", str(1800 + at)) for at in range(200)))
    drawn = voices.drawing(dossier, dossier.library.by_topic["signals/lamps"])
    assert drawn.height < 500
    assert ways(drawn) == []
    assert "1800–1816" in [words.text for words in drawn.words()]


STANCES = ("asserts", "denies", "qualifies")


@pytest.mark.parametrize("wide", [340, 560])
@pytest.mark.parametrize("count", [2, 12, 23])
def test_no_label_over_time_touches_another(count: int, wide: float) -> None:
    logs = [Log(f"keepers{at}", f"{1901 + at // 4}-0{at % 9 + 1}", f"keepers-needed={STANCES[at % 3]}") for at in range(count)]
    dossier = coast(*logs, Log("oak"))
    drawn = change.drawing(dossier, dossier.library.positions["keepers-needed"], wide, 12)
    assert drawn is not None
    assert overlaps(drawn) == []
    assert "undated" in [words.text for words in drawn.words()]


def test_a_stance_over_time_leads_to_its_passage_and_silence_to_its_source() -> None:
    dossier = coast(Log("ash", "1901", "keepers-needed=asserts"), Log("elm", "1934-05-02"))
    drawn = change.drawing(dossier, dossier.library.positions["keepers-needed"], 560, 10)
    assert drawn is not None
    assert [(way.target, way.name) for way in ways(drawn)] == [
        ("sources/ash.md#para-1", "ash asserts, 1901, para. 1"),
        ("sources/elm.md", "elm is silent, 2 May 1934"),
    ]


def test_one_dated_source_changes_nothing() -> None:
    dossier = coast(Log("ash", "1901", "keepers-needed=asserts"), Log("elm"))
    assert change.drawing(dossier, dossier.library.positions["keepers-needed"], 560, 10) is None


def test_many_stances_are_counted_by_year() -> None:
    logs = [Log(f"log{at:03}", str(1900 + at % 9), f"keepers-needed={STANCES[at % 2]}") for at in range(300)]
    dossier = coast(*logs, Log("oak", stances="keepers-needed=denies"))
    positions = dossier.library.positions["keepers-needed"]
    drawn = change.drawing(dossier, positions, 560, 10)
    assert drawn is not None
    assert sum(int(words.text) for words in drawn.words() if words.text.isdigit() and int(words.text) < 300) == 300
    assert list(change.described(dossier, positions)) == ["150 assert", "151 deny"]
    assert "1 undated" in [words.text for words in drawn.words()]
    assert overlaps(drawn) == []


BOTH = "signals/lamps signals/fog"


def test_topics_under_one_statement_are_a_pair_with_its_sources() -> None:
    dossier = coast(Log("ash", "1901", topics=BOTH), Log("elm", "1934", topics=BOTH), Log("oak", "1950"))
    (pair,) = together.pairs(dossier)
    assert (pair.one.id, pair.other.id) == ("signals/lamps", "signals/fog")
    assert pair.sources == ("ash", "elm")
    drawn = together.drawing(dossier, (pair,), frozenset({pair.anchor}))
    cell = ways(drawn)[0]
    assert (cell.target, cell.name) == ("#signals-lamps--signals-fog", "Lamps and Fog: 2 sources, 2 statements")
    assert [(way.target) for way in ways(drawn)[1:]] == ["topics/signals/lamps.md", "topics/signals/fog.md"]
    assert overlaps(drawn) == []


def test_a_square_stands_where_its_topics_row_and_column_cross() -> None:
    dossier = coast(Log("ash", "1901", topics=BOTH))
    drawn = together.drawing(dossier, together.pairs(dossier), frozenset())
    column, row = (mark for mark in drawn.marks if isinstance(mark, Box) and mark.role == "same")
    (square,) = (mark for mark in drawn.marks if isinstance(mark, Box) and mark.role in together.LEVELS and mark.y < 40)
    assert column.x <= square.x < column.x + column.width
    assert row.y <= square.y < row.y + row.height


@pytest.mark.parametrize("most", [1, 2, 4, 5, 90, 1000])
def test_levels_rise_with_the_number_of_sources(most: int) -> None:
    levels = [together.level(number, most) for number in range(1, most + 1)]
    assert levels == sorted(levels)
    assert set(levels) <= {0, 1, 2, 3}
    assert levels[-1] == min(most, 4) - 1


def test_the_page_of_topics_argued_together_lists_who_argues_each_pair() -> None:
    dossier = coast(Log("ash", "1901", topics=BOTH), Log("elm", "1934", topics=BOTH))
    (page,) = together_page.outlines(dossier)
    terms = [block for block in page.blocks() if isinstance(block, b.Terms)]
    ((term, told),) = terms[0].items
    assert b.plain(term) == "Lamps and Fog · 2 sources, 2 statements"
    assert [b.plain(one.content) for one in told if isinstance(one, b.Paragraph)] == ["ash, para. 1; elm, para. 1"]
    assert list(together_page.outlines(coast(Log("ash", "1901")))) == []
