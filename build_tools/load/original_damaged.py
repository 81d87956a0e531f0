"""An original whose bytes are not what its format promises: cut off, corrupted, or made to do harm."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-damaged",
    "An original whose bytes are not what its format promises",
    "A file that was cut off while loading, or made to do harm, can't be numbered; half of a text would pass for the whole.",
    "original: {file: report.pdf, …}, of which only the first part was loaded",
    "the whole file, loaded again",
)


def damaged(name: str, reason: str) -> Unreadable:
    """Return what to raise for a damaged file."""
    return Unreadable(RULE, f"{name} can't be read: {reason}", "get the file again, or save it from the program that made it")
