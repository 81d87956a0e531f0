"""Cut an editor's paragraph into sentences, keeping each citation with the sentence it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# After these a full stop ends no sentence, unless (for those before a number) a letter follows: "He said no. She went."
# `etc.` and `al.` may end one, so they are not here.
_BEFORE_NAMES = frozenset("e.g i.e cf vs mr mrs ms dr prof st viz gen col lt ed eds art".split())  # noqa: SIM905 - reads better
_BEFORE_NUMBERS = frozenset("no nos para paras p pp vol vols approx ca c v ch chap sec fig n".split())  # noqa: SIM905 - the same
# A full stop, or one at the end of a span with attributes: `[…]{.analysis}`.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]*+(?:(?<=\])\{[^{}\n]*\})?(?=\s)"
    r"|[。！？]+[”’」』）]*"
)
_NAME = re.compile(r"(?![IVXLCDM]+\b)[^\W\d_]")
_NEXT = re.compile(r"\s*")
_CITATION = re.compile(r"\s*\[[^\[\]]*@[^\[\]]*\][.,;:]?")
_WORD_BEFORE = re.compile(r"([\w.]+)[.!?…]+[\"'”’»)\]*_]*$")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_CODE = re.compile(r"(`+).+?\1", re.DOTALL)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of a paragraph in Markdown. Brackets and code are never cut."""
    closed = _brackets(text)
    start = 0
    for match in _END.finditer(text):
        stop = match.end() - 1 if match.group().endswith("}") else match.start()
        if match.start() < start or closed[stop] or not _ends(text, match):
            continue
        end = match.end()
        while following := _CITATION.match(text, end):
            end = following.end()
        yield start, end
        start = (_NEXT.match(text, end) or match).end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether the full stop ends a sentence: no abbreviation or initial before it, no lower case after it."""
    following = text[match.end() :].lstrip()
    if following[:1].islower():
        return False
    before = _WORD_BEFORE.search(text, max(0, match.end() - 40), match.end())
    if not before or match.group().strip("\"'”’»)]*_") != ".":
        return True
    word = before.group(1)
    initial = len(word) == 1 and word.isupper()
    abbreviated = word.casefold() in _BEFORE_NAMES or (word.casefold() in _BEFORE_NUMBERS and _NAME.match(following) is None)
    return not (initial or abbreviated or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word))


def _brackets(text: str) -> list[bool]:
    """Tell for each character whether it stands within square brackets or code."""
    inside, depth, opened = [False] * len(text), 0, 0
    code = [match.span() for match in _CODE.finditer(text)]
    for start, end in code:
        inside[start:end] = [True] * (end - start)
    signs = [match.start() for match in _BRACKET.finditer(text) if not inside[match.start()]]
    for at in signs:
        if text[at] == "[":
            opened = opened if depth else at
            depth += 1
        elif depth:
            depth -= 1
            inside[opened:at] = inside[opened:at] if depth else [True] * (at - opened)
    inside[opened:] = [True] * (len(text) - opened) if depth else inside[opened:]
    return inside
