"""A finished Word file that does not hold what it ought to: opened again, and compared with the same brief on paper."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_rules import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic, Span
    from build_tools.exports.word import WordFile

_HELP = "this is a mistake of the program, not of a text: please report it with the file named here"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SEPARATORS = 2


@dataclass(frozen=True, slots=True)
class Opened:
    """What a Word file holds: its words with the notes' numbers among them, its notes with theirs, and what it is built of.

    `heads` counts for each table the rows that are repeated as its head. `unknown` are styles that are used and not defined,
    `dead` bookmarks and addresses that a link names and nothing has.
    """

    words: str
    notes: tuple[str, ...]
    heads: tuple[int, ...]
    unknown: frozenset[str]
    dead: frozenset[str]
    footer: str


def opened(content: bytes) -> Opened:
    """Read a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        body, foot, styles = (ET.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "footnotes", "styles"))  # noqa: S314 - our own file
        footer = "".join(ET.fromstring(file.read("word/footer1.xml")).itertext())  # noqa: S314 - as above
        targets = [ET.fromstring(file.read(f"word/_rels/{name}.xml.rels")) for name in ("document", "footnotes")]  # noqa: S314 - as above
    order = [one.get(f"{_W}id", "") for one in body.iter(f"{_W}footnoteReference")]
    numbers = {name: str(number) for number, name in enumerate(order, 1)}
    held = {one.get(f"{_W}id", ""): _said(one, {}) for one in foot.iter(f"{_W}footnote")}
    unread = len(held) - len(order) - _SEPARATORS
    notes = (*(f"{numbers[name]}{held.get(name, '')}" for name in order), *(["a note that nothing refers to"] * unread))
    heads = tuple(sum(1 for _ in table.iter(f"{_W}tblHeader")) for table in body.iter(f"{_W}tbl"))
    return Opened(_said(body, numbers), notes, heads, _unknown((body, foot), styles), _dead((body, foot), targets), footer)


def problems(content: bytes, file: WordFile, span: Span) -> Iterator[Diagnostic]:
    """Yield what is wrong with a finished Word file. `span` is the author's file that it was made from."""
    found = opened(content)
    wrong = (
        *_missing(found, file.paper.words),
        *_notes(found, file.paper.notes),
        *(f"the style “{name}” is not defined" for name in sorted(found.unknown)),
        *(f"a link leads nowhere: {name}" for name in sorted(found.dead)),
    )
    if (tables := len(file.paper.tables)) != len(found.heads) or 0 in found.heads:
        wrong = (*wrong, f"{tables} tables went in and {len(found.heads)} came out, {found.heads.count(0)} of them without a head")
    for told in wrong:
        yield WORD.at(span, f"{file.path}: {told}", _HELP)


def _said(root: ET.Element, numbers: dict[str, str]) -> str:
    """Return the words below an element, with the number of each note where it is called."""
    parts: list[str] = []
    for one in root.iter():
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag == f"{_W}footnoteReference":
            parts.append(numbers.get(one.get(f"{_W}id", ""), ""))
        elif one.tag in {f"{_W}p", f"{_W}br"}:
            parts.append("\n")
    return "".join(parts).strip()


def _missing(found: Opened, words: tuple[str, ...]) -> Iterator[str]:
    everything = squashed(found.words)
    at = 0
    for said in words:
        wanted = squashed(said)
        place = everything.find(wanted, at)
        if place < 0:
            yield f"“{said[:80]}” is missing"
        at = max(at, place + len(wanted))


def _notes(found: Opened, notes: tuple[str, ...]) -> Iterator[str]:
    held = Counter(map(squashed, found.notes))
    for said in notes:
        if not held[squashed(said)]:
            yield f"the note “{said[:80]}” is missing"
    if len(notes) != len(found.notes):
        yield f"{len(notes)} notes went in and {len(found.notes)} came out"


def _unknown(parts: tuple[ET.Element, ...], styles: ET.Element) -> frozenset[str]:
    defined = {one.get(f"{_W}styleId") for one in styles.iter(f"{_W}style")}
    used = {one.get(f"{_W}val", "") for part in parts for kind in ("pStyle", "rStyle", "tblStyle") for one in part.iter(_W + kind)}
    return frozenset(used - defined)


def _dead(parts: tuple[ET.Element, ...], targets: list[ET.Element]) -> frozenset[str]:
    marks = {one.get(f"{_W}name") for part in parts for one in part.iter(f"{_W}bookmarkStart")}
    found: set[str] = set()
    for part, known in zip(parts, targets, strict=True):
        names = {one.get("Id"): one.get("Target") for one in known}
        for link in part.iter(f"{_W}hyperlink"):
            anchor, name = link.get(f"{_W}anchor"), link.get(f"{_R}id", "")
            found |= {anchor} if anchor and anchor not in marks else set()
            found |= {name} if not anchor and not names.get(name) else set()
    return frozenset(found)
