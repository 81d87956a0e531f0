"""Where the locator ends and the words after it begin: `, pp. 3–5, 7 and elsewhere`. After pandoc, in its detail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.model import locators

# Pandoc: any punctuation ends a number, but for the dashes of a range and the colon between volume and page.
_UNIT = r"""[^\s,;.()\[\]{}!?"'“”‘’«»_/\\&%#@…—¶§¡¿]+"""
_SEQUENCE = rf"\.?{_UNIT}(?:\.{_UNIT})*"
_WORD = re.compile(rf"(?:{_SEQUENCE}|\((?:{_SEQUENCE})?\)|\[(?:{_SEQUENCE})?\]|\{{(?:{_SEQUENCE})?\}}|\\[\[\]])+")
_NEXT = re.compile(r"[,;]?\s?")
_START = re.compile(r"\s*,?\s*")
_ROMAN = re.compile(
    r"(?<![^\W_])(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W_])", re.IGNORECASE
)
_BRACES = re.compile(r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A locator's text and its offsets, and where the words after it begin."""

    text: str = ""
    start: int = 0
    stop: int = 0
    end: int = 0
    explicit: bool = False


def split_locator(words: str) -> Found:
    """Find the locator that the words after a key begin with, `{…}` or a label and numbers; Found() where there is none."""
    start = _START.match(words)
    begin = start.end() if start else 0
    if braces := _BRACES.match(words, begin):
        text = braces[1].strip()
        stop = braces.start(1) + len(braces[1].rstrip())
        return Found(text, stop - len(text), stop, braces.end(), explicit=True)
    label = locators.label_at_start(words[begin:])
    end = _numbers(words, begin + len(label), labelled=True) if label else begin
    if end <= begin + len(label):
        end = _numbers(words, begin, labelled=False)
    return Found(words[begin:end].replace("*", ""), begin, end, end) if end > begin else Found()


def _numbers(words: str, begin: int, *, labelled: bool) -> int:
    """Return where the run of numbers that starts at a place ends. Roman ones count only after a label."""
    end, position = begin, begin
    while (word := _WORD.match(words, position)) and _counts(word[0], labelled=labelled):
        end = word.end()
        following = _NEXT.match(words, end)
        position = following.end() if following else end
    return end


def _counts(word: str, *, labelled: bool) -> bool:
    return any(map(str.isdigit, word)) or (labelled and bool(_ROMAN.search(word)))
