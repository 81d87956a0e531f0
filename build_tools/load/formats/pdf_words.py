"""The words of a PDF's pages with their places and type sizes, ruled tables taken out as one word each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-bd", re.IGNORECASE)
_FEWEST_RULES = 3
_LONGEST_CELL = 400
# The hyphen that typesetting puts at a line's end, where the file tells it from one that the author wrote.
SOFT = "\u2010"
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " ", "\u00ad": SOFT, "\u2010": SOFT})
_MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: its text, its box in points from the top left, its type size, and whether it is bold.

    `table` says that it is no word but a table's text, a line for each row.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    table: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def words(page: Page) -> tuple[Word, ...]:
    """Return the words of a page, those within a ruled table as one. Upright text only: a line up the margin is no text."""
    tables = tuple(_tables(page))
    found = page.extract_words(x_tolerance_ratio=0.15, y_tolerance=2, extra_attrs=["size", "fontname"]) if page.chars else []
    single = (
        Word(
            str(one["text"]).translate(_LIGATURES),
            float(one["x0"]),
            float(one["x1"]),
            float(one["top"]),
            float(one["bottom"]),
            round(float(one["size"]), 1),
            bool(_BOLD.search(str(one["fontname"]))),
        )
        for one in found[:_MOST_CHARACTERS]
        if one.get("upright", True)
    )
    return (*(word for word in single if not any(_within(word, table) for table in tables)), *tables)


def _within(word: Word, table: Word) -> bool:
    return table.left <= (word.left + word.right) / 2 <= table.right and table.top <= word.middle <= table.bottom


def _tables(page: Page) -> Iterator[Word]:
    """Yield the ruled tables of a page that hold data."""
    if len(page.rects) + len(page.lines) + len(page.curves) < _FEWEST_RULES or len(page.edges) > _MOST_CHARACTERS // 20:
        return
    for table in page.find_tables():
        rows = [[" ".join((cell or "").split()) for cell in row] for row in table.extract()]
        filled = [row for row in rows if sum(map(bool, row)) > 1]
        if not filled or max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
            continue
        left, top, right, bottom = table.bbox
        text = "\n".join(" | ".join(row) for row in rows if any(row)).translate(_LIGATURES)
        yield Word(text, left, right, top, bottom, 0.0, table=True)
