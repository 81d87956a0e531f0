"""Put lines together to paragraphs, across columns and pages, with words cut at line ends whole again and notes kept apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from build_tools.load.formats.joining import Piece
from build_tools.load.formats.pdf_words import SOFT
from build_tools.model.extract import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from build_tools.load.formats.pdf_lines import Row

_SMALL = 0.93
_LARGE = 1.12
_HEADING_WORDS = 25
_INDENT = 0.8
_SAME_SIZE = 0.3
_SHORT, _VERY_SHORT = 0.12, 0.4
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*(?:\s?\[\d{1,3}\])*\d{0,3}$")
_BULLET = re.compile(r"[•·▪◦‣–-]$|\(?[a-z\d]{1,2}[.)]$")
_CAPTION = re.compile(r"(?:figure|fig\.|table|chart|map|box|exhibit|graph|source|sources):?\s*(?:\d|[A-Z])", re.IGNORECASE)
_NOTE = re.compile(r"(?:\[?\d{1,3}(?:[\].)]?$|[\].)]?(?=[^\W\d_a-z]|[“\"‘(]))|[*†‡])")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?$")


@dataclass(slots=True)
class _Open:
    """A paragraph that is being gathered: its lines, and what it is."""

    rows: list[Row] = field(default_factory=list)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """How the document is set: the size of its running text, the usual distance of its lines, sizes of headings by rank."""

    size: float
    leading: float
    headings: tuple[float, ...]


def type_of(pages: Sequence[Sequence[Row]]) -> Type:
    """Return how a document is set, from most of its characters."""
    rows = [row for page in pages for row in page if not row.table]
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += sum(len(word.text) for word in row.words)
    size = max(sizes, key=lambda one: (sizes[one], one), default=10.0)
    body = [row for row in rows if abs(row.size - size) < _SAME_SIZE]
    steps = Counter(
        round(after.bottom - before.bottom, 1) for before, after in pairwise(body) if 0 < after.bottom - before.bottom < 2.2 * size
    )
    leading = max(steps, key=lambda one: (steps[one], -one), default=1.25 * size)
    large = sorted(
        {row.size for row in rows if row.size >= _LARGE * size and re.search(r"[^\W\d_]", row.words[0].text)}, reverse=True
    )
    return Type(size, leading, tuple(large[:6]))


class Paragraphs:
    """One way through a document's lines: paragraphs in the order of reading, then the notes, then the running heads."""

    def __init__(self, pages: Sequence[Sequence[Row]], heads: frozenset[int], printed: Mapping[int, int]) -> None:
        self.pages, self.heads, self.printed = pages, heads, printed
        self.type = type_of(pages)
        self.known = _vocabulary(pages)
        self.soft = any(row.words[-1].text.endswith(SOFT) for page in pages for row in page)

    def pieces(self) -> Iterator[Piece]:
        """Yield the document's blocks."""
        body: list[Piece] = []
        notes: list[_Open] = []
        for gathered in self._gathered():
            if gathered.kind == "note":
                notes.append(gathered)
            else:
                body.append(self._piece(gathered))
        yield from self._titled(body)
        for note in _notes_apart(notes):
            yield self._piece(note)
        for place, rows in enumerate(self.pages):
            for row in rows:
                if id(row) in self.heads:
                    text = " ".join(word.text for word in row.words)
                    page = self.printed[place]
                    kind, rule = "running-head", "said at the edge of pages"
                    yield Piece(text, kind=kind, rule=rule, page=page, last_page=page, where=f"page {place + 1}")

    def _gathered(self) -> Iterator[_Open]:
        """Yield the paragraphs. One that does not end goes on behind a figure or a table, in the next column, on the next page."""
        now, waiting = _Open(), list[_Open]()
        for rows in self.pages:
            note = False
            before: Row | None = None
            for row in rows:
                if id(row) in self.heads:
                    continue
                note = self._is_note(row, rows, note=note)
                kind = "note" if note else self._kind(row)
                apart = before is None or row.top < before.top or row.left_edge != before.left_edge
                if waiting and kind == waiting[-1].kind and (kind == "note" or not self._begins(row, before, waiting[-1])):
                    waiting[-1].rows.append(row)
                elif kind in {"note", "table", "caption"} and now.rows and not now.kind:
                    waiting.append(_Open([row], kind))  # the paragraph may go on behind it
                elif now.rows and kind == now.kind and not self._parts(now, row, apart=apart or bool(waiting)):
                    now.rows.append(row)
                else:
                    if now.rows:
                        yield now
                    yield from waiting
                    now, waiting = _Open([row], kind), []
                before = row
        if now.rows:
            yield now
        yield from waiting

    def _kind(self, row: Row) -> str:
        if row.table:
            return "table"
        text = " ".join(word.text for word in row.words)
        if row.size >= _LARGE * self.type.size or (row.bold and len(row.words) <= _HEADING_WORDS and not _ENDS.search(text)):
            return f"heading {row.size:g} {row.bold:d}"
        if row.size <= _SMALL * self.type.size:
            return "caption" if _CAPTION.match(text) else "small"
        return "caption" if _CAPTION.match(text) and re.match(r"\w+:? \d", text) and len(row.words) < _HEADING_WORDS else ""

    def _is_note(self, row: Row, rows: Sequence[Row], *, note: bool) -> bool:
        """Tell whether a line belongs to the notes at a column's foot: small, and behind a line that begins with a number."""
        if row.table or row.size > _SMALL * self.type.size:
            return False
        if note and not _CAPTION.match(" ".join(word.text for word in row.words)):
            return True
        below = [
            other for other in rows if other.top > row.bottom and other.left_edge == row.left_edge and id(other) not in self.heads
        ]
        starts = bool(_NOTE.match(row.words[0].text)) or (len(row.words) > 1 and row.is_mark(0))
        return starts and all(other.size <= _SMALL * self.type.size for other in below)

    def _begins(self, row: Row, before: Row | None, gathered: _Open) -> bool:
        return before is not None and self._parts(gathered, row, apart=row.top < before.top)

    def _parts(self, now: _Open, row: Row, *, apart: bool) -> bool:
        """Tell whether a line begins another paragraph than the one before it."""
        last = now.rows[-1]
        text = " ".join(word.text for word in last.words)
        if now.kind.startswith("heading"):
            return apart or row.top - last.bottom > 0.9 * row.size or bool(_NUMBERED.match(row.words[0].text))
        if row.table or (now.kind == "note" and _NOTE.match(row.words[0].text)) or _listed(row, text):
            return True
        if apart:
            return self._ends_here(now, row)
        indented = row.left > row.left_edge + _INDENT * row.size and last.left < row.left - _INDENT * row.size / 2
        if self._gap(last, row) or (indented and bool(_ENDS.search(text)) and not _hanging(now)):
            return True
        return self._stops(text, last, row)

    def _gap(self, last: Row, row: Row) -> bool:
        """Tell whether more room stands between two lines than between the lines of a paragraph of their size."""
        usual = self.type.leading * row.size / self.type.size
        return row.bottom - last.bottom > usual + max(0.25 * row.size, 2.0)

    def _ends_here(self, now: _Open, row: Row) -> bool:
        """Tell whether a paragraph ends with its column or page: it ended a sentence, and what follows does not run on."""
        text = " ".join(word.text for word in now.rows[-1].words)
        if row.words[0].text[:1].islower():
            return False
        if not _ENDS.search(text):
            return False
        indents = sum(one.left > one.left_edge + _INDENT * one.size for one in now.rows[:1])
        full = not _leaves(now.rows[-1], _SHORT)
        return not (full and indents and row.left <= row.left_edge + 1)

    def _stops(self, text: str, last: Row, row: Row) -> bool:
        """Tell whether a line that leaves room at its end is a last one: it ends a sentence, or leaves much."""
        if row.words[0].text[:1].islower():
            return False
        centred = _leaves(last, _SHORT) and last.left - last.left_edge > _SHORT * (last.right_edge - last.left_edge)
        return (_leaves(last, _SHORT) and bool(_ENDS.search(text))) or centred or _leaves(last, _VERY_SHORT)

    def _piece(self, gathered: _Open) -> Piece:
        first, last = gathered.rows[0], gathered.rows[-1]
        text, markers = self._text(gathered.rows)
        page, last_page = self.printed[first.page], self.printed[last.page]
        piece = Piece(text, page=page, last_page=last_page, where=f"page {first.page + 1}", markers=markers)
        if first.table:
            return replace(piece, text=first.words[0].text, kind="body", rule="a ruled table", form="table", markers=())
        if gathered.kind == "note":
            label = re.match(r"\W*(\d{1,3})[\].)]?\s*(?=\S)", text)
            words, before = (text[label.end() :], f"{label[1]}. ") if label else (text, "")
            named = label[1] if label else ""
            return replace(piece, text=words, kind="note", rule="small type at the foot", label=named, before=before, markers=())
        if gathered.kind.startswith("heading") and len(text.split()) <= _HEADING_WORDS:
            return replace(piece, kind="heading", rule="larger or bolder than the text", level=self._level(first))
        if gathered.kind == "caption":
            return replace(piece, kind="caption", rule="a caption's first word")
        return replace(piece, form="item" if _BULLET.match(first.words[0].text) and len(first.words) > 1 else "paragraph")

    def _level(self, row: Row) -> int:
        number = _NUMBERED.match(row.words[0].text)
        if number and "." in number.group().rstrip("."):
            return len(self.type.headings) + number.group().rstrip(".").count(".") + 1
        larger = sum(size > row.size for size in self.type.headings)
        return larger + 1 if row.size in self.type.headings else len(self.type.headings) + 1

    def _text(self, rows: Sequence[Row]) -> tuple[str, tuple[Marker, ...]]:
        """Return the words of a paragraph's lines; a word cut at a line's end is made whole where the document has it whole."""
        text, markers = "", list[Marker]()
        for row in rows:
            for index, word in enumerate(row.words):
                mark = row.is_mark(index) and (index > 0 or not text)
                if mark and index:
                    markers.append(Marker(len(text), len(text) + len(word.text), word.text.strip("[]")))
                    text += word.text
                elif text.endswith(("-", SOFT)) and not index and self._cut(text, word.text):
                    text = text[:-1] + word.text
                else:
                    glued = not text or (text.endswith(("-", SOFT)) and not index and len(text) > 1 and text[-2].isalnum())
                    text += word.text if glued else f" {word.text}"
        return text.replace(SOFT, "-"), tuple(markers)

    def _cut(self, text: str, following: str) -> bool:
        """Tell whether a hyphen at a line's end only cuts a word: the whole word stands elsewhere, or the parts never do joined."""
        if text.endswith(SOFT) or self.soft:
            return text.endswith(SOFT)
        before = re.search(r"([^\W\d_]+)-$", text)
        behind = re.match(r"[^\W\d_]+", following)
        if not before or not behind or not behind.group()[0].islower():
            return False
        whole = f"{before[1]}{behind.group()}".casefold()
        joined = f"{before[1]}-{behind.group()}".casefold()
        return whole in self.known or joined not in self.known

    def _titled(self, body: list[Piece]) -> Iterator[Piece]:
        """Take the largest heading of the first page for the title."""
        firsts = [piece for piece in body if piece.kind == "heading" and piece.where == "page 1"]
        top = min(firsts, key=lambda piece: piece.level, default=None)
        alone = top is not None and top.level < min(
            (one.level for one in body if one.kind == "heading" and one is not top), default=99
        )
        for piece in body:
            titled = alone and piece is top
            yield replace(piece, kind="title", rule="the largest words of the first page") if titled else piece


