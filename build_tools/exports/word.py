"""A brief for Word: pandoc's document tree, what stands at the foot of its pages, and what has to be found in it again.

Word has no margin column beside running text, so what stands there on paper comes as lines under the judgement.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.exports.brief_notes import AT_PUBLISHER, laid_out, marking
from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint, Manuscript
from build_tools.exports.typst_links import places
from build_tools.exports.typst_text import tidy
from build_tools.exports.word_tree import Node, Tree, node, styled, text
from build_tools.model.dates import parse
from build_tools.model.pages import Page

_API = [1, 23]
_OWN = '["custom-style", "Analysis"]'
_LEGEND = {
    AT_PUBLISHER: f"In the notes, a citation leads to the statement on the site, {AT_PUBLISHER} to the passage at the publisher.",
    _OWN: "A dotted line marks the editor’s own analysis.",
}


@dataclass(frozen=True, slots=True)
class WordFile:
    """A brief ready to be written by pandoc: its path, the tree as JSON, and the same brief on paper.

    `foot` are the lines at the foot of each page, `marking` is the line of confidentiality before them. `paper` has the words,
    notes and tables that the file has to hold; `sheet` is `a4` or `us-letter`, `lang` a language tag.
    """

    path: str
    tree: str
    foot: tuple[str, ...]
    marking: str
    sheet: str
    lang: str
    paper: Manuscript


def word(page: Page, imprint: Imprint, published: Mapping[str, str] | None = None) -> WordFile:
    """Return a brief for Word; see `typst_brief.brief` for what it takes."""
    whole = replace(page, blocks=laid_out(page.blocks))
    known = places((whole,), imprint.address, published)
    writer = Tree(page.path, known)
    body = list(_explained(writer.blocks(whole.blocks)))
    tree = {"pandoc-api-version": _API, "meta": _metadata(page, imprint), "blocks": body}
    return WordFile(
        f"{page.path.removesuffix('.md')}.docx",
        json.dumps(tree, ensure_ascii=False),
        tuple(filter(None, (_origin(page, imprint), _newest(known.on_site(page.path))))),
        tidy(marking(page.blocks)),
        imprint.paper,
        imprint.lang,
        brief(page, imprint, published=published),
    )


def _metadata(page: Page, imprint: Imprint) -> dict[str, Node]:
    told = {
        "title": page.title,
        "author": imprint.author or imprint.name,
        "subject": page.description or page.title,
        "lang": imprint.lang,
    }
    keywords = dict.fromkeys(filter(None, (imprint.name, *page.menu[:-1])))
    words = node("MetaList", [node("MetaInlines", [text(tidy(one))]) for one in keywords])
    return {"keywords": words, **{name: node("MetaString", tidy(value)) for name, value in told.items() if value}}


def _explained(body: list[Node]) -> Iterator[Node]:
    """Yield the body; what its signs mean is told before the works, which end it."""
    written = json.dumps(body, ensure_ascii=False)
    signs = [words for sign, words in _LEGEND.items() if sign in written]
    last = len(body) - 1
    for number, one in enumerate(body):
        if number == last and signs:
            yield styled("Audience", [node("Para", [text(" ".join(signs))])])
        yield one


def _origin(page: Page, imprint: Imprint) -> str:
    """Return the line that names the brief and says of when it is."""
    said = (
        page.title,
        imprint.name if imprint.name != page.title else "",
        f"version {imprint.version}" if imprint.version else "",
        parse(imprint.date).shown if imprint.date else "",
        f"newest source: {imprint.cutoff}" if imprint.cutoff else "",
    )
    return tidy(" · ".join(filter(None, said)))


def _newest(address: str) -> str:
    return f"Newest version: {address}" if address else ""
