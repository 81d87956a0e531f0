"""Read the bibliography (`references.bib`): its entries with their strings expanded, and what is wrong with the file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.diagnostics import nearest
from build_tools.load import bib_blocks, bib_fields
from build_tools.load.bib_grammar import shown
from build_tools.load.bib_rules import (
    BAD_KEY,
    DUPLICATE_FIELD,
    DUPLICATE_KEY,
    ENTRY_TYPES,
    KEY_CASE,
    UNBALANCED,
    UNDEFINED_STRING,
    UNKNOWN_TYPE,
)
from build_tools.model.dossier import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.load.bib_blocks import Bib, Block
    from build_tools.load.bib_fields import TypedBlock
    from build_tools.load.bib_grammar import Piece, TypedField

_MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
_MONTH_NUMBERS = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
_FORBIDDEN = re.compile(r'[\s,{}"#%~\\()=\x00-\x1f\x7f]')
_FORBIDDEN_RUN = re.compile(rf"(?:{_FORBIDDEN.pattern})+")
# The first line of an entry that has lost its brace or its @, as it is mostly typed, or a field after a brace too many.
_BROKEN_START = r'@[^\s{}(),=@"%]++[ \t]*+[^\s{}(),="%]*+,[ \t]*+\r?$|[A-Za-z]++[ \t]*+[{(][^\s{}(),="%]++,[ \t]*+\r?$'
_LOST = re.compile(rf'^[ \t]*+({_BROKEN_START}|[A-Za-z][\w-]*+[ \t]*+=[ \t]*+(?:["{{]|\d++[ \t]*+,))', re.MULTILINE)
# Strings made of strings can double in each line, so what they add to one value is bounded, in characters.
_MOST_EXPANDED = 10_000
_NUMBER = re.compile(r"[0-9]+")


def load(path: str, text: str) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Read a bibliography's entries, each key once, and what is wrong, in the file's order.

    Values are as typed, with `@string` names, months and `#` resolved; a month that stands alone in `month` is its number.
    """
    bib, blocks = bib_blocks.split(path, text)
    found: list[Diagnostic] = []
    strings: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    for block, typed in _read(bib, blocks, found):
        found += typed.found
        if block.name == "string":
            fields, problems = _fields(bib, typed.fields, strings)
            strings |= {field.name: field.value for field in fields}
            found += problems
            continue
        entry, problems = _entry(bib, block, typed, strings)
        found += problems
        found += _key_problems(bib, entry, entries, folded)
        if entry.key:
            entries.setdefault(entry.key, entry)
            folded.setdefault(entry.key.casefold(), entry)
    return tuple(entries.values()), tuple(sorted(found))


def _read(bib: Bib, blocks: Iterable[Block], found: list[Diagnostic]) -> Iterator[tuple[Block, TypedBlock]]:
    """Read the blocks that are strings or entries, leaving out what stands within another block or after a `%`."""
    at = 0
    for block in blocks:
        if block.start < at:
            continue
        found += _lost(bib, at, block.start)
        if "%" in bib.text[max(at, bib.text.rfind("\n", at, block.start)) : block.start]:
            line_end = bib.text.find("\n", block.start)
            at = line_end if line_end >= 0 else len(bib.text)
        elif block.name in ("comment", "preamble"):
            if block.end is None:
                message = f"@{block.name} (line {bib.line(block.start)}) is never closed"
                found.append(UNBALANCED.at(bib.span(block.start, block.opening + 1), message, f"add {block.closer} where it ends"))
            at = block.end or block.opening + 1
        else:
            typed = bib_fields.read(bib, block)
            at = typed.end
            yield block, typed
    found += _lost(bib, at, len(bib.text))


def _lost(bib: Bib, start: int, end: int) -> Iterator[Diagnostic]:
    """Find the first thing between two blocks, where text is otherwise nobody's business, that was meant to be read."""
    if match := _LOST.search(bib.text, start, end):
        words = shown(match[1].rstrip(' \t\r,={"'))
        help_ = "write @type{key, where the entry starts, or delete a } too many above"
        yield UNBALANCED.at(bib.span(match.start(1), match.end()), f'"{words}" stands outside of any entry and is lost', help_)


