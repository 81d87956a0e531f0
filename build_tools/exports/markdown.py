"""All pages as a folder of plain Markdown that outlives any one site generator; MkDocs and Zensical can publish it.

Anchors are `<a id="…"></a>`: attribute lists (`{#…}`) are text to CommonMark and GitHub, inline HTML is read by all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from urllib.parse import quote

from build_tools.exports import svg
from build_tools.exports.addresses import relative
from build_tools.exports.characters import clean
from build_tools.exports.lists import without_headings
from build_tools.exports.markdown_text import Way, cell, escaped, heading, line
from build_tools.model.blocks import (
    Block,
    Blocks,
    Cell,
    Emphasis,
    Figure,
    Group,
    Heading,
    Inlines,
    Items,
    Marked,
    Paragraph,
    Preformatted,
    Rule,
    Table,
    Terms,
    plain,
    text,
)
from build_tools.model.pages import Artifact, Edition, Page

NAME = "markdown"

# A comment keeps lists and quotations apart that would run into one, and opens a list item that no paragraph opens.
_COMMENT = "<!-- -->"
_LANGUAGE = re.compile(r"[\w+.-]+")
_FENCE = re.compile(r"`{3,}")
_CONFIGURATION = """\
site_name: {name}
use_directory_urls: false
theme:
  name: material
  font: false
markdown_extensions:
  - tables
  - pymdownx.superfences
validation:
  links:
    anchors: warn
"""


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return all pages below `docs/`, and a `mkdocs.yml` with which MkDocs and Zensical publish them.

    A link to something that is not among the pages becomes plain words: a strict build would stop at it.
    """
    drawings = {_drawn(figure): figure for page in edition.pages for figure in figures(page.blocks)}
    paths = frozenset((*edition.pages.outlines, *drawings))
    configuration = _CONFIGURATION.format(name=json.dumps(clean(edition.settings.site_name), ensure_ascii=False))
    documents = tuple(Artifact(f"docs/{page.path}", render(page, paths).encode()) for page in edition.pages)
    drawn = tuple(Artifact(f"docs/{path}", _document(figure).encode()) for path, figure in sorted(drawings.items()))
    return (Artifact("mkdocs.yml", configuration.encode()), *documents, *drawn)


def render(page: Page, paths: Container[str] | None = None) -> str:
    """Return a page as Markdown; where `paths` is given, links within the site lead only to these."""

    def way(path: str) -> str | None:
        if path == page.path:
            return ""
        return relative(quote(path), quote(page.path)) if paths is None or path in paths else None

    parts = (_front_matter(page), f"# {heading(text(page.title), way)}", _blocks(page.blocks, way))
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(page: Page) -> str:
    """Return title and description as YAML, of which JSON's strings are a part."""
    fields = {"title": page.title, "description": page.description}
    lines = [f"{name}: {json.dumps(' '.join(clean(value).split()), ensure_ascii=False)}" for name, value in fields.items() if value]
    return "\n".join(("---", *lines, "---"))


def _blocks(blocks: Blocks, way: Way) -> str:
    return "\n\n".join(text for _, text in _written(blocks, way))


def _written(blocks: Blocks, way: Way) -> list[tuple[Block, str]]:
    """Return each block that says something beside its Markdown, and a comment where two would become one."""
    written: list[tuple[Block, str]] = []
    for block in _simple(blocks):
        text = _block(block, way)
        if written and text and isinstance(block, Items | Group) and type(written[-1][0]) is type(block):
            written.append((Rule(), _COMMENT))
        if text:
            written.append((block, text))
    return written


def _simple(blocks: Blocks) -> Iterator[Block]:
    """Reduce blocks to those that Markdown has: no terms, no captions, no groups but quotations."""
    for block in blocks:
        match block:
            case Group(role, inner, anchor):
                simple = tuple(_simple(inner))
                yield from _anchored((Group(role, simple),) if role == "quotation" else simple, anchor)
            case Terms(items):
                yield Items(tuple(((Paragraph((Emphasis(term, strong=True),)), *inner)) for term, inner in items))
            case Table(caption) if caption:
                yield Paragraph((Emphasis(caption, strong=True),))
                yield replace(block, caption=())
            case _:
                yield block


