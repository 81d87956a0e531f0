"""A page as Markdown keeps its words, its links and its structure, whatever the words are."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

import generated_blocks as generated
import pytest
from markdown import Markdown  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt

from build_tools.exports import formats
from build_tools.exports.characters import clean
from build_tools.exports.markdown import export, render
from build_tools.model import blocks as b
from build_tools.model.pages import Page

if TYPE_CHECKING:
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


@pytest.mark.parametrize("seed", range(80))
def test_commonmark_reads_the_same_words_and_links(seed: int) -> None:
    page = generated.page(seed)
    tokens = _tokens(render(page))
    read = "".join(token.content for token in tokens if token.type in {"text", "text_special", "code_inline", "fence"})
    assert _bare(read) == _own_words(page)
    hrefs = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert [unquote(href) for href in hrefs] == [unquote(href) for href in generated.links(page.blocks)]


@pytest.mark.parametrize("seed", range(80))
def test_python_markdown_reads_the_same_words_and_links(seed: int) -> None:
    page = generated.page(seed)
    found = _python_markdown(render(page))
    assert _bare(found.words) == _own_words(page)
    assert found.links == [unquote(href) for href in generated.links(page.blocks)]


@pytest.mark.parametrize("seed", range(80))
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


def _page(*blocks: b.Block, path: str = "index.md", title: str = "T") -> Page:
    return Page(path, "home", title, blocks)


def _rendered(*blocks: b.Block) -> str:
    return _body(render(_page(*blocks))).removeprefix("\n# T\n\n").removesuffix("\n")


def test_front_matter_is_yaml() -> None:
    page = Page("index.md", "home", 'a: "b" 😀\x85', (), "c\n---\n# d")
    front = render(page).split("---\n", 2)[1]
    assert front.splitlines() == ['title: "a: \\"b\\" 😀"', 'description: "c --- # d"']


def test_plain_words_stay_readable() -> None:
    content = (b.Text("Low tide, "), b.Emphasis(b.text("at night")), b.Text(": "), b.Code("ebb"), b.Text("."))
    assert _rendered(b.Paragraph(content)) == "Low tide, *at night*: `ebb`."


def test_stress_and_code_that_would_run_together_are_html() -> None:
    stress = b.Emphasis(b.text("ebb"))
    assert _rendered(b.Paragraph((stress, stress))) == "*ebb*<em>ebb</em>"
    assert _rendered(b.Paragraph((b.Code("a"), b.Code("b`")))) == "`a`<code>b\\`</code>"


def test_anchors_are_inline_html() -> None:
    statement = b.Group("statement", (b.paragraph("It ebbs."),), "s1")
    assert _rendered(b.Heading(2, b.text("Ebb"), "ebb"), statement) == '## <a id="ebb"></a>Ebb\n\n<a id="s1"></a>It ebbs.'


def test_an_anchor_in_a_link_stands_before_it() -> None:
    link = b.Link("#a", (b.Marked("voice", b.text("keeper"), "v1"),))
    assert _rendered(b.Paragraph((link,))) == '<a id="v1"></a>[keeper](#a)'


def test_lists_that_follow_each_other_stay_two() -> None:
    one = b.Items(((b.paragraph("one"),),), ordered=True)
    assert _rendered(one, one) == "1.  one\n\n<!-- -->\n\n1.  one"


def test_terms_are_strong_words_with_what_belongs_to_them() -> None:
    assert _rendered(b.Terms(((b.text("Ebb"), (b.paragraph("falls"),)),))) == "-   **Ebb**\n\n    falls"


def test_a_table_is_as_wide_as_its_longest_row() -> None:
    rows = ((b.Cell(b.text("East"), header=True), b.Cell(b.text("a|b"))),)
    table = "**Piers**\n\n| Pier |  |\n| --- | --- |\n| **East** | a&#124;b |"
    assert _rendered(b.Table(b.text("Piers"), (b.Cell(b.text("Pier")),), rows)) == table


def test_the_folder_holds_all_pages_and_links_only_to_them() -> None:
    links = b.Paragraph((b.Link("topics/tides.md#a", b.text("tides")), b.Text(" "), b.Link("briefs/x.pdf", b.text("brief"))))
    edition = generated.edition((_page(links), _page(path="topics/tides.md")), 'A "b"')
    folder = {artifact.path: artifact.content.decode() for artifact in export(edition)}
    assert list(folder) == ["mkdocs.yml", "docs/index.md", "docs/topics/tides.md"]
    assert "[tides](topics/tides.md#a) brief" in folder["docs/index.md"]
    assert folder["mkdocs.yml"].startswith('site_name: "A \\"b\\""\n')


def test_the_format_is_found_by_its_name() -> None:
    assert formats()["markdown"] is export
