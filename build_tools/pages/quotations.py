"""The quoted words of a statement, cut out of the original: no words of others get onto a page in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing

if TYPE_CHECKING:
    from build_tools.model.dossier import Statement
    from build_tools.pages.dossier import Dossier

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
