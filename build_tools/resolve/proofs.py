"""Prove that a passage was found for exactly this statement, locator and selector in exactly these bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from build_tools.model.evidence import SourceRecord, Standing
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.model.dossier import Statement
    from build_tools.model.library import Library


def proof(statement: Statement, sha256: str) -> str:
    """Return the SHA-256 of a statement's words, its locator, its selector and its original's SHA-256."""
    selector, locator = statement.selector, statement.locator
    ends = (selector.start, selector.end, selector.before, selector.after) if selector else ()
    parts = (sha256, locator.slug if locator else "", *(" ".join(forms(end)) for end in ends), " ".join(statement.text.split()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def renew(library: Library, today: str) -> dict[str, SourceRecord]:
    """Return the record as it should be now: what was found today, and what was recorded and still holds.

    `today` is an ISO date. A proof that was already there keeps its date. A source without a digest drops out.
    """
    return {key: record for key in library.sources if (record := _renewed(library, key, today))}


def _renewed(library: Library, key: str, today: str) -> SourceRecord | None:
    source, held = library.sources[key], library.corpus.record.get(key)
    reading = library.corpus.readings.get(key)
    if reading is None or source.original is None:
        return held
    before: Mapping[str, tuple[str, str]] = held.proofs if held else {}
    proofs = {}
    for statement in source.statements:
        if library.standing(statement) is Standing.FOUND:
            proven = proof(statement, reading.sha256)
            known = before.get(statement.anchor)
            proofs[statement.anchor] = known if known and known[0] == proven else (proven, today)
    return SourceRecord(reading.sha256, len(reading.paragraphs), proofs)
