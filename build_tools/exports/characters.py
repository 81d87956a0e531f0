"""The characters that no document may hold, such as control characters and halves of a surrogate pair."""

from __future__ import annotations

import re

# XML 1.0, 2.2 (Char), and the C1 controls, which HTML and YAML forbid as well; U+0085 stays, it is a line end.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without the characters that no document may hold."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)
