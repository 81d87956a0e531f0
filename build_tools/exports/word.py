"""A brief for Word: pandoc's document tree, what stands at the foot of its pages, and what has to be found in it again.

Word has no margin column beside running text, so what stands there on paper comes as lines under the judgement.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.exports.brief_notes import laid_out, marking
from build_tools.exports.typst_brief import OWN, brief, legend, newest, origin
from build_tools.exports.typst_document import Imprint, Manuscript
from build_tools.exports.typst_links import places
from build_tools.exports.typst_text import tidy
from build_tools.exports.word_tree import Node, Tree, node, styled, text
from build_tools.model.pages import Page

_API = [1, 23]
_ANALYSIS = '["custom-style", "Analysis"]'


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
    whole = replace(page, blocks=laid_out(page.blocks, imprint.dates))
    known = places((whole,), imprint.address, published)
    writer = Tree(page.path, known)
    body = list(_explained(writer.blocks(whole.blocks), imprint))
    tree = {"pandoc-api-version": _API, "meta": _metadata(page, imprint), "blocks": body}
    return WordFile(
        f"{page.path.removesuffix('.md')}.docx",
        json.dumps(tree, ensure_ascii=False),
        _foot(page, imprint, known.on_site(page.path)),
        tidy(marking(page.blocks)),
        imprint.paper,
        imprint.lang,
        brief(page, imprint, published=published),
    )


def _foot(page: Page, imprint: Imprint, address: str) -> tuple[str, ...]:
    said = (" · ".join((page.title, *origin(page, imprint))), newest(address, imprint))
    return tuple(tidy(line) for line in said if line)


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


def _explained(body: list[Node], imprint: Imprint) -> Iterator[Node]:
    """Yield the body; what its signs mean is told before the works, which end it."""
    signs = legend(json.dumps(body, ensure_ascii=False).replace(_ANALYSIS, OWN), imprint)
    last = len(body) - 1
    for number, one in enumerate(body):
        if number == last and signs:
            yield styled("Audience", [node("Para", [text(" ".join(signs))])])
        yield one
