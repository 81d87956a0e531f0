"""What programs are told of a page in its head: of a source's page what the source is, of any other page what the page is.

`citation_*` are Highwire Press's tags, which Zotero and Google Scholar read; what they have no word for stands in the terms of
PRISM, Dublin Core and EPrints, which Zotero reads as well. JSON-LD speaks schema.org, which others read.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from build_tools.exports import csl_item
from build_tools.exports.characters import clean
from build_tools.exports.kinds import kind
from build_tools.model.pages import card_path, page_url, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.exports.csl_item import CslItem, PersonName
    from build_tools.model.pages import Edition, Page
    from build_tools.model.settings import Settings
    from build_tools.model.works import Work

_Thing = dict[str, Any]
# In a script, these could end it or open a comment in it (HTML, 4.12.1.3); in JSON they can be written as escapes.
_IN_SCRIPT = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_PUBLISHERS = {"report": "citation_technical_report_institution", "thesis": "citation_dissertation_institution"}
# These tags make a work a journal's article, a chapter, a report, whatever else is said of it; others name what it is part of.
_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "review": "citation_journal_title",
    "review-book": "citation_journal_title",
    "chapter": "citation_inbook_title",
}
_NUMBERS = {"report": "citation_technical_report_number"}
_EVENTS = {"paper-conference": "citation_conference_title"}
_OTHERS = {
    "citation_volume": ("volume",),
    "bibo.numVolumes": ("number-of-volumes",),
    "citation_issue": ("issue",),
    "citation_series_title": ("collection-title",),
    "prism.edition": ("edition", "version"),
    "dc.type": ("genre",),
    "eprints.place_of_pub": ("publisher-place", "event-place"),
    "citation_doi": ("DOI",),
    "citation_isbn": ("ISBN",),
    "citation_issn": ("ISSN",),
    "citation_language": ("language",),
}


def head(page: Page, edition: Edition) -> str:
    """Return the elements for a page's head."""
    work = edition.citations.works.get(source_of(page))
    item = csl_item.read(work) if work else None
    tags = "".join(_tag(name, value) for name, value in _tags(item) if value) if item else ""
    told = _source(item, page, edition.settings) if item else _page(page, edition)
    return f"{tags}{_preview(page, edition.settings, is_source=bool(item))}{_script(told)}\n"


def _tag(name: str, value: str, kind: str = "name") -> str:
    return f'<meta {kind}="{name}" content="{escape(" ".join(clean(value).split()))}">\n'


def _preview(page: Page, settings: Settings, *, is_source: bool) -> str:
    """Return what a messenger or a network shows of a link to a page (ogp.me); nothing where the page has no address.

    On a source's page Zotero would take the name of our site and our date for the source's.
    """
    if not settings.site_url:
        return ""
    told = {
        "og:type": "website" if page.kind == "landing" else "article",
        "og:site_name": "" if is_source else settings.site_name,
        "article:published_time": "" if is_source else settings.date,
        "og:title": page.title,
        "og:description": page.description,
        "og:url": page_url(page.path, settings),
        "og:image": f"{settings.site_url.rstrip('/')}/{quote(card_path(page))}" if settings.social_cards else "",
    }
    shown = "".join(_tag(name, value, "property") for name, value in told.items() if value)
    return shown + (_tag("twitter:card", "summary_large_image") if settings.social_cards else "")


def _script(thing: _Thing) -> str:
    told = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False)
    for char, escaped in _IN_SCRIPT.items():
        told = told.replace(char, escaped)
    return f'<script type="application/ld+json">{clean(told)}</script>'


