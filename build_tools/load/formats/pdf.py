"""A PDF with a text layer: words in the order of reading, paragraphs whole, pages by their printed numbers, notes kept apart."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from build_tools.load.formats.joining import joined
from build_tools.load.formats.pdf_lines import Row, rows
from build_tools.load.formats.pdf_pages import printed, running_heads
from build_tools.load.formats.pdf_paragraphs import Paragraphs
from build_tools.load.formats.pdf_words import words
from build_tools.load.original_damaged import damaged
from build_tools.load.original_encrypted import encrypted
from build_tools.load.original_textless import textless
from build_tools.load.original_too_large import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.pdf import PDF

    from build_tools.load.formats import Limits
    from build_tools.model.extract import Extract

_FEWEST_WORDS = 20
_TAIL = 8192


def extract(name: str, content: bytes, limits: Limits) -> Extract:
    """Return the text of a PDF. Raises Unreadable where it has a password, no text layer, or is damaged."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise damaged(name, "it breaks off before its end")
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            return _read(name, pdf, limits)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise encrypted(name) from error
        raise damaged(name, "it is broken as a PDF") from error
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise encrypted(name) from error


def _read(name: str, pdf: PDF, limits: Limits) -> Extract:
    count = len(pdf.pages)
    if not count:
        raise damaged(name, "it has no pages")
    if count > limits.pages:
        raise too_large(name, f"{count:,} pages, of at most {limits.pages:,}")
    pages, heights, total, gutter = list[list[Row]](), list[float](), 0, None
    for place, page in enumerate(pdf.pages):
        found = words(page)
        total += len(found)
        if total > limits.words:
            raise too_large(name, f"more than {limits.words:,} words")
        lines, gutter = rows(found, place, gutter)
        pages.append(lines)
        heights.append(float(page.height))
        page.close()
    if total < _FEWEST_WORDS:
        raise textless(name, "its pages are pictures, as a scanner makes them" if _pictures(pdf) else "no words are found in it")
    heads = running_heads(pages, heights)
    numbers = printed(pages, heads)
    facts = (*_facts(pdf), ("pdf pages", str(count)), ("pdf paging", "counted" if numbers[0] == 1 else "printed"))
    return joined("pdf", Paragraphs(pages, heads, numbers).pieces(), facts)


def _pictures(pdf: PDF) -> bool:
    return any(page.images for page in pdf.pages[:3])


def _facts(pdf: PDF) -> Iterator[tuple[str, str]]:
    """Yield what the file says of its work: `pdf title`, `pdf author`, `pdf creationdate` as ISO 8601, `pdf lang`."""
    for name, value in (pdf.metadata or {}).items():
        text = " ".join(str(value).split())[:1000]
        stamp = re.match(r"D:(\d{4})(\d\d)(\d\d)", text)
        if text:
            yield f"pdf {name.casefold()}", "-".join(stamp.groups()) if stamp else text
    language = pdf.doc.catalog.get("Lang")
    if isinstance(language, bytes) and language:
        yield "pdf lang", language.decode("latin-1")
