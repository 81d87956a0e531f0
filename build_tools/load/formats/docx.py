"""A Word file: its paragraphs, headings, lists, notes and tables, all tracked changes accepted; macros are never looked at.

Read from the XML of ECMA-376 (WordprocessingML) within bounds: no entity is expanded, no part is unpacked beyond the limit.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from build_tools.load.formats.docx_styles import Style, styles
from build_tools.load.formats.joining import Piece, joined
from build_tools.load.original_damaged import damaged
from build_tools.load.original_encrypted import encrypted
from build_tools.load.original_too_large import too_large
from build_tools.model.extract import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from build_tools.load.formats import Limits
    from build_tools.model.extract import Extract

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CORE = {
    "{http://purl.org/dc/elements/1.1/}": "dc",
    "{http://purl.org/dc/terms/}": "dcterms",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}": "cp",
}
_PARTS = ("document", "footnotes", "endnotes", "styles")
# What was deleted or moved away by a tracked change, and what is about the text and no part of it.
_GONE = frozenset(W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "sectPr", "comment"))
_HEADING = 15
_DEEPEST = 8  # outline levels count from 0
_IN_A_CELL = 3
_COLUMNS = 2


@dataclass(slots=True)
class _Line:
    """A paragraph that is being gathered: its text, the notes' numbers in it, how much of it is bold, and boxes beside it."""

    text: str = ""
    markers: list[Marker] = field(default_factory=list)
    bold: int = 0
    boxes: list[_Element] = field(default_factory=list)


def extract(name: str, content: bytes, limits: Limits) -> Extract:
    """Return the text of a Word file."""
    parts = _unpacked(name, content, limits)
    if "document" not in parts:
        raise damaged(name, "it has no word/document.xml")
    facts = tuple(_facts(parts))
    body = parts["document"].find(W + "body")
    if body is None:
        raise damaged(name, "its document has no body")
    return joined("docx", _Document(parts).pieces(body), facts)


def _unpacked(name: str, content: bytes, limits: Limits) -> dict[str, _Element]:
    """Return the parts that hold text, parsed. Raises Unreadable where the archive is damaged, encrypted or too large."""
    found: dict[str, _Element] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = {f"word/{part}.xml": part for part in _PARTS} | {"docProps/core.xml": "core"}
            room = limits.unpacked
            for info in archive.infolist():
                if info.filename not in wanted or wanted[info.filename] in found:
                    continue
                if info.flag_bits & 1:
                    raise encrypted(name)
                with archive.open(info) as part:
                    data = part.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise too_large(name, f"it unpacks to more than {limits.unpacked:,} bytes")
                found[wanted[info.filename]] = _parsed(name, info.filename, data)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise damaged(name, "its archive is broken") from error
    return found


