"""What follows from a file that could not be read: the one mistake is told, not the hundred that come of it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

_UNREAD = ("file-", "front-matter-yaml", "front-matter-missing")


def consequences(library: Library, settings: Settings) -> Callable[[Diagnostic], bool]:
    """Return a function that tells whether a diagnostic only follows from a file that could not be read."""
    unread = {one.span.path for one in library.corpus.diagnostics if one.code.startswith(_UNREAD)}
    codes = {code for path in unread for code in _codes(path, library, settings)}
    return lambda one: (
        one.code in codes or (one.code == "source-unreviewed" and one.span.path in unread) or _no_page(one, library, unread)
    )


def _codes(path: str, library: Library, settings: Settings) -> tuple[str, ...]:
    """Return the codes of all that is missing, or unused, if the file at a path holds nothing."""
    if path == settings.bibliography:
        return () if library.entries else ("cite-unknown", "digest-entryless")
    if path == f"{settings.sources}/events.yaml":
        return ("event-unknown",)
    if path == f"{settings.sources}/propositions.yaml":
        return ("proposition-unknown",)
    digest = path.startswith(f"{settings.sources}/") and path.endswith(".md")
    return ("entry-undigested", "event-unused", "topic-empty", "wording-unknown") if digest else ()


def _no_page(one: Diagnostic, library: Library, unread: set[str]) -> bool:
    """Tell whether a topic or family that is named, or a page that is linked, is only missing because it could not be read."""
    folder = posixpath.dirname(one.span.path)
    named = library.corpus.texts.get(one.span.path, "")[one.span.start : one.span.end]
    match one.code:
        case "topic-unknown":
            return any(path.endswith(f"/{named.rpartition('/')[2]}.md") for path in unread)
        case "family-unknown":
            return any(path.endswith(f"/{named}/index.md") for path in unread)
        case "topic-ungrouped":
            return f"{folder}/index.md" in unread
        case "link-dead":
            page = posixpath.normpath(posixpath.join(folder, named.partition("#")[0]))
            return bool({page, f"{posixpath.dirname(page)}/index.md"} & unread)
        case _:
            return False
