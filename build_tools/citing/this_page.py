"""How a page of the dossier itself is cited: one entry stands for all pages, so that they cost no more than one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.citing.engine import Document
from build_tools.diagnostics import Span
from build_tools.model.blocks import Text
from build_tools.model.citations import Citation, CitationItem
from build_tools.model.dossier import Entry, Field
from build_tools.model.works import PAGE_TITLE, PAGE_URL

if TYPE_CHECKING:
    from build_tools.citing.engine import Rendering
    from build_tools.model.blocks import Inlines
    from build_tools.model.settings import Settings

KEY = "dossier-this-page"
_HERE = Span("mkdocs.yml")
# What a numeric style puts before the first reference of a page.
_NUMBER = re.compile(r"\s*[\[(]?1[\])]?[.,:]?\s*")


def entries(settings: Settings) -> tuple[Entry, ...]:
    """Return the entry that stands for every page; none where nobody knows from when the pages are."""
    if not settings.date or not settings.site_name:
        return ()
    values = {
        "author": f"{{{_plain(settings.site_name)}}}",
        "title": f"{{{PAGE_TITLE}}}",
        "date": settings.date,
        "version": _plain(settings.version),
        "url": PAGE_URL if settings.site_url else "",
    }
    fields = tuple(Field(name, value, _HERE) for name, value in values.items() if value)
    return (Entry(KEY, "online", fields, _HERE, _HERE),)


def documents(settings: Settings) -> tuple[Document, ...]:
    """Return the page that cites this entry and no other."""
    item = CitationItem(KEY, None, "", "", author_only_in_text=False, suppress_author=False, key_span=_HERE, locator_span=_HERE)
    return tuple(Document(entry.key, (Citation((item,), _HERE, ""),)) for entry in entries(settings))


def taken_out(rendering: Rendering) -> tuple[Rendering, Inlines]:
    """Return a rendering without this entry, and the entry in the words of the style, without a number."""
    own = rendering.documents.get(KEY)
    works = {key: work for key, work in rendering.works.items() if key != KEY}
    others = {name: document for name, document in rendering.documents.items() if name != KEY}
    words = next((words for _, words in own.references), own.citations[0]) if own else ()
    return replace(rendering, works=works, documents=others), _without_number(words)


def _without_number(words: Inlines) -> Inlines:
    match words:
        case (Text(first), *rest) if _NUMBER.match(first):
            return (Text(_NUMBER.sub("", first, count=1)), *rest)
        case _:
            return words


def _plain(words: str) -> str:
    """Return words that LaTeX reads as they are."""
    return re.sub(r"[\\{}~^]", "", words).translate({ord(char): f"\\{char}" for char in "%#&_$"})
