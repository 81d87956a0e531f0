"""The feed of what is new, as Atom (RFC 4287): sources as they came in, and syntheses as they last changed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from build_tools.exports.characters import clean
from build_tools.model.pages import Artifact, page_address, page_url, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.history import History
    from build_tools.model.pages import Edition, Outline

PATH = "feed.xml"
_MOST = 50


@dataclass(frozen=True, slots=True)
class _Entry:
    day: str
    title: str
    page: Outline


def feed(edition: Edition, history: History) -> tuple[Artifact, ...]:
    """Return the feed, newest first; none where no day is known."""
    known = sorted(_entries(edition, history), key=lambda entry: (entry.day, entry.page.path), reverse=True)[:_MOST]
    return (Artifact(PATH, clean(_atom(known, edition)).encode()),) if known else ()


def _entries(edition: Edition, history: History) -> Iterator[_Entry]:
    for page in edition.pages.outlines.values():
        change = history.get(page.edited)
        if page.kind == "source" and (day := change.added if change else _recorded(page, edition)):
            yield _Entry(day, f"New source: {page.title}", page)
        elif page.kind == "topic" and change:
            yield _Entry(change.changed, f"Synthesis: {page.title}", page)


def _recorded(page: Outline, edition: Edition) -> str:
    """Return the first day on which a passage of a source went on record, where there is no history."""
    record = edition.library.corpus.record.get(source_of(page))
    return min((day for _, day in record.proofs.values()), default="") if record else ""


def _atom(entries: Iterable[_Entry], edition: Edition) -> str:
    settings = edition.settings
    shown = list(entries)
    home = f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""
    at_home = f'<link rel="self" href={quoteattr(home + PATH)}/>\n' if home else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(settings.lang)}>\n'
        f"<title>{escape(settings.site_name or 'Dossier')}</title>\n"
        f"<id>{escape(home or _name(edition, ''))}</id>\n"
        f"<updated>{_moment(shown[0].day)}</updated>\n"
        f"<author><name>{escape(settings.site_name or 'The editors')}</name></author>\n"
        f"{at_home}<link href={quoteattr(home or 'index.html')}/>\n"
        f"{''.join(_entry(one, edition) for one in shown)}</feed>\n"
    )


def _entry(entry: _Entry, edition: Edition) -> str:
    page, settings = entry.page, edition.settings
    url = page_url(page.path, settings)
    return (
        f"<entry>\n<title>{escape(entry.title)}</title>\n<id>{escape(url or _name(edition, page.path))}</id>\n"
        f"<updated>{_moment(entry.day)}</updated>\n<link href={quoteattr(url or page_address(page.path, settings))}/>\n"
        f"<summary>{escape(page.description)}</summary>\n</entry>\n"
    )


def _name(edition: Edition, path: str) -> str:
    """Return a name that stays the same from build to build, for a page that has no address of its own."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{edition.settings.site_name}/{path}").urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
