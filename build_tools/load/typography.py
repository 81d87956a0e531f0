"""The quotation marks and dashes of print in words that are no Markdown, such as a title: as prose has them."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_TYPED = re.compile(r"['\"]|--|\.\.")
# Markdown without any of its marks: what is left is its typography.
_TYPOGRAPHER = MarkdownIt("zero", {"typographer": True, "quotes": "“”‘’"}).enable(["replacements", "smartquotes"])


def typeset(words: str) -> str:
    """Return words with the quotation marks, dashes and dots of print."""
    if not _TYPED.search(words):
        return words
    (inline,) = _TYPOGRAPHER.parseInline(words)
    return "".join(child.content for child in inline.children or ())