def _parsed(name: str, part: str, data: bytes) -> _Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65_536]:
        raise damaged(name, f"{part} declares entities, as no Word file does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data.replace(_STRICT.encode(), _TRANSITIONAL.encode()), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"{part} is broken XML") from error


def _facts(parts: Mapping[str, _Element]) -> Iterator[tuple[str, str]]:
    """Yield what the core properties say: `dc title`, `dc creator`, `dcterms created`."""
    for element in parts.get("core", ()):
        space, _, local = str(element.tag).rpartition("}")
        if (prefix := _CORE.get(space + "}")) and (element.text or "").strip():
            yield f"{prefix} {local}", " ".join((element.text or "").split())[:1000]
    language = parts["styles"].find(f".//{W}docDefaults//{W}lang") if "styles" in parts else None
    if language is not None and language.get(W + "val"):
        yield "w:lang", language.get(W + "val", "")


class _Document:
    """The parts of a Word file while they are read: notes are numbered in the order of their markers, as Word shows them."""

    def __init__(self, parts: Mapping[str, _Element]) -> None:
        self.styles = styles(parts.get("styles"))
        self.notes = {kind: _by_id(parts.get(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self.order: list[tuple[str, str]] = []
        self.count = 0

    def pieces(self, body: _Element) -> Iterator[Piece]:
        yield from self._blocks(body)
        told = 0
        while told < len(self.order):
            kind, identity = self.order[told]
            told += 1
            note = self.notes[kind].get(identity)
            if note is not None:
                lines = [self._line(paragraph).text.strip() for paragraph in note.iter(W + "p")]
                text = " ".join(line for line in lines if line)
                place = f"{kind} {identity}"
                yield Piece(text, f"{told}. ", kind="note", rule=f"a {kind}", label=str(told), where=place)

    def _blocks(self, parent: _Element) -> Iterator[Piece]:
        for element in parent:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag not in _GONE and element.tag in _HOLDERS:
                yield from self._blocks(element)

    def _paragraph(self, element: _Element) -> Iterator[Piece]:
        self.count += 1
        where = f"w:p {self.count}"
        line = self._line(element)
        style = self.styles.get(_value(element, f"{W}pPr/{W}pStyle"), Style())
        outline = _value(element, f"{W}pPr/{W}outlineLvl")
        level = int(outline) + 1 if outline.isdigit() and int(outline) <= _DEEPEST else style.level
        kind, rule, form = style.kind, f"style {style.name}", "paragraph"
        text = line.text.strip()
        if level:
            kind, rule = "heading", rule if style.level else "its outline level"
        elif not kind and line.bold >= 0.9 * len(text) and _is_heading(text):
            kind, rule, level = "heading", "short, and bold from end to end", _DEEPEST + 1
        listed = element.find(f"{W}pPr/{W}numPr") is not None or style.listed
        if listed and not kind:
            form = "item"
        lead = len(line.text) - len(line.text.lstrip())
        markers = tuple(Marker(one.start - lead, one.end - lead, one.label) for one in line.markers)
        before = "• " if form == "item" else ""
        yield Piece(text, before, markers, kind=kind, rule=rule, form=form, level=level, where=where)
        for box in line.boxes:
            yield from self._blocks(box)

    def _line(self, element: _Element) -> _Line:
        line = _Line()
        self._gather(element, line, bold=False)
        return line

    def _gather(self, element: _Element, line: _Line, *, bold: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == W + "t":
                line.text += child.text or ""
                line.bold += len((child.text or "").strip()) if bold else 0
            elif tag in {W + "tab", W + "br", W + "cr"}:
                line.text += " "
            elif tag == W + "noBreakHyphen":
                line.text += "\u2011"
            elif tag in {W + "footnoteReference", W + "endnoteReference"}:
                self._marker(child, line)
            elif tag == _COMPATIBLE + "AlternateContent":
                for choice in child[:1]:
                    self._gather(choice, line, bold=bold)
            elif tag == W + "txbxContent":
                line.boxes.append(child)
            else:
                self._gather(child, line, bold=_is_bold(child) if tag == W + "r" else bold)

    def _marker(self, element: _Element, line: _Line) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        identity = element.get(W + "id", "")
        if identity not in self.notes[kind]:
            return
        self.order.append((kind, identity))
        label = str(len(self.order))
        line.text = line.text.rstrip()
        line.markers.append(Marker(len(line.text), len(line.text) + len(label), label))
        line.text += label

    def _table(self, table: _Element) -> Iterator[Piece]:
        """Yield a table as one block, or, where it only arranges text on the page, the blocks in its cells."""
        rows = [[cell for cell in row.iter(W + "tc") if _own(cell, W + "tbl") is table] for row in table.iter(W + "tr")]
        rows = [row for row in rows if row]
        long = any(
            len(list(cell.iter(W + "p"))) > _IN_A_CELL or cell.find(f".//{W}tbl") is not None for row in rows for cell in row
        )
        if long or max(map(len, rows), default=0) < _COLUMNS:
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell)
            return
        self.count += 1
        texts, markers = "", list[Marker]()
        for row in rows:
            texts += "\n" if texts else ""
            for index, cell in enumerate(row):
                texts += " | " if index else ""
                for paragraph in cell.iter(W + "p"):
                    line = self._line(paragraph)
                    texts += " " if texts and texts[-1] not in " \n" else ""
                    markers += (Marker(len(texts) + one.start, len(texts) + one.end, one.label) for one in line.markers)
                    texts += line.text.strip()
        where = f"w:tbl {self.count}"
        yield Piece(texts, markers=tuple(markers), kind="body", rule="a table", form="table", where=where)


_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "tc"))


def _by_id(part: _Element | None, kind: str) -> dict[str, _Element]:
    """Return the notes by id, without the two that only draw the line above them."""
    if part is None:
        return {}
    return {one.get(W + "id", ""): one for one in part.iter(W + kind) if one.get(W + "type", "normal") == "normal"}


def _value(element: _Element, path: str) -> str:
    found = element.find(path)
    return found.get(W + "val", "") if found is not None else ""


def _is_bold(run: _Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(W + "val", "1") not in {"0", "false", "off"}


def _own(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _is_heading(text: str) -> bool:
    return 0 < len(text.split()) <= _HEADING and not text.endswith((".", ":", ";", ",", "!", "…"))
