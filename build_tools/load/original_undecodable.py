"""An original whose bytes are text in no known encoding."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-undecodable",
    "An original's bytes are text in no known encoding",
    "Read in a wrong encoding, accents and quotation marks become other characters, and quotations would be wrong.",
    "a text file with bytes that no encoding has, or with NUL bytes",
    "the same text saved as UTF-8",
)


def undecodable(name: str, reason: str) -> Unreadable:
    """Return what to raise for bytes that are no text."""
    return Unreadable(RULE, f"{name} can't be decoded: {reason}", "open it in the program that made it, and save it as UTF-8")
