"""Change one statement of a digest: an attribute, its words, its place among the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.editing import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Statement

# In the order in which digests have them.
ATTRIBUTES = ("at", "from", "before", "to", "after", "topics", "stance", "voice", "kind", "events")
# An attribute in a line of them: `name="value"` or `name=value`; a comment and a class are gone past.
_ATTRIBUTE = re.compile(r'[ \t]*(?:(?P<name>[\w:-]+)=(?:"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<bare>[\w:-]*))|%[^%}]*%|[#.][^\s}"]+)')
# What may not stand in an attribute's value, by what serves as well there.
_UNWRITABLE = str.maketrans({'"': "”", "{": "(", "}": ")", "\\": "/", "\n": " "})


def attribute(text: str, statement: Statement, name: str, value: str) -> Edit:
    """Give a statement's attribute a value; an empty value takes the attribute away."""
    line_end = text.find("\n", statement.span.start)
    line = text[statement.span.start : line_end if line_end >= 0 else len(text)]
    if statement.span.start == statement.text_span.start or not line.startswith("{"):
        at = statement.text_span.start
        return Edit(at, at, f"{attribute_line([(name, value)])}\n" if value else "")
    start = statement.span.start
    held = next((match for match in _attributes(line) if match["name"] == name), None)
    if held and not value:
        return Edit(start + held.start(), start + held.end(), "")
    if held:
        group = "quoted" if held["quoted"] is not None else "bare"
        low, high = (start + place for place in held.span(group))
        return Edit(low, high, writable(value)) if group == "quoted" else Edit(low, high, f'"{writable(value)}"')
    end = start + (_end_of_attributes(line) if value else len(line))
    return Edit(end, end, f' {name}="{writable(value)}"' if value else "")


def words(statement: Statement, said: str) -> Edit:
    """Give a statement other words, in one paragraph."""
    return Edit(statement.text_span.start, statement.text_span.end, paragraph(said))


def added_after(statement: Statement, attributes: Iterable[tuple[str, str]], said: str) -> Edit:
    """Add a statement below another one."""
    return Edit(statement.span.end, statement.span.end, f"\n\n{block(attributes, said)}")


def removed(text: str, statement: Statement) -> Edit:
    """Take a statement out, with its attributes and the empty lines after it."""
    end = statement.span.end
    while text[end : end + 1] == "\n":
        end += 1
    return Edit(statement.span.start, end, "")


def block(attributes: Iterable[tuple[str, str]], said: str) -> str:
    """Return a statement as a digest holds it: the line of attributes, and the words below."""
    return f"{attribute_line(attributes)}\n{paragraph(said)}"


def attribute_line(attributes: Iterable[tuple[str, str]]) -> str:
    """Return a line of attributes in the digests' order; empty ones are left out."""
    given = dict(attributes)
    known = [name for name in ATTRIBUTES if given.get(name)]
    others = [name for name in given if name not in ATTRIBUTES and given[name]]
    return "{" + " ".join(f'{name}="{writable(given[name])}"' for name in (*known, *others)) + "}"


def writable(value: str) -> str:
    """Return a value as an attribute can hold it: on one line, without straight quotation marks and braces."""
    return " ".join(value.translate(_UNWRITABLE).split())


def paragraph(said: str) -> str:
    """Return words as one paragraph: no empty lines, and no line that Markdown takes for something else."""
    flat = " ".join(said.split())
    return f"\\{flat}" if re.match(r"[#>{+*-]|~~~|```", flat) else re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", flat)


def _attributes(line: str) -> Iterable[re.Match[str]]:
    at = 1
    while (match := _ATTRIBUTE.match(line, at)) and match.end() > at:
        if match["name"]:
            yield match
        at = match.end()


def _end_of_attributes(line: str) -> int:
    """Return where the last attribute of a line ends."""
    at = 1
    while (match := _ATTRIBUTE.match(line, at)) and match.end() > at:
        at = match.end()
    return at
