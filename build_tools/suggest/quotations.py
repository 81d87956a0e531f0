"""Direct quotations in a text, and who seems to speak in them. A few words marked off without a verb of saying are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.model.sentences import sentences
from build_tools.model.suggestions import Quoted
from build_tools.suggest.names import without_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "「": "」", "『": "』"}
_SAID = re.compile(
    r"(?<![\w-])(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|asked|adds?|added|argu(?:ed?|es|ing)|repl(?:ied|ies)|respond(?:ed|s)|stat(?:ed?|es)"
    r"|not(?:ed|es)|claim(?:ed|s|ing)?|insist(?:ed|s)|stress(?:ed|es)|emphasi[sz](?:ed|es)|announc(?:ed|es)|declar(?:ed?|es|ing)"
    r"|warn(?:ed|s|ing)?|affirm(?:ed|s|ing)?|writ(?:es?|ing)|wrote|call(?:ed|s)|describ(?:ed?|es)|remark(?:ed|s)|explain(?:ed|s)"
    r"|recall(?:ed|s)|conclud(?:ed?|es)|urg(?:ed|es)|complain(?:ed|s)|promis(?:ed|es)|admit(?:ted|s)"
    r"|according to|in the words of)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according to|in the words of)\s+(?P<who>[^,;:.“\"‘«]{3,60}?)(?=[,;:.“\"‘«]|$)", re.IGNORECASE)
_NAME = r"[A-Z][\w’'.-]*\w(?:\s(?:(?:of|de|von|van|der|the|and|for)\s)*[A-Z][\w’'.-]*\w)*"
_SUBJECT = rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w’'-]+\s){{0,4}}[\w’'-]+|{_NAME})"
_ENDS, _BEGINS = re.compile(rf"(?<![\w’'-])(?P<who>{_SUBJECT})$"), re.compile(_SUBJECT)
_AUXILIARY = re.compile(r"(?:\s(?:has|had|have|also|then|later|once|afterwards))+$")
_NAME_AT_END = re.compile(rf"(?<![\w’'-])(?P<who>{_NAME})$")
_NO_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|i|you|this|that|these|those|who|which|what|when|while|as|in|on|at|but|and|or|if|so|yet)\b", re.IGNORECASE
)
_FEW_WORDS = 4
_WINDOW = 140


def quotations(text: str) -> tuple[Quoted, ...]:
    """Return the direct quotations of a text with their speakers, as they are named there."""
    return tuple(_quoted(text, start, end) for start, end in _marked_off(text) if _is_speech(text, start, end))


def reported_by(text: str) -> str:
    """Return whom a text reports without quoting, where it says so with `according to`; nothing where it does not."""
    found = _ACCORDING.search(text)
    return found["who"].strip() if found else ""


def _marked_off(text: str) -> Iterator[tuple[int, int]]:
    """Yield each outermost stretch between quotation marks; one that is never closed ends with the text."""
    at = 0
    while at < len(text):
        closing = _CLOSING.get(text[at])
        if closing is None or (at and text[at - 1].isalnum()):
            at += 1
            continue
        end = _closed(text, at, closing)
        if end or text[at] in "“«„":
            yield at, end or len(text)
        at = end or at + 1


def _closed(text: str, at: int, closing: str) -> int:
    """Return where a quotation ends; an apostrophe within a word, or after an s that a later mark follows, does not end it."""
    depth, place = 1, at + 1
    while place < len(text):
        depth += text[place] == text[at] != closing
        if text[place] == closing and not _apostrophe(text, place):
            depth -= 1
            if not depth:
                return place + 1
        place += 1
    return 0


def _apostrophe(text: str, at: int) -> bool:
    if text[at] != "’":
        return False
    within = text[at - 1].isalnum() and text[at + 1 : at + 2].isalpha()
    opened = text.find("‘", at + 1)
    later = re.search(r"(?<!\w)’|[^\W\d_]’(?!\w)", text[at + 1 : opened if opened >= 0 else len(text)])
    return within or (text[at - 1] == "s" and text[at + 1 : at + 2] == " " and later is not None)


def _is_speech(text: str, start: int, end: int) -> bool:
    before, after = _around(text, start, end)
    said = _SAID.search(before) or _SAID.match(after.lstrip(" ,")) or before.rstrip().endswith(":")
    told = bool(said) or bool(_SAID.search(after[:40]))
    return told or len(text[start:end].split()) > 2 * _FEW_WORDS or not _is_closed(text, start, end)


def _is_closed(text: str, start: int, end: int) -> bool:
    return text[end - 1] == _CLOSING[text[start]]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the same sentence before and after a quotation, or of the sentence before where it stands alone."""
    starts = [low for low, _ in sentences(text[:start])] or [0]
    before = text[max(starts[-1], start - _WINDOW) : start]
    rest = text[end:]
    stop = re.search(r"[.!?](?=\s|$)", rest)
    return before, rest[: stop.end() if stop else _WINDOW][:_WINDOW]


def _quoted(text: str, start: int, end: int) -> Quoted:
    return Quoted(start, end, without_titles(_speaker(*_around(text, start, end))))


def _speaker(before: str, after: str) -> str:
    """Return who speaks: the subject of the verb of saying nearest to the quotation, before it or else after it."""
    if source := reported_by(before) or reported_by(after):
        return source
    verbs = list(_SAID.finditer(before))
    if verbs and (named := _subject_before(before[: verbs[-1].start()])):
        return named
    verb = _SAID.search(after)
    if verb is None:
        return ""
    return _subject_before(after[: verb.start()]) or _subject_after(after[verb.end() :])


def _subject_before(words: str) -> str:
    """Return the subject that some words end with; of `the chair, Edda Quill,` the name."""
    for part in reversed(words.strip(" ,").split(", ")):
        bare = _AUXILIARY.sub("", part)
        found = _NAME_AT_END.search(bare) or _ENDS.search(bare)
        if found and not _NO_SUBJECT.match(found["who"]) and not _SAID.search(part):
            return found["who"]
    return ""


def _subject_after(words: str) -> str:
    found = _BEGINS.match(re.split(r"[,;:.]", words.lstrip(), maxsplit=1)[0])
    return "" if found is None or _NO_SUBJECT.match(found.group()) else found.group()
