"""Which topics are argued together: half a table of topics by topics, a square where statements stand under both.

Each topic's name stands at the end of its row and at the head of its column at once. The square is the larger and the darker
the more sources join the two.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from build_tools.model.drawings import Box, Drawing, Line, Way, Words
from build_tools.pages.dossier import counted
from build_tools.pages.pictures.lettering import fitted, width

if TYPE_CHECKING:
    from build_tools.model.dossier import Statement
    from build_tools.model.drawings import Mark
    from build_tools.model.prose import Family, Topic
    from build_tools.pages.dossier import Dossier

MOST = 50
_WIDE, _HIGH, _SIZE, _HEAD, _PART = 8.2, 11.2, 9.2, 15.0, 4.0
_LABEL = 226.0
LEVELS = ("one", "two", "three", "many")
_SIDES = (3.6, 5.2, 6.6, 8.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two topics with the statements that stand under both, and the keys of the sources that make them."""

    one: Topic
    other: Topic
    statements: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that argue the two together, each once."""
        return tuple(dict.fromkeys(statement.source for statement in self.statements))

    @property
    def anchor(self) -> str:
        """The pair's place on its page."""
        return f"{self.one.id}--{self.other.id}".replace("/", "-")


def shown(dossier: Dossier) -> tuple[tuple[Family, tuple[Topic, ...]], ...]:
    """Return the topics of each family in reading order; of very many those under which most statements stand."""
    library = dossier.library
    ranked = sorted(library.topics, key=lambda name: -len(library.by_topic.get(name, ())))[:MOST]
    known = frozenset(ranked)
    found = (
        (family, tuple(library.topics[one.name] for group in family.groups for one in group.topics if one.name in known))
        for family in library.families.values()
    )
    return tuple((family, topics) for family, topics in found if topics)


def pairs(dossier: Dossier) -> tuple[Pair, ...]:
    """Return all topics that statements stand under together, those that most sources join first."""
    order = {topic.id: at for at, topic in enumerate(topic for _, topics in shown(dossier) for topic in topics)}
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in dossier.library.statements.values():
        names = sorted({one.name for one in statement.topics if one.name in order}, key=order.__getitem__)
        for both in combinations(names, 2):
            found.setdefault(both, []).append(statement)
    topics = dossier.library.topics
    made = (Pair(topics[one], topics[other], tuple(said)) for (one, other), said in found.items())
    return tuple(
        sorted(made, key=lambda pair: (-len(pair.sources), -len(pair.statements), order[pair.one.id], order[pair.other.id]))
    )


def level(sources: int, most: int) -> int:
    """Return which of four levels a number of sources belongs to: that number while four are the most, else its quarter."""
    return min(sources, 4) - 1 if most <= len(LEVELS) else -(-sources * len(LEVELS) // most) - 1


def drawing(dossier: Dossier, found: tuple[Pair, ...], listed: frozenset[str]) -> Drawing:
    """Draw the pairs; those whose anchor is `listed` lead to what is said of them below."""
    places = _places(dossier)
    right = max((x for x, _ in places.values()), default=0) + _WIDE + _LABEL
    names: list[Mark] = []
    y = 0.0
    for family, topics in shown(dossier):
        x, top = places[topics[0].id]
        names.append(Words(x, top - 4, family.title, _SIZE, "strong"))
        for topic in topics:
            x, y = places[topic.id]
            words = Words(x + _WIDE + 3, y + _HIGH * 0.75, fitted(topic.title, _SIZE, _LABEL - 6), _SIZE)
            names.append(Box(x, y + (_HIGH - _WIDE) / 2 + 0.3, _WIDE - 0.6, _WIDE - 0.6, "same"))
            names.append(Way(f"topics/{topic.id}.md", topic.title, (words,)))
    most = max((len(pair.sources) for pair in found), default=1)
    cells = [_cell(pair, places, most, pair.anchor in listed) for pair in found]
    legend, height = _legend(found, most, y + _HIGH + 16)
    return Drawing(round(right), round(height), (*_rules(places), *cells, *names, *legend))


def _places(dossier: Dossier) -> dict[str, tuple[float, float]]:
    """Return where each topic's row and column cross: x of the column, y of the row."""
    places: dict[str, tuple[float, float]] = {}
    x, y = 0.0, 0.0
    for _, topics in shown(dossier):
        y += _HEAD
        for topic in topics:
            places[topic.id] = (x, y)
            x, y = x + _WIDE, y + _HIGH
        x += _PART
    return places


def _rules(places: dict[str, tuple[float, float]]) -> tuple[Line, ...]:
    """Return a thin line along every fifth row and column, to lead the eye to the names."""
    rows = tuple(places.values())[4::5]
    end = max((y for _, y in places.values()), default=0) + _HIGH
    across = (Line(0, y + _HIGH / 2, x, y + _HIGH / 2, "grid") for x, y in rows)
    down = (Line(x + _WIDE / 2, y + _HIGH, x + _WIDE / 2, end, "grid") for x, y in rows)
    return (*across, *down)


def _cell(pair: Pair, places: dict[str, tuple[float, float]], most: int, leads: bool) -> Mark:  # noqa: FBT001
    x, y = places[pair.one.id][0], places[pair.other.id][1]
    at = level(len(pair.sources), most)
    side = _SIDES[at]
    box = Box(x + (_WIDE - side) / 2, y + (_HIGH - side) / 2, side, side, LEVELS[at])
    said = f"{counted(len(pair.sources), 'source')}, {counted(len(pair.statements), 'statement')}"
    ground = Box(x, y, _WIDE, _HIGH, "hit")
    return Way(f"#{pair.anchor}", f"{pair.one.title} and {pair.other.title}: {said}", (ground, box)) if leads else box


def _legend(found: tuple[Pair, ...], most: int, y: float) -> tuple[tuple[Mark, ...], float]:
    """Return what the squares mean, and how high the drawing is with that."""
    held = Counter(level(len(pair.sources), most) for pair in found)
    marks: list[Mark] = []
    x = 0.0
    for at, side in enumerate(_SIDES):
        numbers = [number for number in range(1, most + 1) if level(number, most) == at]
        if not numbers:
            continue
        span = str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"
        words = f"{span} {'source' if span == '1' else 'sources'} ({counted(held[at], 'pair')})"
        marks.append(Box(x + (8 - side) / 2, y - 3.2 - side / 2, side, side, LEVELS[at]))
        marks.append(Words(x + 12, y, words, _SIZE - 0.6, "quiet"))
        x += 12 + width(words, _SIZE - 0.6) + 12
    return tuple(marks), y + 8
