"""Read YAML against a schema, keeping where each value stands, so that a mistake in it can be shown in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from build_tools.diagnostics import Diagnostic, Rule, Span, nearest
from build_tools.load.schema import Kind, Spec
from build_tools.load.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCED = re.compile(r"---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_UNCLOSED = re.compile(r"---[ \t]*\n(?:[^\n]+\n)*")
_BRACKET = re.compile(r"[\[\]{}]")
_NESTS = re.compile(r"(?:[-?][ \t]+){50}")
_LINE_NUMBER = re.compile("[0-9]{1,7}")
# libyaml composes by recursion and takes the whole process down when brackets are nested some ten thousand deep.
_DEEPEST = 100

MISSING = Rule(
    "front-matter-missing",
    "A file has no front matter",
    "The lines between two `---` at the top say what the file is; without them it can't take its place in the dossier.",
    "# Tides",
    "---\ntitle: Tides\n---",
)
BROKEN = Rule(
    "front-matter-yaml",
    "The YAML of a front matter or data file can't be read",
    "YAML is strict about indents, colons and quotes. Nothing of the file can be used until it is mended.",
    "title: Tides: a survey",
    "title: 'Tides: a survey'",
)
UNKNOWN = Rule(
    "front-matter-unknown",
    "A field is not known here",
    "A misspelt field would be ignored in silence, and what it was to say would be lost.",
    "staus: reviewed",
    "status: reviewed",
)
REQUIRED = Rule(
    "front-matter-required",
    "A field that is needed is missing",
    "The page or the check that rests on this field can't be made without it.",
    "---\nquestion: Who?\n---",
    "---\ntitle: Keepers\nquestion: Who?\n---",
)
WRONG = Rule(
    "front-matter-type",
    "A field holds another kind of value than it should",
    "A list where words are expected, or words where a list is expected, can't be read as what was meant.",
    "related: tides",
    "related: [tides]",
)
CHOICE = Rule(
    "front-matter-choice",
    "A field holds a word that is not one of its choices",
    "The build acts on these words; another word would be taken for none of them.",
    "rights: copyrighted",
    "rights: restricted",
)
DUPLICATE = Rule(
    "front-matter-duplicate",
    "A field is given twice",
    "Only one of the two could count, and YAML readers differ on which.",
    "title: Tides\ntitle: Tides and currents",
    "title: Tides and currents",
)


@dataclass(frozen=True, slots=True)
class Given:
    """Words that an author gave as a value, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping as read against its schema; what was wrong is left out."""

    span: Span
    texts: Mapping[str, Given] = field(default_factory=dict)
    lists: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Fields, ...]] = field(default_factory=dict)
    lines: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the words of a field, or an empty string."""
        return self.texts[name].text if name in self.texts else ""

    def words(self, name: str) -> str:
        """Return the words of a field as they are shown, with the quotation marks and dashes of print."""
        return typeset(self.text(name))

    def given(self, name: str) -> Given:
        """Return a field's words with their place; an empty one at the mapping's place where there is none."""
        return self.texts.get(name, Given("", self.span))

    def list(self, name: str) -> tuple[Given, ...]:
        """Return the items of a list field."""
        return self.lists.get(name, ())

    def table(self, name: str) -> tuple[Fields, ...]:
        """Return the mappings of a field: none or one of a TABLE, all of TABLES."""
        return self.tables.get(name, ())


Read = tuple[Fields, tuple[Diagnostic, ...]]


def split(path: str, text: str, specs: tuple[Spec, ...]) -> tuple[Fields, int, tuple[Diagnostic, ...]]:
    """Read a file's front matter; return it, the offset where the body starts, and what is wrong."""
    match = _FENCED.match(text)
    if not match:
        names = ", ".join(spec.name for spec in specs if spec.required)
        missing = MISSING.at(Span(path), "no front matter between two lines of ---", f"start the file with ---, {names}, ---")
        unclosed = _UNCLOSED.match(text)
        return Fields(Span(path)), unclosed.end() if unclosed else 0, (missing,)
    fields, diagnostics = read(path, match.group(1), specs, match.start(1))
    return fields, match.end(), diagnostics


def read(path: str, text: str, specs: tuple[Spec, ...], offset: int = 0) -> Read:  # noqa: PLR0911 - one answer per way to fail
    """Read a YAML mapping; `offset` is where `text` starts in its file."""
    whole = Span(path, offset, offset + len(text))
    deep = _too_deep(text)
    if deep is not None:
        return Fields(whole), (_nested(Span(path, offset + deep, offset + deep)),)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = offset + (mark.index if mark else 0)
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        return Fields(whole), (BROKEN.at(Span(path, at, at), reason, "quote values that hold a colon, and indent with spaces"),)
    except yaml.reader.ReaderError as error:
        at = offset + _characters(text, error.position)
        return Fields(whole), (BROKEN.at(Span(path, at, at), "a character that YAML does not allow", "delete it"),)
    except (ValueError, RecursionError):
        return Fields(whole), (_nested(whole),)
    if node is None:
        return _read_mapping(path, yaml.MappingNode("", []), specs, offset, whole)
    if not isinstance(node, yaml.MappingNode):
        return Fields(whole), (WRONG.at(whole, "the file does not hold fields with values", "write `name: value` lines"),)
    return _read_mapping(path, node, specs, offset, whole)


