"""Turn a file of any format into plain text with its blocks; which format it is, its bytes tell before its name does."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from build_tools.load.original_damaged import damaged
from build_tools.load.original_encrypted import encrypted
from build_tools.load.original_format import unknown_format
from build_tools.load.original_textless import textless
from build_tools.load.original_too_large import too_large
from build_tools.load.unreadable import Unreadable

if TYPE_CHECKING:
    from build_tools.model.extract import Extract


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most: bytes of a file by format, bytes that a packed file unpacks to, pages, depth of elements."""

    txt: int = 6_000_000
    markdown: int = 2_000_000
    html: int = 20_000_000
    docx: int = 60_000_000
    pdf: int = 100_000_000
    unpacked: int = 80_000_000
    pages: int = 1_500
    words: int = 1_500_000


LIMITS = Limits()
_BY_ENDING = {
    "txt": "txt", "text": "txt", "asc": "txt", "": "txt", "md": "markdown", "markdown": "markdown", "html": "html", "htm": "html",
    "xhtml": "html", "pdf": "pdf", "docx": "docx", "docm": "docx", "dotx": "docx",
}  # fmt: skip
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP", re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


class Format(Protocol):
    """A reader of one format, in a module of its own, which is loaded only when a file of that format comes."""

    def extract(self, name: str, content: bytes, limits: Limits) -> Extract:
        """Return a file's text and blocks. Raises Unreadable."""
        ...


def extract(name: str, content: bytes, limits: Limits = LIMITS) -> Extract:
    """Turn a file into plain text with its blocks. Raises Unreadable, and nothing else, whatever the bytes are."""
    form = format_of(name, content)
    most = {"txt": limits.txt, "markdown": limits.markdown, "html": limits.html, "docx": limits.docx, "pdf": limits.pdf}[form]
    if len(content) > most:
        raise too_large(name, f"{len(content):,} bytes, of at most {most:,} for {form}")
    reader = cast("Format", importlib.import_module(f"{__name__}.{form}"))
    try:
        found = reader.extract(name, content, limits)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as error:
        raise too_large(name, "it is nested or packed beyond what can be read") from error
    except Exception as error:
        raise damaged(name, f"{type(error).__name__} while reading it as {form}") from error
    if not any(block.end > block.start for block in found.blocks):
        raise textless(name)
    return found


def format_of(name: str, content: bytes) -> str:
    """Return the format of a file: txt, markdown, html, pdf or docx. Raises Unreadable for any other."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in content else _refused(name, "an archive, and no DOCX")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise encrypted(name)
        return _refused(name, "an old Word file or another of Microsoft's old formats")
    if _PICTURE.match(content):
        return _refused(name, "a picture")
    if content.startswith(b"{\\rtf"):
        return _refused(name, "a file in Rich Text Format")
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    form = "html" if _HTML.match(content[:4096]) else _BY_ENDING.get(ending, "txt")
    if form in {"pdf", "docx"}:
        raise damaged(name, f"it is named like a {form.upper()} file and does not begin like one")
    return form


def _refused(name: str, found: str) -> str:
    raise unknown_format(name, found)
