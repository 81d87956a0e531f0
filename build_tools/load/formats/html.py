"""A saved or fetched HTML page: its blocks in order, what its markup says they are, and which of them are the main text.

The tree is walked once for blocks, notes, tables and captions. Trafilatura then judges a copy in which each block begins with a
word of its own, so that what it keeps is known block by block; no text of ours comes out of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree, html
from trafilatura import extract as main_text

from build_tools.load.formats import html_facts, html_notes
from build_tools.load.formats.html_blocks import Raw, walk
from build_tools.load.formats.joining import Piece, joined
from build_tools.load.formats.txt import decode
from build_tools.load.line_kinds import flat
from build_tools.load.original_damaged import damaged
from build_tools.load.original_too_large import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from build_tools.load.formats import Limits
    from build_tools.model.extract import Extract

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_NO_TEXT = re.compile(r"^\s*<\?xml[^>]*\?>|</(?:html|body)\s*>", re.IGNORECASE)
# What browsers write into a page that they save.
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S{4,500}) -->")
_SILENT = ("script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "head")
_TOKEN = "zqb{}qz"  # noqa: S105 - a word that stands in no text, to know a block again
_TOKENS = re.compile(r"zqb(\d+)qz")
_TEXTUAL = frozenset({"p", "li", "table", "blockquote", "dd", "dt", "pre", "h2", "h3", "h4", "h5", "h6", "div", "section", "td"})
_MOST_BLOCKS = 60_000
_SEVERAL = 3
_SHORT_LINE = 12
_LINKED, _MOSTLY_LINKED = 0.9, 0.6
_HEADING = 15
_LEVEL_OF_BOLD = 7


def extract(name: str, content: bytes, limits: Limits) -> Extract:
    """Return a page's text. Scripts, styles and hidden frames are not text; links are never followed."""
    del limits
    source, encoding = _decoded(name, content)
    tree = _parsed(name, source)
    facts = (*html_facts.facts(tree), *(("saved from", address) for address in _SAVED.findall(source[:4096])[:1]))
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    notes = html_notes.find(tree)
    raws = [line for raw in walk(tree, notes) for line in _lines_of(raw)]
    if len(raws) > _MOST_BLOCKS:
        raise too_large(name, f"{len(raws):,} blocks, of at most {_MOST_BLOCKS:,}")
    main = _kept(tree, raws)
    title = _title(raws, facts)
    pieces = [_piece(raw, main=index in main, title=index == title) for index, raw in enumerate(raws)]
    return joined("html", pieces, facts, encoding)


def _lines_of(raw: Raw) -> Iterator[Raw]:
    """Yield the lines of a block apart where breaks make short lines of it, as a byline above a date; a poem's lines too."""
    lines = raw.text.split("\n")
    if (
        len(lines) == 1
        or raw.form == "table"
        or raw.markers
        or any(len(line.split()) > _SHORT_LINE or line.endswith(".") for line in lines)
    ):
        yield raw
        return
    yield from (
        replace(raw, parts=[line.strip()], first=raw.first if not at else None) for at, line in enumerate(lines) if line.strip()
    )


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """Return the page as characters: by its byte order mark, by what it declares, or as it looks."""
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        stated = declared[1].decode("ascii").casefold()
        # What calls itself Latin-1 on the web is Windows-1252 (WHATWG Encoding Standard).
        encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}.get(stated, stated)
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            text, encoding = decode(name, content)
        else:
            encoding = "utf-8"  # declared, so nothing was guessed
        return text.replace("\x00", "\ufffd"), encoding
    return decode(name, content)


def _parsed(name: str, source: str) -> html.HtmlElement:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    # A declaration of an encoding in a string that is decoded already is an error to lxml, which stops reading at </html>.
    plain = _NO_TEXT.sub("", source)
    tree = html.document_fromstring(plain, parser=parser) if plain.strip() else None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise too_large(name, "its elements are nested more than 256 deep, or one holds more than 10 MB")
    if not isinstance(tree, html.HtmlElement) or tree.tag != "html":
        raise damaged(name, "no HTML page is in it")
    return tree


