"""Read an original: number its body paragraphs, mark all other lines with what they are, and find glued note numbers.

Nothing is deleted. A line gets the kind of the first rule that fits; what no rule takes is body.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.reading import Line, Paragraph, Reading
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

KINDS = (
    "body",
    "title",
    "heading",
    "date",
    "byline",
    "author",
    "caption",
    "credit",
    "repeated",
    "pull-quote",
    "navigation",
    "newsletter",
    "series",
    "disclaimer",
    "invitation",
    "back-matter",
    "widget",
)

_SHORT = 25
_MODERATE = 60
_HEADING = 15
_NAME = 4
_LONG = 40
# Fewer words say too little to call two lines the same, or one a quotation of the other.
_FEWEST = 5
_FEWEST_QUOTED = 8
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\W*(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}})\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by [A-Z]|an? (?:report|paper|study|policy brief|commentary) by\b)", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:professor|fellow|director|head of|advis[eo]r|analyst|researcher|lecturer|chair|editor|ambassador|president of"
    r"|associate|scholar)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(r"\b(?:institute?|university|college|cent(?:re|er)|academy|foundation|ministry)\b", re.IGNORECASE)
_PROPER = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?(?: (?:de|van|von|der|la|[A-Z]\.|[^\W\d_]+(?:[-'’][^\W\d_]+)?)){0,3}")
_BULLET = re.compile(r"[•·▪◦*-]\s")
_ENDS_A_SENTENCE = re.compile(r"[.!;:…][\"'”’)\]]*\d{0,3}$")
_MARKER = re.compile(r"(?<=[A-Za-z\])”\"’'.,;:!?…])\d{1,3}(?=$|[\s,.;:)\]”\"’])|(?<=[a-z])\d{1,3}(?= )")
_FEWEST_MARKERS = 3

# kind, most words a line of it has, pattern; only tried on lines that are not plainly prose.
_FURNITURE: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, most, re.compile(pattern, re.IGNORECASE))
    for kind, most, pattern in (
        ("newsletter", 30, r"\b(?:newsletter|subscribe|sign up|mailing list)\b"),
        ("navigation", 12, r"^(?:search\b|menu$|skip to|share\b|print$|home$|read more|download\b|table of contents)"),
        ("credit", 12, r"^(?:copyright|©|photo|image|picture)\b\s*:?|\b(?:AFP|Getty|Alamy|Reuters|Shutterstock)\W*$"),
        ("navigation", 12, r"^(?:explore|related|you may also|see also|more on|further reading|latest)\b"),
        ("invitation", 60, r"\b(?:a (?:short )?pitch|write for us|guidelines for (?:contributors|authors))\b"),
        ("series", 30, r"\bthis is a live (?:product|document)\b|\bas they become available\b|\bpart of (?:a|our) series\b"),
        ("navigation", 45, r"\b(?:platform|website|blog)\b.{0,40}\b(?:dedicated|devoted) to\b"),
        ("widget", 2, r"^(?:quotes?|advertisement|tweet|share|video|listen)$"),
        ("back-matter", 2, r"^(?:footnotes|endnotes|notes|references|tags|topics|authors?)$"),
        ("disclaimer", 60, r"\bviews expressed\b|\bdo(?:es)? not (?:necessarily )?(?:represent|reflect) (?:the|those)\b"),
    )
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line under judgement: its text in one form, its words, and all lines of the original around it."""

    text: str
    words: tuple[str, ...]
    index: int
    around: Sequence[str]
    before_body: bool

    @property
    def count(self) -> int:
        return len(self.text.split())

    @property
    def others(self) -> Iterator[tuple[int, str]]:
        return ((index, text) for index, text in enumerate(self.around) if index != self.index)


