"""A built site as a reader's browser gets it: its pages, and in each page the ids, the links and what it loads."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Elements whose end tag HTML lets an author leave out (WHATWG HTML, 13.1.2.4).
_OPEN_ENDED = frozenset(["html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"])
_SHAPES = frozenset(["path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "use", "g"])
_LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}


@dataclass(slots=True)
class Html:
    """One page: the ids in it, where its links lead, what it loads, its classes, and where its tags do not fit."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Html()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID | _SHAPES:
            self.page.misfits.append(f"<{tag}/> at {self.getpos()}")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in _OPEN_ENDED:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.page.misfits.append(f"</{tag}> at {self.getpos()}, open: {self.open[-1:]}")

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if "id" in given:
            self.page.ids.append(given["id"])
        self.page.classes.append(given.get("class", ""))
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in {"canonical", "prev", "next"}:
            self.page.loads.append(given.get("href", ""))
        elif given.get(_LOADED.get(tag, "")):
            self.page.loads.append(given[_LOADED[tag]])


def read(text: str) -> Html:
    """Read a page's HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.page.misfits += [f"<{tag}> is never closed" for tag in reader.open if tag not in _OPEN_ENDED]
    return reader.page


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and what the build said."""

    folder: Path
    said: str = ""

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every page by its path from the site's root."""
        return {self.path(file): read(file.read_text("utf-8")) for file in sorted(self.folder.rglob("*.html"))}

    @cached_property
    def files(self) -> frozenset[str]:
        """The path of every file."""
        return frozenset(self.path(file) for file in self.folder.rglob("*") if file.is_file())

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """Every file's bytes by its path."""
        return {path: (self.folder / path).read_bytes() for path in sorted(self.files)}

    def path(self, file: Path) -> str:
        """Return a file's path from the site's root."""
        return file.relative_to(self.folder).as_posix()

    def standings(self) -> dict[str, int]:
        """Count the statements of all source pages by the standing they show."""
        counts: dict[str, int] = {}
        for path, page in self.pages.items():
            for shown in page.classes if path.startswith("sources/") else ():
                if shown.startswith("standing "):
                    name = shown.removeprefix("standing ")
                    counts[name] = counts.get(name, 0) + 1
        return counts

    def goal(self, here: str, link: str) -> tuple[str, str] | None:
        """Return the file and the anchor that a link means, None where it leads off the site."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        # Only the page for missing pages counts from the server's root: it is shown at any address.
        folder = "/" if here == "404.html" else posixpath.dirname(here)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else here
        if parts.path.endswith("/") or path == ".":
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return path.removeprefix("/") if here == "404.html" else path, unquote(parts.fragment)

    def dead_links(self) -> list[str]:
        """Return every link that leads to a file or an anchor that is not there."""
        return [f"{here}: {link}" for here, page in self.pages.items() for link in page.links if self._dead(here, link)]

    def _dead(self, here: str, link: str) -> bool:
        goal = self.goal(here, link)
        if goal is None:
            return False
        path, anchor = goal
        if path not in self.files:
            return True
        return bool(anchor) and path in self.pages and anchor not in self._ids(path)

    def _ids(self, path: str) -> frozenset[str]:
        return self._all_ids[path]

    @cached_property
    def _all_ids(self) -> dict[str, frozenset[str]]:
        return {path: frozenset(page.ids) for path, page in self.pages.items()}
