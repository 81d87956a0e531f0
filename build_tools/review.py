"""The review of a draft: what an editor's answer writes, and what is refused. Nothing here touches the world."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.checks import run as run_checks
from build_tools.diagnostics import Diagnostic, errors
from build_tools.editing import Edit, apply, decisions, front_matter, rewrite, statements
from build_tools.load.corpus import DECISIONS
from build_tools.load.digests import load
from build_tools.model import locators
from build_tools.model.dossier import OPEN
from build_tools.resolve.passages import searchable
from build_tools.resolve.selectors import selector
from build_tools.unreviewed import open_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from build_tools.intake import Desk
    from build_tools.model.dossier import Selector, Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.locators import Locator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Refused(Exception):  # noqa: N818 - it is no error of ours: the message tells an editor what to do instead
    """An answer can't be written; the message says why, and `wrong` holds what would be wrong afterwards."""

    def __init__(self, message: str, wrong: tuple[Diagnostic, ...] = (), text: str = "") -> None:
        super().__init__(message)
        self.wrong, self.text = wrong, text


@dataclass(frozen=True, slots=True)
class Answer:
    """What an editor says of a passage: the statement in their own words, and what it is filed under.

    `stances` are typed as in a digest, `proposition=asserts`. `voice` is empty where the source speaks for itself.
    """

    said: str
    topics: tuple[str, ...]
    stances: tuple[str, ...] = ()
    voice: str = ""
    kind: str = "claim"
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The files to write, by path from the project's root, and what they held before; None where there was no file."""

    before: tuple[tuple[str, bytes | None], ...]
    after: tuple[tuple[str, bytes], ...]


def answer_of(statement: Statement, text: str) -> Answer:
    """Return what a digest says of a passage now; `text` is the digest's."""
    said = text[statement.text_span.start : statement.text_span.end] if statement.stated else ""
    return Answer(
        " ".join(said.split()),
        tuple(topic.name for topic in statement.topics),
        tuple(_stance(one.proposition.name, one.attitude.value, one.basis.value) for one in statement.stances),
        statement.voice,
        statement.kind,
        tuple(event.name for event in statement.events),
    )


def _stance(proposition: str, attitude: str, basis: str) -> str:
    return f"{proposition}={attitude}{'/inferred' if basis == 'inferred' else ''}"


def accept(desk: Desk, key: str, index: int, answer: Answer) -> Change:
    """Write an answer into the digest, and its topics among the decisions. Raises Refused where it would not be sound."""
    held = _opened(desk, key)
    statement = held.source.statements[index]
    if not answer.said.strip() or answer.said.strip() == OPEN:
        raise Refused("the statement has no words yet")
    if not answer.topics:
        raise Refused("the statement is under no topic")
    edits = tuple(_edits(held.text, statement, answer))
    chosen = dict.fromkeys(answer.topics, True)
    chosen.update((topic.name, False) for topic in statement.topics if topic.name not in chosen)
    return _sound(held, edits, index, _decided(held, statement, chosen))


def _edits(text: str, statement: Statement, answer: Answer) -> Iterator[Edit]:
    now = answer_of(statement, text)
    if " ".join(answer.said.split()) != now.said:
        yield statements.words(statement, answer.said)
    given = (
        ("topics", now.topics, answer.topics), ("stance", now.stances, answer.stances), ("voice", (now.voice,), (answer.voice,)),
        ("kind", (now.kind,), (answer.kind if answer.kind != "claim" else "",)), ("events", now.events, answer.events),
    )  # fmt: skip
    for name, old, new in given:
        if tuple(old) != tuple(new) and not (name == "kind" and answer.kind == now.kind):
            yield statements.attribute(text, statement, name, " ".join(new))


def reject(desk: Desk, key: str, index: int) -> Change:
    """Take a statement out of the digest: nothing in its passage is worth one. Its topics are refused for the passage."""
    held = _opened(desk, key)
    statement = held.source.statements[index]
    refused = {topic.name: False for topic in statement.topics}
    return _changed(desk, [(held.path, [statements.removed(held.text, statement)]), *_decided(held, statement, refused)])


def split(desk: Desk, key: str, index: int, offset: int) -> Change:
    """Cut a statement's passage in two at an offset counted from the passage's start. The second statement is still to be written.

    Raises Refused where the original is not at hand, or no few words find each half again.
    """
    held = _opened(desk, key)
    statement = held.source.statements[index]
    first, second = _halves(held, statement, offset)
    topics = [topic.name for topic in statement.topics]
    edits = [
        *(statements.attribute(held.text, statement, *pair) for pair in _placed(*first) if pair[1] or _has(statement, pair[0])),
        statements.added_after(statement, [*_placed(*second), ("topics", " ".join(topics))], OPEN),
    ]
    return _sound(held, edits, index, (), added=1)


_Half = tuple["Locator", "Selector"]


