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


def behind_the_text(seen: Sequence[Seen], kinds: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give each line after the heading of a region the region's kind, where the region stands behind most of the text."""
    total = sum(line.count for line in seen) or 1
    result, words, kind, takes_long = list(kinds), 0, "", False
    for index, line in enumerate(seen):
        opened = _opened(line) if _may_open(line, kinds[index][0], seen, behind=words / total) else None
        if opened:
            kind, takes_long = opened
        elif kind and _goes_on(line, kind, takes_long=takes_long, now=kinds[index][0]):
            result[index] = (kind, "behind a heading of its kind")
        else:
            kind = ""
        words += line.count
    return result


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


def _opened(line: Seen) -> tuple[str, bool] | None:
    return next(((kind, long) for pattern, kind, long in _REGIONS if pattern.fullmatch(line.text)), None)


def _goes_on(line: Seen, kind: str, *, takes_long: bool, now: str) -> bool:
    """Tell whether a line still belongs to the region: a long one ends a list of links, a heading ends an author's life."""
    if kind == "author":
        return now != "heading" or judge(line)[0] == "author" or line.count <= _NAME
    return takes_long or line.count < LONG
