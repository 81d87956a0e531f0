"""What stands in a page's head: escaped so that nothing breaks out, and what reference managers look for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from editions import golden, nasty

from build_tools.exports.head import head
from build_tools.model.pages import Edition, Page


class _Reader(HTMLParser):
    """Reads a head as a browser does: its meta tags, its scripts, and anything that has no business there."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.tags.append((given.get("name") or given["property"], given["content"]))
        elif tag == "script":
            assert given == {"type": "application/ld+json"}
            self.scripts.append("")
        else:
            self.strange.append(tag)

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.strip():
            self.scripts[-1] += data
        elif data.strip():
            self.strange.append(data)


_PREVIEW = ("og:", "article:", "twitter:")


def read(page: Page, edition: Edition) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    reader = _Reader()
    reader.feed(head(page, edition))
    reader.close()
    assert reader.strange == []
    (script,) = reader.scripts
    thing: dict[str, Any] = json.loads(script)
    assert thing.pop("@context") == "https://schema.org"
    return [(name, value) for name, value in reader.tags if not name.startswith(_PREVIEW)], thing


def page(edition: Edition, path: str) -> Page:
    return next(page for page in edition.pages if page.path == path)


def source(key: str) -> Page:
    return Page(f"sources/{key}.md", "source", nasty().citations.works[key].title, ())


@pytest.mark.parametrize("made", [golden, nasty])
def test_every_head_is_read_whole(made: Callable[[], Edition]) -> None:
    edition = made()
    for one in edition.pages:
        assert read(one, edition)[1]["name"] == one.title


def test_a_title_does_not_break_out() -> None:
    shown = head(source("Script:2021/a.b"), nasty())
    assert shown.count("<script") == shown.count("</script") == 1
    tags, thing = read(source("Script:2021/a.b"), nasty())
    assert dict(tags)["citation_title"] == thing["name"] == '</script><script>alert("1")</script> and more'
    hostile = Page("a.md", "method", '</script><!-- "&\u2028', (), "'\"><b>")
    assert read(hostile, golden())[1]["name"] == hostile.title


def test_a_report_is_saved_as_a_report() -> None:
    tags, thing = read(page(golden(), "sources/trust1987.md"), golden())
    assert tags == [
        ("z:itemType", "report"),
        ("citation_title", "The Future of the Long Cut"),
        ("citation_author", "Vessingham Harbour Trust,"),
        ("citation_publication_date", "1987-05-14"),
        ("citation_technical_report_institution", "Vessingham Harbour Trust"),
        ("dc.type", "Report"),
        ("citation_language", "en-US"),
        ("citation_public_url", "https://example.org/trust/future-of-the-long-cut"),
    ]
    assert thing["@type"] == "Report"
    assert thing["url"] == "https://example.org/trust/future-of-the-long-cut"
    assert thing["subjectOf"]["url"] == "https://canal.example.org/dossier/sources/trust1987.html"


def test_an_article_names_its_journal_and_pages() -> None:
    tags = dict(read(page(golden(), "sources/capkova2004.md"), golden())[0])
    assert tags["z:itemType"] == "journalArticle"
    assert tags["citation_journal_title"] == "Journal of Marren Estuary Studies"
    assert (tags["citation_firstpage"], tags["citation_lastpage"]) == ("41", "47")
    assert (tags["citation_volume"], tags["citation_issue"]) == ("12", "3")
    assert tags["citation_doi"] == "10.5555/marren.2004.12.3.41"


def test_each_author_has_a_tag_that_zotero_takes_for_one_person() -> None:
    tags, _ = read(source("zwei2020"), nasty())
    # Zotero takes one author for two where both halves have a space.
    assert [value for name, value in tags if name == "citation_author"] == ["von der Berg, Anna Maria;", "Moor, Bob Jr"]
    assert ("citation_editor", "Quill, Eda") in tags
    assert ("citation_isbn", "978-3-16-148410-0") in tags
    assert dict(tags)["citation_publication_date"] == "2020-05"


def test_another_page_tells_of_itself_and_what_it_cites() -> None:
    tags, thing = read(page(golden(), "topics/water/silt.md"), golden())
    assert tags == []
    assert thing["@type"] == "Article"
    assert thing["isPartOf"] == {"@type": "WebSite", "name": "The Long Cut & Co.", "url": "https://canal.example.org/dossier/"}
    assert (thing["dateModified"], thing["version"]) == ("2026-03-04", "1a2b3c4d")
    assert {work["name"] for work in thing["citation"]} == {
        "The Future of the Long Cut",
        "What the Silt Remembers",
        "Open the Gates",
    }
    assert read(page(golden(), "method.md"), golden())[1]["@type"] == "WebPage"
    assert "citation" not in read(page(golden(), "bibliography.md"), golden())[1]


def test_without_an_address_none_is_made_up() -> None:
    edition = replace(golden(), settings=replace(golden().settings, site_url=""))
    assert not re.search("canal.example", head(page(edition, "topics/water/silt.md"), edition))


def test_with_folders_for_addresses_the_page_is_where_mkdocs_puts_it() -> None:
    edition = replace(golden(), settings=replace(golden().settings, directory_urls=True))
    root = "https://canal.example.org/dossier/"
    for path, address in (("index.md", ""), ("topics/water/silt.md", "topics/water/silt/"), ("sources/index.md", "sources/")):
        assert read(page(edition, path), edition)[1]["url"] == root + address


def test_a_link_is_shown_with_title_address_and_picture() -> None:
    shown = head(page(golden(), "topics/water/silt.md"), golden())
    root = "https://canal.example.org/dossier/"
    assert f'<meta property="og:url" content="{root}topics/water/silt.html">' in shown
    assert f'<meta property="og:image" content="{root}assets/cards/topics/water/silt.png">' in shown
    assert f'<meta property="og:image" content="{root}assets/cards/index.png">' in head(page(golden(), "method.md"), golden())


def test_pictures_can_be_left_out_and_need_an_address() -> None:
    for settings in (replace(golden().settings, social_cards=False), replace(golden().settings, site_url="")):
        shown = head(page(golden(), "topics/water/silt.md"), replace(golden(), settings=settings))
        assert "og:image" not in shown
        assert ("og:title" in shown) == bool(settings.site_url)
