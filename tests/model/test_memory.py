"""A memory makes anew exactly what a change touches, and what it hands out is what making it would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from build_tools.model.memory import Memory, OneBuild


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some books by name, a part with books of its own, and a plain value."""

    books: Mapping[str, str] = field(default_factory=dict)
    owner: str = "Ada"
    below: Shelf | None = None

    def named(self, name: str) -> str:
        """Look a book up from within the class."""
        return self.books.get(name, "none")


LOOKS: dict[str, Callable[[Any], object]] = {
    "an item": lambda shelf: shelf.books["a"],
    "an item that may be missing": lambda shelf: shelf.books.get("z", "none"),
    "an item, by a method": lambda shelf: shelf.named("a"),
    "whether it is there": lambda shelf: "z" in shelf.books,
    "how many": lambda shelf: len(shelf.books),
    "all of them": lambda shelf: [*shelf.books],
    "all that they hold": lambda shelf: [*shelf.books.values()],
    "all with their names": lambda shelf: [*shelf.books.items()],
    "a plain value": lambda shelf: shelf.owner,
    "an item of a part": lambda shelf: shelf.below.books["c"],
    "a plain value of a part": lambda shelf: shelf.below.owner,
}
# Ways to look at all that a mapping holds are noted as one, so some are made anew to the same value.
WHOLES = ("all of them", "all that they hold", "all with their names")
BEFORE = Shelf({"a": "1", "b": "2"}, below=Shelf({"c": "3"}))
# Each state of the shelf, and the looks that see another thing there.
CHANGES = {
    "nothing": (Shelf({"a": "1", "b": "2"}, below=Shelf({"c": "3"})), ()),
    "another item": (
        Shelf({"a": "9", "b": "2"}, below=Shelf({"c": "3"})),
        ("an item", "an item, by a method", "all that they hold", "all with their names"),
    ),
    "an item more": (
        Shelf({"a": "1", "b": "2", "z": "8"}, below=Shelf({"c": "3"})),
        ("an item that may be missing", "whether it is there", "how many", *WHOLES),
    ),
    "another order": (
        Shelf({"b": "2", "a": "1"}, below=Shelf({"c": "3"})),
        WHOLES,
    ),
    "another plain value": (Shelf({"a": "1", "b": "2"}, "Bo", Shelf({"c": "3"})), ("a plain value",)),
    "another item of a part": (Shelf({"a": "1", "b": "2"}, below=Shelf({"c": "4"})), ("an item of a part",)),
    "another plain value of a part": (Shelf({"a": "1", "b": "2"}, below=Shelf({"c": "3"}, "Cy")), ("a plain value of a part",)),
}


def _looked(memory: Memory, shelf: Shelf, made: list[str]) -> dict[str, object]:
    """Look at a shelf in every way, and note which looks were made anew."""
    memory.next_build()
    watched = memory.watch("shelf", shelf)

    def make(name: str) -> object:
        made.append(name)
        return LOOKS[name](watched)

    return {name: memory.recall(name, (), partial(make, name)) for name in LOOKS}


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_what_saw_another_thing_is_made_anew(change: str) -> None:
    memory, (after, touched) = Memory(), CHANGES[change]
    _looked(memory, BEFORE, [])
    anew: list[str] = []
    shown = _looked(memory, after, anew)
    assert set(anew) - {*WHOLES} == set(touched) - {*WHOLES}
    assert set(touched) <= set(anew)
    assert shown == {name: look(after) for name, look in LOOKS.items()}


def test_a_change_back_is_seen_as_well() -> None:
    memory = Memory()
    shown = [_looked(memory, CHANGES[name][0], []) for name in (*CHANGES, *reversed(CHANGES))]
    states = [CHANGES[name][0] for name in (*CHANGES, *reversed(CHANGES))]
    assert shown == [{name: look(state) for name, look in LOOKS.items()} for state in states]


def test_what_is_made_from_a_kept_thing_depends_on_what_that_depends_on() -> None:
    memory = Memory()

    def outer(shelf: Shelf) -> str:
        memory.next_build()
        watched = memory.watch("shelf", shelf)

        def inner() -> str:
            return memory.recall("inner", (), lambda: watched.books["a"])

        memory.recall("another", (), inner)  # now the inner one is kept before the outer one asks for it
        return memory.recall("outer", (), lambda: inner() + "!")

    assert [outer(Shelf({"a": word})) for word in ("1", "1", "2", "3")] == ["1!", "1!", "2!", "3!"]


def test_what_is_given_counts() -> None:
    memory = Memory()
    memory.next_build()
    assert [memory.recall("sum", (number,), partial(int.__add__, number, 1)) for number in (1, 1, 2)] == [2, 2, 3]


def _length(shelf: Shelf) -> tuple[int, str]:
    return len(shelf.books["a"]), "letters"


def test_the_same_value_stays_the_same_thing() -> None:
    memory = Memory()
    made = []
    for word in ("long", "tall"):
        memory.next_build()
        watched = memory.watch("shelf", Shelf({"a": word}))
        made.append(memory.recall("length", (), partial(_length, watched)))
    assert made[0] is made[1]


def test_what_a_build_does_not_use_is_forgotten() -> None:
    memory = Memory()
    made: list[int] = []
    for build in range(3):
        memory.next_build()
        if build != 1:
            memory.recall("once", (), lambda: made.append(1))
    assert made == [1, 1]


def test_a_failure_keeps_nothing() -> None:
    memory = Memory()
    memory.next_build()
    with pytest.raises(ZeroDivisionError):
        memory.recall("part", (), lambda: 1 // 0)
    assert memory.recall("part", (), lambda: 7) == 7


def test_one_build_makes_what_is_shared_once() -> None:
    build, made = OneBuild(), list[int]()
    for given in (1, 1, 2):
        build.recall("shared", (given,), partial(made.append, given))
    assert made == [1, 2]
