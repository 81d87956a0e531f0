"""A plan of topics before there are pages: families, groups in them, and leaves that become topics."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.prose import Cues


@dataclass(frozen=True, slots=True)
class Leaf:
    """A topic to be: the name of its file, its title, what belongs under it, the words that speak for it."""

    name: str
    title: str
    definition: str
    question: str = ""
    cues: Cues = Cues()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Branch:
    """Topics that are argued together."""

    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class PlannedFamily:
    """A family to be: the name of its folder, its title, its question and definition where the plan has them, its groups."""

    name: str
    title: str
    branches: tuple[Branch, ...]
    question: str = ""
    definition: str = ""
