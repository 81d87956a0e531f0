"""Word files for tests, made of a few paragraphs by hand, so that a test says what is in them."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
    for identity, name in (
        ("Title", "Title"),
        ("Heading1", "heading 1"),
        ("Heading2", "heading 2"),
        ("ListParagraph", "List Paragraph"),
        ("Caption", "caption"),
        ("TOC1", "toc 1"),
    )
)


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


def tracked(change: str, text: str) -> Xml:
    """Return a tracked change: `ins` or `del`."""
    tag = "w:delText" if change == "del" else "w:t"
    return Xml(f'<w:{change} w:author="x"><w:r><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r></w:{change}>')


def table(*rows: tuple[str, ...]) -> Xml:
    """Return a table."""
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return Xml("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>")


def docx(
    *blocks: tuple[str, ...] | Xml, notes: tuple[str, ...] = (), core: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """Return a Word file of paragraphs, each a style and its runs, and tables; `[1]` in a run is the marker of a note."""
    document = "".join(block if isinstance(block, Xml) else _paragraph(block[0], block[1:]) for block in blocks)
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{document}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>".encode(),
        "word/footnotes.xml": f"<w:footnotes {_W}>{_notes(notes)}</w:footnotes>".encode(),
        **({"docProps/core.xml": core.encode()} if core else {}),
        **(more or {}),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _paragraph(style: str, runs: tuple[str, ...]) -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}{''.join(map(_run, runs))}</w:p>"


def _run(text: str) -> str:
    if isinstance(text, Xml):
        return text
    parts = re.split(r"\[(\d+)\]", text)
    words = [f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts[::2]]
    marks = [f'<w:r><w:footnoteReference w:id="{part}"/></w:r>' for part in parts[1::2]] + [""]
    return "".join(word + mark for word, mark in zip(words, marks, strict=True))


def _notes(notes: tuple[str, ...]) -> str:
    separator = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    return separator + "".join(
        f'<w:footnote w:id="{at}">{_paragraph("", (note,))}</w:footnote>' for at, note in enumerate(notes, 1)
    )
