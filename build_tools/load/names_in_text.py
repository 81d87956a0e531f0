"""Read people's names out of a byline or an author block: `By Ada Hale and Bo Ek`, a name over two lines, a name beside a role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.model.words import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTICLE = r"(?:de|da|del|della|der|den|di|do|dos|du|la|le|van|von|zu|zur|bin|ibn|al|el|ten|ter|y)"
_PART = r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_PART}(?: {_PART})+(?:,? (?:Jr|Sr|II|III)\.?)?")
_BESIDE = re.compile(r",| (?:is|was|are) ")
_TITLE = re.compile(r"^(?:(?:dr|prof|professor|sir|dame|mr|mrs|ms|amb|gen|col|rev)\.? )+", re.IGNORECASE)
_DEGREE = re.compile(r",? (?:ph\.?d\.?|m\.?a\.?|m\.?sc\.?|mba|esq\.?|llm|md)$", re.IGNORECASE)
_LEAD = re.compile(r"^\W*(?:(?:written|posted|edited|words|text)\s+)?(?:by|authors?|von|par|por)\b:?\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"\b(?:institut\w*|university|college|cent(?:re|er)|academy|foundation|ministry|council|house|press|staff|team|review|news|times"
    r"|journal|society|association|trust|board|group|office|committee|commission|department|agency|program(?:me)?|project|report"
    r"|professor|fellow|director|head|advis[eo]r|analyst|researcher|lecturer|chair|editor|ambassador|president|associate|scholar"
    r"|union|states|kingdom|federation|republic|north|south|east|west|the|and|of|for|security|affairs|policy|studies|research"
    r"|admin(?:istrator)?|user|unknown|owner|microsoft|office|author|guest|about|contact|follow|share)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 6


def is_name(text: str) -> bool:
    """Tell whether a few words look like one person's full name."""
    parts = text.split()
    capital = all(part[0].isupper() or re.fullmatch(_PARTICLE, part) for part in parts) and parts[-1:] and parts[-1][0].isupper()
    return bool(capital and _NAME.fullmatch(text) and len(parts) <= _MOST_WORDS and not _NOT_A_NAME.search(text))


def is_corporate(text: str) -> bool:
    """Tell whether a name looks like an institution's."""
    return bool(_NOT_A_NAME.search(text)) or (" " not in text.strip())


def of_byline(line: str) -> Iterator[str]:
    """Yield the names in a byline, in order; what is no full name, such as a role or a date, is left out."""
    told = _LEAD.sub("", line.strip())
    for part in re.split(r"\s*(?:,|;|\||·|•|/|\band\b|&|\bund\b|\bet\b|\by\b)\s*", told):
        plain = _DEGREE.sub("", _TITLE.sub("", " ".join(part.split()).strip(" .-–—*†‡0123456789¹²³")))
        plain = plain.title() if plain.isupper() and len(plain) > _MOST_WORDS else plain
        if is_name(plain):
            yield plain


def of_block(lines: Sequence[str]) -> Iterator[str]:
    """Yield the names in an author block: each on a line of its own, or over two lines, given name first."""
    index = 0
    while index < len(lines):
        line = " ".join(lines[index].split())
        following = " ".join(lines[index + 1].split()) if index + 1 < len(lines) else ""
        several = [part.strip() for part in re.split(r",| and |&|;", line)]
        if all(map(is_name, several)):
            yield from several
        elif following and len(line.split()) == 1 and is_name(f"{line} {following}"):
            yield f"{line} {following}"
            index += 1
        elif is_name(name := _BESIDE.split(_TITLE.sub("", line))[0].strip()):
            yield name
        index += 1


def same(one: str, other: str) -> bool:
    """Tell whether two spellings name one person, the family name first or last."""
    return sorted(_parts(one)) == sorted(_parts(other))


def turned(name: str) -> str:
    """Return `Ada Hale` for `Hale, Ada`."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name.strip()


def _parts(name: str) -> list[str]:
    return [normal(part) for part in re.findall(r"[^\W\d_]+", name)]
