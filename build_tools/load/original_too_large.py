"""An original that is larger than a text can be, or unpacks to more."""

from __future__ import annotations

from build_tools.diagnostics import Rule
from build_tools.load.unreadable import Unreadable

RULE = Rule(
    "original-too-large",
    "An original is larger than a text can be, or unpacks to more, or takes too long to read",
    "A thousand pages of text are about 3 MB. What is far beyond that is another thing, or made to fill the machine.",
    "original: {file: dump.txt, …} with 200 MB",
    "the part of it that is the text, in a file of its own",
)


def too_large(name: str, reason: str) -> Unreadable:
    """Return what to raise for a file beyond a limit."""
    return Unreadable(RULE, f"{name} is too large: {reason}", "take in only the part that is the text, as a file of its own")
