"""Events of the dossier that a passage seems to tell of: it names their date, or most of what their title says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.suggest.terms import telling_words, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.dossier import Event

_MOST_OF_IT = 0.6
_FEWEST = 2


def told_of(text: str, dates: Iterable[str], events: Iterable[Event]) -> tuple[str, ...]:
    """Return the ids of events that a text tells of: the same date and a word of the title, or most words of the title."""
    mentioned, said = frozenset(date.rstrip("~?%") for date in dates), frozenset(terms(text))
    return tuple(
        event.id for event in events if _shared(event, said) >= (1 if event.date.rstrip("~?%") in mentioned else _much(event))
    )


def _shared(event: Event, said: frozenset[str]) -> int:
    return len(_title(event) & said)


def _much(event: Event) -> float:
    return max(_FEWEST, _MOST_OF_IT * len(_title(event)))


def _title(event: Event) -> frozenset[str]:
    return frozenset(telling_words(event.title, terms(event.title)))
