"""Walk a page's tree once, and yield its blocks of text in order with what the markup says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from build_tools.load.formats.html_furniture import furniture, is_standfirst, length
from build_tools.model.extract import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from build_tools.load.formats.html_notes import Notes

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form"  # noqa: SIM905 - reads better
    " h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section select summary table tbody td textarea"
    " tfoot th thead tr ul video".split()
)
_LONGEST_CELL = 400
_AROUND = 4
_SMALLEST_TABLE = 2


@dataclass(slots=True)
class Raw:
    """A block as the page has it, and where its text begins in the tree: an element, and whether in it or behind it."""

    element: HtmlElement
    kind: str
    rule: str
    form: str
    level: int
    label: str
    before: str
    around: tuple[HtmlElement, ...]
    where: str
    first: tuple[HtmlElement, str] | None = None
    linked: int = 0
    bold: int = 0
    standfirst: bool = False
    parts: list[str] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's words."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the text within an element: it is handed down to the elements in it."""

    element: HtmlElement
    kind: str = ""
    rule: str = ""
    form: str = "paragraph"
    level: int = 0
    label: str = ""
    before: str = ""
    linked: bool = False
    bold: bool = False
    kept_lines: bool = False
    standfirst: bool = False


def walk(tree: HtmlElement, notes: Notes) -> Iterator[Raw]:
    """Yield the blocks of a page that hold words, in the order of the page."""
    body = tree.find("body")
    yield from _Walk(notes, length(tree)).blocks(tree if body is None else body)


