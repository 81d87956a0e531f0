"""The bibliography as BibLaTeX: entries as they were typed, their strings expanded, sorted by key."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact, DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_tools.model.dossier import Entry
    from build_tools.model.pages import Edition

NAME = "bib"
PATH = "references.bib"
FILES = (
    DataFile(
        PATH,
        "The bibliography as BibLaTeX",
        "Each entry as it was typed, under its own key, with abbreviations written out. What names a file on somebody’s disk, "
        "abstracts and annotations are left out. Zotero’s own reader passes over types such as dataset; with Better BibTeX it "
        "reads them.",
        references="BibLaTeX",
        suffix=".bib",
    ),
)
# Reference managers write these, each in its own way, for files on one's own disk.
_LOCAL = ("file", "localfile", "local-file", "pdf", "ps", "owner", "timestamp", "groups")
_LOCAL_START = ("bdsk-file", "bdsk-url", "date-added", "date-modified", "__markedentry")
_TEXTS = ("abstract", "annote", "annotation")
# BibLaTeX's manual, section 2.2.3: fields that name other entries.
_LINKS = ("crossref", "xref", "xdata", "related", "entryset")


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return the whole bibliography."""
    return (Artifact(PATH, write(edition, edition.library.entries)),)


def write(edition: Edition, keys: Iterable[str]) -> bytes:
    """Return the entries with these keys, and those that they inherit from."""
    entries = edition.library.entries
    wanted = sorted(_with_parents(keys, entries))
    return "\n".join(_entry(entries[key]) for key in wanted).encode("utf-8", "replace")


def _with_parents(keys: Iterable[str], entries: Mapping[str, Entry]) -> set[str]:
    found: set[str] = set()
    waiting = [key for key in keys if key in entries]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [one for one in _linked(entries[key]) if one in entries]
    return found


def _linked(entry: Entry) -> Iterator[str]:
    for field in entry.fields:
        if field.name in _LINKS:
            yield from (key.strip() for key in field.value.split(","))


@lru_cache(maxsize=4096)
def _entry(entry: Entry) -> str:
    values = {field.name: field.value for field in reversed(entry.fields) if not _is_kept_back(field.name)}
    fields = "".join(f"  {name} = {_value(values[name])},\n" for name in reversed(values))
    return f"@{entry.type}{{{entry.key},\n{fields}}}\n"


def _is_kept_back(name: str) -> bool:
    return name in _LOCAL or name in _TEXTS or name.startswith(_LOCAL_START)


def _value(value: str) -> str:
    """Return a value in braces; a number stays bare, since a month in braces is read as words."""
    return value if value.isascii() and value.isdigit() else f"{{{_balanced(value)}}}"


def _balanced(value: str) -> str:
    """Return a value whose braces match, as BibTeX counts them: one that stands behind a backslash counts too."""
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return value.replace("{", "").replace("}", "") if depth else value
