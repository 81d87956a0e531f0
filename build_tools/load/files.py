"""Decode an author's file, and say so when it can't be text."""

from __future__ import annotations

import re

from build_tools.diagnostics import Diagnostic, Rule, Span

LONGEST_LINE = LONGEST_PARAGRAPH = 20_000
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")

ENCODING = Rule(
    "file-encoding",
    "A file is not UTF-8 text",
    "Every file an editor writes is read as UTF-8. Another encoding would turn accents and quotation marks into other characters.",
    "a file saved as Windows-1252 or Latin-1",
    "the same file saved as UTF-8",
)
BINARY = Rule(
    "file-binary",
    "A file that should be text holds bytes that no text has",
    "An image, a PDF or a damaged file under a text file's name can't be read as a digest or a page.",
    "sources/scan.md that is really a PDF",
    "the PDF under sources/originals/, and a digest sources/scan.md",
)
EMPTY = Rule(
    "file-empty",
    "A file is empty",
    "An empty digest or page is most likely a save that went wrong, and would publish nothing.",
    "sources/new.md with no text",
    "a digest with its front matter, or no file",
)
LONG_LINE = Rule(
    "file-long-line",
    f"A line is longer than {LONGEST_LINE:,} characters",
    "Such a line is no prose; it is most likely pasted data, and reading it would take minutes.",
    "a digest with a pasted image as base64",
    "the image as a file of its own",
)


def decode(path: str, content: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a file's text with plain line ends, and why it can't be read, if so; the text is then for showing the place."""
    if b"\0" in content:
        message, help_text = "the file holds NUL bytes, so it is not text", "move it out of the dossier's text folders"
        return "", (BINARY.at(Span(path), message, help_text),)
    try:
        text = _plain_line_ends(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        at = len(_plain_line_ends(content[: error.start].decode("utf-8-sig")))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        shown = _plain_line_ends(content.decode("utf-8-sig", "replace"))
        return shown, (ENCODING.at(Span(path, at, at + 1), message, "save the file as UTF-8"),)
    return text, _unusable(path, text)


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unusable(path: str, text: str) -> tuple[Diagnostic, ...]:
    if not text.strip():
        return (EMPTY.at(Span(path), "the file is empty", "write it, or delete it"),)
    start = 0
    for line in text.split("\n") if len(text) > LONGEST_LINE else ():
        if len(line) > LONGEST_LINE:
            message = f"a line of {len(line):,} characters"
            return (LONG_LINE.at(Span(path, start, start), message, "break the line, or take the data out"),)
        start += len(line) + 1
    return _long_paragraph(path, text) if path.endswith(".md") and len(text) > LONGEST_PARAGRAPH else ()


def _long_paragraph(path: str, text: str) -> tuple[Diagnostic, ...]:
    for match in _PARAGRAPH.finditer(text):
        front_matter = not match.start() and text.startswith("---")
        if match.end() - match.start() > LONGEST_PARAGRAPH and not front_matter:
            message = f"{match.end() - match.start():,} characters without an empty line"
            return (LONG_LINE.at(Span(path, match.start(), match.start()), message, "leave an empty line between paragraphs"),)
    return ()
