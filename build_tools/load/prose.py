"""Read an editor's Markdown into blocks, sentence by sentence, with the citations and links in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin

from build_tools.diagnostics import Diagnostic, Span
from build_tools.load import prose_picture
from build_tools.load.citation_plugin import citations_plugin, to_citation
from build_tools.load.cite_syntax import to_diagnostic
from build_tools.model import blocks as b
from build_tools.model.prose import PageLink, Prose, Sentence
from build_tools.model.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from build_tools.load.cite_syntax import RawProblem
    from build_tools.model.citations import Citation

ANALYSIS = "analysis"
_NEWLINE = re.compile("\n")
# A line's words start at most this far on: after list signs, quotation signs, or a table's cells before them.
_FARTHEST = 20_000
_WORD = re.compile(r"\w")
# Words in which Markdown and the typographer have nothing to read.
_UNMARKED = re.compile(r"(?:[^\W_]|[ ;:]|[-.,?!](?![-.,?!]))+")
_UNSTRUCTURED = re.compile(r"[\s.?!…]*")


def _parsers() -> tuple[MarkdownIt, MarkdownIt]:
    options = {"html": False, "typographer": True, "quotes": "“”‘’"}
    outer = MarkdownIt("commonmark", options).enable("table").disable(["inline", "code"])
    inner = MarkdownIt("commonmark", options).enable(["replacements", "smartquotes"])
    return outer, inner.use(attrs_plugin, spans=True).use(citations_plugin)


_OUTER, _INNER = _parsers()


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of inline Markdown, read."""

    content: b.Inlines
    citations: tuple[Citation, ...]
    links: tuple[PageLink, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Desk:
    """What one reading of a file's prose needs at hand, and what it has found so far."""

    path: str
    text: str
    starts: Sequence[int]
    anchors: Iterator[str]
    sentences: list[Sentence]
    links: list[PageLink]
    diagnostics: list[Diagnostic]


def load(
    path: str, text: str, start: int = 0, *, prefix: str = "s", end: int | None = None
) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """Read the prose of a file from one offset to another. Sentences get the anchors `prefix-1`, `prefix-2` and so on."""
    numbered = (f"{prefix}-{number}" for number in count(1))
    desk = _Desk(path, text, line_starts(text, start), numbered, [], [], [])
    tree = SyntaxTreeNode(_OUTER.parse(text[start:end]))
    blocks = tuple(_blocks(tree.children, desk))
    return Prose(blocks, tuple(desk.sentences), tuple(desk.links)), tuple(desk.diagnostics)


def line_starts(text: str, start: int = 0) -> tuple[int, ...]:
    """Return the offset of each line's first character, from `start` on."""
    return (start, *(match.end() for match in _NEWLINE.finditer(text, start)))


def locator(text: str, starts: Sequence[int], first_line: int, content: str) -> Callable[[int], int]:
    """Return a function from offsets in an inline's content, which starts on a line, to offsets in the file."""
    begins, shifts, here, there = [], [], 0, starts[min(first_line, len(starts) - 1)]
    for line in content.split("\n"):
        found = text.find(line, there, there + len(line) + _FARTHEST)
        there = max(found, there)
        begins.append(here)
        shifts.append(there - here)
        here, there = here + len(line) + 1, there + len(line)
    return lambda offset: offset + shifts[bisect_right(begins, offset) - 1]


def read_inline(path: str, markdown: str, locate: Callable[[int], int]) -> Written:
    """Read inline Markdown; `locate` leads an offset in it to an offset in the file."""
    if _UNMARKED.fullmatch(markdown):
        return Written((b.Text(markdown),), (), (), ())
    tokens = _INNER.parseInline(markdown)[0].children or []
    content, found = _inlines(tokens, path, locate)
    targets = (str(token.attrGet("href")) for token in tokens if token.type == "link_open")
    links = tuple(PageLink(target, _link_span(path, markdown, target, locate)) for target in targets)
    wrong = (to_diagnostic(problem, locate, path) for token in tokens for problem in _problems(token))
    return Written(content, found, links, (*wrong, *prose_picture.find(tokens, markdown, path, locate)))


def _problems(token: Token) -> tuple[RawProblem, ...]:
    match token.type:
        case "citation":
            return tuple(token.meta["problems"])
        case "citation_problem":
            return (token.meta["problem"],)
        case _:
            return ()


def _link_span(path: str, markdown: str, target: str, locate: Callable[[int], int]) -> Span:
    at = max(markdown.find(target), 0)
    return Span(path, locate(at), locate(at) + len(target))


def _inlines(tokens: Sequence[Token], path: str, locate: Callable[[int], int]) -> tuple[b.Inlines, tuple[Citation, ...]]:
    """Turn markdown-it's flat inline tokens into nested inlines, and list the citations among them."""
    citations: list[Citation] = []
    stack: list[tuple[Token | None, list[b.Inline]]] = [(None, [])]
    for token in tokens:
        if token.nesting > 0:
            stack.append((token, []))
        elif token.nesting < 0 and len(stack) > 1:
            opened, inner = stack.pop()
            stack[-1][1].append(_nested(opened, tuple(inner)) if opened else b.Text(""))
        elif token.type == "citation":
            citations.append(to_citation(token.meta["citation"], locate, path))
            stack[-1][1].append(b.Cited(citations[-1]))
        elif token.type != "citation_problem":
            stack[-1][1].append(_leaf(token))
    return tuple(stack[0][1]), tuple(citations)


def _leaf(token: Token) -> b.Inline:
    match token.type:
        case "code_inline":
            return b.Code(token.content)
        case "softbreak":
            return b.Text(" ")
        case "hardbreak":
            return b.Break()
        case _:
            return b.Text(token.content)


def _nested(opened: Token, content: b.Inlines) -> b.Inline:
    match opened.type:
        case "em_open":
            return b.Emphasis(content)
        case "strong_open":
            return b.Emphasis(content, strong=True)
        case "link_open":
            return b.Link(str(opened.attrGet("href") or ""), content)
        case _:
            return b.Marked(str(opened.attrGet("class") or ""), content)


def _blocks(nodes: Sequence[SyntaxTreeNode], desk: _Desk) -> Iterator[b.Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield b.Paragraph(_sentences(node.children[0], desk))
            case "heading":
                yield b.Heading(max(2, int(node.tag[1])), _phrase(node.children[0], desk))
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(_blocks(item.children, desk)) for item in node.children)
                yield b.Items(items, ordered=node.type == "ordered_list")
            case "blockquote":
                yield b.Group("quotation", tuple(_blocks(node.children, desk)))
            case "table":
                yield _table(node, desk)
            case "fence" | "code_block":
                yield b.Preformatted(node.content, node.info if node.type == "fence" else "")
            case "hr":
                yield b.Rule()
            case _:
                yield from _blocks(node.children, desk)


def _table(node: SyntaxTreeNode, desk: _Desk) -> b.Table:
    rows = [list(row.children) for part in node.children for row in part.children]
    head = tuple(b.Cell(_phrase(cell.children[0], desk), header=True) for cell in rows[0])
    return b.Table((), head, tuple(_row([cell.children[0] for cell in row], desk) for row in rows[1:]))


def _row(cells: Sequence[SyntaxTreeNode], desk: _Desk) -> tuple[b.Cell, ...]:
    """Read a row of a table. Where the first cell cites, it covers the row; else each other cell has to, by its sentences."""
    first = cells[0]
    cited = len(desk.sentences)
    head = _phrase(first, desk, counts=True) if len(cells) > 1 else _sentences(first, desk)
    covered = len(desk.sentences) > cited
    return (
        b.Cell(head),
        *(
            b.Cell(_phrase(cell, desk, counts=True) if covered or not _WORD.search(cell.content) else _sentences(cell, desk))
            for cell in cells[1:]
        ),
    )


def _phrase(node: SyntaxTreeNode, desk: _Desk, *, counts: bool = False) -> b.Inlines:
    """Read a heading or a table's cell: no sentence, but a cell's citations count as one."""
    locate = locator(desk.text, desk.starts, (node.map or (0, 0))[0], node.content)
    written = read_inline(desk.path, node.content, locate)
    desk.links.extend(written.links)
    desk.diagnostics.extend(written.diagnostics)
    if counts and written.citations:
        span = Span(desk.path, locate(0), locate(max(len(node.content) - 1, 0)) + 1)
        anchor = next(desk.anchors)
        desk.sentences.append(
            Sentence(b.plain(written.content).strip(), written.citations, analysis=False, anchor=anchor, span=span)
        )
        return (b.Marked("sentence", written.content, anchor),)
    return written.content


def _sentences(node: SyntaxTreeNode, desk: _Desk) -> b.Inlines:
    markdown = node.content
    locate = locator(desk.text, desk.starts, (node.map or (0, 0))[0], markdown)
    content: list[b.Inline] = []
    for start, end in sentences(markdown):
        written = read_inline(desk.path, markdown[start:end], lambda offset, start=start: locate(start + offset))  # type: ignore[misc] # mypy can't infer a lambda's default
        anchor, analysis = next(desk.anchors), _is_analysis(written.content)
        span = Span(desk.path, locate(start), locate(end - 1) + 1)
        desk.sentences.append(Sentence(b.plain(written.content).strip(), written.citations, analysis, anchor, span))
        desk.links.extend(written.links)
        desk.diagnostics.extend(written.diagnostics)
        content += [b.Text(" ")] if content else []
        content.append(b.Marked("sentence analysis" if analysis else "sentence", written.content, anchor))
    return tuple(content)


def _is_analysis(content: b.Inlines) -> bool:
    """Tell whether a sentence stands wholly within `[…]{.analysis}`, full stops aside."""
    marked = [inline for inline in content if isinstance(inline, b.Marked) and ANALYSIS in inline.role.split()]
    rest = b.plain(tuple(inline for inline in content if inline not in marked))
    return bool(marked) and _UNSTRUCTURED.fullmatch(rest) is not None
