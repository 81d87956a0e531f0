"""A brief that fills more pages than it may: by how much, and how high its parts are, so that its author knows what to cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from build_tools.diagnostics import Span
from build_tools.shells.pdf_rules import BUDGET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.diagnostics import Diagnostic
    from build_tools.exports.typst_document import Manuscript

_LINE = re.compile(r"^pages:.*$", re.MULTILINE)
# A line of running text, and how many of the highest parts are named.
_LINE_HEIGHT = 5.3
_MOST = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the sheets, in millimetres from the upper edge: where a part begins, or where a note stands (`name` is empty)."""

    name: str
    page: int
    y: float


def too_long(
    spots: tuple[Spot, ...], manuscript: Manuscript, height: float, span: Span, texts: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield what is to be cut from a document that ends beyond its budget. The last spot with a name is the document's end."""
    parts = [spot for spot in spots if spot.name]
    if not manuscript.budget or not parts or parts[-1].page <= manuscript.budget:
        return
    ground = _Ground.of(spots, manuscript, height)
    over = ground.over(parts[-1], manuscript.budget)
    heights = sorted(((ground.between(a, b), a.name) for a, b in pairwise(parts)), reverse=True)
    named = "; ".join(f"{name} {tall:.0f} mm" for tall, name in heights[:_MOST])
    message = f"the brief fills {parts[-1].page} pages and may fill {manuscript.budget}: {over:.0f} mm too many"
    lines = max(1, -(-over // _LINE_HEIGHT))
    yield BUDGET.at(
        _place(span, texts),
        message,
        f"cut about {lines:.0f} line{'s' * (lines > 1)} or allow more pages; the parts by height: {named}",
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """From where to where running text stands on each page: the notes take the rest."""

    top: float
    bottom: float
    notes: Mapping[int, float]

    @classmethod
    def of(cls, spots: tuple[Spot, ...], manuscript: Manuscript, height: float) -> _Ground:
        notes: dict[int, float] = {}
        for spot in spots:
            if not spot.name:
                notes[spot.page] = min(spot.y, notes.get(spot.page, spot.y))
        return cls(manuscript.margins.top, height - manuscript.margins.bottom, notes)

    def end(self, page: int) -> float:
        return self.notes.get(page, self.bottom)

    def between(self, first: Spot, then: Spot) -> float:
        """Return how much of the pages stands between two spots, without notes."""
        if first.page == then.page:
            return then.y - first.y
        full = sum(self.end(page) - self.top for page in range(first.page + 1, then.page))
        return self.end(first.page) - first.y + full + then.y - self.top

    def over(self, end: Spot, budget: int) -> float:
        """Return what stands on the pages that are too many, their notes included."""
        notes = sum(self.bottom - self.end(page) for page in range(budget + 1, end.page + 1))
        return self.between(Spot("", budget + 1, self.top), end) + notes


def _place(span: Span, texts: Mapping[str, str]) -> Span:
    """Return the line with the number of pages."""
    found = _LINE.search(texts.get(span.path, ""))
    return Span(span.path, *found.span()) if found else span
