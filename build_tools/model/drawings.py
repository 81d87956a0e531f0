"""A drawing as data: lines, boxes, dots and words, each with a role that says what it stands for, and what leads where.

Coordinates count in units of a drawing's own width, y downwards. How a role looks is for whoever renders it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner; `rounded` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    role: str
    rounded: float = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc or ring about a point."""

    x: float
    y: float
    radius: float
    role: str


@dataclass(frozen=True, slots=True)
class Half:
    """A ring whose left half is filled."""

    x: float
    y: float
    radius: float
    role: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a line: `anchor` tells whether they start, end or have their middle at the point, which lies on their base."""

    x: float
    y: float
    text: str
    size: float
    role: str = "label"
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Way:
    """Marks that lead somewhere together: a link's target, and its name for those who hear it or rest on it."""

    target: str
    name: str
    marks: tuple[Shape, ...]


Shape = Line | Box | Dot | Half | Words
Mark = Shape | Way


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a ground of a size, later ones above earlier ones."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def words(self) -> tuple[Words, ...]:
        """Return all words in it, also those that lead somewhere."""
        shapes = (shape for mark in self.marks for shape in (mark.marks if isinstance(mark, Way) else (mark,)))
        return tuple(shape for shape in shapes if isinstance(shape, Words))
