"""A citation whose key is in no bibliography entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "cite-unknown",
    what="A citation whose key is in no bibliography entry",
    why="Without an entry the reader is told neither who said it nor when, and no link can lead to the text.",
    bad="The lamp was lit late [@harbuor1901, para. 4].",
    good="The lamp was lit late [@harbour1901, para. 4].",
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each cited key without an entry."""
    for citation in library.citations():
        for item in citation.items:
            if item.key not in library.entries:
                message = f'no entry "{item.key}" in {settings.bibliography}'
                yield RULE.at(item.key_span, message, _remedy(item.key, library, settings))


def _remedy(key: str, library: Library, settings: Settings) -> str:
    near = nearest(key, library.entries)
    return f"{near} Or add the entry to {settings.bibliography}" if near else f"add the entry to {settings.bibliography}"
