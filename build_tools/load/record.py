"""Read the committed record of proven passages, `evidence.lock`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from build_tools.diagnostics import Diagnostic, Rule, Span
from build_tools.model.evidence import SourceRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1

LOCK = Rule(
    "evidence-lock",
    "The record of proven passages can't be read",
    "The record says which passages were found, when, and in which bytes. It is written by `dossier check --record` alone.",
    "a merge conflict in sources/evidence.lock",
    "the file as `dossier check --record` wrote it",
)


def load(path: str, text: str) -> tuple[Mapping[str, SourceRecord], tuple[Diagnostic, ...]]:
    """Read the record; a damaged one counts as none, and is reported."""
    try:
        held = json.loads(text)
        return {key: _source(value) for key, value in _of_our_version(held)["sources"].items()}, ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        help_text = "restore it from version control, or write it anew with dossier check --record"
        return {}, (LOCK.at(Span(path, at, at), "the record can't be read", help_text),)


def _of_our_version(held: Any) -> Any:  # noqa: ANN401 - what a file holds is known only once it is read
    if held["version"] != VERSION:
        raise ValueError(f"the version is not {VERSION}")
    return held


def _source(value: dict[str, object]) -> SourceRecord:
    proofs = value["statements"]
    if not isinstance(proofs, dict):
        raise TypeError("statements are no mapping")
    return SourceRecord(
        str(value["sha256"]),
        int(str(value["paragraphs"])),
        {str(anchor): (str(proof), str(date)) for anchor, (proof, date) in proofs.items()},
    )


def dump(record: Mapping[str, SourceRecord]) -> str:
    """Write a record as text, the same for the same content."""
    sources = {
        key: {
            "sha256": source.sha256,
            "paragraphs": source.paragraphs,
            "statements": {anchor: list(proof) for anchor, proof in source.proofs.items()},
        }
        for key, source in sorted(record.items())
    }
    return json.dumps({"version": VERSION, "sources": sources}, indent=1, ensure_ascii=False) + "\n"
