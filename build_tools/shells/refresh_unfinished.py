"""A refresh that was broken off: files of the dossier that it was still to write."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_tools.diagnostics import Diagnostic

RULE = Rule(
    "refresh-unfinished",
    what="A refresh was broken off before it had written all that it was to write",
    why="The places of a digest and the citations that lead to them are renewed together; half of it would lead to other passages.",
    bad="dossier refresh lowe2019 newer.txt --accept, and the machine goes down",
    good="dossier refresh lowe2019, which writes what is missing before all else",
)
_NOTE = "waiting.json"


def note_in(cache: Path) -> Path:
    """Return where a refresh notes down what it is going to write; the note is gone once all is written."""
    return cache / _NOTE


def noted(files: dict[str, bytes]) -> bytes:
    """Return files, by path from the project's root, as a note."""
    return json.dumps({path: base64.b64encode(content).decode() for path, content in files.items()}).encode()


def waiting(cache: Path) -> dict[str, bytes]:
    """Return the files that were still to be written, whole; none where nothing was broken off."""
    note = note_in(cache)
    held: dict[str, str] = json.loads(note.read_bytes()) if note.is_file() else {}
    return {path: base64.b64decode(content) for path, content in held.items()}


def find(root: Path, cache: Path) -> Iterator[Diagnostic]:
    """Yield each file that a refresh has not written yet."""
    for path, content in waiting(cache).items():
        target = root / path
        if not target.is_file() or target.read_bytes() != content:
            yield RULE.at(Span(path), "a refresh was broken off before it wrote this file", "run `dossier refresh KEY` once more")
