"""Inline content as Markdown that CommonMark, GitHub and Python-Markdown read alike, and that no text can break."""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools.exports.addresses import address, without_links
from build_tools.exports.characters import clean
from build_tools.exports.html import SCRIPTS
from build_tools.model.blocks import Break, Cited, Code, Emphasis, Inline, Inlines, Link, Marked, Script, Text

# Python-Markdown knows fewer backslash escapes than CommonMark, so the other characters become entities.
_BACKSLASHED = re.compile(r"[\\`*_{}\[\]]|!\Z")
_SPACE = re.compile("[ \t\n\r\x85\u2028\u2029]+")
_PLAIN_CODE = re.compile(r"(?! )[^`|&<\n\r\x85\u2028\u2029]+(?<! )")
_EDGE = re.compile(r"\A(?: |<br>)+|(?: |<br>)+\Z")
_LINE_START = re.compile(r"\A(\d*)([#>+!-]|(?<=\d)[.)])")
_LINE_END = re.compile(r"#+\Z")
_IN_URL = re.compile(r"[()*_]")
_IN_ATTRIBUTE = re.compile(r"[^\w .,:;/-]")
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')

Way = Callable[[str], str | None]


def line(content: Inlines, way: Way) -> str:
    """Return inline content as one line that nothing but a paragraph begins with."""
    return _LINE_START.sub(r"\1\\\2", _EDGE.sub("", inlines(content, way)))


def heading(content: Inlines, way: Way) -> str:
    """Return inline content as the line of a heading, which a number sign at its end would not survive."""
    return _LINE_END.sub(lambda match: "\\#" * len(match.group()), _EDGE.sub("", inlines(content, way)))


def cell(content: Inlines, way: Way) -> str:
    """Return inline content as a table's cell."""
    return _EDGE.sub("", inlines(content, way)).replace("|", "&#124;")


def inlines(content: Inlines, way: Way, before: str = "") -> str:
    """Return inline content as Markdown; each piece needs to know on which character the one before it ends."""
    written = ""
    for inline in content:
        written += _inline(inline, written[-1:] or before, way)
    return written


def escaped(words: str) -> str:
    """Return plain words so that nothing in them is markup, wherever in a line they stand but at its start."""
    if not words.isprintable() or "  " in words:  # most words are plain, and this is faster than two substitutions
        words = _SPACE.sub(" ", clean(words))
    backslashed = _BACKSLASHED.sub(r"\\\g<0>", words)
    return backslashed.replace("&", "&amp;").replace("<", "&lt;").replace("~", "&#126;")


def attribute(value: str) -> str:
    """Return what stands in an attribute or a link's title, with entities for all that is special to anyone."""
    return _IN_ATTRIBUTE.sub(lambda match: f"&#{ord(match.group())};", _SPACE.sub(" ", clean(value)))


def _inline(inline: Inline, before: str, way: Way) -> str:  # noqa: PLR0911 - one answer for each kind of inline content
    match inline:
        case Text(words):
            return escaped(words)
        case Code(words):
            return _code(clean(words), before)
        case Emphasis(content, strong):
            return _emphasis(inlines(content, way), before, "**" if strong else "*")
        case Link():
            return _link(inline, way, before)
        case Marked():
            anchor = f'<a id="{attribute(inline.anchor)}"></a>' if inline.anchor else ""
            return anchor + inlines(inline.content, way, anchor[-1:] or before)
        case Script(content, kind):
            opening, closing = SCRIPTS[kind]
            return f"{opening}{inlines(content, way)}{closing}"
        case Break():
            return "<br>"
        case Cited(citation):
            return escaped(citation.text)


def _code(words: str, before: str) -> str:
    """Return words as code, by HTML where backticks would run into others or a table's pipe stands between them."""
    if before not in ("`", "\\") and _PLAIN_CODE.fullmatch(words):
        return f"`{words}`"
    return f"<code>{escaped(words)}</code>" if words else ""


def _emphasis(inner: str, before: str, mark: str) -> str:
    """Return words with stress, by HTML where asterisks would not be taken for delimiters (CommonMark 6.2)."""
    if inner[:1].isalnum() and inner[-1].isalnum() and "*" not in inner and before not in ("*", "\\"):
        return f"{mark}{inner}{mark}"
    tag = "em" if mark == "*" else "strong"
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _link(link: Link, way: Way, before: str) -> str:
    """Return a link; anchors within its words stand before it, as they are links themselves in HTML."""
    url = address(link.target, way)
    if not url:
        return inlines(link.content, way, before)
    inner = inlines(without_links(link.content), way)
    title = f' "{attribute(link.title)}"' if link.title else ""
    destination = _IN_URL.sub(lambda match: f"%{ord(match.group()):02X}", url).replace("&", "&amp;")
    return f"{''.join(_ANCHOR.findall(inner))}[{_ANCHOR.sub('', inner)}]({destination}{title})"
