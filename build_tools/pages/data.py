"""What of the dossier can be taken along, in which formats, and what stands in each column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.pages import DataFile
    from build_tools.pages.dossier import Dossier

RANK = 92
_ABOUT = "The whole dossier as data: take it along without retyping."
_PAGES = (
    "Each page that cites also offers its own references, at its foot. The page of a source tells reference managers what the "
    "source is, so that Zotero’s button in the browser saves the source and not the page about it."
)
_WORDS = (
    "The data holds the editor’s words. Of a source it holds no more than the first and last words of each passage, four at "
    "most, and what a bibliography says of it."
)


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the page about data, where there is any."""
    if dossier.data:
        yield Outline("data.md", "data", "Data", partial(_blocks, dossier), _ABOUT, ("About", "Data"))


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    head = tuple(b.Cell(b.text(name), header=True) for name in ("File", "What it holds"))
    rows = tuple((b.Cell(_link(file), header=True), b.Cell(b.text(file.told))) for file in dossier.data)
    yield b.paragraph(_ABOUT, role="lead")
    yield b.Table(b.text("Files with the whole dossier"), head, rows, "data")
    yield b.paragraph(_PAGES)
    yield b.paragraph(_WORDS)
    for file in dossier.data:
        yield from _columns(file)


def _link(file: DataFile) -> b.Inlines:
    return (b.Link(file.address, b.text(file.path), "data"),)


def _columns(file: DataFile) -> Iterator[b.Block]:
    if file.columns:
        yield b.Heading(2, b.text(f"The columns of {file.path}"), f"columns-{file.path.partition('.')[0]}")
        yield b.Terms(tuple(((b.Code(name),), (b.paragraph(told),)) for name, told in file.columns), "columns")