def _nested(span: Span) -> Diagnostic:
    return BROKEN.at(span, "the values are nested too deeply", "write the mapping more flatly")


def _too_deep(text: str) -> int | None:
    """Return the offset at which brackets, or the signs of nested lists, are too many, or None."""
    depth = 0
    if signs := _NESTS.search(text):
        return signs.start()
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return match.start()
    return None


def _characters(text: str, position: object) -> int:
    """Turn libyaml's place of a bad character, which counts bytes, into an offset."""
    return len(text.encode()[:position].decode(errors="ignore")) if isinstance(position, int) else 0


def _read_mapping(path: str, node: yaml.MappingNode, specs: tuple[Spec, ...], offset: int, span: Span) -> Read:
    known = {spec.name: spec for spec in specs}
    values: dict[str, yaml.Node] = {}
    problems: list[Diagnostic] = []
    for key, value in node.value:
        name, place = _name(key), _span(path, key, offset)
        if not name:
            problems.append(WRONG.at(place, "a field's name is not plain words", "write `name: value`"))
        elif name in values:
            problems.append(DUPLICATE.at(place, f'the field "{name}" is given twice', "keep one of the two"))
        elif name not in known:
            help_text = nearest(name, known) or f"known here: {', '.join(known)}"
            problems.append(UNKNOWN.at(place, f'no field "{name}" is known here', help_text))
        else:
            values[name] = value
    problems += [
        REQUIRED.at(Span(path, span.start, span.start), f'the field "{spec.name}" is missing', f"add it: {spec.about}")
        for spec in specs
        if spec.required and (spec.name not in values or not (values[spec.name].value or _is_a_list(spec, values[spec.name])))
    ]
    return _typed(path, {known[name]: value for name, value in values.items()}, offset, span, problems)


def _is_a_list(spec: Spec, node: yaml.Node) -> bool:
    """Tell whether a field holds the list that it should, if only an empty one: a new dossier has no events yet."""
    return spec.kind in {Kind.TEXTS, Kind.TABLES} and isinstance(node, yaml.SequenceNode)


def _name(key: yaml.Node) -> str:
    """Return a key's words. A list or mapping may stand there in YAML, even one that holds itself."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else ""


def _typed(path: str, values: Mapping[Spec, yaml.Node], offset: int, span: Span, problems: list[Diagnostic]) -> Read:
    texts: dict[str, Given] = {}
    lists: dict[str, tuple[Given, ...]] = {}
    tables: dict[str, tuple[Fields, ...]] = {}
    lines: dict[str, Mapping[int, str]] = {}
    for spec, node in values.items():
        match spec.kind, node:
            case Kind.TEXT, yaml.ScalarNode():
                texts[spec.name] = _given(path, node, offset)
                problems = [*problems, *_choice(spec, texts[spec.name])]
            case Kind.TEXTS, yaml.SequenceNode() if all(isinstance(item, yaml.ScalarNode) for item in node.value):
                lists[spec.name] = tuple(_given(path, item, offset) for item in node.value)
            case Kind.TABLE, yaml.MappingNode():
                inner, wrong = _read_mapping(path, node, spec.fields, offset, _span(path, node, offset))
                tables[spec.name], problems = (inner,), [*problems, *wrong]
            case Kind.TABLES, yaml.SequenceNode() if all(isinstance(item, yaml.MappingNode) for item in node.value):
                read_items = [_read_mapping(path, item, spec.fields, offset, _span(path, item, offset)) for item in node.value]
                tables[spec.name] = tuple(inner for inner, _ in read_items)
                problems = [*problems, *(wrong for _, some in read_items for wrong in some)]
            case Kind.LINES, yaml.MappingNode() if all(_is_line(key, value) for key, value in node.value):
                lines[spec.name] = {int(key.value): str(value.value) for key, value in node.value}
                problems = [*problems, *(one for _, value in node.value for one in _choice(spec, _given(path, value, offset)))]
            case _:
                problems.append(WRONG.at(_span(path, node, offset), f'"{spec.name}" is not {_WANTED[spec.kind]}', spec.about))
    return Fields(span, texts, lists, tables, lines), tuple(problems)


_WANTED = {
    Kind.TEXT: "plain words",
    Kind.TEXTS: "a list such as [one, two]",
    Kind.TABLE: "a mapping such as {name: value}",
    Kind.TABLES: "a list of mappings",
    Kind.LINES: "a mapping of line numbers to words",
}


_SINGULAR = {Kind.LINES: "kind of line"}


def _is_line(key: yaml.Node, value: yaml.Node) -> bool:
    return _LINE_NUMBER.fullmatch(_name(key)) is not None and isinstance(value, yaml.ScalarNode)


def _given(path: str, node: yaml.ScalarNode, offset: int) -> Given:
    return Given(str(node.value).strip(), _span(path, node, offset))


def _choice(spec: Spec, value: Given) -> Iterator[Diagnostic]:
    if spec.choices and value.text and value.text not in spec.choices:
        help_text = nearest(value.text, spec.choices) or f"one of: {', '.join(spec.choices)}"
        yield CHOICE.at(value.span, f'"{value.text}" is no {_SINGULAR.get(spec.kind, spec.name)}', help_text)


def _span(path: str, node: yaml.Node, offset: int) -> Span:
    return Span(path, offset + node.start_mark.index, offset + node.end_mark.index)
