"""A citation style (CSL 1.0) as text: what is wrong with it, what its words depend on, and how it is handed to an engine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from build_tools.citing.engine import StyleError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "http://purl.org/net/xbiblio/csl"
_LOCALE = re.compile(r"<locale\b.*?</locale>", re.DOTALL)
_SUBSTITUTE = re.compile(r"""\ssubsequent-author-substitute(?:-rule)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_PLACES = re.compile(r"position\s*=|citation-number|first-reference-note-number")
_LAYOUT = re.compile(r"<citation\b.*?(<layout\b.*?</layout>)", re.DOTALL)
_PARENT = re.compile(r"""<link\b[^>]*?(?:href\s*=\s*["']([^"']*)["'][^>]*?)?rel\s*=\s*["']independent-parent["']([^>]*)""")
_ADDRESS = re.compile(r"""href\s*=\s*["']([^"']*)["']""")


def depends_on_place(style: str) -> bool:
    """Tell whether the words of a citation depend on those before it: ibid., and numbers in order of citation."""
    return bool(_PLACES.search(style))


def is_numeric(style: str) -> bool:
    """Tell whether a style cites by numbers, which count anew on each page."""
    return "citation-number" in style


def locales(style: str) -> str:
    """Return the words of a language as a style changes them."""
    return "".join(_LOCALE.findall(style))


def parent(style: str) -> str:
    """Return the name of the style that a dependent style stands for, empty where it has rules of its own."""
    link = _PARENT.search(style)
    if not link or "<citation" in style:
        return ""
    address = link[1] or (found[1] if (found := _ADDRESS.search(link[2])) else "")
    return address.rstrip("/").rpartition("/")[2]


def prepared(style: str) -> str:
    """Return a style as pages need it: a reference stands by itself there, so no dash may stand for "the same author".

    A style without a bibliography lists its works as it first cites them, for a page's references lead on to the digests.
    """
    whole = _SUBSTITUTE.sub("", style)
    layout = _LAYOUT.search(whole)
    if layout and "<bibliography" not in whole:
        whole = re.sub(r"</citation\s*>", lambda end: f"{end[0]}<bibliography>{layout[1]}</bibliography>", whole, count=1)
    return whole


def check(style: str) -> None:
    """Raise StyleError, with the line, for a style that no engine could follow. Nothing for the engine's own style, empty."""
    fault = _fault(style) if style else None
    if fault:
        raise StyleError(*fault)


@lru_cache(maxsize=8)
def _fault(style: str) -> tuple[str, str] | None:
    reader = _Reader()
    try:
        reader.parser.Parse(style.encode(), True)  # noqa: FBT003 - expat takes it by place only
    except expat.ExpatError as broken:
        what = f"line {broken.lineno}, column {broken.offset + 1}: {expat.ErrorString(broken.code)}"
        return f"the citation style is not well-formed XML, {what}", "get the style file anew, or mend that line"
    return reader.fault()


class _Reader:
    """Goes through a style's elements: its root, its rules, and the macros it calls and defines."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.element
        self.parser.EndElementHandler = self.end
        self.root = ""
        self.names: set[str] = set()
        self.called: dict[str, int] = {}
        self.calls: dict[str, set[str]] = {}
        self.within = ""

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note one element."""
        self.root = self.root or name
        tag = name.rpartition(" ")[2]
        self.names.add(tag)
        if tag == "macro":
            self.within = attributes.get("name", "")
            self.calls.setdefault(self.within, set())
        elif "macro" in attributes:
            self.called.setdefault(attributes["macro"], self.parser.CurrentLineNumber)
            if self.within:
                self.calls[self.within].add(attributes["macro"])

    def end(self, name: str) -> None:
        """Note the end of one element."""
        if name.rpartition(" ")[2] == "macro":
            self.within = ""

    def fault(self) -> tuple[str, str] | None:
        """Return what is wrong and what to do, None where nothing is."""
        if self.root != f"{NAMESPACE} style":
            return f"the citation style is no CSL 1.0 style: its root is <{self.root.rpartition(' ')[2]}>", "name a CSL 1.0 file"
        if not {"citation", "layout"} <= self.names:
            return "the citation style has no rules of its own", "use a CSL file with a <citation>, such as the style's parent"
        for name, line in self.called.items():
            if name not in self.calls:
                return f'the citation style calls a macro "{name}" (line {line}) that it does not define', "get the style file anew"
            if self.turns_in_circles(name):
                return f'the macro "{name}" of the citation style (line {line}) calls itself', "get the style file anew"
        return None

    def turns_in_circles(self, macro: str) -> bool:
        """Tell whether a macro calls itself, by way of others or not: an engine would not come to an end."""
        reached: set[str] = set()
        waiting = set(self.calls[macro])
        while waiting:
            reached |= waiting
            waiting = {further for name in waiting for further in self.calls.get(name, ())} - reached
        return macro in reached
