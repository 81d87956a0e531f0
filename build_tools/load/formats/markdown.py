"""A Markdown file: its text without the signs, its headings, lists, tables and notes, and what its front matter says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from build_tools.load.formats.joining import Piece, joined
from build_tools.load.formats.txt import decode
from build_tools.model.extract import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from build_tools.load.formats import Limits
    from build_tools.model.extract import Extract

_TAG = re.compile(r"<[^<>]{1,2000}>")
_LONGEST_FRONT_MATTER = 50_000


def extract(name: str, content: bytes, limits: Limits) -> Extract:
    """Return the text of a Markdown file, as CommonMark with tables and footnotes reads it."""
    del limits
    text, encoding = decode(name, content)
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").use(front_matter_plugin).use(footnote_plugin)
    tokens = parser.parse(text)
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    return joined("markdown", _pieces(tokens), tuple(_facts(front)), encoding)


def _facts(front: str) -> Iterator[tuple[str, str]]:
    try:
        held = yaml.safe_load(front[:_LONGEST_FRONT_MATTER]) if front else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    for name, value in held.items() if isinstance(held, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                one = one.get("name")  # noqa: PLW2901 - authors are often given as tables
            if one is not None and not isinstance(one, dict | list):
                yield f"front-matter {name}", " ".join(str(one).split())[:1000]


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield the blocks of a file in order; the tokens of markdown-it come in pairs, with the words of a block between."""
    around: list[Token] = []
    rows: list[list[str]] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(token)
            if token.type == "table_open":
                rows = []
            elif token.type == "tr_open":
                rows.append([])
        elif token.nesting == -1 and around:
            opened = around.pop()
            if token.type == "table_close":
                text = "\n".join(" | ".join(row) for row in rows)
                yield Piece(text, kind="body", rule="a table", form="table", where=_where(opened))
        elif any(one.type in {"th_open", "td_open"} for one in around):
            rows[-1].append(_words(token)[0])
        elif token.type in {"inline", "code_block", "fence", "html_block"}:
            yield _piece(token, around)


def _piece(token: Token, around: Sequence[Token]) -> Piece:
    types = [one.type for one in around]
    text, markers = _words(token)
    note = next((one for one in around if one.type == "footnote_open"), None)
    heading = next((one for one in around if one.type == "heading_open"), None)
    where = _where(token) or next((found for one in reversed(around) if (found := _where(one))), "")
    if note is not None:
        label = str(note.meta["id"] + 1)
        return Piece(text, f"{label}. ", markers, kind="note", rule="a footnote", label=label, where=where)
    if heading is not None:
        return Piece(text, "", markers, kind="heading", rule="a heading", level=int(heading.tag[1:]), where=where)
    if "list_item_open" in types:
        return Piece(text, _bullet(around), markers, form="item", where=where)
    return Piece(text, "", markers, form="quotation" if "blockquote_open" in types else "paragraph", where=where)


def _bullet(around: Sequence[Token]) -> str:
    item = next(one for one in reversed(around) if one.type == "list_item_open")
    return f"{item.info}. " if item.info else "• "


def _words(token: Token) -> tuple[str, tuple[Marker, ...]]:
    """Return the words of a block without Markdown's signs, and the notes' numbers in them."""
    if token.children is None:
        return _TAG.sub(" ", token.content).strip() if token.type == "html_block" else token.content.strip(), ()
    text, markers = "", list[Marker]()
    for child in token.children:
        if child.type in {"text", "code_inline"}:
            text += child.content
        elif child.type in {"softbreak", "hardbreak"}:
            text += " "
        elif child.type == "footnote_ref":
            text, label = text.rstrip(), str(child.meta["id"] + 1)
            markers.append(Marker(len(text), len(text) + len(label), label))
            text += label
    return text.rstrip(), tuple(markers)


def _where(token: Token) -> str:
    return f"line {token.map[0] + 1}" if token.map else ""