def _listed(row: Row, before: str) -> bool:
    """Tell whether a line begins an item of a list or of a list of notes."""
    first = row.words[0].text
    bullet = bool(_BULLET.match(first)) and len(row.words) > 1 and (first[0] in "•·▪◦‣" or bool(_ENDS.search(before)))
    return bullet or bool(re.fullmatch(r"\[\d{1,3}\]", first))


def _leaves(row: Row, share: float) -> bool:
    """Tell whether a line leaves this share of its column empty at its end."""
    return row.right < row.right_edge - share * (row.right_edge - row.left_edge)


def _hanging(now: _Open) -> bool:
    """Tell whether a list item's lines hang behind its bullet, so that their indent begins nothing."""
    return bool(_BULLET.match(now.rows[0].words[0].text)) and len(now.rows[0].words) > 1


def _vocabulary(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Return the words of a document as they stand within lines, those with hyphens as they are."""
    found: set[str] = set()
    for page in pages:
        for row in page:
            inner = row.words[:-1] if row.words[-1].text.endswith("-") else row.words
            found.update(word.text.strip(".,;:!?()[]“”\"'’").casefold() for word in inner)
    return frozenset(found)


def _notes_apart(notes: Sequence[_Open]) -> Iterator[_Open]:
    """Cut gathered notes where the next number begins; a line that begins with any other number goes on."""
    last = 0
    for gathered in notes:
        now = _Open([], "note")
        for row in gathered.rows:
            number = re.match(r"\W*(\d{1,3})", row.words[0].text) if _NOTE.match(row.words[0].text) or row.is_mark(0) else None
            if number and (not now.rows or int(number[1]) in {1, last + 1}):
                last = int(number[1])
                if now.rows:
                    yield now
                now = _Open([], "note")
            now.rows.append(row)
        if now.rows:
            yield now
