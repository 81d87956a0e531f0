"""Pandoc's citation syntax as a plugin for markdown-it: `[see @key, pp. 3–5; @other]`, `@key [para. 12]`, `-@key`.

After the section "Citation syntax" of pandoc's manual. tests/cases/load/citations.md compares it with pandoc, case by case.
Offsets count within the inline content, so that a caller who knows where that stands in a file can make spans of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.rules_inline import link

from build_tools.diagnostics import Rule, Span
from build_tools.load.citation_locators import split_locator
from build_tools.model import locators
from build_tools.model.citations import Citation, CitationItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from build_tools.diagnostics import Diagnostic

CITE_SYNTAX = Rule(
    "cite-syntax",
    "What looks like a citation can't be read as one",
    "It would be printed as it was typed, brackets and all, and lead to no source.",
    bad="The lamp was lit in 1871 [@moor2019, p. 4; ].",
    good="The lamp was lit in 1871 [@moor2019, p. 4].",
)

_KEY = re.compile(r"(?P<minus>-?)@(?:(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)|\{(?P<any>[^\s{}]+)\})")
_NO_KEY = re.compile(r"\s*-?@\s*(?:[,;\]]|$)|(?<!\w)@(?=[,\]])")
_MARKED = re.compile(r"(\*{1,3}|_{1,3})(?=\S)[^\[\]]{0,400}?(?<=\S)\1")
_ONE_BREAK = re.compile(r"[ \t]*(?:\n[ \t]*)?(?=\[(?!\^))")
_ATTRIBUTES = re.compile(r"\{\s*(?:[.#][^\s}]|[\w-]+=)[^}]*\}")
_URL_BEFORE = re.compile(r"(?:[a-z][a-z0-9+.-]*:/|www\.|mailto:)[^\s<>\[\]]*\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W_]\.?\Z|\\\Z")
# Brackets within brackets are read again at each level, so there is an end to what is looked at.
_LONGEST = 1000
_OPENED = re.compile(r"\[[^\[\]@.]{0,40}(?<!\w)-?@[\w{]")


@dataclass(frozen=True, slots=True)
class RawItem:
    """One source of a citation as typed. Starts and ends are offsets; without a locator its two are the same."""

    key: str
    prefix: str
    suffix: str
    locator: str
    explicit: bool
    in_text: bool
    suppress_author: bool
    key_start: int
    key_end: int
    locator_start: int
    locator_end: int


@dataclass(frozen=True, slots=True)
class RawCitation:
    """A citation as typed, with its offsets and its own text."""

    items: tuple[RawItem, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RawProblem:
    """Why something that looks like a citation, or a part of one, can't be read; with its offsets."""

    start: int
    end: int
    message: str
    help: str


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


def to_diagnostic(problem: RawProblem, place: Callable[[int], int], path: str) -> Diagnostic:
    """Return the diagnostic of a problem; `place` turns an offset of the inline content into one of the file."""
    return CITE_SYNTAX.at(Span(path, place(problem.start), place(problem.end)), problem.message, problem.help)


def _in_brackets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """Read `[see @key, p. 3; @other]`."""
    start = state.pos
    if state.src[start] != "[" or state.src.startswith("[^", start):
        return False
    parts, close = _parts(state, start)
    items = _items(state.src, parts)
    if close < 0 or not items or _is_other(state, start, close):
        for problem in _why_not(state.src, parts, start, close) if not silent else ():
            _push_problem(state, problem)
        return False
    return _take(state, RawCitation(items, start, close + 1, state.src[start : close + 1]), silent=silent)


