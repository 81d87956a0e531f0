"""A page as HTML is well formed, keeps its words and links, and lets no text become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import generated_blocks as generated
import pytest

from build_tools.exports.characters import clean
from build_tools.exports.html import ContentsItem, render
from build_tools.model import blocks as b
from build_tools.model.pages import Page

_VOID = frozenset({"br", "hr"})
_KNOWN_TAGS = re.compile(
    r"h[1-6]|p|a|span|em|strong|code|pre|sup|sub|ul|ol|li|dl|dt|dd|div|section|article|aside|blockquote"
    r"|table|caption|thead|tbody|tr|th|td|br|hr"
)


class _Reader(HTMLParser):
    """Reads HTML and refuses what is not balanced, not ours, or set twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert _KNOWN_TAGS.fullmatch(tag), tag
        assert len(values) == len(attrs)
        assert values.keys() <= {"class", "id", "href", "title", "scope", "tabindex", "role", "aria-label"}
        assert tag != "a" or "a" not in self.open
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" and values.get("class") != "headerlink" else []
        self.open += [] if tag in _VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def _body(*blocks: b.Block, path: str = "index.md", known: dict[str, str] | None = None) -> str:
    html = render(Page(path, "home", "T", blocks), known or {}).html
    return html.removeprefix("<h1>T</h1>\n").removesuffix("\n")


def _inline(*content: b.Inline, path: str = "index.md", known: dict[str, str] | None = None) -> str:
    return _body(b.Paragraph(content), path=path, known=known).removeprefix("<p>").removesuffix("</p>")


def _to(target: str) -> b.Link:
    return b.Link(target, b.text("log"))


def _bare(words: str) -> str:
    return re.sub(r"\s+|¶", "", clean(words))


@pytest.mark.parametrize("seed", range(100))
def test_generated_pages_are_well_formed_and_keep_words_links_and_anchors(seed: int) -> None:
    page = generated.page(seed)
    rendered = render(page, {})
    read = _read(rendered.html)
    assert _bare(read.words) == _bare(page.title + generated.words(page.blocks))
    assert frozenset(read.ids) == rendered.anchors
    assert {item.anchor for item in rendered.contents} <= rendered.anchors
    assert len(read.links) == len(generated.links(page.blocks))
    assert not [link for link in read.links if re.match(r"\s*(?!https|mailto)\w+:|[/\\]", link)]
    rendered.html.encode()


def test_text_and_attributes_are_escaped() -> None:
    assert _inline(b.Text("<script>alert('1') & \"2\"</script>")) == "&lt;script&gt;alert('1') &amp; \"2\"&lt;/script&gt;"
    marked = b.Marked('a" onclick="x', b.text("lamp"), 'b"<', "<i>\"'&amp;")
    expected = '<span class="a&quot; onclick=&quot;x" id="b&quot;&lt;" title="&lt;i&gt;&quot;\'&amp;amp;">lamp</span>'
    assert _inline(marked) == expected
    assert render(Page("index.md", "home", "<b>", ()), {}).html == "<h1>&lt;b&gt;</h1>\n\n"


@pytest.mark.parametrize(("target", "_address"), [pair for pair in generated.TARGETS if pair[1] is None])
def test_an_unsafe_target_leaves_the_words_without_a_link(target: str, _address: None) -> None:
    assert _inline(_to(target)) == "log"


@pytest.mark.parametrize(
    ("path", "target", "href"),
    [
        ("index.md", "topics/trade.md#para-3", "topics/trade.html#para-3"),
        ("topics/coast/tides.md", "topics/coast/piers.md", "piers.html"),
        ("topics/coast/tides.md", "topics/locks/gates.md#a", "../locks/gates.html#a"),
        ("topics/coast/tides.md", "index.md", "../../index.html"),
        ("topics/coast/tides.md", "topics/coast/index.md", "index.html"),
        ("topics/coast/tides.md", "topics/coast/tides.md#ebb", "#ebb"),
        ("topics/coast/tides.md", "briefs/two pages.pdf", "../../briefs/two%20pages.pdf"),
        ("topics/coast/tides.md", "https://canal.example/a?b=1&c=2#:~:text=low%20tide", None),
        ("topics/coast/tides.md", "#ebb", "#ebb"),
        ("topics/coast/tides.md", "mailto:keeper@canal.example", None),
        ("index.md", "sources/été.md", "sources/%C3%A9t%C3%A9.html"),
    ],
)
def test_links_lead_from_the_page_they_stand_on(path: str, target: str, href: str | None) -> None:
    assert _read(_inline(_to(target), path=path)).links == [href or target]


def test_published_addresses_may_be_folders() -> None:
    known = {"index.md": "./", "topics/tides.md": "topics/tides/", "topics/piers.md": "topics/piers/"}
    link, home = _to("topics/piers.md#a"), _to("index.md")
    assert _read(_inline(link, home, path="topics/tides.md", known=known)).links == ["../piers/#a", "../../"]
    assert _read(_inline(link, path="index.md", known=known)).links == ["topics/piers/#a"]


def test_a_link_to_its_own_page_is_words() -> None:
    assert _inline(_to("index.md")) == "log"


