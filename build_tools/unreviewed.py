"""What is open in a draft, and how one of its statements is put to an editor. Nothing here touches the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model import locators
from build_tools.model.sentences import sentences
from build_tools.suggest import around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Statement
    from build_tools.model.library import Library
    from build_tools.model.suggestions import Suggestion
    from build_tools.suggest import Suggester

_UNWRITTEN, _UNFILED, _UNCONFIRMED = "the statement is still to be written", "under no topic", "topics not confirmed"


@dataclass(frozen=True, slots=True)
class Item:
    """A statement under review: its number in the digest from 0, what is open in it, its passage, and what is proposed.

    `before` and `after` are the words around the passage in its paragraph. All three are empty where the original is not at
    hand. `begins` are the offsets, in the passage, at which its second and later sentences begin.
    """

    index: int
    statement: Statement
    open: tuple[str, ...]
    before: str
    passage: str
    after: str
    suggestion: Suggestion

    @property
    def begins(self) -> tuple[int, ...]:
        """Where the passage can be cut in two: the starts of its sentences but the first."""
        return tuple(start for start, _ in sentences(self.passage))[1:]


def item(library: Library, key: str, index: int, known: Suggester) -> Item:
    """Return a statement of a source as it is put to an editor."""
    statement = library.sources[key].statements[index]
    reading, evidence = library.corpus.readings.get(key), library.evidence.get(statement.id)
    if reading is None or evidence is None or evidence.passage is None:
        return Item(index, statement, what_is_open(library, statement), "", "", "", known.passage(statement.text))
    start, end = evidence.passage.start, evidence.passage.end
    wider = around(reading, evidence.passage)
    at = reading.text.find(wider, max(0, end - len(wider)), end + len(wider)) if wider else start
    end_of_sentence = _with_its_stop(reading.text, end)
    passage = reading.text[start:end_of_sentence]
    proposed = known.passage(passage, wider, library.dated.get(key))
    before, after = reading.text[at:start], reading.text[end_of_sentence : at + len(wider)]
    return Item(index, statement, what_is_open(library, statement), before, passage, after, proposed)


def _with_its_stop(text: str, end: int) -> int:
    """Return where a passage ends with the marks that close its last sentence, which no selector holds."""
    while end < len(text) and text[end] in ".!?…”’\"')»":
        end += 1
    return end


def open_items(library: Library, key: str) -> tuple[int, ...]:
    """Return the numbers of the statements of a source in which something is open."""
    return tuple(at for at, one in enumerate(library.sources[key].statements) if what_is_open(library, one))


def what_is_open(library: Library, statement: Statement) -> tuple[str, ...]:
    """Tell what an editor has still to do on a statement; nothing where it is done, or the source is reviewed."""
    if not library.sources[statement.source].draft:
        return () if statement.stated else (_UNWRITTEN,)
    return tuple(_open(library, statement))


def _open(library: Library, statement: Statement) -> Iterator[str]:
    if not statement.stated:
        yield _UNWRITTEN
    if not statement.topics:
        yield _UNFILED
    elif not {topic.name for topic in statement.topics} <= _taken(library, statement):
        yield _UNCONFIRMED


def _taken(library: Library, statement: Statement) -> set[str]:
    at = statement.locator.text if statement.locator else ""
    return {one.topic for one in library.corpus.decisions if one.taken and (one.source, one.at) == (statement.source, at)}


def unsaid(library: Library, key: str) -> tuple[str, ...]:
    """Return the propositions on which a digest shows no stance and does not say that its source is silent."""
    source = library.sources[key]
    said = {stance.proposition.name for one in source.statements for stance in one.stances}
    return tuple(one for one in library.propositions if one not in said | {mention.name for mention in source.silent})


def unstated(library: Library, key: str) -> tuple[int, ...]:
    """Return the numbers of the paragraphs of an original at hand on which no statement of its digest rests."""
    reading, source = library.corpus.readings.get(key), library.sources[key]
    held = [one.locator for one in source.statements if one.locator]
    wanted = ((one.number, locators.parse(f"para. {one.number}")) for one in (reading.paragraphs if reading else ()))
    return tuple(number for number, at in wanted if at and not any(at.covers(one) for one in held))