def _in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """Read `@key`, `-@key`, and `@key [p. 3; see @other]`."""
    start = state.pos
    if state.src[start] not in "@-" or not (match := _key_at(state.src, start, state.posMax)):
        return False
    following, end = _after_key(state, match.end())
    parts, close = following
    own = parts[0] if parts and not _items(state.src, parts) else _Part(match.end(), match.end(), ())
    rest = parts[1:] if own in parts else parts
    first = _item(state.src, match, own.start, own, in_text=True)
    if close < 0 and own.start == match.end() and not silent:
        for problem in _unclosed_after(state.src, match.end(), state.posMax):
            _push_problem(state, problem)
    return _take(state, RawCitation((first, *_items(state.src, rest)), start, end, state.src[start:end]), silent=silent)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between semicolons, with the stretches in it that are units of their own: code, links, emphasis."""

    start: int
    end: int
    units: tuple[tuple[int, int], ...]


def _parts(state: StateInline, start: int) -> tuple[tuple[_Part, ...], int]:
    """Return the parts of a bracket and where it closes; -1 where it doesn't."""
    limit = min(state.posMax, start + _LONGEST)
    if "]" not in state.src[start:limit]:
        return (), -1
    parts: list[_Part] = []
    units: list[tuple[int, int]] = []
    position, begin, depth = start + 1, start + 1, 0
    while position < limit:
        char = state.src[position]
        end = _unit_end(state, position)
        if end > position + 1:
            units.append((position, end))
        elif char == "]" and depth == 0:
            return (*parts, _Part(begin, position, tuple(units))), position
        elif char == ";" and depth == 0:
            parts.append(_Part(begin, position, tuple(units)))
            units, begin = [], position + 1
        depth += {"[": 1, "]": -1}.get(char, 0) if end == position + 1 else 0
        position = end
    return (*parts, _Part(begin, state.posMax, tuple(units))), -1


def _unit_end(state: StateInline, position: int) -> int:
    """Return where the unit at a position ends: one character on, or the end of code, a link, emphasis or `@{key}`."""
    char = state.src[position]
    if char in "`<\\[!":
        before, state.pos = state.pos, position
        state.md.inline.skipToken(state)
        end, state.pos = state.pos, before
        return end if char != "!" or state.src.startswith("![", position) else position + 1
    if char in "*_" and (marked := _MARKED.match(state.src, position, state.posMax)):
        return marked.end()
    if char == "@" and (key := _KEY.match(state.src, position, state.posMax)) and key["any"]:
        return key.end()
    return position + 1


def _items(src: str, parts: Sequence[_Part]) -> tuple[RawItem, ...]:
    """Return an item for each part, or none at all where a part has no key."""
    found = [(part, _first_key(src, part)) for part in parts]
    items = [_item(src, match, part.start, part, in_text=False) for part, match in found if match]
    return tuple(items) if len(items) == len(parts) else ()


def _first_key(src: str, part: _Part) -> re.Match[str] | None:
    return next(_keys(src, part), None)


def _keys(src: str, part: _Part) -> Iterator[re.Match[str]]:
    for match in _KEY.finditer(src, part.start, part.end):
        inside = any(start <= match.start() < end and src[start] != "@" for start, end in part.units)
        if not inside and _key_at(src, match.start(), part.end):
            yield match


def _key_at(src: str, position: int, end: int) -> re.Match[str] | None:
    """Return the key at a position, unless it is part of a word, an address or a URL."""
    if _WORD_BEFORE.search(src, max(0, position - 2), position) or _URL_BEFORE.search(src, max(0, position - 400), position):
        return None
    return _KEY.match(src, position, end)


def _item(src: str, match: re.Match[str], start: int, part: _Part, *, in_text: bool) -> RawItem:
    """Make an item of a key and of the words around it in its part."""
    words_start = max(match.end(), part.start)
    while in_text and words_start < part.end and src[words_start].isspace():
        words_start += 1
    words = src[words_start : part.end].rstrip()
    found = split_locator(words)
    return RawItem(
        key=match["key"] or match["any"],
        prefix="" if in_text else " ".join(src[start : match.start()].split()),
        suffix=re.sub(r"\s+", " ", words[found.end :]),
        locator=found.text,
        explicit=found.explicit,
        in_text=in_text and not match["minus"],
        suppress_author=bool(match["minus"]),
        key_start=match.start(match.lastgroup or 0),
        key_end=match.end(match.lastgroup or 0),
        locator_start=words_start + found.start,
        locator_end=words_start + found.stop,
    )