class _Walk:
    """One way through a tree: the elements around, and the block that is being gathered."""

    def __init__(self, notes: Notes, mass: int) -> None:
        self.notes, self.mass = notes, mass
        self.places: list[_Place] = []
        self.raw: Raw | None = None
        self.breaks = 0
        self.counts: dict[HtmlElement, int] = {}

    def blocks(self, body: HtmlElement) -> Iterator[Raw]:
        walker = etree.iterwalk(body, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walker:
            block = element.tag in _BLOCKS
            if event == "start":
                if block or element in self.notes.margin:
                    yield from self._closed()
                self.places.append(self._place(element))
                if self._is_whole(element):
                    yield from self._whole(element)
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._add(element.text, element, "text")
                continue
            if element is not skipped and element.tag == "q":
                self._add("”", element, "text")
            if block or element in self.notes.margin:
                yield from self._closed()
            self.places.pop()
            if element is not body and self.places:
                if element.tag == "br":
                    yield from self._broken()
                self._add(element.tail, element, "tail")
        yield from self._closed()

    def _place(self, element: HtmlElement) -> _Place:
        """Return what holds within an element: its own kind where it has one, else that of the element around it."""
        outer = self.places[-1] if self.places else _Place(element)
        found = furniture(element, self.mass) if element.tag in _BLOCKS or element.tag in {"span", "a", "time", "small"} else None
        kind, rule = (
            (outer.kind, outer.rule) if found is None or (outer.kind and found[0] in {"byline", "date", "caption"}) else found
        )
        label = self.notes.words.get(element, outer.label)
        if element in self.notes.words or element in self.notes.margin:
            kind, rule = "note", "a number leads to it"
        heading = re.fullmatch(r"h([1-6])", str(element.tag))
        if heading and not kind:
            kind, rule = "heading", f"element {element.tag}"
        return _Place(
            element,
            kind,
            rule,
            {"li": "item", "dd": "item", "blockquote": "quotation"}.get(str(element.tag), outer.form),
            int(heading[1]) if heading else outer.level,
            label,
            self._bullet(element) if element.tag == "li" else outer.before,
            outer.linked or element.tag == "a",
            outer.bold or element.tag in {"b", "strong"},
            outer.kept_lines or element.tag == "pre",
            outer.standfirst or is_standfirst(element),
        )

    def _bullet(self, item: HtmlElement) -> str:
        """Return what a list shows before an item: its number, or a bullet. A note has its number said already."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "• "
        start = parent.get("start", "1")
        count = self.counts.get(parent, int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0) + 1
        self.counts[parent] = count
        return f"{count}. "

    def _is_whole(self, element: HtmlElement) -> bool:
        """Tell whether an element is taken as one: a marker of a note, a link that leads back, a table of data."""
        if element in self.notes.markers or element in self.notes.back:
            return True
        return element.tag == "table" and _is_data(element)

    def _whole(self, element: HtmlElement) -> Iterator[Raw]:
        if element in self.notes.markers:
            self._marker(element)
        elif element.tag == "table":
            place, text = self.places[-1], _table(element)
            first = next((one for one in element.iter("td", "th") if (one.text or "").strip()), element)
            raw = self._opened(place)
            raw.form, raw.before, raw.first, raw.parts = "table", "", (first, "text"), [text]
            self.raw = None
            for caption in element.iter("caption"):
                told = " ".join(caption.text_content().split())
                yield Raw(
                    caption,
                    "caption",
                    "element caption",
                    "paragraph",
                    0,
                    "",
                    "",
                    raw.around,
                    raw.where,
                    (caption, "text"),
                    parts=[told],
                )
            yield raw

    def _marker(self, element: HtmlElement) -> None:
        text = "".join(element.text_content().split())
        raw = self.raw or self._opened(self.places[-2])
        start = len(raw.text.rstrip())
        raw.parts = [raw.text.rstrip(), text]
        raw.markers.append(Marker(start, start + len(text), self.notes.markers[element]))

    def _add(self, text: str | None, element: HtmlElement, slot: str) -> None:
        """Add text to the block that is being gathered, with single spaces."""
        place = self.places[-1]
        if slot == "text" and element.tag == "q":
            text = f"“{text or ''}"
        if not text:
            return
        shown = text if place.kept_lines else re.sub(r"[ \t\r\n\f]+", " ", text)
        if self.raw is None:
            if not shown.strip():
                return
            self._opened(place).first = (element, slot)
        raw = self.raw
        if raw is None:
            return
        if shown.strip():
            self.breaks = 0
            raw.first = raw.first or (element, slot)
            raw.linked += len(shown) if place.linked else 0
            raw.bold += len(shown.strip()) if place.bold else 0
        ends = not raw.parts or raw.parts[-1].endswith((" ", "\n"))
        raw.parts.append(shown.lstrip(" ") if ends else shown)

    def _opened(self, place: _Place) -> Raw:
        block = next((one.element for one in reversed(self.places) if one.element.tag in _BLOCKS), place.element)
        around = tuple(one.element for one in reversed(self.places) if one.element is not block)[:_AROUND]
        where = block.getroottree().getpath(block)
        self.raw = Raw(
            block, place.kind, place.rule, place.form, place.level, place.label, "" if place.label else place.before, around, where
        )
        self.raw.standfirst = place.standfirst
        return self.raw

    def _broken(self) -> Iterator[Raw]:
        """Take one line break for a space, and two for the end of a paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            yield from self._closed()
        elif self.raw:
            self.raw.parts = [self.raw.text.rstrip(), "\n"]

    def _closed(self) -> Iterator[Raw]:
        raw, self.raw, self.breaks = self.raw, None, 0
        if raw and raw.text.strip():
            raw.parts = [raw.text.rstrip()]
            yield raw


def _is_data(table: HtmlElement) -> bool:
    """Tell a table of data from one that only arranges the page: several rows and columns, no long text and no table in it."""
    rows = list(table.iter("tr"))
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
    if min(len(rows), max(map(len, cells), default=0)) < _SMALLEST_TABLE or sum(1 for _ in table.iter("table")) > 1:
        return False
    return all(length(cell) < _LONGEST_CELL for row in cells for cell in row)


def _table(table: HtmlElement) -> str:
    """Return a table as lines, with bars between its cells."""
    rows = ([" ".join(cell.text_content().split()) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr"))
    return "\n".join(" | ".join(row) for row in rows if any(row))
