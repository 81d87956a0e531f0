"""Finishes a PDF that Typst wrote: the cells that head a row are marked, and the file is packed small.

Typst tags the cells of a table's head as `TH`; a cell that heads a row becomes a `TD`, which its Python package can't change.
Here it turns into a `TH` with the scope Row (ISO 32000-1, 14.8.5.7).
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    Heads = tuple[tuple[int, int], ...]

# Tables stand in none of these.
_WITHOUT_TABLES = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Link", "/Span", "/Lbl", "/TOC", "/Title"})


def finished(content: bytes, tables: tuple[Heads, ...]) -> bytes:
    """Return the PDF with these cells of its tables, in their order, as heads of their rows."""
    with pikepdf.open(BytesIO(content)) as document:
        _mark_row_heads(document, tables)
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


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
