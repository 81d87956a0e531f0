"""Behind the text: what a heading such as Notes, Related or Comments says of all the lines that follow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.load.line_kinds import LONG, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from build_tools.load.line_kinds import Seen

_MOST = 6
_NAME = 4
_SENTENCE = 12
_SHORT = 30
_ENTRY = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]?(?=\s|[A-Z“\"']))\s*\S")
# Heading, the kind of what follows, whether long lines too are of it.
_REGIONS = (
    (re.compile(r"(?:foot|end)?notes(?: and references)?:?", re.IGNORECASE), "note", True),
    (re.compile(r"(?:references|bibliography|sources|works cited|literature):?", re.IGNORECASE), "reference", True),
    (
        re.compile(r"(?:\d+ )?(?:comments?|repl(?:y|ies)|responses)(?: \(\d+\))?:?|leave a (?:comment|reply)", re.IGNORECASE),
        "comment",
        True,
    ),
    (re.compile(r"about the authors?:?|(?:the )?authors?:?|contributors?:?", re.IGNORECASE), "author", True),
    (
        re.compile(
            r"(?:explore (?:our )?)?related\b.*|more (?:from|on|like)\b.*|you (?:may|might) also\b.*|recommended\b.*|read next"
            r"|up next|most (?:read|popular|viewed)|latest\b.*|trending\b.*|further reading:?",
            re.IGNORECASE,
        ),
        "navigation",
        False,
    ),
    (re.compile(r"(?:tags|topics|filed under|share(?: this.*)?):?", re.IGNORECASE), "back-matter", False),
)
_BEHIND = 0.6
_EDIT = re.compile(r"\s*\[(?:edit|modifier|bearbeiten)[^\]]*\]$", re.IGNORECASE)
_CITED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|https?:|doi|^\W*[\[(]?\d{1,3}[\]).]|^\^")
# What wording says of a line more surely than the heading it stands behind.
_SURE = frozenset({"disclaimer", "back-matter", "newsletter", "credit"})
_CONTENTS = re.compile(r"(?:table of )?contents|on this page|in this article", re.IGNORECASE)
_ENTRY_OF_CONTENTS = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[ivx]{1,5}\.)\s+\S.{0,120}|\S.{0,120}?(?:\s*\.){3,}\s*\d{1,3}|\S.{0,100}\s{3,}\d{1,3}"
)


def behind_the_text(seen: Sequence[Seen], kinds: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give each line after the heading of a region the region's kind, where the region stands behind most of the text."""
    total = sum(line.count for line in seen) or 1
    result, words, kind, takes_long = list(kinds), 0, "", False
    for index in range(1, len(kinds) - 1):
        boxed = kinds[index - 1][0] == kinds[index + 1][0] == "newsletter" and kinds[index][0] in {"body", "heading"}
        if boxed and seen[index].count < _SHORT:
            result[index] = ("newsletter", "between the lines of a newsletter box")
    for index in of_contents(seen):
        result[index] = ("navigation", "an entry of the table of contents")
    for index, line in enumerate(seen):
        opened = _opened(line, seen) if _may_open(line, kinds[index][0], seen, behind=words / total) else None
        if opened:
            kind, takes_long = opened
            if kinds[index][0] == "heading":
                result[index] = (
                    kind if kind in {"comment", "author"} else "back-matter",
                    "the heading of what stands behind the text",
                )
        elif kind and _goes_on(line, kind, takes_long=takes_long, now=kinds[index][0]):
            if kinds[index][0] not in _SURE:
                result[index] = (kind, "behind a heading of its kind")
        else:
            kind = ""
        words += line.count
    return result


def words_of_note(text: str) -> int:
    """Return where the words of a note begin, behind its number."""
    match = _ENTRY.match(text)
    return match.end() - 1 if match else 0


def label_of(text: str) -> str:
    """Return the number that a note begins with; empty where there is none."""
    match = _ENTRY.match(text)
    return next(filter(None, match.groups()), "") if match else ""


def _may_open(line: Seen, kind: str, seen: Sequence[Seen], *, behind: float) -> bool:
    if line.count > _MOST or kind == "body":
        return False
    if behind >= _BEHIND:
        return True
    following = seen[line.index + 1 : line.index + 4]
    return len(following) > 1 and [label_of(one.text) for one in following][:2] == ["1", "2"] and behind > _BEHIND / 2


def _opened(line: Seen, seen: Sequence[Seen]) -> tuple[str, bool] | None:
    text = _EDIT.sub("", line.text)
    found = next(((kind, long) for pattern, kind, long in _REGIONS if pattern.fullmatch(text)), None)
    following = seen[line.index + 1 : line.index + 3]
    # A section may be called Sources: what lists them names years or addresses, or numbers its lines.
    listed = not following or any(_CITED.search(one.text) for one in following)
    return None if found and found[0] == "reference" and not listed else found


def of_contents(seen: Sequence[Seen]) -> frozenset[int]:
    """Return the lines of a table of contents: entries that are numbered or end in a page's number, behind its heading."""
    found: set[int] = set()
    for line in seen:
        if _CONTENTS.fullmatch(line.text) or line.index in found:
            following = line.index + 1
            entry = following < len(seen) and seen[following].count < LONG and _ENTRY_OF_CONTENTS.fullmatch(seen[following].text)
            found |= {following} if entry else set()
    return frozenset(found)


def _goes_on(line: Seen, kind: str, *, takes_long: bool, now: str) -> bool:
    """Tell whether a line still belongs to the region: a long one ends a list of links, a heading ends an author's life."""
    if kind == "author":
        return now != "heading" or judge(line)[0] == "author" or line.count <= _NAME
    return takes_long or (line.count < LONG and not (line.count >= _SENTENCE and line.text.endswith((".", "!"))))
