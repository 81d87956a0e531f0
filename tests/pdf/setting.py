"""Setting documents of our own for tests, and reading their words again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from build_tools.exports.typst_document import Imprint, Manuscript, single
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.shells.pdf import print_all
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets
from build_tools.shells.printed import Printed

DATE = "2024-05-06"
AUTHOR = "docs/topics/coast/lamps.md"
IMPRINT = Imprint("Lights of the Coast", "https://coast.example/dossier/", "1.2", DATE, "en-GB")


@cache
def folder() -> Path:
    """One cache for all tests, so that fonts are gathered once."""
    return Path(mkdtemp(prefix="pdf-tests-"))


def page(*blocks: b.Block, title: str = "Lamps", path: str = "topics/coast/lamps.md") -> Page:
    return Page(path, "topic", title, blocks, "How lamps are kept", ("Coast", "Lights", title), AUTHOR)


def manuscript(*blocks: b.Block) -> Manuscript:
    return single(page(*blocks), IMPRINT)


def printed(*manuscripts: Manuscript, text: str = "", at: Path | None = None) -> Printed:
    return print_all(manuscripts, DATE, {AUTHOR: text}, at or folder())


def pdf(*blocks: b.Block) -> bytes:
    """Return the PDF of blocks, which every check has to pass."""
    made = printed(manuscript(*blocks))
    assert made.diagnostics == ()
    return made.artifacts[0].content


def body(content: bytes) -> str:
    """Return the words of a PDF without white space, hyphens and footers."""
    return squashed("".join(sheet.body for sheet in sheets(content, IMPRINT.margins)))
