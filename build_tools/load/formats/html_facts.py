"""What a page's head says of its work: meta elements, JSON-LD, the canonical address, the language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

_WORKS = frozenset({
    "Article", "NewsArticle", "BlogPosting", "Report", "ScholarlyArticle", "TechArticle", "OpinionNewsArticle",
    "AnalysisNewsArticle", "CreativeWork", "WebPage", "ReportageNewsArticle", "Book", "Chapter",
})  # fmt: skip
_MOST = 400


def facts(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of all that is said, in the order of the page: `meta og:title`, `json-ld headline`, `title`."""
    for count, meta in enumerate(tree.iter("meta")):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if name and meta.get("content", "").strip() and count < _MOST:
            yield f"meta {name.casefold()}", _one_line(meta.get("content"))
    for title in list(tree.iter("title"))[:1]:
        yield "title", _one_line(title.text_content())
    for link in tree.iter("link"):
        if link.get("rel", "").casefold() == "canonical" and link.get("href"):
            yield "link canonical", link.get("href").strip()
    if tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "html lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    for script in tree.iter("script"):
        if script.get("type", "").casefold() == "application/ld+json":
            yield from _of_json(script.text_content())


def _of_json(text: str) -> Iterator[tuple[str, str]]:
    try:
        held = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for work in _works(held):
        for name in ("headline", "name", "alternativeHeadline", "datePublished", "inLanguage", "url"):
            if isinstance(value := work.get(name), str) and value.strip():
                yield f"json-ld {name}", _one_line(value)
        for name in ("author", "editor", "translator", "publisher", "sourceOrganization"):
            for one in _named(work.get(name)):
                yield f"json-ld {name}", one


def _works(held: object) -> Iterator[Mapping[str, object]]:
    """Yield the things that are works, articles before pages."""
    things = held if isinstance(held, list) else [held]
    flat = [one for thing in things if isinstance(thing, dict) for one in (thing, *_listed(thing.get("@graph")))]
    works = [one for one in flat if isinstance(one, dict) and _WORKS & set(map(str, _listed(one.get("@type"))))]
    yield from sorted(works, key=lambda one: "WebPage" in _listed(one.get("@type")))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: object) -> Iterator[str]:
    for one in _listed(value):
        name = one.get("name") if isinstance(one, dict) else one
        for single in _listed(name):
            if isinstance(single, str) and single.strip() and not single.startswith(("http:", "https:")):
                yield _one_line(single)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:1000]
