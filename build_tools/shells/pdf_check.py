"""A finished PDF that does not hold what it ought to: opened again after writing, and looked through."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import page as page_validation
import pikepdf

from build_tools.shells import pdf_place
from build_tools.shells.pdf_finish import elements
from build_tools.shells.pdf_rules import ATTACHED, CONFORMANCE, EMPTY, FONT, LINK, MARGIN, NOTE, TABLE, WORDS
from build_tools.shells.pdf_text import Sheet, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.diagnostics import Diagnostic, Span
    from build_tools.exports.typst_document import Manuscript

_HELP = "this is a mistake of the program, not of a text: please report it with the file named here"
_PROFILES = ("3a", "ua1")
# The checker takes a stream's last byte for a line end where it is a carriage return; qpdf, which is asked as well, does not.
_LENGTH = "STREAM-LENGTH-001"
_MOST = 5
_TOLERATED = 0.5
# Letters of a line in the widest column.
_LINE = 60
_URL = re.compile(r"(https?://|mailto:)\S+")
# PDFium writes a hyphen at a line's end as U+0002, and leaves out none of the other signs.
_IGNORED = re.compile("[\\s\u0002\ufffe\u00ad\u200b-]+")


def problems(content: bytes, manuscript: Manuscript, span: Span, texts: Mapping[str, str] | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with a finished PDF. `span` is the author's file that it was made from, `texts` are all of them."""
    with pikepdf.open(BytesIO(content)) as document:
        yield from _conformance(content, document, manuscript, span)
        yield from _fonts(document, manuscript, span)
        yield from _links(document, manuscript, span)
        yield from _tables(document, manuscript, span)
        yield from _attachments(document, manuscript, span)
    found = sheets(content, manuscript.margins)
    yield from _pages(found, manuscript, span, texts or {})
    yield from _missing(found, manuscript, span, texts or {})
    yield from _notes(found, manuscript, span)


def squashed(words: str) -> str:
    """Return words without white space and hyphens, which a line's end may add or take, and with ligatures as letters."""
    return _IGNORED.sub("", words if words.isascii() else unicodedata.normalize("NFKC", words))


