"""A memory hands out again what was made from the same, and nothing else."""

from __future__ import annotations

from functools import partial

import pytest

from build_tools.model.memory import Memory


def _made(word: str, made: list[str]) -> str:
    made.append(word)
    return word.upper()


def test_what_is_made_from_the_same_is_made_once() -> None:
    memory, made = Memory(), list[str]()
    told = [memory.recall("tide", (word,), partial(_made, word, made)) for word in ("low", "low", "high", "low")]
    assert told == ["LOW", "LOW", "HIGH", "LOW"]
    assert made == ["low", "high", "low"]


def test_another_name_is_another_thing() -> None:
    memory, made = Memory(), list[str]()
    assert [memory.recall(name, (), partial(_made, name, made)) for name in ("one", "other", "one")] == ["ONE", "OTHER", "ONE"]
    assert made == ["one", "other"]


def test_it_lives_on_into_the_next_build_and_what_that_does_not_use_is_forgotten() -> None:
    memory, made = Memory(), list[str]()
    for build in ("first", "second", "third", "fourth"):
        memory.next_build()
        if build != "third":
            memory.recall("tide", (), partial(_made, build, made))
    assert made == ["first", "fourth"]


def test_a_failure_keeps_nothing() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall("tide", (), lambda: 1 // 0)
    assert memory.recall("tide", (), lambda: 7) == 7
