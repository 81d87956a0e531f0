"""A site that is published under a sub-path: its pages name that address, and everything in them still works there."""

from __future__ import annotations

import json
import re
import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from built import Site
from programs import GOLDEN, copied, mkdocs_build
from readers import DESKTOP, Complaints, one_of_each, served

from build_tools.shells.theme_overrides import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

URL = "https://example.org/papers/canal/"


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the miniature dossier for an address, with a place where its files can be changed."""
    folder = copied(GOLDEN, tmp_path_factory.mktemp("addressed"))
    config = folder / "mkdocs.yml"
    given = f"site_url: {URL}\nrepo_url: https://github.com/example/canal\nedit_uri: edit/main/docs/\n"
    config.write_text(given + config.read_text("utf-8"), "utf-8")
    target = tmp_path_factory.mktemp("host") / "papers" / "canal"
    done = mkdocs_build(folder, target)
    assert done.code == 0, done.err
    return Site(target, done.err)


def _tags(site: Site, path: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property|http-equiv)="([^"]+)" content="([^"]*)">', site.contents[path].decode()))


def test_every_kind_of_page_works_below_the_address(addressed: Site, browser: Browser) -> None:
    with served(addressed.folder.parents[1]) as host:
        context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        page, complaints = context.new_page(), Complaints()
        complaints.listen(page)
        for path in one_of_each(addressed).values():
            if path != "404.html":
                page.goto(f"{host}papers/canal/{path}")
                assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans')
        page.goto(f"{host}papers/canal/404.html")
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans')
        context.close()
        assert complaints == Complaints()


def test_every_page_states_the_policy_before_it_loads_anything(addressed: Site) -> None:
    for path in addressed.pages:
        head = addressed.contents[path].decode()
        assert _tags(addressed, path)["Content-Security-Policy"] == POLICY
        assert head.index("Content-Security-Policy") < min(head.index("<link"), head.index("<script"))


def test_a_site_without_an_address_leaves_the_policy_to_the_server(golden: Site) -> None:
    assert "Content-Security-Policy" not in golden.contents["index.html"].decode()
    assert f"Content-Security-Policy: {POLICY}; frame-ancestors 'self'" in golden.contents["_headers"].decode()
    assert "og:" not in golden.contents["index.html"].decode()
    assert not any(path.startswith("assets/cards/") for path in golden.files)


def test_no_page_holds_an_inline_script_or_style(site: Site) -> None:
    for path in site.pages:
        text = site.contents[path].decode()
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
        assert [one for one in scripts if 'type="application/' not in one] == [], path
        assert (
            re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", re.sub(r"<(?:code|pre).*?</(?:code|pre)>", "", text)) == []
        ), path


def test_the_map_of_the_site_names_every_page_with_its_day(addressed: Site) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring(addressed.contents["sitemap.xml"])  # noqa: S314 - our own words
    found = {one.findtext(f"{space}loc", ""): one.findtext(f"{space}lastmod", "") for one in root}
    paths = {path for path in addressed.pages if path != "404.html"}
    assert {url.removeprefix(URL) or "index.html" for url in found} == paths
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in found.values())


def test_a_link_to_a_page_is_shown_with_a_picture_of_its_own(addressed: Site) -> None:
    kinds = one_of_each(addressed)
    for kind, picture in (
        ("topics/…", kinds["topics/…"].replace(".html", ".png")),
        ("sources/…", "index.png"),
        ("index.html", "index.png"),
    ):
        tags = _tags(addressed, kinds[kind])
        assert tags["og:url"].removeprefix(URL) in {kinds[kind], ""}
        assert tags["og:image"] == f"{URL}assets/cards/{picture}"
        content = addressed.contents[tags["og:image"].removeprefix(URL)]
        assert struct.unpack(">II", content[16:24]) == (1200, 630)


def test_a_page_leads_to_where_its_file_can_be_changed(addressed: Site, golden: Site) -> None:
    kinds = one_of_each(addressed)
    source, topic = kinds["sources/…"], kinds["topics/…"]
    base = "https://github.com/example/canal/edit/main/"
    assert base + source.replace(".html", ".md") in addressed.pages[source].links
    assert f"{base}docs/{topic.replace('.html', '.md')}" in addressed.pages[topic].links
    assert not any("/edit/" in link for link in golden.pages[topic].links)


def test_what_programs_are_told_stays_whole(addressed: Site) -> None:
    text = addressed.contents[one_of_each(addressed)["topics/…"]].decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(script)["url"].startswith(URL)
    assert (addressed.folder / "llms.txt").read_text("utf-8").count(URL) > 5


def test_a_folder_of_its_own_needs_no_server(addressed: Site, browser: Browser) -> None:
    """The same files, unpacked anywhere: no page asks for anything that is not beside it."""
    context = browser.new_context()
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    for path in one_of_each(addressed).values():
        if path != "404.html":
            page.goto((addressed.folder / path).as_uri())
            assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans')
    context.close()
    assert complaints == Complaints()