def _conformance(content: bytes, document: pikepdf.Pdf, manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    for profile in _PROFILES:
        failures = page_validation.validate_pdf_bytes(content, profile=profile).failures
        for failure in [one for one in failures if not one.rule_id.endswith(_LENGTH)][:_MOST]:
            yield CONFORMANCE.at(span, f"{manuscript.path}: {failure.rule_id}: {failure.message}", _HELP)
    for warning in document.get_warnings()[:_MOST]:
        yield CONFORMANCE.at(span, f"{manuscript.path}: {warning}", _HELP)


def _fonts(document: pikepdf.Pdf, manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    for font in document.objects:
        if not isinstance(font, pikepdf.Dictionary):
            continue
        if font.get("/Type") == "/FontDescriptor" and not any(name in font for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield FONT.at(span, f"{manuscript.path}: the font {font.get('/FontName')} is not embedded", _HELP)
        if font.get("/Type") == "/Font" and font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
            yield FONT.at(span, f"{manuscript.path}: the font {font.get('/BaseFont')} does not tell its characters", _HELP)


def _links(document: pikepdf.Pdf, manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    pages = {page.obj.objgen for page in document.pages}
    named = _named(document)
    for number, sheet in enumerate(document.pages, 1):
        links = [one for one in sheet.obj.get("/Annots", pikepdf.Array()) if one.get("/Subtype") == "/Link"]
        for link in links:
            if not _alive(link, pages, named):
                yield LINK.at(span, f"{manuscript.path}, page {number}: a link leads nowhere: {_address(link) or 'no goal'}", _HELP)


def _named(document: pikepdf.Pdf) -> frozenset[str]:
    names = document.Root.get("/Names")
    found = names.get("/Dests") if names is not None else None
    return frozenset(str(name) for name in pikepdf.NameTree(found).keys()) if found is not None else frozenset()  # noqa: SIM118 - a name tree is no dict


def _alive(link: pikepdf.Object, pages: set[tuple[int, int]], named: frozenset[str]) -> bool:
    if address := _address(link):
        return bool(_URL.fullmatch(address))
    goal = link.get("/Dest")
    goal = link.A.get("/D") if goal is None and "/A" in link else goal
    if isinstance(goal, pikepdf.Array):
        return goal[0].objgen in pages
    return goal is not None and str(goal).lstrip("/") in named


def _address(link: pikepdf.Object) -> str:
    return str(link.A.get("/URI", "")) if "/A" in link else ""


def _tables(document: pikepdf.Pdf, manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    tables = list(elements(document.Root.StructTreeRoot, "/Table"))
    if len(tables) != len(manuscript.tables):
        yield TABLE.at(span, f"{manuscript.path}: {len(manuscript.tables)} tables went in and {len(tables)} came out", _HELP)
    for number, table in enumerate(tables, 1):
        if any("Scope" not in repr(cell.get("/A")) for cell in elements(table, "/TH")):
            yield TABLE.at(span, f"{manuscript.path}: table {number} has a head without its scope", _HELP)


def _attachments(document: pikepdf.Pdf, manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    associated = {one.objgen for one in document.Root.get("/AF", pikepdf.Array())}
    for file in manuscript.attached:
        held = document.attachments.get(file.path)
        if held is None or held.get_file().read_bytes() != file.content:
            yield ATTACHED.at(span, f"{manuscript.path}: {file.path} is missing in it or differs", _HELP)
        elif held.relationship is None or held.obj.objgen not in associated or not held.get_file().mime_type:
            yield ATTACHED.at(span, f"{manuscript.path}: it does not say what {file.path} is to it", _HELP)


def _pages(found: tuple[Sheet, ...], manuscript: Manuscript, span: Span, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    for sheet in found:
        words, over = sheet.beyond
        if over > _TOLERATED:
            message = f"{manuscript.path}, page {sheet.number}: “{words[:60]}” reaches {over:.1f} mm into the margin"
            yield MARGIN.at(pdf_place.of_words(words, span, texts), message, "shorten the word, or give the table fewer columns")
        if not sheet.body.strip():
            yield EMPTY.at(span, f"{manuscript.path}, page {sheet.number}: the page is empty", _HELP)


def _missing(found: tuple[Sheet, ...], manuscript: Manuscript, span: Span, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the blocks whose words are not all there. A block that a page's end cuts in two is looked for word by word."""
    everything = squashed("".join(sheet.body for sheet in found))
    at = 0
    for words in manuscript.words:
        wanted = squashed(words)
        place = everything.find(wanted, at)
        if place >= 0:
            at = place + len(wanted)
        elif lost := [word for word in words.split() if not _is_there(squashed(word), everything)]:
            typed = pdf_place.of_words(words, span, texts)
            yield WORDS.at(typed, f"{manuscript.path}: “{' '.join(lost)[:80]}” is missing", _HELP)
    for words in dict.fromkeys(manuscript.cited):
        if squashed(words) not in everything and any(squashed(word) not in everything for word in words.split()):
            yield WORDS.at(span, f"{manuscript.path}: the citation “{words}” is missing", _HELP)


def _is_there(word: str, everything: str) -> bool:
    """Tell whether a word stands somewhere; one that is longer than a line may be cut in two by the end of a page."""
    cuts = range(1, len(word)) if len(word) > _LINE and word not in everything else ()
    return word in everything or any(word[:cut] in everything and word[cut:] in everything for cut in cuts)


def _notes(found: tuple[Sheet, ...], manuscript: Manuscript, span: Span) -> Iterator[Diagnostic]:
    """Yield the notes that do not stand at the foot in their order, each with its number before it."""
    everything = squashed("".join(sheet.body for sheet in found))
    at = 0
    for words in manuscript.notes:
        wanted = squashed(words)
        place = everything.find(wanted, at)
        at = max(at, place + len(wanted))
        if place < 0:
            yield NOTE.at(span, f"{manuscript.path}: the note “{words[:80]}” is missing", _HELP)
