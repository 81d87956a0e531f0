"""A link to a page that is not there, or of a kind that no reader can follow."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "link-dead",
    what="A link to a page that is not there, or of a kind that no reader can follow",
    why=(
        "Links between pages are written as paths from the page's own folder, so that they hold on the site, on paper and on a "
        "USB stick. A path that leads nowhere is found only by the reader who needs it."
    ),
    bad="See [the bells](bell.md).",
    good="See [the bells](bells.md).",
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOLLOWED = frozenset({"http", "https", "mailto"})


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link that leads to no page. Addresses on the web are not looked up."""
    pages = _pages(library, settings)
    for path, _title, prose in library.prose() if library.published else ():
        for link in prose.links:
            wrong = _judge(path, link.target, pages) or _unstated(path, link.target, library, settings)
            if wrong:
                yield RULE.at(link.span, *wrong)


def _pages(library: Library, settings: Settings) -> frozenset[str]:
    return frozenset({f"{settings.docs}/{path}" for path in library.published} | library.corpus.others)


def _judge(page: str, target: str, pages: frozenset[str]) -> tuple[str, str] | None:
    """Return message and help where a link's target can't be followed from a page."""
    scheme = _SCHEME.match(target)
    if scheme:
        help_text = "link to a page, or to an address with https:, http: or mailto:"
        return None if scheme[1].lower() in _FOLLOWED else (f'a link with "{scheme[1]}:" can\'t be followed', help_text)
    typed = re.split(r"[?#]", unquote(target), maxsplit=1)[0]
    if not typed:
        return None if target.startswith("#") else ("the link has no target", "write the path of a page, such as ../sound/bells.md")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), typed))
    return None if wanted in pages else (f'no page "{typed}" from here', _remedy(page, wanted, pages))


def _unstated(page: str, target: str, library: Library, settings: Settings) -> tuple[str, str] | None:
    """Return message and help where a link leads to a statement that its source does not have."""
    typed, _, anchor = unquote(target).partition("#")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), typed)) if typed else page
    source = library.sources.get(wanted.removeprefix(f"{settings.docs}/sources/").removesuffix(".md"))
    if source is None or not re.match(r"(?:paras?|pp?|secs?)-", anchor):
        return None
    known = [statement.anchor for statement in source.statements]
    if anchor in known:
        return None
    return f'"{source.key}" has no statement "{anchor}"', nearest(anchor, known) or "link to the page alone"


def _remedy(page: str, wanted: str, pages: frozenset[str]) -> str:
    named_alike = sorted(known for known in pages if posixpath.basename(known) == posixpath.basename(wanted))
    folder = posixpath.dirname(page)
    known = (posixpath.relpath(path, folder) for path in (named_alike or sorted(pages)))
    return nearest(posixpath.relpath(wanted, folder), known) or "write the path of a page from this page's folder, ending in .md"
