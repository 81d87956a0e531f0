"""An original in a format that nothing here reads."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-format",
    "An original is in a format that nothing here reads",
    "Plain text, HTML, PDF, DOCX and Markdown are read. Pictures, archives and old Word files are not.",
    "original: {file: report.doc, …}",
    "original: {file: report.docx, …}",
)


def unknown_format(name: str, found: str) -> Unreadable:
    """Return what to raise for a file of another format, named in a few words."""
    return Unreadable(RULE, f"{name} is {found}", "save it as plain text, HTML, PDF, DOCX or Markdown")
