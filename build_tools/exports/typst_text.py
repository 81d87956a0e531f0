"""Words as Typst takes them: each run a string literal, so that nothing an author writes is ever read as markup."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from build_tools.exports.characters import clean

# All that ends a line or separates words, but not the no-break space.
_GAP = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LONG = re.compile(r"[^\s\u2e80-\U0003ffff]{26,}")
_JOINTS = re.compile(r"(?<=[/?&=._#:,;+%–—-])")
# Letters that fit on a line wherever they stand, in a narrow column as well.
LONGEST = 26
_SOFT_HYPHEN = "\u00ad"
# A place where a line may end, without a character of its own: copied words stay whole. `paper.typ` defines it.
BREAK = "#z;"


def literal(words: str) -> str:
    """Return a Typst string literal. Only the backslash and the quotation mark mean anything in one."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


@lru_cache(maxsize=65_536)
def tidy(words: str) -> str:
    """Return words as they are set: white space as one space, without characters that have no shape of their own."""
    return _GAP.sub(" ", visible(words))


def visible(words: str) -> str:
    """Return words without control and formatting characters, which no font holds and PDF/A forbids."""
    if words.isascii() and words.isprintable():
        return words
    kept = clean(words)
    return "".join(one for one in kept if one != _SOFT_HYPHEN and not _shapeless(one))


def _shapeless(character: str) -> bool:
    # Variation selectors change the look of the character before them and are nothing by themselves.
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=65_536)
def run(words: str) -> str:
    """Return words as Typst markup that shows exactly these words, with places to break where one would not fit a line."""
    if not words:
        return ""
    if len(words) < LONGEST or not _LONG.search(words):
        return f"#{literal(words)};"
    pieces: list[str] = []
    at = 0
    for long in _LONG.finditer(words):
        pieces += [words[at : long.start()]] if long.start() > at else []
        pieces += _cut(long.group())
        at = long.end()
    pieces += [words[at:]] if at < len(words) else []
    return BREAK.join(f"#{literal(piece)};" for piece in pieces)


def _cut(word: str) -> list[str]:
    """Cut a long word where addresses are cut, and letter by letter where that leaves too long a piece."""
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    return [part for piece in pieces for part in ([piece] if len(piece) < LONGEST else list(piece))]


def unbroken(words: str) -> tuple[int, bool, int]:
    """Return how many letters stand before the first space and after the last, and whether there is no space at all."""
    if " " not in words:
        return len(words), True, len(words)
    return words.index(" "), False, len(words) - words.rindex(" ") - 1
