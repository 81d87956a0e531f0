"""PDFs set by Typst for the test: columns, running heads, hyphenation, notes at the foot, printed page numbers, tables."""

from __future__ import annotations

from functools import cache

import pytest
import typst

from build_tools.load import originals
from build_tools.load.unreadable import Unreadable
from build_tools.model.reading import Reading

SENTENCE = (
    "In the year {0} the canal was dug by men who had never seen the sea, whatever the engineering department of the"
    " municipality announced afterwards. Maintenance responsibilities of parish {0} were distributed unsystematically,"
    " which led to disagreements."
)
SETTING = """#set document(title: "The lower basin", author: "Ada Hale")
#set page(paper: "a5", margin: 2cm, {columns} header: [Canal Papers #h(1fr) volume 3], footer: context align(center,
  counter(page).display()))
#counter(page).update(31)
#set text(size: 9pt, lang: "en", hyphenate: true)
#set par(justify: true, {indent})
#text(size: 18pt)[The lower basin]

Ada Hale, Harbour College

= Who pays
{paragraphs}

= What then
A long-term answer was not found. #footnote[Ormsby Papers, box 4.]

#block(breakable: false, table(columns: 2, [Year], [Cost], [1901], [12.5]))
"""


@cache
def reading(*, columns: int, indent: bool, paragraphs: int = 14) -> Reading:
    paragraph = [f"{SENTENCE.format(1800 + at)}#footnote[Log of the works, volume {at}.]" for at in range(paragraphs)]
    source = (
        SETTING.replace("{columns}", f"columns: {columns},")
        .replace("{indent}", "first-line-indent: 1em, spacing: 0.65em" if indent else "spacing: 1.2em")
        .replace("{paragraphs}", "\n\n".join(paragraph))
    )
    return originals.read("basin.pdf", typst.compile(source.encode()))


LAYOUTS = pytest.mark.parametrize(("columns", "indent"), [(1, False), (1, True), (2, False), (2, True)])


@LAYOUTS
def test_paragraphs_are_whole_and_in_order(columns: int, *, indent: bool) -> None:
    read = reading(columns=columns, indent=indent)
    plain = [_without(read, one.start, one.end) for one in read.paragraphs]
    assert plain[:14] == [SENTENCE.format(1800 + at) for at in range(14)]
    assert plain[14:] == ["A long-term answer was not found.", "Year | Cost\n1901 | 12.5"]


@LAYOUTS
def test_notes_are_kept_apart_with_their_markers(columns: int, *, indent: bool) -> None:
    read = reading(columns=columns, indent=indent)
    words = [read.text[slice(*note.words)].lstrip("0123456789 ") for note in read.notes if note.words]
    assert words == [*(f"Log of the works, volume {at}." for at in range(14)), "Ormsby Papers, box 4."]
    assert [read.text[slice(*span)] for span in read.markers] == [str(at) for at in range(1, 16)]


@LAYOUTS
def test_running_heads_are_marked_and_the_printed_numbers_kept(columns: int, *, indent: bool) -> None:
    read = reading(columns=columns, indent=indent)
    heads = {read.text[line.start : line.end] for line in read.lines if line.kind == "running-head"}
    assert {head for head in heads if not head.isdigit()} <= {"Canal Papers volume 3", "Canal Papers", "volume 3"}
    pages = [one.page for one in read.paragraphs]
    assert pages[0] == 31
    assert pages == sorted(pages)
    assert pages[-1] > 31
    assert read.on_page(31)[0].number == 1


def test_headings_title_and_author_come_from_the_type() -> None:
    read = reading(columns=1, indent=False)
    assert [one.title for one in read.sections] == ["Who pays", "What then"]
    assert [(line.kind, read.text[line.start : line.end]) for line in read.lines[:2]] == [
        ("title", "The lower basin"),
        ("author", "Ada Hale, Harbour College"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\nnothing more", "original-damaged"),
        (typst.compile(b"#rect(fill: blue)"), "original-textless"),
        (typst.compile(b"#lorem(400)")[:2000], "original-damaged"),
    ],
)
def test_a_pdf_that_can_not_be_read_is_told(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        originals.read("basin.pdf", content)
    assert told.value.rule.code == code


def _without(read: Reading, start: int, end: int) -> str:
    """Return a stretch of the text without the note numbers in it."""
    text, at = "", start
    for low, high in read.markers:
        if start <= low < end:
            text, at = text + read.text[at:low], high
    return text + read.text[at:end]