def _halves(held: _Opened, statement: Statement, offset: int) -> tuple[_Half, _Half]:
    reading, evidence = held.library.corpus.readings.get(held.source.key), held.library.evidence.get(statement.id)
    if reading is None or evidence is None or evidence.passage is None or statement.locator is None:
        raise Refused("the passage is not at hand, so it can't be cut in two")
    body = searchable(reading)
    starts = [start for start, _ in body.spans]
    low, high = bisect_left(starts, evidence.passage.start), bisect_left(starts, evidence.passage.end)
    middle = bisect_left(starts, evidence.passage.start + offset)
    if not low < middle < high:
        raise Refused("there are no words on both sides of this place")
    names = _free(held.source, statement.locator)
    made = [(at, selector(reading.text, body, *ends, at)) for at, ends in zip(names, ((low, middle), (middle, high)), strict=True)]
    (first, one), (second, other) = made
    if one is None or other is None:
        raise Refused("no few words find both halves again; cut it elsewhere, or by hand")
    return (first, one), (second, other)


def _free(source: Source, locator: Locator) -> tuple[Locator, Locator]:
    """Return locators for two halves: the first keeps its letter, the second gets the next that is free at this place."""
    bare = locator.text.removesuffix(locator.letter) if locator.letter else locator.text
    taken = {one.locator.text for one in source.statements if one.locator}
    free = [f"{bare}{letter}" for letter in _LETTERS if f"{bare}{letter}" not in taken]
    wanted = [locator.text, *free[:1]] if locator.letter else free[:2]
    made = [at for one in wanted if (at := locators.parse(one))]
    if len(made) != 2:  # noqa: PLR2004 - halves
        raise Refused(f"{locator.text} can't be divided; give the two statements locators by hand")
    return made[0], made[1]


def _placed(locator: Locator, found: Selector) -> list[tuple[str, str]]:
    return [("at", locator.text), ("from", found.start), ("to", found.end), ("before", found.before), ("after", found.after)]


def _has(statement: Statement, name: str) -> bool:
    held = statement.selector
    return bool(held and {"to": held.end, "before": held.before, "after": held.after}.get(name))


def finish(desk: Desk, key: str, silent: Sequence[str] = ()) -> Change:
    """Call a digest reviewed, and its source silent on some propositions. Raises Refused where something is open or not sound."""
    held = _opened(desk, key)
    left, todo = open_items(held.library, key), held.source.todo
    if left or todo:
        raise Refused(f"{len(left)} statements and {len(todo)} questions of its front matter are open")
    edits = [front_matter.value(held.text, ("status",), "reviewed")]
    if silent:
        edits.append(front_matter.value(held.text, ("silent",), [*(mention.name for mention in held.source.silent), *silent]))
    change, after = _changed(desk, [(held.path, edits)]), apply(held.text, edits)
    if wrong := _wrong(held, change, 0, len(after)):
        raise Refused("the digest is not sound", wrong, after)
    return change


@dataclass(frozen=True, slots=True)
class _Opened:
    """A digest opened for an edit: the dossier as it is, the digest's path, its text as spans count in it, and what it says."""

    desk: Desk
    library: Library
    path: str
    text: str
    source: Source


def _opened(desk: Desk, key: str) -> _Opened:
    library = desk.library()
    source = library.sources[key]
    return _Opened(desk, library, source.path, library.corpus.texts[source.path], source)


_Edited = tuple[str, "Sequence[Edit]"]


def _decided(held: _Opened, statement: Statement, chosen: Mapping[str, bool]) -> tuple[_Edited, ...]:
    """Return the edits that note decisions on topics, by the locator of the passage."""
    if statement.locator is None:
        return ()
    path = f"{held.desk.settings.sources}/{DECISIONS}"
    noted = tuple(decisions.noted(held.library.corpus.texts.get(path, ""), held.source.key, statement.locator.text, chosen))
    return ((path, noted),) if noted else ()


def _sound(held: _Opened, edits: Sequence[Edit], index: int, others: Sequence[_Edited], added: int = 0) -> Change:
    """Return a change if the statement that it edits is sound afterwards, and all others are as before. Raises Refused."""
    text = apply(held.text, edits)
    after = load(held.path, text)[0].statements
    if _said(after, index, 1 + added) != _said(held.source.statements, index, 1):
        raise Refused("these words would change other statements of the digest; write them without marks of Markdown")
    change = _changed(held.desk, [(held.path, edits), *others])
    if wrong := _wrong(held, change, after[index].span.start, after[index + added].span.end):
        raise Refused("the statement is not sound", wrong, text)
    return change


def _said(some: Sequence[Statement], index: int, count: int) -> list[str]:
    """Return the words of all statements but those from an index on."""
    return [one.text for one in (*some[:index], *some[index + count :])]


def _wrong(held: _Opened, change: Change, start: int, end: int) -> tuple[Diagnostic, ...]:
    """Return the errors that a stretch of a digest would have after a change."""
    library = replace(held.desk, files={**held.desk.files, **dict(change.after)}).library()
    found = (*library.corpus.diagnostics, *run_checks(library, replace(held.desk.settings, drafts=True)))
    return tuple(one for one in errors(found) if one.span.path == held.path and start <= one.span.start <= end)


def _changed(desk: Desk, edited: Iterable[_Edited]) -> Change:
    pairs = [(path, rewrite(desk.files.get(path, b""), edits)) for path, edits in edited]
    fresh = [(path, content) for path, content in pairs if content != desk.files.get(path)]
    return Change(tuple((path, desk.files.get(path)) for path, _ in fresh), tuple(fresh))