def _kept(tree: html.HtmlElement, raws: Sequence[Raw]) -> frozenset[int]:
    """Return which blocks are main text: what trafilatura keeps, and what stands between such blocks in the same element."""
    kept = _judged(tree, raws)
    held: dict[html.HtmlElement, list[int]] = {}
    for index in sorted(kept):
        if raws[index].element.tag in _TEXTUAL and not raws[index].kind:
            for element in raws[index].around[:1]:
                held.setdefault(element, []).append(index)
    return frozenset(
        index for index, raw in enumerate(raws) if index in kept or raw.standfirst or _stands_between(index, raw, held)
    )


def _stands_between(index: int, raw: Raw, held: Mapping[html.HtmlElement, Sequence[int]]) -> bool:
    if _only_links(raw):
        return False
    if any(min(kept) < index < max(kept) for element in raw.around if (kept := held.get(element))):
        return True
    # The first and last paragraphs of a text stand beside the others, and are sometimes too short for trafilatura.
    beside = held.get(raw.around[0], ()) if raw.around else ()
    return len(beside) >= _SEVERAL and raw.element.tag in _TEXTUAL


def _judged(tree: html.HtmlElement, raws: Sequence[Raw]) -> set[int]:
    """Return the numbers of the blocks that trafilatura keeps. The tree is spent afterwards: words of ours stand in it."""
    for index, raw in enumerate(raws):
        if raw.first:
            element, slot = raw.first
            setattr(element, slot, f"{_TOKEN.format(index)} {getattr(element, slot) or ''}")
    source = etree.tostring(tree, encoding="unicode", method="html")
    text = main_text(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    return {int(number) for number in _TOKENS.findall(text) if int(number) < len(raws)}


def _title(raws: Sequence[Raw], facts: Sequence[tuple[str, str]]) -> int:
    """Return which block is the title: the first heading that the page's head names, or the first of the highest level."""
    told = " ".join(flat(value).casefold() for name, value in facts if "title" in name or "headline" in name)
    firsts = [index for index, raw in enumerate(raws) if raw.element.tag == "h1" and raw.kind == "heading"]
    named = [index for index in firsts if flat(raws[index].text).casefold() in told]
    return (named or firsts or [-1])[0]


def _piece(raw: Raw, *, main: bool, title: bool) -> Piece:
    kind, rule = raw.kind, raw.rule
    if title:
        kind, rule = "title", f"element {raw.element.tag}"
    elif kind == "heading" and raw.standfirst:
        kind, rule = "subtitle", "a heading that calls itself a subtitle"
    elif _only_links(raw) and not kind:
        kind, rule = "navigation", "only links"
    elif not main and kind in {"", "heading"}:
        kind, rule = "navigation", "outside the main text"
    elif not kind and raw.form == "table":
        kind, rule = "body", "element table"
    elif not kind and raw.bold >= 0.9 * len(raw.text) and _is_heading(raw.text):
        kind, rule, raw.level = "heading", "short, and bold from end to end", _LEVEL_OF_BOLD
    return Piece(
        raw.text,
        raw.before,
        tuple(raw.markers),
        kind=kind,
        rule=rule,
        form=raw.form,
        level=raw.level,
        label=raw.label,
        where=raw.where,
    )


def _only_links(raw: Raw) -> bool:
    """Tell whether a block is links and nothing else, or many of them with bars between."""
    share = raw.linked / max(len(raw.text), 1)
    return share >= _LINKED or (share >= _MOSTLY_LINKED and len(re.findall(r"[|·•»/]", raw.text)) >= _SEVERAL)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING and not text.rstrip().endswith((".", ":", ";", ",", "!", "…"))
