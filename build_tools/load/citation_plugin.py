"""Pandoc's citation syntax as a plugin for markdown-it: `[see @key, pp. 3–5; @other]`, `@key [para. 12]`, `-@key`.

After the section "Citation syntax" of pandoc's manual. tests/cases/load/citations.md compares it with pandoc, case by case.
Offsets count within the inline content, so that a caller who knows where that stands in a file can make spans of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import link

from build_tools.diagnostics import Span
from build_tools.load import cite_syntax
from build_tools.load.citation_items import ONE_BREAK, Part, RawCitation, first_key, item_of, items_of, key_at, parts_of
from build_tools.model import locators
from build_tools.model.citations import Citation, CitationItem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from build_tools.load.cite_syntax import RawProblem

_ATTRIBUTES = re.compile(r"\{\s*(?:[.#][^\s}]|[\w-]+=)[^}]*\}")


def citations_plugin(md: MarkdownIt) -> None:
    """Add tokens of type `citation` (meta `citation`, `problems`) and of type `citation_problem` (meta `problem`).

    A `citation_problem` stands before text that was left as it is.
    """
    md.inline.ruler.before("link", "citation_in_brackets", _in_brackets)
    md.inline.ruler.before("link", "citation_in_text", _in_text)
    md.add_render_rule("citation", _shown_as_typed)
    md.add_render_rule("citation_problem", _not_shown)


def to_citation(raw: RawCitation, place: Callable[[int], int], path: str) -> Citation:
    """Return the model's citation; `place` turns an offset of the inline content into one of the file."""

    def span(start: int, end: int) -> Span:
        return Span(path, place(start), place(end))

    items = tuple(
        CitationItem(
            key=item.key,
            locator=locators.parse(item.locator, explicit=item.explicit),
            prefix=item.prefix,
            suffix=item.suffix,
            author_only_in_text=item.in_text,
            suppress_author=item.suppress_author,
            key_span=span(item.key_start, item.key_end),
            locator_span=span(item.locator_start, item.locator_end),
        )
        for item in raw.items
    )
    return Citation(items, span(raw.start, raw.end), raw.text)


def _in_brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """Read `[see @key, p. 3; @other]`."""
    start = state.pos
    if state.src[start] != "[" or state.src.startswith("[^", start):
        return False
    parts, close = parts_of(state, start)
    items = items_of(state.src, parts)
    if close < 0 or not items or _is_other(state, start, close):
        for problem in cite_syntax.why_not(state.src, parts, start, close) if not silent else ():
            _push_problem(state, problem)
        return False
    return _take(state, RawCitation(items, start, close + 1, state.src[start : close + 1]), silent=silent)


def _in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """Read `@key`, `-@key`, and `@key [p. 3; see @other]`."""
    start = state.pos
    if state.src[start] not in "@-" or not (match := key_at(state.src, start, state.posMax)):
        return False
    following, end = _after_key(state, match.end())
    parts, close = following
    own = parts[0] if parts and not items_of(state.src, parts) else Part(match.end(), match.end(), ())
    rest = parts[1:] if own in parts else parts
    first = item_of(state.src, match, own.start, own, in_text=True)
    if close < 0 and own.start == match.end() and not silent:
        for problem in cite_syntax.unclosed_after(state.src, match.end(), state.posMax):
            _push_problem(state, problem)
    return _take(state, RawCitation((first, *items_of(state.src, rest)), start, end, state.src[start:end]), silent=silent)


def _after_key(state: StateInline, position: int) -> tuple[tuple[tuple[Part, ...], int], int]:
    """Return the parts of the bracket that belongs to a key in the text, where it closes, and where all of it ends."""
    opening = ONE_BREAK.match(state.src, position, state.posMax)
    if not opening:
        return ((), -1), position
    parts, close = parts_of(state, opening.end())
    belongs = close >= 0 and not state.src.startswith(("(", "["), close + 1) and _is_continuation(state.src, parts)
    return ((parts, close), close + 1) if belongs else (((), -1), position)


def _is_continuation(src: str, parts: Sequence[Part]) -> bool:
    return bool(items_of(src, parts)) or len(parts) == 1 or (not first_key(src, parts[0]) and bool(items_of(src, parts[1:])))


def _is_other(state: StateInline, start: int, close: int) -> bool:
    """Tell whether a bracket is the text of a link, or has attributes."""
    following = state.src[close + 1 : close + 2]
    if following == "{":
        return bool(_ATTRIBUTES.match(state.src, close + 1, state.posMax))
    if following not in {"(", "["}:
        return False
    before, state.pos = state.pos, start
    is_link = link(state, silent=True)
    state.pos = before
    return is_link


def _take(state: StateInline, raw: RawCitation, *, silent: bool) -> bool:
    if not silent:
        token = state.push("citation", "", 0)
        token.content = raw.text
        token.meta = {"citation": raw, "problems": tuple(cite_syntax.within(raw))}
    state.pos = raw.end
    return True


def _push_problem(state: StateInline, problem: RawProblem) -> None:
    state.push("citation_problem", "", 0).meta = {"problem": problem}


def _shown_as_typed(_: RendererProtocol, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[index].content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _not_shown(_: RendererProtocol, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""