def _entry(bib: Bib, block: Block, typed: TypedBlock, strings: Mapping[str, str]) -> tuple[Entry, list[Diagnostic]]:
    fields, found = _fields(bib, typed.fields, strings)
    if block.name not in ENTRY_TYPES:
        span = bib.span(block.name_start, block.opening)
        found.append(UNKNOWN_TYPE.at(span, f'entry type "{shown(block.name)}" is unknown', _nearest_type(block.name)))
    key_span = bib.span(typed.key_start, typed.key_start + len(typed.key))
    return Entry(typed.key, block.name, fields, bib.span(block.start, typed.end), key_span), found


@lru_cache(maxsize=256)
def _nearest_type(name: str) -> str:
    """Return what to write instead of an unknown type, which a file mostly uses more than once."""
    return nearest(name, sorted(ENTRY_TYPES)) or "use one of BibLaTeX's types, or @misc"


def _fields(bib: Bib, typed: tuple[TypedField, ...], strings: Mapping[str, str]) -> tuple[tuple[Field, ...], list[Diagnostic]]:
    """Expand the fields' values, each name once."""
    fields: dict[str, Field] = {}
    found: list[Diagnostic] = []
    for field in typed:
        span = bib.span(field.start, field.end)
        if first := fields.get(field.name):
            message = f'field "{field.name}" is already at line {bib.line(first.span.start)}'
            found.append(DUPLICATE_FIELD.at(bib.span(field.start, field.start + len(field.name)), message, "delete one of the two"))
            continue
        value, problems = _value(bib, field, strings)
        fields[field.name] = Field(field.name, value, span)
        found += problems
    return tuple(fields.values()), found


def _value(bib: Bib, field: TypedField, strings: Mapping[str, str]) -> tuple[str, Sequence[Diagnostic]]:
    """Join the pieces of a value. A string that can't be resolved stands for itself, so that its word is not lost."""
    if len(field.pieces) == 1 and not field.pieces[0].bare:
        return field.pieces[0].text, ()
    months = _MONTH_NUMBERS if field.name == "month" and len(field.pieces) == 1 else _MONTHS
    parts: list[str] = []
    found: list[Diagnostic] = []
    room = _MOST_EXPANDED
    for piece in field.pieces:
        word = piece.text.lower()
        text: str | None = piece.text
        if piece.bare and not _NUMBER.fullmatch(word):
            text = strings.get(word, months.get(word))
            room -= len(text or "")
            if text is None or room < 0:
                found.append(_unresolved(bib, piece, text, strings))
                text = piece.text
        parts.append(text or "")
    return "".join(parts), found


def _unresolved(bib: Bib, piece: Piece, text: str | None, strings: Mapping[str, str]) -> Diagnostic:
    """Return what is wrong with a string: nobody defined it, or it is made of so many others that it would fill the memory."""
    name = shown(piece.text)
    message = f'string "{name}" is not defined' if text is None else f'string "{name}" is too long to be put in'
    help_ = nearest(piece.text, strings) or f"put braces round the word, or define it above: @string{{{name} = {{…}}}}"
    return UNDEFINED_STRING.at(bib.span(piece.start, piece.start + len(piece.text)), message, help_)


def _key_problems(bib: Bib, entry: Entry, entries: Mapping[str, Entry], folded: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    key = shown(entry.key)
    if bad := _FORBIDDEN.search(entry.key):
        what = "white space" if bad[0].isspace() else f'"{shown(bad[0])}"'
        better = shown(_FORBIDDEN_RUN.sub("-", entry.key).strip("-"))
        yield BAD_KEY.at(
            entry.key_span, f'key "{key}" contains {what}', f'write "{better}"' if better else "use letters and digits"
        )
    if same := entries.get(entry.key):
        message = f'key "{key}" is already taken at line {bib.line(same.span.start)}'
        yield DUPLICATE_KEY.at(entry.key_span, message, "delete one of the two entries, or give it another key")
    elif like := folded.get(entry.key.casefold()):
        message = f'key "{key}" differs from "{shown(like.key)}" at line {bib.line(like.span.start)} only in case'
        yield KEY_CASE.at(entry.key_span, message, "give one of the two another key")