def _after_key(state: StateInline, position: int) -> tuple[tuple[tuple[_Part, ...], int], int]:
    """Return the parts of the bracket that belongs to a key in the text, where it closes, and where all of it ends."""
    opening = _ONE_BREAK.match(state.src, position, state.posMax)
    if not opening:
        return ((), -1), position
    parts, close = _parts(state, opening.end())
    belongs = close >= 0 and not state.src.startswith(("(", "["), close + 1) and _is_continuation(state.src, parts)
    return ((parts, close), close + 1) if belongs else (((), -1), position)


def _is_continuation(src: str, parts: Sequence[_Part]) -> bool:
    return bool(_items(src, parts)) or len(parts) == 1 or (not _first_key(src, parts[0]) and bool(_items(src, parts[1:])))


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
        token.meta = {"citation": raw, "problems": tuple(_problems(raw))}
    state.pos = raw.end
    return True


def _problems(raw: RawCitation) -> Iterator[RawProblem]:
    """Yield what can't be read in a citation that as such can be."""
    for item in raw.items:
        if item.locator and not locators.parse(item.locator, explicit=item.explicit):
            yield _unreadable(item.locator, item.locator_start, item.locator_end)
        words = item.suffix.lstrip(" ,")
        label = locators.label_at_start(words).strip()
        if not item.locator and not item.explicit and _needs_number(label):
            start = raw.start + max(raw.text.find(label, item.key_end - raw.start), 0)
            yield _unreadable(words, start, start + len(label))
        for other in _KEY.finditer(item.suffix):
            if _key_at(item.suffix, other.start(), len(item.suffix)):
                message = f'the words after "{item.key}" hold a second source, "{other["key"] or other["any"]}"'
                yield RawProblem(item.key_start, raw.end - 1, message, 'put ";" between two sources')


def _needs_number(label: str) -> bool:
    """Tell an abbreviation such as `para.` from a word that may just be a word; `s.v.` stands before words."""
    return (label.endswith(".") and not label.startswith("s.v")) or label in {"§", "§§", "¶", "¶¶"}


def _unreadable(words: str, start: int, end: int) -> RawProblem:
    return RawProblem(start, end, f'the locator "{words}" has no number', 'write a number after it, as in "para. 12" or "pp. 3–5"')


def _why_not(src: str, parts: Sequence[_Part], start: int, close: int) -> Iterator[RawProblem]:
    """Yield why a bracket that looks like a citation is none."""
    if close < 0:
        if opened := _OPENED.match(src, start):
            yield RawProblem(start, opened.end(), "the bracket of this citation is not closed", 'put "]" after it')
        return
    if src.startswith(("(", "[", "{", ":"), close + 1):
        return
    keys = [_first_key(src, part) for part in parts]
    for part, key in zip(parts, keys, strict=True):
        if not key and _NO_KEY.search(src, part.start, close + 1 if part is parts[-1] else part.end):
            yield RawProblem(start, close + 1, "the citation has an @ without a key", "write the key of an entry after the @")
        elif not key and any(keys):
            message = "a part of the citation names no source"
            yield RawProblem(part.start, max(part.end, part.start + 1), message, 'write a key after the ";", or take the ";" out')


def _unclosed_after(src: str, position: int, end: int) -> Iterator[RawProblem]:
    opening = _ONE_BREAK.match(src, position, end)
    if opening and "]" not in src[opening.end() : end] and locators.label_at_start(src[opening.end() + 1 : end]):
        yield RawProblem(opening.end(), opening.end() + 1, "the bracket of this citation is not closed", 'put "]" after it')


def _push_problem(state: StateInline, problem: RawProblem) -> None:
    state.push("citation_problem", "", 0).meta = {"problem": problem}


def _shown_as_typed(_: RendererProtocol, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[index].content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _not_shown(_: RendererProtocol, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""
