"""Keeps what is made, with all that was looked at to make it, so that the next build makes anew only what a change touches.

A thing is kept under a name and made by a pure function. While that runs, every look into a watched value is noted with what
was seen there; the next build looks at the same places and takes the kept thing where it sees the same, value for value.
Nobody writes down what a page depends on, so nobody can forget a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Protocol, TypeVar, cast

_T = TypeVar("_T")
_Place = tuple[str, str, Hashable]
_ABSENT = object()
_ITEM, _HAS, _SIZE, _WHOLE = "item", "has", "size", "whole"


class Recall(Protocol):
    """What a build asks for what it has made before."""

    def next_build(self) -> None:
        """Begin another build."""

    def watch(self, name: str, value: _T) -> _T:
        """Return a value of a dataclass that notes what is looked up in it."""

    def recall(self, name: Hashable, given: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what `make` makes from what is given and from watched values."""


class OneBuild:
    """Keeps what is made for the one build that it is for, so that what pages share is made once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._made: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def next_build(self) -> None:
        """Begin another build: forget all."""
        self._made = {}

    def watch(self, name: str, value: _T) -> _T:
        """Return the value as it is."""
        del name
        return value

    def recall(self, name: Hashable, given: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what was made under a name from the same, or make it."""
        if name not in self._made or self._made[name][0] != given:
            self._made[name] = given, make()
        return cast("_T", self._made[name][1])


@dataclass(slots=True)
class _Kept:
    """A thing that was made: from what was given, and what was seen where."""

    given: tuple[object, ...]
    seen: dict[_Place, object]
    made: Any
    build: int


@dataclass(slots=True)
class _Whole:
    """All that a mapping held in its order, since which build it holds this, and in which build that was looked at last."""

    items: list[tuple[Any, Any]]
    since: int
    checked: int


class Memory:
    """Keeps what the last build made."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._build = 0
        self._kept: dict[Hashable, _Kept] = {}
        self._noting: list[dict[_Place, object]] = []
        self._now: dict[str, Mapping[Any, Any]] = {}
        self._wholes: dict[str, _Whole] = {}

    def next_build(self) -> None:
        """Begin another build: forget what the last one did not use."""
        self._kept = {name: kept for name, kept in self._kept.items() if kept.build == self._build}
        self._build += 1
        self._now = {}

    def watch(self, name: str, value: _T) -> _T:
        """Return a value of a dataclass that notes what is looked up in it, in its mappings and in its parts that have some."""
        plain: dict[str, object] = {}
        watched: Any = object.__new__(_watching(cast("Hashable", type(value))))
        for part, held in _parts(value).items():
            path = f"{name}.{part}"
            if isinstance(held, Mapping):
                shown: object = _Watched(path, held, self)
                self._now[path] = held
            elif any(isinstance(inner, Mapping) for inner in _parts(held).values()):
                shown = self.watch(path, held)
            else:
                shown = plain[part] = held
            object.__setattr__(watched, part, shown)
        self._now[name] = plain
        object.__setattr__(watched, "_plain", _Watched(name, plain, self))
        return cast("_T", watched)

    def recall(self, name: Hashable, given: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what was kept under a name where all that it was made from is the same, or make it."""
        kept = self._kept.get(name)
        if kept is None or not self._holds(kept, given):
            kept = self._kept[name] = self._make(kept, given, make)
        kept.build = self._build
        if self._noting:  # what is made from this depends on all that this depends on
            self._noting[-1].update(kept.seen)
        return cast("_T", kept.made)

    def note(self, place: _Place, value: object) -> None:
        """Note what was seen at a place, where something is being made."""
        if self._noting:
            self._noting[-1][place] = value

    def see(self, place: _Place) -> object:
        """Return what stands at a place in this build."""
        path, kind, key = place
        held = self._now.get(path, {})
        if kind == _ITEM:
            return held.get(key, _ABSENT)
        if kind == _HAS:
            return key in held
        return len(held) if kind == _SIZE else self._edition(path, held)

    def _edition(self, path: str, held: Mapping[Any, Any]) -> int:
        """Return the number of the build in which a mapping, in its order, came to be what it is now."""
        whole = self._wholes.get(path)
        if whole is None or (whole.checked != self._build and whole.items != list(held.items())):
            whole = self._wholes[path] = _Whole(list(held.items()), self._build, self._build)
        whole.checked = self._build
        return whole.since

    def _make(self, before: _Kept | None, given: tuple[object, ...], make: Callable[[], object]) -> _Kept:
        seen: dict[_Place, object] = {}
        self._noting.append(seen)
        try:
            made = make()
        finally:
            self._noting.pop()
        if before is not None and before.made == made:
            made = before.made  # the very same thing, so that what was made from it is seen to hold at a glance
        return _Kept(given, seen, made, self._build)

    def _holds(self, kept: _Kept, given: tuple[object, ...]) -> bool:
        if kept.given != given:
            return False
        return kept.build == self._build or all(_same(self.see(place), value) for place, value in kept.seen.items())


def _same(one: object, other: object) -> bool:
    return one is other or one == other


def _parts(value: object) -> dict[str, Any]:
    """Return the fields of a dataclass with their values; nothing for anything else."""
    return {field.name: getattr(value, field.name) for field in fields(cast("Any", value))} if is_dataclass(value) else {}


@cache
def _watching(kind: type) -> type:
    """Return a class like this one whose fields note that they are read."""
    return type(f"Watched{kind.__name__}", (kind,), {"__slots__": ("_plain",), "__getattribute__": _read})


def _read(self: object, name: str) -> object:
    """Read an attribute; a field that is no mapping is looked up where that is noted."""
    plain = object.__getattribute__(self, "_plain")
    return plain[name] if name in plain.held else object.__getattribute__(self, name)


class _Watched(Mapping[Any, Any]):
    """A mapping that notes what is looked up in it: one thing, whether it is there, how many there are, or the whole."""

    __slots__ = ("_memory", "_path", "held")

    def __init__(self, path: str, held: Mapping[Any, Any], memory: Memory) -> None:
        self._path = path
        self._memory = memory
        self.held = held

    def __getitem__(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever the mapping holds
        value = self._noted(_ITEM, key)
        if value is _ABSENT:
            raise KeyError(key)
        return value

    def get(self, key: Hashable, default: Any = None) -> Any:  # noqa: ANN401 - as a mapping declares it
        value = self._noted(_ITEM, key)
        return default if value is _ABSENT else value

    def __contains__(self, key: object) -> bool:
        return bool(self._noted(_HAS, key))

    def __len__(self) -> int:
        return int(cast("int", self._noted(_SIZE)))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def keys(self) -> KeysView[Any]:
        return self._whole().keys()

    def values(self) -> ValuesView[Any]:
        return self._whole().values()

    def items(self) -> ItemsView[Any, Any]:
        return self._whole().items()

    def _whole(self) -> Mapping[Any, Any]:
        self._noted(_WHOLE)
        return self.held

    def _noted(self, kind: str, key: Hashable = None) -> object:
        place = (self._path, kind, key)
        value = self._memory.see(place)
        self._memory.note(place, value)
        return value
