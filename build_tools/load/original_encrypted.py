"""An original that opens only with a password."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-encrypted",
    "An original that opens only with a password",
    "No word of it can be read, so no passage can be found in it.",
    "original: {file: report.pdf, …}, which asks for a password",
    "the same file saved without a password",
)


def encrypted(name: str) -> Unreadable:
    """Return what to raise for a file with a password."""
    return Unreadable(RULE, f"{name} opens only with a password", "save it without a password, if you may, and take in that copy")
