"""The part of a library that a reader asked for: its statements, the sources and stances that they bring, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Library
    from build_tools.model.selection import Selection


def narrowed(library: Library, selection: Selection) -> tuple[Library, tuple[Statement, ...]]:
    """Return the statements that are asked for, and the library with their sources and stances alone.

    Each of these statements is matched by the place of its locator, by which a page can cite it.
    """
    sources = {key: source for key, source in library.sources.items() if _of_source(source, selection, library)}
    wanted = {one.id: one for one in library.statements.values() if one.source in sources and _under(one, selection)}
    kept = {one.source for one in wanted.values()}
    narrow = replace(
        library,
        sources={key: source for key, source in sources.items() if key in kept},
        bylines={key: byline for key, byline in library.bylines.items() if key in kept},
        by_topic={name: _among(some, wanted) for name, some in library.by_topic.items()},
        by_event={name: _among(some, wanted) for name, some in library.by_event.items()},
        positions={name: tuple(one for one in some if one.source.key in kept) for name, some in library.positions.items()},
        matched={**library.matched, **{one.at_span: (one,) for one in wanted.values()}},
        statements={name: one for name, one in library.statements.items() if one.source in kept},
        uses_of_statement={**dict.fromkeys(wanted, ()), **library.uses_of_statement},
    )
    return narrow, tuple(wanted.values())


def _of_source(source: Source, selection: Selection, library: Library) -> bool:
    if selection.sources and source.key not in selection.sources:
        return False
    moment = library.dated.get(source.key)
    return selection.since is None or (moment is not None and moment.latest >= selection.since.earliest)


def _under(statement: Statement, selection: Selection) -> bool:
    topics = {mention.name for mention in statement.topics}
    return statement.stated and (not selection.topics or bool(topics & set(selection.topics)))


def _among(statements: Iterable[Statement], wanted: dict[str, Statement]) -> tuple[Statement, ...]:
    return tuple(one for one in statements if one.id in wanted)
