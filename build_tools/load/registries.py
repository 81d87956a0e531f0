"""Read the data files beside the digests: propositions, events and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.load import front_matter, prose
from build_tools.load.schema import Kind, Spec
from build_tools.load.typography import typeset
from build_tools.model import dates
from build_tools.model.dossier import Decision, Event, Mention, Name, Proposition, Wording

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic
    from build_tools.load.front_matter import Fields

_NAMED = (
    Spec("name", "the name as the index shows it", required=True),
    Spec("also", "other forms under which it is found in a statement", Kind.TEXTS),
    Spec("note", "who or what it is, in a few words"),
)
PROPOSITION_FIELDS = (
    Spec("propositions", "sentences that a source can assert, qualify or deny", Kind.TABLES, required=True, fields=(
        Spec("id", "a short name of letters and hyphens that never changes", required=True),
        Spec("text", "the proposition, one sentence", required=True),
        Spec("topics", "the topics on which it is shown", Kind.TEXTS, required=True),
        Spec("changed", "where time explains a difference between the sources: prose that cites"),
    )),
)  # fmt: skip
EVENT_FIELDS = (
    Spec("events", "what happened and when", Kind.TABLES, required=True, fields=(
        Spec("id", "a short name of letters, digits and hyphens that never changes", required=True),
        Spec("date", "the date in EDTF, such as 2022-05-24, 2022-05, 199X or 2022-02/2022-07", required=True),
        Spec("title", "the event in a few words", required=True),
        Spec("note", "where the date comes from, if the sources do not give it"),
    )),
)  # fmt: skip
WORDING_FIELDS = (
    Spec("wordings", "other words in which readers ask for a statement", Kind.TABLES, required=True, fields=(
        Spec("statement", "the statement's address, such as hale1901#para-9b", required=True),
        Spec("words", "words or short questions, in any order", required=True),
    )),
)  # fmt: skip
NAME_FIELDS = tuple(
    Spec(kind, f"the {kind} of the index", Kind.TABLES, fields=_NAMED) for kind in ("people", "states", "organisations")
)

DECISION_FIELDS = (
    Spec("decisions", "what editors decided on suggested topics", Kind.TABLES, fields=(
        Spec("source", "the source's key", required=True),
        Spec("at", "the locator of the passage, such as para. 3b", required=True),
        Spec("topic", "the topic, as family/topic", required=True),
        Spec("decision", "taken where the passage belongs under the topic", required=True, choices=("taken", "refused")),
    )),
)  # fmt: skip


def load_propositions(path: str, text: str) -> tuple[tuple[Proposition, ...], tuple[Diagnostic, ...]]:
    """Read `propositions.yaml`."""
    fields, wrong = front_matter.read(path, text, PROPOSITION_FIELDS)
    read = [_proposition(path, text, table) for table in fields.table("propositions")]
    return tuple(proposition for proposition, _ in read), (*wrong, *(one for _, some in read for one in some))


def _proposition(path: str, text: str, table: Fields) -> tuple[Proposition, tuple[Diagnostic, ...]]:
    changed = table.given("changed")
    start, end = _words_within(text, changed.span.start, changed.span.end) if changed.text else (0, 0)
    told, wrong = prose.load(path, text, start, end=end, prefix=f"{table.text('id')}-s")
    topics = tuple(Mention(given.text, given.span) for given in table.list("topics"))
    return Proposition(table.text("id"), table.words("text"), topics, told, table.span), wrong


def _words_within(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the quotation marks or the block sign (`>-`) around a YAML scalar."""
    if text[start : start + 1] in {"'", '"'}:
        return start + 1, end - 1
    if text[start : start + 1] in {">", "|"}:
        return text.find("\n", start) + 1, end
    return start, end


def load_events(path: str, text: str) -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """Read `events.yaml`. A date that can't be is kept as text; a check reports it."""
    fields, wrong = front_matter.read(path, text, EVENT_FIELDS)
    return tuple(_event(table) for table in fields.table("events")), wrong


def _event(table: Fields) -> Event:
    date = table.given("date")
    return Event(
        table.text("id"), table.words("title"), date.text, dates.read(date.text), table.words("note"), table.span, date.span
    )


def load_names(path: str, text: str) -> tuple[tuple[Name, ...], tuple[Diagnostic, ...]]:
    """Read `names.yaml`."""
    fields, wrong = front_matter.read(path, text, NAME_FIELDS)
    names = tuple(
        Name(
            table.words("name"),
            kind.name,
            tuple(typeset(given.text) for given in table.list("also")),
            table.words("note"),
            table.span,
        )
        for kind in NAME_FIELDS
        for table in fields.table(kind.name)
    )
    return names, wrong


def load_decisions(path: str, text: str) -> tuple[tuple[Decision, ...], tuple[Diagnostic, ...]]:
    """Read `decisions.yaml`."""
    fields, wrong = front_matter.read(path, text, DECISION_FIELDS)
    return tuple(_decision(table) for table in fields.table("decisions")), wrong


def _decision(table: Fields) -> Decision:
    taken = table.text("decision") == "taken"
    return Decision(table.text("source"), table.text("at"), table.text("topic"), taken, table.span)


def load_wordings(path: str, text: str) -> tuple[tuple[Wording, ...], tuple[Diagnostic, ...]]:
    """Read `wordings.yaml`."""
    fields, wrong = front_matter.read(path, text, WORDING_FIELDS)
    return tuple(_wording(table) for table in fields.table("wordings")), wrong


def _wording(table: Fields) -> Wording:
    statement = table.given("statement")
    return Wording(Mention(statement.text, statement.span), table.text("words"))
