"""Keeps what a build made, with all that it was made from, so that the next build need not make it again from the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


class Memory:
    """Keeps what the last build made, each thing under a name."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._used: set[Hashable] = set()

    def next_build(self) -> None:
        """Begin another build: forget what the last one did not use."""
        self._kept = {name: self._kept[name] for name in self._used}
        self._used = set()

    def recall(self, name: Hashable, given: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what was made under a name from the same, or make it; all that it is made from has to be given."""
        if name not in self._kept or self._kept[name][0] != given:
            self._kept[name] = given, make()
        self._used.add(name)
        return cast("_T", self._kept[name][1])
