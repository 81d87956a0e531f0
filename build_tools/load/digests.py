"""Read a digest: its front matter, and each paragraph as a statement with the attributes above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin

from build_tools.diagnostics import Diagnostic, Rule, Span, nearest
from build_tools.load import front_matter
from build_tools.load.originals import KINDS
from build_tools.load.prose import Written, line_starts, locator, read_inline
from build_tools.load.schema import Kind, Spec
from build_tools.load.typography import typeset
from build_tools.model import blocks as b
from build_tools.model import locators
from build_tools.model.dossier import OPEN, Attitude, Basis, Mention, Original, Selector, Source, Stance, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from build_tools.load.front_matter import Fields
    from build_tools.model.locators import Locator

FIELDS = (
    Spec(
        "status",
        "reviewed once an editor has read the digest against its original, draft before",
        required=True,
        choices=("draft", "reviewed"),
    ),
    Spec("rights", "restricted, or open where the licence allows republishing", required=True, choices=("restricted", "open")),
    Spec("licence", "the licence of an open source, such as CC-BY-4.0"),
    Spec(
        "original",
        "the file the digest was made from, and the SHA-256 of its bytes",
        Kind.TABLE,
        fields=(
            Spec("file", "the file's name in the folder of originals", required=True),
            Spec("sha256", "the SHA-256 of the file's bytes, in hexadecimal", required=True),
        ),
    ),
    Spec("label", "a short name for tables and notes, such as Hale 2019"),
    Spec("about", "who wrote the source, in which capacity, where and when"),
    Spec("note", "what a reader must know to read the source right"),
    Spec("cautions", "what is doubtful or missing in the source or in the copy", Kind.TEXTS),
    Spec("silent", "the propositions on which the source says nothing", Kind.TEXTS),
    Spec("todo", "what is still to be found out or written before the digest can be reviewed", Kind.TEXTS),
    Spec("marks", "line numbers of the original with the kind that overrules the reading", Kind.LINES, choices=KINDS),
)
_ATTRIBUTES = ("at", "from", "to", "before", "after", "topics", "stance", "events", "voice", "kind", "class", "id")
_KINDS = ("claim", "forecast", "advice")
_WORD = re.compile(r"[^\s,;]+")
_PAIR = re.compile(r'([a-z]+)="([^"\\]*)"')
_PAIRS = re.compile(rf"\{{{_PAIR.pattern}(?: +{_PAIR.pattern})*\}}[ \t]*")
_NOT_STATED = Written((b.Marked("open", b.text("Not stated yet.")),), (), (), ())

ATTRIBUTE = Rule(
    "digest-attribute",
    "An attribute line above a statement can't be read, or holds a name or value that is not known",
    "The attributes say where the statement's passage stands and what it speaks to; a misspelt one would be lost in silence.",
    '{at="para. 3" topic="tides/springs"}',
    '{at="para. 3" topics="tides/springs"}',
)
STRAY = Rule(
    "digest-stray",
    "Something stands in a digest that is neither a heading, an attribute line nor a statement",
    "A digest is statements under headings: each has to say where it rests. Lists and tables can't.",
    "- Tides are high.",
    '{at="para. 3" from="Tides are" topics="tides/springs"}\nTides are high.',
)


@dataclass(frozen=True, slots=True)
class _Attributes:
    """The attributes of one statement, each with its place; `span` is the attribute line's."""

    values: tuple[tuple[str, str, Span], ...]
    span: Span

    def get(self, name: str) -> str:
        return next((value for key, value, _ in self.values if key == name), "")

    def place(self, name: str) -> Span:
        return next((span for key, _, span in self.values if key == name), self.span)

    def mentions(self, name: str) -> tuple[Mention, ...]:
        """Return the words of a list value, each with its own place."""
        place = self.place(name)
        # A name that stands in a thousand digests is one string.
        return tuple(Mention(intern(match.group()), place.inner(*match.span())) for match in _WORD.finditer(self.get(name)))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("inline").use(attrs_block_plugin)
    parser.core.ruler.disable("attr")
    parser.block.ruler.before("attr", "pairs", _pairs)
    return parser


