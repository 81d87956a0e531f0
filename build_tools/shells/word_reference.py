"""What pandoc takes a Word file's looks from: its own default document with our styles, our sheet, and the foot of one brief."""

from __future__ import annotations

import io
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from build_tools import theme

if TYPE_CHECKING:
    from build_tools.exports.word import WordFile

STYLES = "word_styles.xml"
# Nothing but title and body: pandoc's own template would print the author as well.
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:body><w:p><w:pPr><w:pStyle w:val="$title-style-id$"/></w:pPr>$title$</w:p>$body$$sectpr$</w:body></w:document>
"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Twentieths of a point: 20 mm at the sides leave a line of about 95 letters.
_SHEETS = {"a4": (11906, 16838), "us-letter": (12240, 15840)}
_SIDE, _TOP, _BOTTOM, _FOOT = 1134, 964, 1190, 480
# The earliest date that a ZIP file can say.
_UNDATED = (1980, 1, 1, 0, 0, 0)


def reference(default: bytes, file: WordFile) -> bytes:
    """Return the reference document of one brief. `default` is pandoc's own."""
    parts = {name: _part(name, content, file) for name, content in _parts(default).items()}
    return _packed({**parts, "word/footer1.xml": _footer(file)})


def whole_rows(content: bytes) -> bytes:
    """Return a Word file in which no row of a table is cut by the end of a page: no style can say so."""
    parts = _parts(content)
    body = parts["word/document.xml"].replace(b"<w:trPr>", b"<w:trPr><w:cantSplit/>")
    parts["word/document.xml"] = body.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
    return _packed(parts)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, _UNDATED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(name: str, content: bytes, file: WordFile) -> bytes:
    match name:
        case "word/styles.xml":
            return (files(theme) / STYLES).read_bytes()
        case "word/document.xml":
            return _document(file.sheet)
        case "word/_rels/document.xml.rels":
            footer = f'<Relationship Type="{_OFFICE}/footer" Id="rIdFoot" Target="footer1.xml"/></Relationships>'
            return content.replace(b"</Relationships>", footer.encode())
        case "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
            return content.replace(b"</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>'.encode())
        case _:
            return content


def _document(sheet: str) -> bytes:
    width, height = _SHEETS[sheet]
    edges = f'w:left="{_SIDE}" w:right="{_SIDE}" w:top="{_TOP}" w:bottom="{_BOTTOM}" w:header="480" w:footer="{_FOOT}" w:gutter="0"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body><w:p/><w:sectPr>'
        f'<w:footerReference w:type="default" r:id="rIdFoot"/><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {edges}/>'
        f"</w:sectPr></w:body></w:document>"
    ).encode()


def _footer(file: WordFile) -> bytes:
    """Return the foot of each page: the line of confidentiality, what the brief is, its page, and where its newest version is."""
    right = _SHEETS[file.sheet][0] - 2 * _SIDE
    marked = f"{_run(file.marking, bold=True)}{_run(' · ')}" if file.marking else ""
    first, *rest = file.foot
    page = f"<w:r><w:tab/></w:r>{_field('PAGE')}{_run(' / ')}{_field('NUMPAGES')}"
    lines = [f"{marked}{_run(first)}{page}", *map(_run, rest)]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr>{"<w:r><w:br/></w:r>".join(lines)}</w:p></w:ftr>'
    ).encode()


def _run(words: str, *, bold: bool = False) -> str:
    looks = '<w:rPr><w:b/><w:color w:val="000000"/></w:rPr>' if bold else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
