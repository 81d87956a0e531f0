"""Hand generated pages to MkDocs: as files with their HTML, their contents and their place in the menu."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_tools.exports import beside, html
from build_tools.exports.feed import feed
from build_tools.exports.head import head
from build_tools.shells.history import history

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from build_tools.model.history import History
    from build_tools.model.pages import Artifact, Edition, Outline, Pages

_DEEPEST = 3


class GeneratedPage(MkDocsPage):
    """A page that we render: MkDocs' own Markdown is not asked."""

    def __init__(self, page: Outline, edition: Edition, addresses: Mapping[str, str], file: File, config: MkDocsConfig) -> None:
        """Take what the page is made from; the menu shows the last name of its way through the menu."""
        super().__init__(page.menu[-1] if page.menu else page.title, file, config)
        self.path = page.path
        self.edition = edition
        self.addresses = addresses
        self.head = ""
        self.beside: tuple[Artifact, ...] = ()
        self.meta = {"title": page.title, "description": page.description, "kind": page.kind}
        self.markdown = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Keep what the build made; there is no source to read."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - what MkDocs hands to every page
        """Make the page: its HTML, its contents, its anchors, what goes into its head, and the files that go along."""
        page = self.edition.pages[self.path]
        rendered = html.render(page, self.addresses)
        self.head = head(page, self.edition)
        self.beside = tuple(beside(page, self.edition))
        self.content = _spoken(rendered.html, page.language, config)
        self.toc = TableOfContents(_nested(rendered.contents))
        self.present_anchor_ids = set(rendered.anchors)
        self.links_to_anchors = {}

    def let_go(self) -> None:
        """Forget what was made, once it is written: all pages together would be many times what they are made from."""
        self.head, self.beside, self.content, self.toc = "", (), "", TableOfContents([])


def _spoken(content: str, language: str, config: MkDocsConfig) -> str:
    """Return a page's HTML, which says its language where it is not the site's (WCAG 2.2, 3.1.2)."""
    own, site = (tag.partition("-")[0].lower() for tag in (language, str(config.theme.get("language") or "en")))
    return f'<div lang="{escape(language)}">{content}</div>' if own not in {"", site} else content


def _nested(contents: Sequence[html.ContentsItem]) -> list[AnchorLink]:
    roots: list[AnchorLink] = []
    stack: list[AnchorLink] = []
    for item in contents:
        if item.level > _DEEPEST:
            continue
        link = AnchorLink(item.title, item.anchor, item.level)
        while stack and stack[-1].level >= item.level:
            stack.pop()
        (stack[-1].children if stack else roots).append(link)
        stack.append(link)
    return roots


def add(edition: Edition, files: Files, config: MkDocsConfig) -> None:
    """Put pages into MkDocs' files, in place of the author's files of the same path, and the feed that goes along."""
    settings = edition.settings
    changes = history(Path(config.config_file_path or ".").resolve().parent, (settings.docs, settings.sources))
    generated = [(page, File.generated(config, page.path, content="")) for page in edition.pages.outlines.values()]
    addresses = {page.path: file.url for page, file in generated}
    for page, file in generated:
        if known := files.get_file_from_path(page.path):
            files.remove(known)
        file.page = GeneratedPage(page, edition, addresses, file, config)
        _tell_source(file.page, page.edited, changes, config)
        files.append(file)
    news = feed(edition, changes)
    config.extra.setdefault("dossier", {})["feed"] = next((artifact.path for artifact in news), "")
    for artifact in news:
        files.append(File.generated(config, artifact.path, content=artifact.content))


def _tell_source(shown: MkDocsPage, edited: str, changes: History, config: MkDocsConfig) -> None:
    """Tell a page when the author's file that it is made from last changed, and where that file can be changed."""
    if change := changes.get(edited):
        day = date.fromisoformat(change.changed)
        shown.meta["changed"] = {"iso": change.changed, "shown": f"{day.day} {day:%B %Y}"}
        shown.update_date = change.changed
    shown.edit_url = edit_address(config, edited) if edited else None


def edit_address(config: MkDocsConfig, edited: str) -> str | None:
    """Return where a file of the project can be changed: `edit_uri` leads to `docs_dir`, the file may lie beside it."""
    if not config.edit_uri:
        return None
    root = Path(config.config_file_path or ".").resolve().parent
    depth = len(Path(config.docs_dir).resolve().relative_to(root).parts)
    base = urljoin(f"{(config.repo_url or '').rstrip('/')}/", config.edit_uri)
    return urljoin(f"{base.rstrip('/')}/", f"{'../' * depth}{quote(edited)}")


def with_head(output: str, page: MkDocsPage) -> str:
    """Return a page's HTML with what programs are to know of it at the end of its head."""
    return output.replace("</head>", f"{page.head}</head>", 1) if isinstance(page, GeneratedPage) else output


def menu(pages: Pages) -> list[Any]:
    """Return MkDocs' `nav` from the pages' own ways through the menu.

    A page whose way is also the start of longer ways becomes the index of that section.
    """
    tree: dict[str, Any] = {}
    for page in pages.outlines.values():
        at = tree
        for name in page.menu[:-1]:
            at = at.setdefault(name, {})
        if page.menu:
            at.setdefault(page.menu[-1], {})[""] = page.path
    return _nav(tree)


def _nav(tree: dict[str, Any]) -> list[Any]:
    entries: list[Any] = []
    for name, below in tree.items():
        inner = {key: value for key, value in below.items() if key}
        if not inner:
            entries.append({name: below[""]})
        else:
            entries.append({name: [*([below[""]] if "" in below else []), *_nav(inner)]})
    return entries
