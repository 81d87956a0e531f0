"""Every page of every built site is sound: its links lead somewhere, its ids are its own, it asks no third party."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from built import Site

if TYPE_CHECKING:
    from pathlib import Path

_FETCHED = re.compile(r"""url\(\s*["']?\s*(https?:|//)|@import\s+["']?(https?:|//)""")


def test_every_link_and_every_anchor_leads_somewhere(site: Site) -> None:
    assert site.dead_links() == []


def test_every_id_is_unique_in_its_page(site: Site) -> None:
    twice = [f"{path}: {name}" for path, page in site.pages.items() for name, count in Counter(page.ids).items() if count > 1]
    assert twice == []


def test_every_tag_fits(site: Site) -> None:
    assert [f"{path}: {misfit}" for path, page in site.pages.items() for misfit in page.misfits] == []


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    loaded = {load for page in site.pages.values() for load in page.loads}
    assert [load for load in loaded if site.goal("index.html", load) is None] == []
    styles = {path: text.decode() for path, text in site.contents.items() if path.endswith(".css")}
    assert [path for path, style in styles.items() if _FETCHED.search(style)] == []


def test_what_a_page_loads_is_there(site: Site) -> None:
    goals = {(path, load): site.goal(path, load) for path, page in site.pages.items() for load in page.loads}
    assert [where for where, goal in goals.items() if goal and goal[0] not in site.files] == []


def test_every_link_to_another_site_is_secure(site: Site) -> None:
    leaving = {link for page in site.pages.values() for link in page.links if site.goal("index.html", link) is None}
    assert [link for link in leaving if not link.startswith(("https://", "http://", "mailto:"))] == []


def test_the_reader_sees_what_is_wrong(tmp_path: Path) -> None:
    wrong = '<body><p id="a"><div></p></section><a href="b.html#x"></a><a href="#c"></a><script src="https://x.test/y.js"></script></body>'
    (tmp_path / "index.html").write_text(wrong, "utf-8")
    (tmp_path / "b.html").write_text('<p id="x"><a href="/index.html"></a>', "utf-8")
    site = Site(tmp_path)
    assert site.dead_links() == ["b.html: /index.html", "index.html: #c"]
    assert site.pages["index.html"].loads == ["https://x.test/y.js"]
    assert site.pages["index.html"].misfits


def test_every_mark_of_quotation_is_that_of_print(site: Site) -> None:
    straight = re.compile(r"(?<=\w)['\"]|['\"](?=\w)")
    for path in site.pages:
        text = site.contents[path].decode().partition("<body")[2].partition(">")[2]
        shown = re.sub(r"<(script|pre|code)\b.*?</\1>|<[^>]*>", "\n", text, flags=re.DOTALL)
        assert [line for line in unescape(shown).splitlines() if straight.search(line)] == [], path