def read(name: str, content: bytes, *, marks: Mapping[int, str] | None = None) -> Reading:
    """Read an original. `marks` overrules the kind of single lines, by line number from 1.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(_lines(text, marks or {}))
    digest = hashlib.sha256(content).hexdigest()
    return Reading(name, digest, text, lines, tuple(_paragraphs(text, lines)), _note_markers(text, lines))


def _lines(text: str, marks: Mapping[int, str]) -> Iterator[Line]:
    spans = [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    flat = [_flat(text[start:end]) for start, end in spans]
    first_long = next((index for index, line in enumerate(flat) if len(line.split()) >= _LONG), len(flat))
    titled = False
    for index, (start, end) in enumerate(spans):
        number = text.count("\n", 0, start) + 1
        kind, rule = _judge(_Seen(flat[index], forms(flat[index]), index, flat, index < first_long))
        if kind == "heading" and not titled:
            kind, titled = "title", True
        if number in marks:
            kind, rule = marks[number], "marked by the editor"
        yield Line(number, start, end, kind, rule)


def _flat(line: str) -> str:
    plain = unicodedata.normalize("NFKC", line).translate(str.maketrans("’‘“”", "''\"\""))
    return " ".join(plain.split())


def _judge(line: _Seen) -> tuple[str, str]:
    return next(((kind, rule) for rule, judge in _RULES.items() if (kind := judge(line))), ("body", "nothing else"))


def _a_date(line: _Seen) -> str:
    return "date" if _DATE.fullmatch(line.text) else ""


def _furniture(line: _Seen) -> str:
    fitting = (kind for kind, most, pattern in _FURNITURE if line.count <= most and pattern.search(line.text))
    return next(fitting, "")


def _said_before(line: _Seen) -> str:
    return "repeated" if line.text in line.around[: line.index] else ""


def _a_byline(line: _Seen) -> str:
    return "byline" if line.count <= _SHORT and not line.text.endswith(".") and _BYLINE.match(line.text) else ""


def _a_role(line: _Seen) -> str:
    titled = line.count <= _SHORT and _ROLE.search(line.text) and not line.text.endswith(".")
    introduced = line.before_body and line.count <= _MODERATE and _ROLE.search(line.text) and _INSTITUTION.search(line.text)
    return "author" if titled or introduced else ""


def _a_name(line: _Seen) -> str:
    if line.count > _NAME or not _PROPER.fullmatch(line.text) or not line.text[0].isupper():
        return ""
    near = line.around[max(0, line.index - 2) : line.index + 3]
    return "author" if any(_ROLE.search(other) and len(other.split()) <= _SHORT for other in near) else ""


def _a_bullet(line: _Seen) -> str:
    return "body" if _BULLET.match(line.text) else ""


def _a_caption(line: _Seen) -> str:
    if not _FEWEST <= line.count <= _MODERATE:
        return ""
    same = (other for _, other in line.others if len(other.split()) <= _MODERATE)
    return (
        "caption"
        if any(
            other != line.text and (other.startswith(line.text) or line.text.startswith(other)) and len(other.split()) >= _FEWEST
            for other in same
        )
        else ""
    )


def _a_pull_quote(line: _Seen) -> str:
    if not _FEWEST_QUOTED <= line.count <= _MODERATE:
        return ""
    longer = (other for _, other in line.others if len(other.split()) >= line.count + 8)
    return "pull-quote" if any(_runs_along(line.words, forms(other)) for other in longer) else ""


def _a_heading(line: _Seen) -> str:
    return "heading" if line.count <= _HEADING and not _ENDS_A_SENTENCE.search(line.text) else ""


_RULES: dict[str, Callable[[_Seen], str]] = {
    "a date alone": _a_date,
    "wording of page furniture": _furniture,
    "said before": _said_before,
    "a byline": _a_byline,
    "a role or post": _a_role,
    "a name beside a role": _a_name,
    "a bullet": _a_bullet,
    "the same start as another short line": _a_caption,
    "words of a longer paragraph, in order": _a_pull_quote,
    "short and not a sentence": _a_heading,
}


def _runs_along(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether 85 % of the short text's words stand in the long one, in order and close together."""
    positions: dict[str, list[int]] = {}
    for place, word in enumerate(long):
        positions.setdefault(word, []).append(place)
    if sum(word in positions for word in short) < 0.85 * len(short):
        return False
    window = round(1.6 * len(short))
    starts = {place for word in short[:3] for place in positions.get(word, ())}
    return any(_in_order(short, long[start : start + window]) >= 0.85 * len(short) for start in starts)


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence of two texts, in words."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for place, match in enumerate(other, 1):
            before, row[place] = row[place], before + 1 if word == match else max(row[place], row[place - 1])
    return row[-1]


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Paragraph]:
    number, section = 0, ""
    for line in lines:
        if line.kind == "heading":
            section = text[line.start : line.end].strip()
        elif line.kind == "body":
            number += 1
            yield Paragraph(number, line.start, line.end, section)


def _note_markers(text: str, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Find note numbers glued to words: only a chain that counts up by one from 1 is believed."""
    chain: list[tuple[int, int]] = []
    for line in lines:
        if line.kind == "body":
            for match in _MARKER.finditer(text, line.start, line.end):
                if int(match.group()) == len(chain) + 1:
                    chain.append(match.span())
    return tuple(chain) if len(chain) >= _FEWEST_MARKERS else ()
