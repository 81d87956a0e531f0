"""Writes entries as BibLaTeX for an engine to read, each value such that it can't break out of its field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Entry

# Without one of these nothing in a value need be written otherwise, if only its braces match.
_TO_MEND = re.compile(r"[\\$%#`]")
# Pandoc 3.9 drops these commands silently.
_LOST = {"textemdash": "—", "textendash": "–", "texttrademark": "™", "textregistered": "®", "copyright": "©"}
_COMMAND = re.compile(rf"\\({'|'.join(_LOST)})(?![A-Za-z])(?:\{{\}}|[ \t]+)?")
# It takes the accent of a dotless i for one that stands after it, and does not know the Spanish marks.
_DOTLESS = re.compile(r"""(\\["'`^~=])\s*(?:\{\s*\\i\s*\}|\\i(?![A-Za-z])\s*)""")
_SPANISH = (("?`", "¿"), ("!`", "¡"))
# It loses the braces that keep capitals where they stand just within a command, and takes a space between words for a bound one.
_KEPT_WITHIN = re.compile(r"(\\(?:textit|textsl|textbf|textsc|emph)\s*)\{(\{[^{}]*\})\}")
_INTERWORD = re.compile(r"(?<!\\)\\ ")
# It sets English titles in sentence case, as CSL has them, and takes every title without a language for English.
_CASED = re.compile("[Ͱ-ӿ԰-֏Ⴀ-ჿ]")
_TITLES = {"title", "subtitle", "booktitle", "booksubtitle", "maintitle", "journaltitle", "eventtitle", "issuetitle"}
# A comment swallows the rest, and what stands for a macro's argument or opens a formula that never ends, the whole value.
_ACTIVE = re.compile(r"(?<!\\)[%#]")
_DOLLAR = re.compile(r"(?<!\\)\$")
# BibLaTeX's manual, section 2.2.1: these are taken as they stand, without LaTeX.
_VERBATIM = {"doi", "eprint", "file", "pdf", "url"}
_LATEX = re.compile(r"[\\{}$~%#&_^]|--|``|''")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def write(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return each entry as the text of a BibLaTeX entry."""
    return tuple(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> str:
    fields = "".join(f"  {field.name} = {_value(field.name, field.value)},\n" for field in entry.fields)
    return f"@{entry.type}{{{entry.key},\n{fields}}}\n"


def _value(name: str, value: str) -> str:
    # A month in braces is read as words, so a number stays bare.
    if name == "month" and value.strip().isdigit():
        return value.strip()
    if name in _VERBATIM:
        return "{" + (value if _paired(value) else re.sub(r"[{}\\]", "", value)) + "}"
    inner = contained(value)
    return f"{{{{{inner}}}}}" if name in _TITLES and _CASED.search(value) else f"{{{inner}}}"


def contained(value: str) -> str:
    """Return a value as LaTeX that keeps to itself: no comment, no brace without its other, no dash that engines lose."""
    kept = _mended(value) if _TO_MEND.search(value) else value
    return kept if _paired(kept) else re.sub(r"[{}]", lambda match: "\\" + match[0], re.sub(r"\\(?=[{}]|$)", "", kept))


def _mended(value: str) -> str:
    told = _DOTLESS.sub(r"\1{i}", _COMMAND.sub(lambda match: _LOST[match[1]], value))
    for typed, mark in _SPANISH:
        told = told.replace(typed, mark)
    told = _INTERWORD.sub(" ", _KEPT_WITHIN.sub(r"{{\1\2}}", told))
    kept = _ACTIVE.sub(lambda match: "\\" + match[0], told)
    if len(_DOLLAR.findall(kept)) % 2:
        return _DOLLAR.sub(r"\\$", kept)
    return kept


def has_latex(value: str) -> bool:
    """Tell whether a value holds anything that LaTeX reads otherwise than plain text."""
    return bool(_LATEX.search(value))


def names(value: str) -> tuple[str, ...]:
    """Split a BibLaTeX list at each `and` outside braces."""
    parts, start = [], 0
    for match in _AND.finditer(value):
        if _depth(value[: match.start()]) == 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return tuple(part.strip() for part in (*parts, value[start:]) if part.strip())


def _braces(value: str) -> list[int]:
    return [1 if brace == "{" else -1 for brace in re.findall(r"(?<!\\)[{}]", value.replace("\\\\", ""))]


def _depth(value: str) -> int:
    return sum(_braces(value))


def _paired(value: str) -> bool:
    if "{" not in value and "}" not in value and "\\" not in value:
        return True
    depth = 0
    for step in _braces(value):
        depth += step
        if depth < 0:
            return False
    return depth == 0 and not value.replace("\\\\", "").endswith("\\")
