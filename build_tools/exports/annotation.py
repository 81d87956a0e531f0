"""A statement's passage as the target of a W3C Web Annotation, in no more words of the source than its selector has."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.model.words import words

if TYPE_CHECKING:
    from build_tools.model.dossier import Selector

# Words of a source that leave with the data, at each end of a passage and beside it. The check selector-long allows no more
# either, but a site can be built in spite of a check.
MOST = 4
_Selector = dict[str, "str | int | _Selector"]


def target(source: str, selector: Selector) -> dict[str, str | _Selector]:
    """Return where a passage stands in a source (Web Annotation Data Model, section 4)."""
    return {"type": "SpecificResource", "source": source, "selector": _passage(selector)}


def _passage(selector: Selector) -> _Selector:
    """Return a passage from its first to its last words; of one that has no end, its only words."""
    before, after = last_words(selector.before), first_words(selector.after)
    beside: _Selector = {"prefix": f"{before} "} if before else {}
    behind: _Selector = {"suffix": f" {after}"} if after else {}
    start, end = first_words(selector.start), last_words(selector.end)
    if not end:
        return {"type": "TextQuoteSelector", "exact": start, **beside, **behind}
    # A range ends before the place that its end selects (section 4.2.9), so that is the empty place after the last word.
    closed: _Selector = {"type": "TextPositionSelector", "start": len(end), "end": len(end)}
    return {
        "type": "RangeSelector",
        "startSelector": {"type": "TextQuoteSelector", "exact": start, **beside},
        "endSelector": {"type": "TextQuoteSelector", "exact": end, **behind, "refinedBy": closed},
    }


@lru_cache(maxsize=65_536)
def first_words(text: str) -> str:
    """Return the first words of a text, no more than may leave."""
    found = words(text)
    return text[: found[MOST - 1].end] if len(found) > MOST else text


@lru_cache(maxsize=65_536)
def last_words(text: str) -> str:
    """Return the last words of a text, no more than may leave."""
    found = words(text)
    return text[found[-MOST].start :] if len(found) > MOST else text
