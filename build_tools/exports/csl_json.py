"""The bibliography as CSL-JSON, which Zotero and every CSL processor read."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from build_tools.exports import csl_item
from build_tools.model.pages import Artifact, DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from build_tools.model.pages import Edition
    from build_tools.model.works import Work

NAME = "csl-json"
_PATH = "references.csl.json"
_JSON = json.JSONEncoder(ensure_ascii=False)
FILES = (
    DataFile(
        _PATH,
        "The bibliography as CSL-JSON",
        "The same works for a CSL processor, LaTeX read into plain words, with the keys of the BibLaTeX file as ids. Zotero reads "
        "none of a file in which one work is software; RIS has all of them.",
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
    values = csl_item.read(work).values
    return _JSON.encode({name: _simpler(value) for name, value in values.items()})


def _simpler(value: Any) -> Any:  # noqa: ANN401 - the value of a CSL variable
    """Return people with particles within their names, where CSL processors find them: Zotero loses what stands beside."""
    match value:
        case [{"family": _}, *_] | [{"literal": _}, *_]:
            return [_person(person) for person in value]
        case _:
            return value


def _person(person: Mapping[str, str]) -> dict[str, str]:
    parts = {name: part for name, part in person.items() if not name.endswith("dropping-particle")}
    if dropped := person.get("dropping-particle"):
        parts["given"] = f"{person.get('given', '')} {dropped}".strip()
    if kept := person.get("non-dropping-particle"):
        parts["family"] = csl_item.after(kept, person.get("family"))
    return parts