def _anchored(blocks: Blocks, anchor: str) -> Blocks:
    """Return blocks with an anchor at the start of the first, or before it where it holds no running text."""
    if not anchor:
        return blocks
    mark = Marked("", (), anchor)
    match blocks:
        case (Paragraph() | Heading() as first, *rest):
            return (replace(first, content=(mark, *first.content)), *rest)
        case _:
            return (Paragraph((mark,)), *blocks)


def _block(block: Block, way: Way) -> str:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case Paragraph(content):
            return line(content, way)
        case Heading(level, content, anchor):
            mark = (Marked("", (), anchor),) if anchor else ()
            return f"{'#' * level} {heading((*mark, *content), way)}"
        case Items():
            return _items(block, way)
        case Table():
            return _table(block, way)
        case Figure():
            return _figure(block, way)
        case Preformatted():
            return _fenced(block)
        case Group(blocks=blocks):
            return "\n".join(f"> {row}".rstrip() for row in _blocks(blocks, way).split("\n"))
        case Rule():
            return "---"
        case Terms():
            return _blocks((block,), way)


def _items(items: Items, way: Way) -> str:
    """Return a list with all that belongs to an item four spaces in, as Python-Markdown and CommonMark both take it."""
    lines = []
    for number, item in enumerate(items.items, 1):
        marker = f"{min(number, 99)}." if items.ordered else "-"  # a longer number would need more than four spaces
        lines.append(f"{marker:<4}" + _item(item, way).replace("\n", "\n    ").replace("\n    \n", "\n\n"))
    loose = any("\n\n" in text for text in lines)
    return ("\n\n" if loose else "\n").join(lines)


def _item(item: Blocks, way: Way) -> str:
    written = _written(without_headings(item), way)
    opening = [] if written and isinstance(written[0][0], Paragraph) else [_COMMENT]
    return "\n\n".join((*opening, *(text for _, text in written)))


def _table(table: Table, way: Way) -> str:
    """Return a table as wide as its longest row, since GitHub drops what stands right of the head."""
    width = max((len(row) for row in (table.head, *table.rows)), default=0)
    if not width:
        return ""
    head, *rows = (_row(row, width, way) for row in (tuple(replace(cell, header=False) for cell in table.head), *table.rows))
    return "\n".join((head, f"|{' --- |' * width}", *rows))


def _row(cells: tuple[Cell, ...], width: int, way: Way) -> str:
    written = [cell(_cell_content(each), way) for each in cells] + [""] * (width - len(cells))
    return f"| {' | '.join(written)} |"


def _cell_content(cell: Cell) -> Inlines:
    return (Emphasis(cell.content, strong=True),) if cell.header else cell.content


def figures(blocks: Blocks) -> Iterator[Figure]:
    """Yield the drawings among blocks and in their groups."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Group):
            yield from figures(block.blocks)


def _figure(figure: Figure, way: Way) -> str:
    """Return a drawing as an image, which every reader of Markdown shows, with its caption below; nothing in it leads on."""
    path = way(_drawn(figure))
    image = f"![{escaped(' '.join(figure.described.split()))}]({path})" if path else ""
    return "\n\n".join(part for part in (image, line((Marked("", (), figure.anchor), *figure.caption), way)) if part)


def _drawn(figure: Figure) -> str:
    """Return the path of a drawing's file, named after what is in it."""
    name = re.sub(r"[^\w-]+", "-", figure.anchor) or "figure"
    return f"figures/{name}-{hashlib.sha256(_document(figure).encode()).hexdigest()[:12]}.svg"


def _document(figure: Figure) -> str:
    return svg.document(figure.drawing, plain(figure.caption), figure.described)


def _fenced(block: Preformatted) -> str:
    """Return lines between fences longer than any within them."""
    text = clean(block.text).replace("\r\n", "\n").strip("\n")
    fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
    language = block.language if _LANGUAGE.fullmatch(block.language) else ""
    return f"{fence}{language}\n{text}\n{fence}" if text.strip() else ""
