"""Notes as web pages write them: encyclopedias, converters, blogs, margins; each number leads to its words."""

from __future__ import annotations

import pytest

from build_tools.load import originals

OTHER = "<p>Nobody in the valley knows who paid for the pumps, though each has a tale.</p><p>The keeper wrote down one of them.</p>"
PROSE = "The canal was dug in two summers by men who had never seen the sea, and it has not been still for a day since then"
MARKERS = {
    "encyclopedia": (
        '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
        '<ol class="references"><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Log of the works.</span></li></ol>',
    ),
    "converter": (
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<section><ol><li id="fn1"><p>Log of the works.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>',
    ),
    "word processor": (
        '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Log of the works.</p></div>',
    ),
    "saved page": (
        '<a href="https://canal.example/locks.html#n1" id="b1"><sup>1</sup></a>',
        '<p id="n1"><a href="https://canal.example/locks.html#b1">1</a> Log of the works.</p>',
    ),
}


@pytest.mark.parametrize("kind", MARKERS)
def test_a_number_leads_to_the_words_of_its_note(kind: str) -> None:
    marker, note = MARKERS[kind]
    page = f"<html><body><article><h1>Locks</h1><p>{PROSE}.{marker} It leaks.</p>{OTHER}{note}</article></body></html>"
    reading = originals.read("locks.html", page.encode())
    (found,) = reading.notes
    assert found.words
    assert found.marker
    assert found.label == "1"
    assert reading.text[slice(*found.words)].strip("[]1 ") == "Log of the works."
    assert reading.text[: found.marker[0]].endswith("since then.")
    assert len(reading.paragraphs) == 3


def test_a_note_in_the_margin_is_taken_out_of_the_sentence() -> None:
    inner = f'{PROSE[:40]}<span class="sidenote">Log of the works.</span>{PROSE[40:]}.'
    page = f"<html><body><article><h1>Locks</h1><p>{inner}</p>{OTHER}</article></body></html>"
    reading = originals.read("locks.html", page.encode())
    assert [reading.text[line.start : line.end] for line in reading.lines if line.kind == "note"] == ["Log of the works."]


def test_a_power_is_no_note() -> None:
    page = f"<html><body><article><h1>Locks</h1><p>{PROSE}, over 9 m<sup>2</sup>.</p>{OTHER}</article></body></html>"
    assert originals.read("locks.html", page.encode()).markers == ()


def test_a_link_to_a_section_is_no_note() -> None:
    text = f'<p>{PROSE}, see <a href="#s2">2</a>.</p><h2 id="s2">Two</h2>{OTHER}'
    page = f"<html><body><article><h1>Locks</h1>{text}</article></body></html>"
    assert originals.read("locks.html", page.encode()).notes == ()
