"""What is read in an original: its lines with their kinds, its numbered paragraphs, its note markers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an original that holds words: where it stands, what it is taken for, and by which rule."""

    number: int
    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph: its number, counted from 1, its character offsets, and the heading it stands under."""

    number: int
    start: int
    end: int
    section: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An original as the project reads it. Nothing is deleted: every offset leads back into `text`."""

    name: str
    sha256: str
    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    markers: tuple[tuple[int, int], ...]

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph with this number, counted from 1."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else None