def test_nested_marks_nest_and_a_link_in_a_link_is_words() -> None:
    inner = b.Marked("voice", (b.Emphasis((b.Code("a<b"), b.Script(b.text("2"), "super")), strong=True),), "v1")
    assert _inline(inner) == '<span class="voice" id="v1"><strong><code>a&lt;b</code><sup>2</sup></strong></span>'
    nested = b.Link("#a", (b.Text("see "), b.Emphasis((_to("#b"),))), "citation", "t")
    assert _inline(nested) == '<a class="citation" href="#a" title="t">see <em>log</em></a>'


def test_headings_get_anchors_that_nothing_else_on_the_page_has() -> None:
    blocks = (
        b.Heading(2, b.text("Low Tide!")),
        b.Heading(3, b.text("Low tide")),
        b.Heading(2, b.text("Mud"), "mud"),
        b.Heading(2, b.text("…")),
        b.Group("statement", (b.paragraph("It ebbs."),), "low-tide"),
        b.Group("statement", (b.paragraph("It ebbs again."),), "low-tide"),
    )
    page = render(Page("index.md", "home", "T", blocks), {})
    assert page.contents == (
        ContentsItem(2, "low-tide-2", "Low Tide!"),
        ContentsItem(3, "low-tide-3", "Low tide"),
        ContentsItem(2, "mud", "Mud"),
        ContentsItem(2, "section", "…"),
    )
    assert _read(page.html).ids == ["low-tide-2", "low-tide-3", "mud", "section", "low-tide"]
    assert '<h2 id="mud">Mud<a class="headerlink" href="#mud" title="Permanent link">¶</a></h2>' in page.html


def test_a_heading_in_a_list_is_strong_words_with_its_anchor() -> None:
    item = (b.Heading(2, b.text("Ebb"), "ebb"), b.paragraph("falls"))
    page = render(Page("index.md", "home", "T", (b.Items((item,)),)), {})
    assert '<li><p><span class="heading" id="ebb"><strong>Ebb</strong></span></p>\n<p>falls</p></li>' in page.html
    assert page.contents == ()


def test_a_statement_is_an_article_with_a_permalink() -> None:
    assert _body(b.Group("statement", (b.paragraph("It ebbs."), b.paragraph("Later.")), "s1", "Statement 1")) == (
        '<article class="statement" id="s1" aria-label="Statement 1">\n'
        '<p>It ebbs.<a class="headerlink" href="#s1" title="Permanent link">¶</a></p>\n<p>Later.</p>\n</article>'
    )


@pytest.mark.parametrize("role", ["event", "name", "pair", "publication"])
def test_what_has_a_name_of_its_own_has_a_permalink(role: str) -> None:
    link = '<a class="headerlink" href="#ebb" title="Permanent link">¶</a>'
    term = (b.Marked(role, b.text("Ebb"), "ebb"), b.Marked("meta", b.text(" a tide")))
    told = f'<dt><span class="{role}" id="ebb">Ebb</span><span class="meta"> a tide</span>{link}</dt>'
    assert told in _body(b.Terms(((term, (b.paragraph("falls"),)),)))
    assert link not in _body(b.paragraph(b.Marked(role, b.text("Ebb"))))
    assert link not in _body(b.paragraph(b.Marked("sentence", b.text("It ebbs."), "ebb")))


@pytest.mark.parametrize(
    ("role", "label", "tag"),
    [("judgement", "Ours", "section"), ("judgement", "", "div"), ("aside", "", "aside"), ("quotation", "", "blockquote")],
)
def test_groups_are_the_elements_of_their_roles(role: str, label: str, tag: str) -> None:
    named = f' aria-label="{label}"' if label else ""
    assert _body(b.Group(role, (), label=label)) == f'<{tag} class="{role}"{named}>\n\n</{tag}>'


def test_a_table_scrolls_and_names_its_headers() -> None:
    head = (b.Cell(()), b.Cell(b.text("a|b")))
    rows = ((b.Cell(b.text("East"), header=True), b.Cell(b.text("no"), "denies")),)
    assert _body(b.Table(b.text('Who "says" what'), head, rows, "matrix")) == (
        '<div class="table-scroll matrix" tabindex="0" role="region" aria-label="Who &quot;says&quot; what"><table>\n'
        '<caption>Who "says" what</caption>\n<thead>\n<tr><td></td><th scope="col">a|b</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">East</th><td class="denies">no</td></tr>\n</tbody>\n</table></div>'
    )


def test_lists_terms_and_lines() -> None:
    inner = b.Items(((b.paragraph("deep"),),), ordered=True)
    assert _body(b.Items(((b.paragraph("one"), inner),))) == "<ul>\n<li>one\n<ol>\n<li>deep</li>\n</ol></li>\n</ul>"
    assert _body(b.Terms(((b.text("Ebb"), (b.paragraph("falls"),)),))) == "<dl>\n<dt>Ebb</dt>\n<dd>falls</dd>\n</dl>"
    assert _body(b.Preformatted("a <b>\n c", "toml")) == '<pre><code class="language-toml">a &lt;b&gt;\n c</code></pre>'
    assert _body(b.Rule()) == "<hr>"


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    assert _inline(b.Text("a\x00b\ud800c")) == "abc"