def _pairs(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - as markdown-it calls it
    """Read an attribute line of `name="value"` alone, as nearly all are, at once; the plugin reads any other sign by sign."""
    found = _PAIRS.fullmatch(state.src, state.bMarks[line], state.eMarks[line])
    if found and not silent:
        token = state.push("attrs_block", "", 0)
        token.attrs = dict(_PAIR.findall(found[0]))
        token.map = [line, line + 1]
        state.line = line + 1
    return found is not None


_MARKDOWN = _parser()


def load(path: str, text: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Read a digest. Its key is the file's name."""
    fields, start, wrong = front_matter.split(path, text, FIELDS)
    key = path.rpartition("/")[2].removesuffix(".md")
    statements, more = _statements(path, text, start, key)
    original = next(iter(fields.table("original")), None)
    source = Source(
        key, fields.words("label"), fields.text("status"), path, fields.text("rights"), fields.text("licence"),
        _original(original) if original else None,
        _typeset(path, fields.text("about")), _typeset(path, fields.text("note")),
        tuple(_typeset(path, given.text) for given in fields.list("cautions")),
        tuple(Mention(given.text, given.span) for given in fields.list("silent")),
        tuple(Mention(given.text, given.span) for given in fields.list("todo")),
        fields.lines.get("marks", {}), statements, fields.span,
    )  # fmt: skip
    return source, (*wrong, *more)


def _typeset(path: str, words: str) -> str:
    """Return words with the quotation marks and dashes of print."""
    return b.plain(read_inline(path, words, lambda offset: offset).content)


def _original(fields: Fields) -> Original:
    return Original(fields.text("file"), fields.text("sha256").lower(), fields.given("sha256").span)


def _statements(path: str, text: str, start: int, key: str) -> tuple[tuple[Statement, ...], tuple[Diagnostic, ...]]:
    starts = line_starts(text, start)
    tokens = _MARKDOWN.parse(text[start:])
    found: list[Statement] = []
    wrong: list[Diagnostic] = []
    section, attributes = "", None
    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0:
            continue
        if attributes and token.type in {"attrs_block", "heading_open"}:
            wrong.append(_idle(attributes))
            attributes = None
        if token.type == "attrs_block":
            attributes, problems = _attributes(path, text, starts[(token.map or [0])[0]], token)
            wrong += problems
        elif token.type == "heading_open":
            section = b.plain(read_inline(path, tokens[index + 1].content, lambda offset: offset).content)
        elif token.type == "paragraph_open":
            statement, problems = _statement(path, text, starts, tokens[index + 1], attributes, (key, section))
            found += [statement] if statement else []
            wrong += problems
            attributes = None
        else:
            wrong.append(_stray(path, starts, token))
    return tuple(found), (*wrong, *([_idle(attributes)] if attributes else []))


def _idle(attributes: _Attributes) -> Diagnostic:
    message, help_text = "no statement follows this attribute line", "write the statement below it, or delete the line"
    return ATTRIBUTE.at(attributes.span, message, help_text)


_TOLD = {"hr": "line across the page", "fence": "code block"}


def _stray(path: str, starts: Sequence[int], token: Token) -> Diagnostic:
    at = starts[(token.map or [0])[0]]
    kind = _TOLD.get(token.type) or token.type.removesuffix("_open").replace("_", " ")
    return STRAY.at(Span(path, at, at), f"a {kind} in a digest", "write it as statements, each with its attribute line")


def _attributes(path: str, text: str, line: int, token: Token) -> tuple[_Attributes, list[Diagnostic]]:
    end = text.find("\n", line)
    source = text[line : end if end >= 0 else len(text)]
    pairs = _PAIR.findall(source) if _PAIRS.fullmatch(source) else []
    if pairs and len(pairs) == len(token.attrs):
        places = (match.span(2) for match in _PAIR.finditer(source))
        spans = [Span(path, line + start, line + end) for start, end in places]
    else:
        spans = [_value_span(path, source, line, name, str(value)) for name, value in token.attrs.items()]
    values = tuple((name, str(value), span) for (name, value), span in zip(token.attrs.items(), spans, strict=True))
    attributes = _Attributes(values, Span(path, line, line + len(source)))
    return attributes, list(_misused(attributes, source))


def _value_span(path: str, source: str, line: int, name: str, value: str) -> Span:
    match = re.search(rf"\b{re.escape(name)}\s*=\s*\"?", source)
    at = line + (match.end() if match else max(source.find(value), 0))
    return Span(path, at, at + len(value))


def _misused(attributes: _Attributes, source: str) -> Iterator[Diagnostic]:
    for name, value, span in attributes.values:
        if name not in _ATTRIBUTES:
            help_text = nearest(name, _ATTRIBUTES) or f"known here: {', '.join(_ATTRIBUTES[:-2])}"
            named = re.search(rf"(?<![\w\"]){re.escape(name)}\s*=", source)
            place = attributes.span.inner(named.start(), named.start() + len(name)) if named else span
            yield ATTRIBUTE.at(place, f'no attribute "{name}" is known here', help_text)
        elif source.count(f'{name}="') > 1 and len(re.findall(rf"(?<![\w=\"]){re.escape(name)}=\"", source)) > 1:
            yield ATTRIBUTE.at(span, f'the attribute "{name}" is given twice', "keep one of the two")
        elif name == "kind" and value not in _KINDS:
            yield ATTRIBUTE.at(span, f'"{value}" is no kind of statement', nearest(value, _KINDS) or f"one of: {', '.join(_KINDS)}")
        elif name == "class" and value != "quote":
            yield ATTRIBUTE.at(span, f'no class "{value}" is known here', "the only class is .quote")


def _statement(  # noqa: PLR0913, PLR0917 - a statement is made from six things that have no common owner
    path: str, text: str, starts: Sequence[int], token: Token, attributes: _Attributes | None, under: tuple[str, str]
) -> tuple[Statement | None, list[Diagnostic]]:
    locate = locator(text, starts, (token.map or [0])[0], token.content)
    span = Span(path, locate(0), locate(max(len(token.content) - 1, 0)) + 1)
    if attributes is None and token.content.startswith("{"):
        help_text = 'write {name="value" …} on one line of its own, with straight quotation marks around each value'
        return None, [ATTRIBUTE.at(span, "an attribute line that can't be read", help_text)]
    given = attributes or _Attributes((), Span(path, span.start, span.start))
    written = _NOT_STATED if token.content.strip() == OPEN else read_inline(path, token.content, locate)
    said = "" if written is _NOT_STATED else b.plain(written.content).strip()
    stances, misread = _stances(given)
    at, unread = _locator(given)
    statement = Statement(
        under[0], at, _selector(given), written.content, said, given.mentions("topics"), stances,
        given.mentions("events"), typeset(given.get("voice")), given.get("kind") or "claim",
        "quote" in given.get("class").split(), under[1], Span(path, given.span.start, span.end), given.place("at"), span,
    )  # fmt: skip
    return statement, [*written.diagnostics, *misread, *unread]


def _locator(attributes: _Attributes) -> tuple[Locator | None, list[Diagnostic]]:
    typed = attributes.get("at")
    read = locators.parse(typed) if typed else None
    if read and read.first:
        return read, []
    wrong = ATTRIBUTE.at(attributes.place("at"), f'"{typed}" is no locator', "write para. 3, para. 3b, paras. 3–4 or p. 12")
    return None, [wrong] if typed else []


def _selector(attributes: _Attributes) -> Selector | None:
    start, end, before, after = (attributes.get(name) for name in ("from", "to", "before", "after"))
    return Selector(start, end, before, after) if start else None


def _stances(attributes: _Attributes) -> tuple[tuple[Stance, ...], list[Diagnostic]]:
    stances: list[Stance] = []
    wrong: list[Diagnostic] = []
    for mention in attributes.mentions("stance"):
        name, _, rest = mention.name.partition("=")
        attitude, _, basis = rest.partition("/")
        if attitude in {"asserts", "qualifies", "denies"} and basis in {"", "inferred", "explicit"}:
            proposition = Mention(name, mention.span.inner(0, len(name)))
            stances.append(Stance(proposition, Attitude(attitude), Basis(basis or "explicit")))
        else:
            help_text = "write proposition=asserts, =qualifies or =denies, and /inferred where the text does not say it"
            wrong.append(ATTRIBUTE.at(mention.span, f'"{mention.name}" is no stance', help_text))
    return tuple(stances), wrong
