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
    """Return the words that reach farthest into a margin. The footer has half of the lower margin."""
    width, height = size
    left, right = margins.left * _POINTS, width - margins.right * _POINTS
    low, high = margins.bottom * _POINTS / 3, height - margins.top * _POINTS
    farthest, where = 0.0, None
    for index in range(text.count_rects()):
        x0, y0, x1, y1 = text.get_rect(index)
        over = max(left - x0, x1 - right, low - y0, y1 - high)
        if over > farthest:
            farthest, where = over, (x0, y0, x1, y1)
    return (text.get_text_bounded(*where).strip(), farthest / _POINTS) if where else ("", 0.0)
