"""The bibliography as CSL-JSON, which Zotero and every CSL processor read."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.exports import csl_item
from build_tools.model.pages import Artifact, DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.pages import Edition
    from build_tools.model.works import Work

NAME = "csl-json"
_PATH = "references.csl.json"
FILES = (
    DataFile(
        _PATH,
        "The bibliography as CSL-JSON",
        "The same works for a CSL processor, LaTeX read into plain words, with the keys of the BibLaTeX file as ids.",
        references="CSL-JSON",
        suffix=".csl.json",
    ),
)


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return the whole bibliography."""
    return (Artifact(_PATH, write(edition, edition.citations.works)),)


def write(edition: Edition, keys: Iterable[str]) -> bytes:
    """Return the works with these keys, sorted by key."""
    works = edition.citations.works
    items = ",\n".join(_item(works[key]) for key in sorted(set(keys) & works.keys()))
    return f"[\n{items}\n]\n".encode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _item(work: Work) -> str:
    return json.dumps(dict(csl_item.read(work).values), ensure_ascii=False)
