"""All that can be found in a dossier, in the order in which equals are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.exports.search import entries
from build_tools.exports.search.prose import prose
from build_tools.exports.search.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.exports.search.record import Record
    from build_tools.model.pages import Edition

_KINDS = (statements, entries.questions, entries.propositions, entries.events, entries.names, entries.works, prose)


def records(edition: Edition) -> Iterator[Record]:
    """Yield a record for each statement, family, topic, proposition, event, name, source, work and sentence of an editor."""
    for kind in _KINDS:
        yield from kind(edition)
