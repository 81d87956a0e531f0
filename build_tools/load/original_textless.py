"""An original in which no words are found, such as a scanned PDF."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-textless",
    "An original in which no words are found",
    "A scan is a picture of a text. Without words there are no paragraphs to number and no passage to find.",
    "original: {file: scan.pdf, …}",
    "the same PDF with a text layer from a program for character recognition",
)


def textless(name: str, reason: str = "no words are found in it") -> Unreadable:
    """Return what to raise for a file without words."""
    help_text = "run it through character recognition (OCR) first, or take in another copy"
    return Unreadable(RULE, f"{name} has no text: {reason}", help_text)
