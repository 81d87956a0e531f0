"""Links from a page to the line of the author's file that it is made from, for an editor's program or a code host."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from build_tools.diagnostics import Span
from build_tools.model import blocks as b
from build_tools.shells import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from build_tools.model.library import Library
    from build_tools.model.memory import Recall
    from build_tools.model.pages import Page
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
class _Places:
    """The link to each statement's line, by the statement's address."""

    links: Mapping[str, b.Link]


def linker(given: str, library: Library, project: Project, memory: Recall) -> Callable[[Sequence[Page]], tuple[Page, ...]]:
    """Return what links pages to the author's files: in the form that `mkdocs.yml` gives, or in that of the author's program."""
    form = template(given, desk=project.settings.desk)
    return lambda pages: with_edit_links(pages, library, form, project.root, memory)


def template(given: str, *, desk: bool) -> str:
    """Return the form of the links: as given, or for the program in $VISUAL or $EDITOR, VS Code where that is another.

    A published page gets only links to the web, since a path on the author's machine is nobody's business.
    """
    if not desk:
        return given if given.startswith(("https://", "http://")) else ""
    words = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").split()
    return given or _PROGRAMS.get(Path(words[0]).name if words else "", _PROGRAMS["code"])


def with_edit_links(pages: Sequence[Page], library: Library, form: str, root: Path, memory: Recall) -> tuple[Page, ...]:
    """Return the pages with a link to its line at each statement, and one to its file on each page that is made from one."""
    if not form:
        return tuple(pages)
    places = {f"sources/{one.source}.md#{one.anchor}": _link(one.span, library, form, root) for one in library.statements.values()}
    watched = memory.watch("places", _Places(places))

    def linked(page: Page) -> Page:
        file = _link(Span(page.edited), library, form, root) if page.edited else None
        return memory.recall(("linked", page.path), (page, file), partial(_page, page, watched, file))

    return tuple(map(linked, pages))


def _link(span: Span, library: Library, form: str, root: Path) -> b.Link:
    """Return a link to a span's line. `{path}` is the file's on this machine, or within the project for an address on the web."""
    line = str(report.at_span(span, library.corpus.texts).line)
    path = span.path if form.startswith("http") else _on_disk(root, span.path)
    target = form.replace("{path}", quote(path)).replace("{line}", line)
    return b.Link(target, b.text("Edit"), "edit", f"{span.path}:{line}")


@lru_cache(maxsize=4096)
def _on_disk(root: Path, path: str) -> str:
    return (root / path).resolve().as_posix()


def _page(page: Page, places: _Places, file: b.Link | None) -> Page:
    blocks = tuple(_block(block, page.path, places.links) for block in page.blocks)
    if file:
        blocks = (b.Paragraph((replace(file, content=b.text(f"Edit {page.edited}")),), "edit"), *blocks)
    return replace(page, blocks=blocks)


def _block(block: b.Block, path: str, places: Mapping[str, b.Link]) -> b.Block:
    match block:
        case b.Group("statement", (b.Heading(anchor=anchor), *_)) if link := places.get(f"{path}#{anchor}"):
            return replace(block, blocks=tuple(_with_link(one, link) for one in block.blocks))
        case b.Group():
            return replace(block, blocks=tuple(_block(one, path, places) for one in block.blocks))
        case b.Items(role="statements"):
            return replace(block, items=tuple(tuple(_listed(one, places) for one in item) for item in block.items))
        case _:
            return block


def _with_link(block: b.Block, link: b.Link) -> b.Block:
    """Put a link at the end of the line that says where a statement stands."""
    if isinstance(block, b.Paragraph) and block.role == "meta":
        return replace(block, content=(*block.content, b.Text(" · "), link))
    return block


def _listed(block: b.Block, places: Mapping[str, b.Link]) -> b.Block:
    """Put a link behind the locator of a statement in a list."""
    if not isinstance(block, b.Paragraph) or not block.content or not isinstance(block.content[-1], b.Marked):
        return block
    *words, about = block.content
    if not isinstance(about, b.Marked):
        return block
    target = next((one.target for one in about.content if isinstance(one, b.Link) and one.role == "locator"), "")
    link = places.get(target)
    return replace(block, content=(*words, replace(about, content=(*about.content, b.Text(" · "), link)))) if link else block
