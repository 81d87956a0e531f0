"""What is read in an original: its lines with their kinds, its numbered paragraphs, its sections, its notes and their markers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line or block of an original that holds words: where it stands, what it is taken for, and by which rule.

    `number` counts the lines of the text from 1; a block of several lines has the number of its first. `form` is what a block
    of the body looks like: paragraph, item, table, quotation. `where` leads to its place in a file that is more than text.
    """

    number: int
    start: int
    end: int
    kind: str
    rule: str
    form: str = "paragraph"
    level: int = 0
    page: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph: its number, counted from 1, its character offsets, and the heading it stands under.

    `page` and `last_page` are the pages it begins and ends on, as printed where they are printed; 0 where there are no pages.
    """

    number: int
    start: int
    end: int
    section: str
    form: str = "paragraph"
    page: int = 0
    last_page: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: its level, counted from 1, and its first and last paragraph, 0 where it has none."""

    title: str
    level: int
    start: int
    end: int
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the original: its label, where its marker stands in the running text, and where its own words stand.

    The marker or the words are `None` where only the other was found.
    """

    label: str
    marker: tuple[int, int] | None = None
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An original as the project reads it. Nothing is deleted: every offset leads back into `text`.

    `text` is the file itself where it is plain text, and is derived from it where it is not. `sha256` is of the file's bytes.
    `markers` are the places of note numbers, to be left out where words are compared or quoted. `facts` is what the file's
    markup says of the work, as (name, value). `told` is what a person should know of how it was read, such as its encoding.
    """

    name: str
    sha256: str
    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    markers: tuple[tuple[int, int], ...]
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    format: str = "txt"
    facts: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph with this number, counted from 1."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else None

    def on_page(self, page: int) -> tuple[Paragraph, ...]:
        """Return the paragraphs that stand on a page, in whole or in part."""
        return tuple(one for one in self.paragraphs if one.page <= page <= one.last_page) if page else ()
