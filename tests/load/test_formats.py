"""Originals as web pages, Word files and Markdown: what becomes body, what is marked, notes, sections and places."""

from __future__ import annotations

import pytest
from documents import docx, table, tracked

from build_tools.load import formats, originals
from build_tools.load.unreadable import Unreadable
from build_tools.model.reading import Reading

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The lower basin | Canal Review</title></head>
<body class="has-sidebar newsletter"><header class="site-header"><a href="/">Canal Review</a>
<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Reports</a></li></ul></nav></header>
<main><article><h1>The lower basin</h1><p class="byline">By Ada Hale</p><time>4 March 2021</time>
<p class="standfirst">What the engineers left behind, and who pays for it today.</p>
<p>The canal was dug in two summers by men who had never seen the sea<sup><a href="#fn1" id="r1">1</a></sup>, and it has not been
still for a day since then.</p>
<figure><img src="x.png"><figcaption>Plate 1: the lower basin. Photo: A. Hale</figcaption></figure>
<p>The locks are older than the canal, since they were taken from another that had failed in its first winter.<a
href="#fn2"><sup>2</sup></a></p>
<aside class="newsletter-box"><h3>Stay informed</h3><p>A weekly letter on water and stone, free of charge.</p></aside>
<h2>Who pays</h2><p>The Trust owns eleven locks; the town owns three, and each side has asked the other to mend the gates.</p>
<blockquote class="pullquote">Each side has asked the other to mend them.</blockquote>
<h4>What it costs</h4><ul><li>Gates</li><li>Walls, which leak</li></ul>
<table><caption>Table 1: Costs</caption><tr><th>Year</th><th>Cost</th></tr><tr><td>1901</td><td>12.5</td></tr></table>
<h2>Notes</h2><ol><li id="fn1">Hale, Log of the works, p. 12. <a href="#r1">↩</a></li><li id="fn2">Ormsby Papers, box 4.</li></ol>
</article></main><footer><p>© 2021 Canal Review. All rights reserved.</p></footer></body></html>"""


def kinds(reading: Reading, kind: str) -> list[str]:
    return [reading.text[line.start : line.end] for line in reading.lines if line.kind == kind]


def body(reading: Reading) -> list[str]:
    return [reading.text[one.start : one.end] for one in reading.paragraphs]


def test_a_web_page_keeps_its_text_and_marks_its_frame() -> None:
    reading = originals.read("basin.html", PAGE.encode())
    assert [one[:12] for one in body(reading)] == [
        "What the eng", "The canal wa", "The locks ar", "The Trust ow", "Gates", "Walls, which", "Year | Cost\n",
    ]  # fmt: skip
    assert kinds(reading, "title") == ["The lower basin"]
    assert kinds(reading, "byline") == ["By Ada Hale"]
    assert kinds(reading, "caption") == ["Plate 1: the lower basin. Photo: A. Hale", "Table 1: Costs"]
    assert kinds(reading, "pull-quote") == ["Each side has asked the other to mend them."]
    assert kinds(reading, "newsletter")[0] == "Stay informed"
    assert kinds(reading, "navigation") == ["Canal Review", "News", "Reports"]


def test_the_notes_of_a_web_page_are_led_to_by_their_markers() -> None:
    reading = originals.read("basin.html", PAGE.encode())
    told = [(note.label, note.words and reading.text[slice(*note.words)]) for note in reading.notes]
    assert told == [("1", "Hale, Log of the works, p. 12."), ("2", "Ormsby Papers, box 4.")]
    assert [reading.text[start - 4 : end] for start, end in reading.markers] == [" sea1", "ter.2"]


def test_sections_have_levels_without_gaps_and_know_their_paragraphs() -> None:
    reading = originals.read("basin.html", PAGE.encode())
    assert [(one.title, one.level, one.first, one.last) for one in reading.sections] == [
        ("Who pays", 1, 4, 4),
        ("What it costs", 2, 5, 7),
    ]
    assert reading.paragraphs[3].section == "Who pays"


def test_each_block_of_a_web_page_leads_back_to_its_element() -> None:
    reading = originals.read("basin.html", PAGE.encode())
    assert next(line.where for line in reading.lines if line.kind == "byline") == "/html/body/main/article/p[1]"


def test_a_script_is_no_text_and_a_hidden_box_is_no_body() -> None:
    page = PAGE.replace(
        "<h2>Who", "<script>steal()</script><p hidden>A trap for readers of files that no reader ever sees.</p><h2>Who"
    )
    reading = originals.read("basin.html", page.encode())
    assert "steal" not in reading.text
    assert len(reading.paragraphs) == 7


def test_an_editors_marks_overrule_a_web_pages_markup() -> None:
    line = next(line for line in originals.read("basin.html", PAGE.encode()).lines if line.kind == "pull-quote")
    reading = originals.read("basin.html", PAGE.encode(), marks={line.number: "body"})
    assert "Each side has asked the other to mend them." in body(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_web_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{encoding}">').replace("The Trust", "Löwe’s Trust").replace("↩", "back")
    assert "Löwe’s Trust owns" in originals.read("basin.html", page.encode(encoding)).text


def test_a_word_file_is_read_with_its_changes_accepted() -> None:
    content = docx(
        ("Title", "The lower basin"),
        ("Heading1", "Who pays"),
        ("", "The canal was dug in two summers.[1] ", tracked("ins", "It leaks still."), tracked("del", "It never leaked.")),
        ("ListParagraph", "Gates"),
        table(("Year", "Cost"), ("1901", "12.5")),
        ("Heading2", "What then"),
        ("", "The walls were left as they were.[2]"),
        notes=("Hale, Log of the works.", "Ormsby Papers."),
    )
    reading = originals.read("basin.docx", content)
    assert body(reading) == [
        "The canal was dug in two summers.1 It leaks still.",
        "Gates",
        "Year | Cost\n1901 | 12.5",
        "The walls were left as they were.2",
    ]
    assert [(one.title, one.level) for one in reading.sections] == [("Who pays", 1), ("What then", 2)]
    assert [reading.text[slice(*note.words)] for note in reading.notes if note.words] == [
        "Hale, Log of the works.",
        "Ormsby Papers.",
    ]
    assert [reading.text[slice(*span)] for span in reading.markers] == ["1", "2"]


def test_markdown_is_read_without_its_signs() -> None:
    text = "---\ntitle: Basin\n---\n# The basin\n\nIt was *dug*[^a] by [men](x.html).\n\n1. Gates\n2. Walls\n\n[^a]: Hale, Log.\n"
    reading = originals.read("basin.md", text.encode())
    assert body(reading) == ["It was dug1 by men.", "Gates", "Walls"]
    assert kinds(reading, "title") == ["The basin"]
    assert reading.facts == (("front-matter title", "Basin"),)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"no pdf at all", "original-damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "original-encrypted"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "original-format"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "original-format"),
        ("a.txt", b"One\x00 two\x00", "original-undecodable"),
        ("a.txt", b"", "original-textless"),
        ("a.html", b"<html><body><img src=x></body></html>", "original-textless"),
        ("a.txt", b"word " * 2_000_000, "original-too-large"),
        ("a.docx", docx(("", "x"))[:-40], "original-damaged"),
    ],
)
def test_what_can_not_be_read_is_told(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        formats.extract(name, content)
    assert told.value.rule.code == code
    assert told.value.help


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("read as utf-16",)),
        ("utf-16-le", ("read as utf-16-le",)),
        ("cp1252", ("read as cp1252, which was guessed",)),
    ],
)
def test_a_text_in_another_encoding_is_read_and_the_encoding_told(encoding: str, told: tuple[str, ...]) -> None:
    text = "Löwe wrote: “The canal was dug in two summers by men who had never seen the sea.”\n" * 3
    reading = originals.read("basin.txt", text.encode(encoding))
    assert (reading.text, reading.told) == (text, told)
