"""How the parts of a bibliography block look: patterns for BibTeX's grammar, and a field as it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_SHOWN = 40
_NAME = r"[^\W\d][\w.:+/*-]*+"
# Repetitions are possessive, and at a line's start only blanks are skipped, so that no text makes these slow.
SPACE = re.compile(r"(?:\s++|%[^\r\n]*+)*+")
FIELD_NAME = re.compile(_NAME)
FIELD_START = re.compile(rf"{_NAME}\s*+=")
FIELD_LINE = re.compile(rf"[\r\n][ \t]*+(?={_NAME}[ \t]*+=[ \t]*+[{{\"\w])")
CUT_IN_A_FIELD = re.compile(rf"[\r\n][ \t]*+{_NAME}[ \t]*+=[ \t]*+")
GOES_ON = re.compile(rf"[ \t]*+,\s*+(?P<name>{_NAME})\s*+=")
REST_OF_LINE = re.compile(r"[^\r\n]*+")
WORD = re.compile(r'[^\s"#%(),={}]++')
IN_QUOTES = re.compile(r'["{}]')
PLAIN = re.compile(rf'\s*+({_NAME})\s*+=\s*+(?:(\{{)|"([^"{{}}\r\n]*+)"|(\w++))')
AFTER_PLAIN = {closer: re.compile(rf"\s*+(?:,|(?={re.escape(closer)}))") for closer in "})"}
HEAD = {"}": re.compile(r'[^\s=,{}"%#][^=,{}"%#\r\n]*+'), ")": re.compile(r'[^\s=,{}"%#)][^=,{}"%#\r\n)]*+')}
KEY = {"}": re.compile(r"(?:\{[^{}\r\n]*+\}|[^,=\r\n}])*+"), ")": re.compile(r"(?:\{[^{}\r\n]*+\}|[^,=\r\n)])*+")}
MARK = {
    closer: re.compile(rf"[{{{re.escape(closer)}]|,(?=\s*+(?:{_NAME}\s*+=|[)}}]))|[\r\n](?=[ \t]*+{_NAME}[ \t]*+=)")
    for closer in "})"
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value as it is typed, without its braces or quotes. `bare` had none: it is a number or names a string."""

    text: str
    start: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field as it is typed: its lower-case name, and the pieces that `#` joins."""

    name: str
    pieces: tuple[Piece, ...]
    start: int
    end: int


def shown(words: str) -> str:
    """Return an author's words as a message shows them: short, and without what a screen can't show."""
    short = words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in short)


def balanced(value: str) -> str:
    """Return a value that was cut, without its braces where they don't pair, for it is put between braces again."""
    depth = 0
    for brace in re.findall(r"[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return value if depth == 0 else re.sub(r"[{}]", "", value)
