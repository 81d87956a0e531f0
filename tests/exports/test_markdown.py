"""A page as Markdown keeps its words, its links and its structure, whatever the words are."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import chain
from urllib.parse import unquote

import generated_blocks as generated
import pytest
import yaml
from build_tools.exports import formats
from build_tools.exports.characters import clean
from build_tools.exports.markdown import export, render
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from markdown import Markdown  # type: ignore[import-untyped] - it has no types of its own, and MkDocs needs none
from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMONMARK = MarkdownIt("commonmark").enable("table")
_SPACE = re.compile(r"\s+")
_COUNTED = {"heading_open": "headings", "list_item_open": "items", "table_open": "tables", "hr": "rules", "fence": "fences"}


def _body(markdown: str) -> str:
    return markdown.split("\n---\n", 1)[1]


def _tokens(markdown: str) -> list[Token]:
    parsed = COMMONMARK.parse(_body(markdown))
    return list(chain.from_iterable(token.children or [token] for token in parsed))


def _bare(words: str) -> str:
    """Drop white space, which Markdown is free to change, and what no document may hold."""
    return _SPACE.sub("", clean(words))


def _own_words(page: Page) -> str:
    return _bare(page.title + generated.words(page.blocks))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [unquote(str(value)) for name, value in attrs if tag == "a" and name == "href"]


def _python_markdown(markdown: str) -> _Words:
    found = _Words()
    found.feed(Markdown(extensions=["tables", "pymdownx.superfences"]).convert(_body(markdown)))
    found.close()
    return found


@pytest.mark.parametrize("seed", range(150))
def test_commonmark_reads_the_same_words_and_links(seed: int) -> None:
    page = generated.page(seed)
    tokens = _tokens(render(page))
    read = "".join(token.content for token in tokens if token.type in {"text", "text_special", "code_inline", "fence"})
    assert _bare(read) == _own_words(page)
    hrefs = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert [unquote(href) for href in hrefs] == [unquote(href) for href in generated.links(page.blocks)]


@pytest.mark.parametrize("seed", range(150))
def test_python_markdown_reads_the_same_words_and_links(seed: int) -> None:
    page = generated.page(seed)
    found = _python_markdown(render(page))
    assert _bare(found.words) == _own_words(page)
    assert found.links == [unquote(href) for href in generated.links(page.blocks)]


@pytest.mark.parametrize("seed", range(150))
def test_no_words_become_structure(seed: int) -> None:
    page = generated.page(seed)
    tokens = _tokens(render(page))
    read = Counter(_COUNTED[token.type] for token in tokens if token.type in _COUNTED)
    assert read == +_structure(page)
    assert not {"image", "code_block"} & {token.type for token in tokens}


def _structure(page: Page) -> Counter[str]:
    parts = list(generated.walk(page.blocks))
    return Counter(
        headings=1 + generated.headings(page.blocks),
        items=sum(len(part.items) for part in parts if isinstance(part, b.Items | b.Terms)),
        tables=sum(isinstance(part, b.Table) and any((part.head, *part.rows)) for part in parts),
        rules=sum(isinstance(part, b.Rule) for part in parts),
        fences=sum(isinstance(part, b.Preformatted) and bool(clean(part.text).strip()) for part in parts),
    )
