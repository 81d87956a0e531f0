"""Links from a page to the line of the author's file that it is made from, for an editor's program or a code host."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from build_tools.diagnostics import Span
from build_tools.model import blocks as b
from build_tools.shells import report

if TYPE_CHECKING:
    from build_tools.model.library import Library
    from build_tools.model.pages import Page, Pages
    from build_tools.shells.project import Project

# By the name of the program in $VISUAL or $EDITOR; each of them registers the scheme of its address when it is installed.
_PROGRAMS = {
    "code": "vscode://file{path}:{line}",
    "codium": "vscodium://file{path}:{line}",
    "cursor": "cursor://file{path}:{line}",
    "zed": "zed://file{path}:{line}",
    "subl": "subl://open?url=file://{path}&line={line}",
    "mate": "txmt://open?url=file://{path}&line={line}",
    "idea": "idea://open?file={path}&line={line}",
    "pycharm": "pycharm://open?file={path}&line={line}",
}


@dataclass(frozen=True, slots=True)
class Linker:
    """Links pages to the lines of the author's files: in this form, and to nothing where it is empty."""

    form: str
    root: Path
    library: Library

    @classmethod
    def of(cls, given: str, library: Library, project: Project) -> Linker:
        """Return what links in the form that `mkdocs.yml` gives, or in that of the author's program."""
        return cls(template(given, desk=project.settings.desk), project.root, library)

    def linked(self, pages: Pages) -> Pages:
        """Return the pages with a link to its line at each statement, and one to its file on each page that is made from one."""
        return pages.then(self._page) if self.form else pages

    def _page(self, page: Page) -> Page:
        blocks = tuple(self._block(block, page.path) for block in page.blocks)
        if page.edited:
            file = replace(self._link(Span(page.edited)), content=b.text(f"Edit {page.edited}"))
            blocks = (b.Paragraph((file,), "edit"), *blocks)
        return replace(page, blocks=blocks)

    def _block(self, block: b.Block, path: str) -> b.Block:
        match block:
            case b.Group("statement", (b.Heading(anchor=anchor), *_)) if link := self._to(f"{path}#{anchor}"):
                return replace(block, blocks=tuple(_with_link(one, link) for one in block.blocks))
            case b.Group():
                return replace(block, blocks=tuple(self._block(one, path) for one in block.blocks))
            case b.Items(role="statements"):
                return replace(block, items=tuple(tuple(self._listed(one) for one in item) for item in block.items))
            case _:
                return block

    def _listed(self, block: b.Block) -> b.Block:
        """Put a link behind the locator of a statement in a list."""
        if not isinstance(block, b.Paragraph) or not block.content or not isinstance(block.content[-1], b.Marked):
            return block
        *words, about = block.content
        if not isinstance(about, b.Marked):
            return block
        link = self._to(next((one.target for one in about.content if isinstance(one, b.Link) and one.role == "locator"), ""))
        return replace(block, content=(*words, replace(about, content=(*about.content, b.Text(" · "), link)))) if link else block

    def _to(self, address: str) -> b.Link | None:
        """Return a link to the line of the statement that has this address on the site."""
        statement = self.library.statements.get(address.removeprefix("sources/").replace(".md#", "#"))
        return self._link(statement.span) if statement else None

    def _link(self, span: Span) -> b.Link:
        """Return a link to a span's line. `{path}` is the file's on this machine, for an address on the web within the project."""
        line = str(report.at_span(span, self.library.corpus.texts).line)
        path = span.path if self.form.startswith("http") else _on_disk(self.root, span.path)
        target = self.form.replace("{path}", quote(path)).replace("{line}", line)
        return b.Link(target, b.text("Edit"), "edit", f"{span.path}:{line}")


def template(given: str, *, desk: bool) -> str:
    """Return the form of the links: as given, or for the program in $VISUAL or $EDITOR, VS Code where that is another.

    A published page gets only links to the web, since a path on the author's machine is nobody's business.
    """
    if not desk:
        return given if given.startswith(("https://", "http://")) else ""
    words = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").split()
    return given or _PROGRAMS.get(Path(words[0]).name if words else "", _PROGRAMS["code"])


@lru_cache(maxsize=4096)
def _on_disk(root: Path, path: str) -> str:
    return (root / path).resolve().as_posix()


def _with_link(block: b.Block, link: b.Link) -> b.Block:
    """Put a link at the end of the line that says where a statement stands."""
    if isinstance(block, b.Paragraph) and block.role == "meta":
        return replace(block, content=(*block.content, b.Text(" · "), link))
    return block
