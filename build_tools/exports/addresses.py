"""The address by which one page links to another page, to an anchor or to another site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from build_tools.model.blocks import Break, Cited, Code, Inline, Inlines, Link, Text

_SCHEMES = frozenset({"http", "https", "mailto"})
# Programs in which an author edits; no page that is published links to one.
_PROGRAMS = frozenset("cursor emacs idea mvim nvim pycharm subl txmt vscode vscode-insiders vscodium webstorm zed".split())  # noqa: SIM905 - reads better
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop tabs and line ends anywhere in a URL, and control characters and spaces around it (WHATWG URL, 4.4).
_DROPPED = re.compile(r"[\t\n\r]")
_AROUND = "".join(map(chr, range(0x21)))
_UNSAFE = re.compile(r'[\x00-\x20\x7f-\xa0<>"`\\^{|}\u2028\u2029\ud800-\udfff]')


def address(target: str, way: Callable[[str], str | None]) -> str:
    """Return the URL of a link's target, or nothing where a link would be unsafe, useless or lead out of the site.

    `target` is a page's path, an `#anchor` or an absolute URL. `way` leads from the page that links to a path; it is
    empty for that page itself, and None where there is nothing to link to.
    """
    path, rest = _read(target)
    if not path:
        return rest
    step = way(path)
    return "" if step is None else step + rest


def program_address(target: str) -> str:
    """Return the URL that opens a file in an author's program, or nothing where it is none of those known."""
    wanted = _DROPPED.sub("", target.strip(_AROUND))
    scheme = _SCHEME.match(wanted)
    return _encoded(wanted) if scheme and scheme.group(1).lower() in _PROGRAMS else ""


def html_address(path: str) -> str:
    """Return where a page is published without directory URLs; a file that is no page stays where it is."""
    return quote(f"{path[:-3]}.html" if path.endswith(".md") else path)


def relative(there: str, here: str) -> str:
    """Return the way from one address to another, both counted from the site's root."""
    to, folders = there.removeprefix("./").split("/"), here.removeprefix("./").split("/")[:-1]
    shared = 0
    while shared < min(len(folders), len(to) - 1) and folders[shared] == to[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(to[shared:]) or "./"


def without_links(content: Inlines) -> Inlines:
    """Return inline content with its links as plain words, since a link can't stand in a link."""
    if len(content) == 1 and type(content[0]) is Text:
        return content
    return tuple(plain for inline in content for plain in _unlinked(inline))


def _unlinked(inline: Inline) -> Inlines:
    match inline:
        case Text() | Code() | Cited() | Break():
            return (inline,)
        case Link(content=content):
            return without_links(content)
        case _:
            return (replace(inline, content=without_links(inline.content)),)


@lru_cache(maxsize=65_536)
def _read(target: str) -> tuple[str, str]:
    """Split a target into a path within the site and what follows it; an absolute URL has no such path."""
    wanted = _DROPPED.sub("", target.strip(_AROUND))
    if scheme := _SCHEME.match(wanted):
        return "", _encoded(wanted) if scheme.group(1).lower() in _SCHEMES else ""
    path, _, anchor = wanted.partition("#")
    inside = _inside(path)
    return ("", "") if path and not inside else (inside, f"#{_encoded(anchor)}" if anchor else "")


def _inside(path: str) -> str:
    """Return a path without `.` and `..`, or nothing when it leaves the site's root."""
    if path.startswith(("/", "\\")):
        return ""
    if "./" not in path and not path.endswith("."):
        return path
    way: list[str] = []
    for name in path.split("/"):
        if name == "..":
            if not way:
                return ""
            way.pop()
        elif name != ".":
            way.append(name)
    return "/".join(way)


def _encoded(url: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match.group(), errors="replace"), url)
