"""Statements and propositions as CSV (RFC 4180), for a spreadsheet or a statistics program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.exports import csl_item
from build_tools.exports.annotation import first_words, last_words
from build_tools.exports.characters import clean
from build_tools.model.dossier import Attitude
from build_tools.model.pages import Artifact, DataFile, page_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Mention, Source, Statement
    from build_tools.model.library import Library, Position
    from build_tools.model.pages import Edition

NAME = "csv"
STATEMENTS = "statements.csv"
_SOURCE_COLUMNS = (
    ("source", "The key of the source’s bibliography entry"),
    ("source_label", "Its short name"),
    ("published", "When it came out, ISO 8601; an interval has a slash"),
)
_STATEMENT_COLUMNS = (
    ("id", "The source’s key, # and the statement’s anchor on its source’s page"),
    *_SOURCE_COLUMNS,
    ("authors", "Who wrote it"),
    ("institutions", "Who stands behind it"),
    ("locator", "Where the passage stands, such as para. 9"),
    ("statement", "The claim, in the editor’s words"),
    ("voice", "Whom the source reports; empty where it speaks for itself"),
    ("kind", "claim, forecast or advice"),
    ("topics", "Ids of topics"),
    ("stances", "Each as proposition: attitude (basis)"),
    ("events", "Ids of events"),
    ("first_words", "The first words of the passage, four at most"),
    ("last_words", "The last words of the passage, four at most; empty where the first are all of it"),
    ("evidence", "found, recorded, not found or unchecked"),
    ("recorded", "The day on which the passage was found and recorded"),
    ("page", "The statement’s address on the site, where the site has one"),
    ("url", "The publisher’s address"),
)
_PROPOSITION_COLUMNS = (
    ("proposition", "The proposition’s id"),
    ("text", "The proposition"),
    ("topics", "Ids of topics"),
    *_SOURCE_COLUMNS,
    ("attitude", "asserts, qualifies, denies or silent"),
    ("basis", "explicit: the text says so; inferred: it follows from the text; empty where the source is silent"),
    ("statements", "Ids of the statements that show it"),
)
_GUARD = (
    "Fields are quoted, lines end in CR LF, the text is UTF-8, and several values in a field are parted by a semicolon. A field "
    "that begins with =, +, -, @, a tab, a line end or an apostrophe has one apostrophe put before it, so that no spreadsheet "
    "takes it for a formula; take that first apostrophe away to have the words as they are."
)
FILES = (
    DataFile(STATEMENTS, "Statements as a table", f"One line for each statement. {_GUARD}", _STATEMENT_COLUMNS),
    DataFile(
        "propositions.csv", "Propositions as a table", "One line for each proposition and source. As above.", _PROPOSITION_COLUMNS
    ),
)
# OWASP, "CSV Injection", with the wide forms that East Asian spreadsheets read alike. The apostrophe keeps the rule reversible.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return both tables."""
    contents = (statements(edition), _table(_PROPOSITION_COLUMNS, _positions(edition)))
    return tuple(Artifact(file.path, content) for file, content in zip(FILES, contents, strict=True))


def statements(edition: Edition, names: frozenset[str] | None = None) -> bytes:
    """Return the statements with these ids as a table; all where none are given."""
    keys = edition.library.sources if names is None else {name.partition("#")[0] for name in names}
    sources = (source for key, source in edition.library.sources.items() if key in keys)
    rows = (row for source in sources for row in _statements(source, edition))
    return _table(_STATEMENT_COLUMNS, (row for row in rows if names is None or row[0] in names))


def _table(columns: tuple[tuple[str, str], ...], rows: Iterable[Iterable[str]]) -> bytes:
    lines = ([name for name, _ in columns], *rows)
    return "".join(",".join(map(field, line)) + "\r\n" for line in lines).encode("utf-8", "replace")


def field(value: str) -> str:
    """Return a value as a quoted field that no spreadsheet takes for a formula."""
    words = value if value.isprintable() else clean(value)
    guarded = f"'{words}" if words.startswith(_FORMULA) else words
    return '"' + guarded.replace('"', '""') + '"'


def _statements(source: Source, edition: Edition) -> Iterator[tuple[str, ...]]:
    work = edition.citations.works.get(source.key)
    authors = "; ".join(one.straight for one in csl_item.read(work).people("author")) if work else ""
    about = (*_about(source, edition), authors, "; ".join(work.institutions) if work else "")
    page, url = page_url(f"sources/{source.key}.md", edition.settings), work.url if work else ""
    for one in source.statements:
        place = f"{page}#{one.anchor}" if page else ""
        yield (one.id, *about, *_said(one), *_proven(one, edition.library), place, url)


def _said(statement: Statement) -> Iterator[str]:
    selector = statement.selector
    yield statement.locator.shown if statement.locator else ""
    yield statement.text
    yield statement.voice
    yield statement.kind
    yield _names(statement.topics)
    yield "; ".join(f"{one.proposition.name}: {one.attitude.value} ({one.basis.value})" for one in statement.stances)
    yield _names(statement.events)
    yield first_words(selector.start) if selector else ""
    yield last_words(selector.end) if selector else ""


def _proven(statement: Statement, library: Library) -> tuple[str, str]:
    evidence = library.evidence.get(statement.id)
    return library.standing(statement).value, evidence.recorded if evidence else ""


def _positions(edition: Edition) -> Iterator[tuple[str, ...]]:
    about = {source.key: _about(source, edition) for source in edition.library.sources.values()}
    for one in edition.library.propositions.values():
        for position in edition.library.positions.get(one.id, ()):
            yield (one.id, one.text, _names(one.topics), *about[position.source.key], *_stance(position))


def _stance(position: Position) -> tuple[str, str, str]:
    stance = position.stance
    statements = "; ".join(statement.id for statement in position.statements)
    return (stance.attitude if stance else Attitude.SILENT).value, stance.basis.value if stance else "", statements


def _about(source: Source, edition: Edition) -> tuple[str, str, str]:
    work = edition.citations.works.get(source.key)
    return source.key, source.label or (work.label if work else source.key), work.issued if work else ""


def _names(mentions: Iterable[Mention]) -> str:
    return "; ".join(mention.name for mention in mentions)
