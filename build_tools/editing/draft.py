"""The draft of a digest: all that a machine can find out, and TODO where an editor has to read and judge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.editing import front_matter
from build_tools.editing.entry import inferred
from build_tools.editing.keys import several, surname
from build_tools.editing.statements import attribute_line, paragraph, writable
from build_tools.model.dossier import OPEN
from build_tools.model.suggestions import Suggestion
from build_tools.model.words import forms, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from build_tools.model.dossier import Original, Selector
    from build_tools.model.metadata import Metadata

# A heading of the original, or the name of a speaker, goes along as far as so many of its words.
_HEADING = 4
_TOPICS, _CLOSE = 3, 0.5
_NAMES = 6
_QUESTIONS = {
    "title": "its title: none was found in the file; add it to the entry",
    "author": "who wrote it: nobody was found in the file; add author to the entry, or leave it out if nobody is named",
    "institution": "who published it: nobody was found in the file; add institution to the entry",
    "date": "when it came out: no date of its own was found in the file; add date to the entry",
    "url": "where it can be read: no address was found in the file; add url to the entry if there is one",
}
_MARKUP = re.compile(r"[\\`*_\[\]<>@{}|~$^]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the draft has it: the section it stands under, its locator and selector, and its words.

    `said` is empty unless the passage itself may stand as the statement, as the source's licence may allow.
    """

    section: str
    at: str
    selector: Selector | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with a source: restricted or open, and under which licence."""

    rights: str = "restricted"
    licence: str = ""


def digest(  # noqa: PLR0913 - a digest is made from six things that have no common owner
    known: Metadata,
    original: Original,
    passages: Sequence[Passage],
    suggestions: Sequence[Suggestion] = (),
    *,
    rights: Rights = Rights(),
    marks: Mapping[int, str] | None = None,
) -> str:
    """Return the text of a draft. `suggestions` are one for each passage, or none at all."""
    proposed = suggestions or [Suggestion()] * len(passages)
    lines = [*_front_matter(known, original, passages, rights, marks or {})]
    section = ""
    for passage, suggestion in zip(passages, proposed, strict=True):
        if passage.section != section:
            section = passage.section
            lines += [f"## {_heading(section)}", ""] if section else []
        if passage.selector:
            lines += [_attributes(passage, suggestion), _said(passage.said), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _front_matter(
    known: Metadata, original: Original, passages: Sequence[Passage], rights: Rights, marks: Mapping[int, str]
) -> Iterator[str]:
    yield "---"
    yield "status: draft"
    yield f"rights: {rights.rights}"
    if rights.licence:
        yield f"licence: {front_matter.written(rights.licence)}"
    yield f"original: {{file: {front_matter.written(original.file)}, sha256: {_hash(original.sha256)}}}"
    if label := _label(known):
        yield f"label: {front_matter.written(label)}"
    if marks:
        yield f"marks: {{{', '.join(f'{line}: {kind}' for line, kind in sorted(marks.items()))}}}"
    yield "todo:"
    for asked in _asked(known, passages):
        yield f"  - {front_matter.written(asked)}"
    yield "---"


def _hash(sha256: str) -> str:
    """Return a hash as YAML reads it as words: one of digits alone, or like 1e5, would be a number."""
    return f'"{sha256}"' if re.fullmatch(r"\d+(?:e\d+)?", sha256) else sha256


def _label(known: Metadata) -> str:
    names = [person.name if person.corporate else surname(person.name) for person in known.persons if person.role == "author"]
    who = names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al." if names else ""  # noqa: PLR2004 - two names
    issuers = several(known.institution.value)
    who = who or (f"{issuers[0]} et al." if len(issuers) > 1 else _first_words(known.institution.value or known.title.value))
    return f"{who} {known.date.value[:4]}".strip() if who else ""


def _asked(known: Metadata, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield what an editor has to find out or to check before the digest can be called reviewed."""
    for name in known.missing:
        bound = f"; it is no older than {known.date.value}" if name == "date" and known.lower_bound else ""
        yield f"{_QUESTIONS[name]}{bound}"
    for name, how in inferred(known):
        if name == "langid" or (name == "date" and known.lower_bound):
            continue  # nobody mistakes a text's language, and a date that is only a bound is asked for above
        yield f"check {name}, which was inferred{f' ({writable(how)})' if how else ''}"
    yield "about: in which capacity the author wrote it, where and when; write it as about, above"
    if lost := [passage.at for passage in passages if passage.selector is None]:
        yield f"no few words find the passage again at {', '.join(lost)}; write the statement with its selector by hand"


def _heading(section: str) -> str:
    """Return the first words of a heading of the original, without what Markdown would act on."""
    return _escaped(_first_words(section)).strip("# ") or "…"


def _first_words(title: str) -> str:
    """Return a title where it is short, else its first words."""
    found = spans(title)
    words = title if len(found) <= _HEADING else title[: found[_HEADING - 1][1]] + " …"
    return " ".join(words.split())


def _attributes(passage: Passage, suggestion: Suggestion) -> str:
    selector = passage.selector
    if selector is None:
        return ""
    line = attribute_line([
        ("at", passage.at), ("from", selector.start), ("to", selector.end), ("before", selector.before), ("after", selector.after),
        ("topics", " ".join(_topics(suggestion))), ("voice", _name(suggestion.voice)), ("events", " ".join(suggestion.events)),
    ])  # fmt: skip
    found = (
        ("dates", suggestion.dates),
        ("names", suggestion.names[:_NAMES]),
        ("speaks on", tuple(guess.proposition for guess in suggestion.propositions)),
    )
    told = "; ".join(f"{name} {', '.join(items)}" for name, items in found if items)
    return f"{line[:-1]} %{re.sub('[%{}]', '', writable(told))}%}}" if told else line


def _name(voice: str) -> str:
    """Return a speaker's name; what is too long for one, or begins small, is a piece of the text."""
    return voice if voice[:1].isupper() and len(forms(voice)) <= _HEADING else ""


def _topics(suggestion: Suggestion) -> Iterator[str]:
    """Yield the topics that are worth writing down: the first, and those that are nearly as well spoken for."""
    best = suggestion.topics[0].score if suggestion.topics else 0
    for guess in suggestion.topics[:_TOPICS]:
        if guess.score >= best * _CLOSE:
            yield guess.topic


def _said(words: str) -> str:
    return paragraph(_escaped(words)) if words else OPEN


def _escaped(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", words)
