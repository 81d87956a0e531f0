"""The words of a PDF as a reader's program finds them, page by page, with the boxes that they fill."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from build_tools.exports.typst_document import Margins

_POINTS = 72 / 25.4
# PDFium is not made for several threads.
_ALONE = Lock()

# Millimetres by which a letter may lean over an edge without a closer look.
_NEGLIGIBLE = 0.3
# Millimetres by which a raised number on a sheet's first line stands above the line.
_RAISED = 0.8
# How many letters before the one that reaches over are named with it.
_NAMED = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF: the words between its margins and those of its footer, and how far words reach over its edges.

    `beyond` is the words that reach into a margin, with the millimetres by which the farthest does.
    """

    number: int
    body: str
    foot: str
    beyond: tuple[str, float] = ("", 0.0)


def sheets(content: bytes, margins: Margins) -> tuple[Sheet, ...]:
    """Read all pages of a PDF."""
    with _ALONE:
        document = pypdfium2.PdfDocument(content)
        try:
            return tuple(_sheet(number, page, margins) for number, page in enumerate(document, 1))
        finally:
            document.close()


def _sheet(number: int, page: pypdfium2.PdfPage, margins: Margins) -> Sheet:
    width, height = page.get_size()
    bottom = margins.bottom * _POINTS - 2
    text = page.get_textpage()
    try:
        body = text.get_text_bounded(0, bottom, width, height)
        foot = text.get_text_bounded(0, 0, width, bottom)
        return Sheet(number, body, foot, _beyond(text, (width, height), margins))
    finally:
        text.close()
        page.close()


def _beyond(text: pypdfium2.PdfTextPage, size: tuple[float, float], margins: Margins) -> tuple[str, float]:
    """Return the words that reach farthest into a margin, with millimetres. The footer has half of the lower margin."""
    rects = (text.get_rect(index) for index in range(text.count_rects()))
    if max((_over(rect, size, margins) for rect in rects), default=0.0) <= _NEGLIGIBLE * _POINTS:
        return "", 0.0
    # A run of words ends in its space, which may stand in the margin: what counts are the letters.
    letters = (at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())
    over, at = max((_over(text.get_charbox(at), size, margins), at) for at in letters)
    start = max(0, at - _NAMED)
    return text.get_text_range(start, at - start + 1).strip(), max(over, 0.0) / _POINTS


def _over(box: tuple[float, float, float, float], size: tuple[float, float], margins: Margins) -> float:
    """Return by how many points a box reaches into a margin, or less than nothing."""
    left, right = margins.left * _POINTS, size[0] - margins.right * _POINTS
    low, high = margins.bottom * _POINTS / 3, size[1] - (margins.top - _RAISED) * _POINTS
    return max(left - box[0], box[2] - right, low - box[1], box[3] - high)
