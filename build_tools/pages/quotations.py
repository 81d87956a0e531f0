"""The quoted words of a statement, cut out of the original: no words of others get onto a page in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing

if TYPE_CHECKING:
    from build_tools.model.dossier import Source, Statement
    from build_tools.pages.dossier import Dossier

_FEWEST, _MOST = 3, 8
_POINTS = " .,;:!?…“”\"'‘’()"
_ABSENT = "The quotation is not available here: the original is not at hand."


def quotation(statement: Statement, dossier: Dossier) -> b.Blocks:
    """Return a statement's quotation where its author asks for one; it is cut where the passage was found just now."""
    if not statement.quoted:
        return ()
    reading = dossier.library.corpus.readings.get(statement.source)
    evidence = dossier.library.evidence.get(statement.id)
    if reading is None or evidence is None or evidence.standing is not Standing.FOUND or evidence.passage is None:
        return (b.paragraph(_ABSENT, role="missing"),)
    passage = evidence.passage
    words = _without_markers(reading.text, passage.start, _closed(reading.text, passage.end), reading.markers)
    return (b.Group("quotation", (b.paragraph(" ".join(words.split())),)),)


def first_words(statement: Statement, dossier: Dossier) -> str:
    """Return the first words of a passage, as many as may be shown; none where the passage was not found just now."""
    reading = dossier.library.corpus.readings.get(statement.source)
    evidence = dossier.library.evidence.get(statement.id)
    passage = evidence.passage if evidence and evidence.standing is Standing.FOUND else None
    most = _most_first_words(dossier, dossier.library.sources[statement.source])
    if not reading or not passage or most < _FEWEST:
        return ""
    words = _without_markers(reading.text, passage.start, passage.end, reading.markers).split()
    return " ".join(words[:most]).strip(_POINTS)


def _most_first_words(dossier: Dossier, source: Source) -> int:
    """Return how many words of each open passage may be shown: published ones share what quotations leave of the bound."""
    settings = dossier.settings
    if settings.desk or source.rights == "open":
        return settings.quote_words
    found = [dossier.library.evidence.get(one.id) for one in source.statements if one.quoted]
    quoted = sum(one.passage.words for one in found if one and one.passage)
    waiting = sum(not one.stated for one in source.statements)
    return min(_MOST, (settings.quote_total - quoted) // max(waiting, 1))


def _without_markers(text: str, start: int, end: int, markers: tuple[tuple[int, int], ...]) -> str:
    """Cut a stretch out of a text, without the note numbers in it."""
    words, at = "", start
    for low, high in markers:
        if start <= low < end:
            words, at = words + text[at:low], high
    return words + text[at:end]


def _closed(text: str, end: int) -> int:
    """Take the full stop and the closing quotation mark after a passage along with it."""
    while end < len(text) and text[end] in '.!?…”’»"':
        end += 1
    return end
