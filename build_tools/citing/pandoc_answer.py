"""Reads the JSON that the script in pandoc answers with: works, and each page's citations and references."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from build_tools.citing import csl, pandoc_inlines, works
from build_tools.citing.engine import RenderedDocument, Rendering
from build_tools.citing.pandoc_request import pages, pieces_of, signature, unique
from build_tools.model.blocks import Emphasis, Link, Marked, Script
from build_tools.model.works import Person, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from build_tools.citing.engine import Document, Request
    from build_tools.model.blocks import Inline, Inlines
    from build_tools.model.citations import Citation

    Node = Mapping[str, Any]

_REFERENCE = "#ref-"


def read(answer: str, request: Request) -> Rendering:
    """Return what pandoc made of the request. Raises ValueError, KeyError or TypeError for anything but its answer."""
    content = json.loads(answer)
    rendered = [json.loads(document)["blocks"] for document in content["documents"]]
    references = [_references(blocks) for blocks in rendered]
    listed = [{key: (place, words) for place, (key, words) in enumerate(known.items())} for known in references]
    documents = {
        page.name: RenderedDocument(words, _used(page, listed[0 if len(listed) == 1 else place]))
        for place, (page, words) in enumerate(zip(request.documents, _citations(rendered, request), strict=True))
    }
    order = tuple(key for known in references for key in known)
    return Rendering(works.order_labels(_works(content, request), order), documents, tuple(content["problems"]))


def _citations(rendered: Sequence[Sequence[Node]], request: Request) -> Iterator[tuple[Inlines, ...]]:
    """Yield each document's citations, from its own page or from the page that all documents share."""
    sent = pages(request)
    words = [_words(cites, citations) for cites, citations in zip(_pages(rendered), sent, strict=True)]
    if csl.depends_on_place(request.style):
        yield from words
        return
    known = {signature(citation): inlines for citation, inlines in zip(sent[0], words[0], strict=True)}
    for page in request.documents:
        yield () if page.only_references else tuple(known[signature(citation)] for citation in page.citations)


def _words(cites: Sequence[Node], citations: Sequence[Citation]) -> tuple[Inlines, ...]:
    return tuple(led_to_items(pandoc_inlines.read(cite["c"]), citation) for cite, citation in zip(cites, citations, strict=True))


def _pages(documents: Sequence[Sequence[Node]]) -> list[list[Node]]:
    """Return each page's cites; a heading starts a page."""
    pages: list[list[Node]] = []
    for block in (block for blocks in documents for block in blocks):
        if block["t"] == "Header":
            pages.append([])
        elif block["t"] == "Para":
            pages[-1].append(block)
    return pages


def _references(blocks: Sequence[Node]) -> dict[str, Inlines]:
    entries = (entry for block in blocks if block["t"] == "Div" for entry in block["c"][1])
    return {
        entry["c"][0][0].removeprefix("ref-"): pandoc_inlines.joined(
            inline for paragraph in entry["c"][1] for inline in pandoc_inlines.read(paragraph["c"])
        )
        for entry in entries
    }


def _used(document: Document, listed: Mapping[str, tuple[int, Inlines]]) -> tuple[tuple[str, Inlines], ...]:
    """Return a document's references in their order, without going through those of all others."""
    cited = {item.key for citation in document.citations for item in citation.items}
    return tuple((key, listed[key][1]) for key in sorted(cited & listed.keys(), key=lambda key: listed[key][0]))


def led_to_items(rendered: Inlines, citation: Citation) -> Inlines:
    """Lead each part of a rendered citation to its own item: several items of one source come in their order."""
    places = defaultdict(list)
    for index, item in enumerate(citation.items):
        places[item.key].append(index)
    return tuple(_led(inline, places) for inline in rendered)


def _led(inline: Inline, places: Mapping[str, list[int]]) -> Inline:
    match inline:
        case Link(target, content) if target.startswith(_REFERENCE):
            key = target.removeprefix(_REFERENCE)
            indices = places[key]
            index = indices.pop(0) if len(indices) > 1 else indices[0] if indices else 0
            return Link(f"cite:{key}:{index}", pandoc_inlines.joined(_without_links(content)), "cite")
        case Link(target, content, role, title):
            return Link(target, _all_led(content, places), role, title)
        case Emphasis(content, strong):
            return Emphasis(_all_led(content, places), strong)
        case Script(content, kind):
            return Script(_all_led(content, places), kind)
        case Marked(role, content, anchor, title):
            return Marked(role, _all_led(content, places), anchor, title)
        case _:
            return inline


def _all_led(content: Inlines, places: Mapping[str, list[int]]) -> Inlines:
    return tuple(_led(inline, places) for inline in content)


def _without_links(content: Inlines) -> Iterator[Inline]:
    """Take out links within a link: a style may link an address within a citation."""
    for inline in content:
        match inline:
            case Link(_, words):
                yield from _without_links(words)
            case Emphasis(words, strong):
                yield Emphasis(tuple(_without_links(words)), strong)
            case Script(words, kind):
                yield Script(tuple(_without_links(words)), kind)
            case _:
                yield inline


def _works(content: Node, request: Request) -> dict[str, Work]:
    sent = pieces_of(request)
    pieces = {sent[int(place)]: words for place, words in content["pieces"]}
    records = {record["id"]: record for record in content["works"]}
    items = {item["id"]: {name: _tidy(value) for name, value in item.items()} for item in json.loads(content["csl_json"] or "[]")}
    words = works.Words(content["terms"].get("and", "and"), content["terms"].get("et-al", "et al."))
    return {
        entry.key: works.make(
            entry,
            works.Record(
                {name: value for name, value in records[entry.key].items() if isinstance(value, str)},
                _people(records[entry.key]["authors"]),
                _people(records[entry.key]["editors"]),
                items[entry.key],
                pieces,
            ),
            words,
        )
        for entry in unique(request.entries)
        if entry.key in records
    }


def _tidy(value: object) -> object:
    """Return a CSL variable; a date in words has no parts, not even none of them."""
    if isinstance(value, dict) and value.get("date-parts") == []:
        return {name: part for name, part in value.items() if name != "date-parts"}
    return value


def _people(people: Sequence[Mapping[str, str]]) -> tuple[Person, ...]:
    return tuple(
        Person(
            " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family")))),
            " ".join(filter(None, (person.get("given"), person.get("dropping-particle"), person.get("suffix")))),
            person.get("literal", ""),
        )
        for person in people
    )
