"""The bibliography as RIS (2011), which EndNote, Citavi, Mendeley and Zotero read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.exports import csl_item
from build_tools.exports.kinds import kind
from build_tools.model.pages import Artifact, DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.exports.csl_item import CslItem
    from build_tools.model.pages import Edition
    from build_tools.model.works import Work

NAME = "ris"
_PATH = "references.ris"
FILES = (
    DataFile(
        _PATH,
        "The bibliography as RIS",
        "The same works for EndNote, Citavi, Mendeley and others. RIS can say less than the other two: of a span of time only "
        "its start, and of a season only its year.",
        references="RIS",
        suffix=".ris",
    ),
)
_PEOPLE = (("AU", "author"), ("AU", "director"), ("ED", "editor"), ("A4", "translator"))
_WORDS = (
    ("T3", "collection-title"),
    ("ST", "title-short"),
    ("VL", "volume"),
    ("NV", "number-of-volumes"),
    ("IS", "issue"),
    ("ET", "edition"),
    ("ET", "version"),
    ("PB", "publisher"),
    ("M3", "genre"),
    ("LA", "language"),
    ("DO", "DOI"),
    ("N1", "note"),
)
# What was read out somewhere is filed under that: the event, then what it was printed in, then where the event was.
_READ_OUT = {"paper-conference", "speech"}
_LAWS = {"STAT", "BILL", "HEAR"}


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return the whole bibliography."""
    return (Artifact(_PATH, write(edition, edition.citations.works)),)


def write(edition: Edition, keys: Iterable[str]) -> bytes:
    """Return the works with these keys, sorted by key."""
    works = edition.citations.works
    return "".join(_record(works[key]) for key in sorted(set(keys) & works.keys())).encode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _record(work: Work) -> str:
    item = csl_item.read(work)
    lines = [("TY", kind(item.text("type")).ris), *(line for line in _lines(item) if line[1]), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines) + "\r\n"


def _lines(item: CslItem) -> Iterator[tuple[str, str]]:
    yield "ID", item.work.key
    for tag, role in _PEOPLE:
        yield from ((tag, person.inverted) for person in item.people(role))
    yield "TI", item.text("title")
    yield from _whole(item)
    yield from _dates(item)
    yield from _pages(item.text("page"))
    for tag, name in _WORDS:
        yield tag, item.text(name)
    # The standard number: of a report its own number, since it has no other. A law's number stands elsewhere.
    law = kind(item.text("type")).ris in _LAWS
    yield "M1", item.text("number") if law else ""
    yield "SN", item.text("ISBN") or item.text("ISSN") or ("" if law else item.text("number"))
    yield "UR", item.work.url
    yield from (("KW", word.strip()) for word in item.text("keyword").split(","))


def _whole(item: CslItem) -> Iterator[tuple[str, str]]:
    """Yield what a work is part of, and where it was published."""
    container, place = item.text("container-title"), item.text("publisher-place")
    if item.text("type") in _READ_OUT:
        yield "T2", item.text("event-title") or container
        yield "C3", container if item.text("event-title") else ""
        yield "C1", place or item.text("event-place")
    else:
        yield "T2", container
    yield "CY", place


def _dates(item: CslItem) -> Iterator[tuple[str, str]]:
    """Yield the year, and the date as RIS writes it: `2022/05/24/`, with the slashes of what is not known."""
    for year_tag, tag, name in (("PY", "DA", "issued"), ("", "Y2", "accessed")):
        parts = item.date(name).split("-")
        if parts[0]:
            yield from ((year_tag, parts[0]),) if year_tag else ()
            yield tag, "/".join((*parts, "", "", "")[:3]) + "/"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, _, last = pages.replace("–", "-").partition("-")
    yield "SP", first.strip()
    yield "EP", last.strip()
