"""Finishes a PDF that Typst wrote: links are led to their places, cells that head a row marked, and the file packed small.

Typst tags the cells of a table's head as `TH`; a cell that heads a row becomes a `TD`, which its Python package can't change.
Here it turns into a `TH` with the scope Row (ISO 32000-1, 14.8.5.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pikepdf

from build_tools.exports.typst_links import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Heads = tuple[tuple[int, int], ...]

# Tables stand in none of these.
_WITHOUT_TABLES = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Link", "/Span", "/Lbl", "/TOC", "/Title"})
# A link leads a little above its goal, in points.
_ABOVE = 10


@dataclass(frozen=True, slots=True)
class Goal:
    """What a link leads to: the page, from 1, the points from its left and upper edges, and what the link says: `page 3`."""

    page: int
    x: float
    y: float
    said: str


def finished(content: bytes, tables: tuple[Heads, ...], goals: Mapping[str, Goal]) -> bytes:
    """Return the PDF with these cells of its tables, in their order, as heads of their rows, and its links led to their goals."""
    with pikepdf.open(BytesIO(content)) as document:
        _lead_links(document, goals)
        _mark_row_heads(document, tables)
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _lead_links(document: pikepdf.Pdf, goals: Mapping[str, Goal]) -> None:
    """Lead the links within the document to their goals; one whose goal is unknown stays as it is, for the check to find."""
    pages = list(document.pages)
    for link in (link for page in pages for link in page.obj.get("/Annots", ())):
        address = str(link.A.get("/URI", "")) if "/A" in link else ""
        goal = goals.get(unquote(address.removeprefix(WITHIN))) if address.startswith(WITHIN) else None
        if goal:
            sheet = pages[goal.page - 1]
            top = float(sheet.mediabox[3]) - max(goal.y - _ABOVE, 0)
            link.Dest = pikepdf.Array([sheet.obj, pikepdf.Name.XYZ, _points(goal.x), _points(top), 0])
            link.Contents = goal.said
            del link.A


def _points(length: float) -> Decimal:
    return round(Decimal(length), 2)


def _mark_row_heads(document: pikepdf.Pdf, tables: tuple[Heads, ...]) -> None:
    if not any(tables):
        return
    for table, heads in zip(elements(document.Root.StructTreeRoot, "/Table"), tables, strict=True):
        rows = list(elements(table, "/TR")) if heads else []
        for row, column in heads:
            _promote(list(_cells(rows[row]))[column])


def elements(root: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a kind below an element, in reading order."""
    for child in _children(root):
        name = str(child.get("/S", ""))
        if name == kind:
            yield child
        if name not in _WITHOUT_TABLES:
            yield from elements(child, kind)


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    below = element.get("/K")
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def _cells(row: pikepdf.Object) -> Iterator[pikepdf.Object]:
    return (child for child in _children(row) if str(child.S) in {"/TD", "/TH"})


def _promote(cell: pikepdf.Object) -> None:
    cell.S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    held = cell.get("/A")
    known = list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []
    cell.A = pikepdf.Array([*known, scope])