def _tags(item: CslItem) -> Iterator[tuple[str, str]]:
    """Yield the tags of a source. Highwire has none for a kind of work, so Zotero's own says which it is."""
    csl_type = item.text("type")
    yield "z:itemType", kind(csl_type).zotero
    yield "citation_title", item.work.title
    yield from (("citation_author", _author(person)) for person in item.people("author"))
    yield from (("citation_editor", _author(person)) for person in item.people("editor"))
    yield "citation_publication_date", item.date("issued")
    yield _PUBLISHERS.get(csl_type, "citation_publisher"), item.text("publisher")
    yield from _part_of(item, csl_type)
    yield _NUMBERS.get(csl_type, "prism.number"), item.text("number")
    first, _, last = item.text("page").replace("–", "-").partition("-")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    for name, variables in _OTHERS.items():
        yield name, next(filter(None, map(item.text, variables)), "")
    yield "citation_public_url", item.work.url


def _part_of(item: CslItem, csl_type: str) -> Iterator[tuple[str, str]]:
    """Yield what a source is part of and where it was read out; a web page is part of what its publisher publishes."""
    whole = item.text("container-title") or (item.text("publisher") if csl_type == "webpage" else "")
    if whole != item.text("title"):
        yield _CONTAINERS.get(csl_type, "prism.publicationName"), whole
    yield _EVENTS.get(csl_type, "bib.presentedAt"), item.text("event-title")


def _author(person: PersonName) -> str:
    """Return a name with the family name first, in the form that Zotero does not take apart.

    It takes a name without a comma for a person's, and one author with two words on either side for two. A comma at the end
    makes the first one name, a semicolon the second one author.
    """
    if person.literal or not person.family:
        return f"{re.sub(r'[,;]+', ' ', person.straight)},"
    given = " ".join(part for part in (person.given, person.suffix) if part)
    return f"{person.family}, {given}{';' if ' ' in person.family and ' ' in given else ''}"


def _source(item: CslItem, page: Page, settings: Settings) -> _Thing:
    """Return a source as what it is, with our page as a page about it."""
    about = {"@type": "WebPage", "name": page.title, "url": page_url(page.path, settings), "isPartOf": _site(settings)}
    return {**_work(item.work), "subjectOf": _filled(about)}


def _page(page: Page, edition: Edition) -> _Thing:
    """Return a page with the works that it cites."""
    settings, works = edition.settings, edition.citations.works
    cited = edition.works_on(page)
    return _filled(
        {
            "@type": "Article" if cited else "WebPage",
            "name": page.title,
            "headline": page.title if cited else "",
            "description": page.description,
            "url": page_url(page.path, settings),
            "inLanguage": settings.lang,
            "dateModified": settings.date,
            "version": settings.version,
            "publisher": {"@type": "Organization", "name": settings.site_name} if settings.site_name else None,
            "isPartOf": _site(settings),
            "citation": [_work(works[key]) for key in cited],
        }
    )


def _site(settings: Settings) -> _Thing:
    return _filled({"@type": "WebSite", "name": settings.site_name, "url": settings.site_url})


@lru_cache(maxsize=4096)
def _work(work: Work) -> _Thing:
    """Return a work in schema.org's terms; many pages cite the same."""
    item = csl_item.read(work)
    return _filled(
        {
            "@type": kind(item.text("type")).schema,
            "name": work.title,
            "author": [_agent(person) for person in item.people("author")],
            "editor": [_agent(person) for person in item.people("editor")],
            "datePublished": item.date("issued"),
            "publisher": [{"@type": "Organization", "name": name} for name in work.institutions],
            "isPartOf": {"@type": "CreativeWork", "name": work.container} if work.container else None,
            "inLanguage": item.text("language"),
            "isbn": item.text("ISBN"),
            "identifier": f"doi:{item.text('DOI')}" if item.text("DOI") else "",
            "url": work.url,
        }
    )


def _agent(person: PersonName) -> _Thing:
    if person.literal:
        return {"@type": "Organization", "name": person.literal}
    return _filled({"@type": "Person", "name": person.straight, "familyName": person.family, "givenName": person.given})


def _filled(thing: _Thing) -> _Thing:
    """Leave out what is not known."""
    return {name: value for name, value in thing.items() if value}
