"""Damaged and hostile files of every format: each gives a text or one diagnostic, and never another exception."""

from __future__ import annotations

import random
from contextlib import suppress
from functools import cache
from io import BytesIO

import pikepdf
import pytest
import typst
from documents import docx, table

from build_tools.load import formats, originals
from build_tools.load.unreadable import Unreadable

SENTENCES = "The canal was dug by men who had never seen the sea. It leaks still, and the Trust owns eleven locks of it.1"
PAGE = (
    """<!doctype html><html><head><title>Locks</title><script type="application/ld+json">{"@type": "Article"}</script></head>"""
    "<body><nav><a href='/'>Home</a></nav><article><h1>Locks</h1>"
    + f"<p>{SENTENCES}</p>"
    * 4
    + "<p>See<sup><a href='#n1'>1</a></sup>"
    "</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    "<ol><li id='n1'>Log.</li></ol></article></body></html>"
)
CASES = 40


def refusal(name: str, content: bytes, limits: formats.Limits = formats.LIMITS) -> str:
    with pytest.raises(Unreadable) as told:
        formats.extract(name, content, limits)
    return told.value.rule.code


@cache
def pdf() -> bytes:
    return typst.compile(f"= Locks\n{SENTENCES} #footnote[Log.]\n\n{SENTENCES}\n#table(columns: 2, [a], [b], [c], [d])".encode())


@cache
def protected(*, user: str, owner: str) -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as opened:
        opened.save(file, encryption=pikepdf.Encryption(user=user, owner=owner))
    return file.getvalue()


def whole(form: str) -> bytes:
    if form == "docx":
        return docx(("Heading1", "Locks"), ("", f"{SENTENCES}[1]"), table(("a", "b"), ("c", "d")), notes=("Log.",))
    texts = {
        "txt": f"Locks\n\n{SENTENCES}\n\nNotes\n1. Log.\n",
        "md": f"---\ntitle: Locks\n---\n# Locks\n\n{SENTENCES}[^1]\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: Log.\n",
        "html": PAGE,
    }
    return texts[form].encode() if form in texts else pdf()


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "pdf"])
def test_a_file_that_was_cut_or_changed_is_read_or_refused(form: str) -> None:
    chance, content = random.Random(form), whole(form)  # noqa: S311 - the same cases each time
    for _ in range(CASES):
        broken = bytearray(content[: chance.randrange(len(content))] if chance.random() < 0.3 else content)
        for _ in range(chance.randrange(12)):
            at = chance.randrange(len(broken) or 1)
            broken[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(6))
        with suppress(Unreadable):
            reading = originals.read(f"locks.{form}", bytes(broken))
            assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.lines)


def test_each_whole_file_is_read() -> None:
    for form in ("txt", "md", "html", "docx", "pdf"):
        assert "never seen the sea" in originals.read(f"locks.{form}", whole(form)).text


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    assert refusal("locks.pdf", protected(user="secret", owner="secret")) == "original-encrypted"
    assert "never seen the sea" in originals.read("locks.pdf", protected(user="", owner="secret")).text


def test_a_pdf_without_its_end_is_not_taken_for_the_whole() -> None:
    assert refusal("locks.pdf", pdf()[:-600]) == "original-damaged"


def test_a_scan_is_refused_as_textless() -> None:
    scan = typst.compile(b"#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9'/></svg>\"))")
    assert refusal("locks.pdf", scan) == "original-textless"


def test_a_word_file_that_unpacks_to_too_much_is_stopped() -> None:
    bomb = docx(("", "x"), more={"docProps/core.xml": b"<a>" + b" " * 90_000_000 + b"</a>"})
    assert len(bomb) < 200_000
    assert refusal("locks.docx", bomb) == "original-too-large"


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert refusal("locks.docx", docx(("", "x"), more={"docProps/core.xml": bomb})) == "original-damaged"
    external = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + PAGE.replace("Home", "&f;")
    assert "root:" not in originals.read("locks.html", external.encode()).text


def test_a_macro_and_an_unknown_part_are_not_looked_at() -> None:
    assert originals.read("locks.docm", docx(("", SENTENCES), more={"word/vbaProject.bin": b"\x00" * 99})).paragraphs


def test_a_page_nested_without_end_is_told() -> None:
    assert refusal("locks.html", PAGE.replace("<article>", "<article>" + "<div>" * 3_000).encode()) == "original-too-large"


def test_scripts_and_links_to_files_are_no_text_and_are_not_followed() -> None:
    page = PAGE.replace(
        "<article>", "<article><script src='file:///etc/passwd'>steal()</script><iframe src='file:///etc/hosts'></iframe>"
    )
    reading = originals.read("locks.html", page.replace("Home", "<a href='file:///etc/passwd'>Home</a>").encode())
    assert "steal" not in reading.text
    assert "file:" not in reading.text


def test_nuls_in_a_page_do_no_harm_and_in_a_text_are_refused() -> None:
    assert (
        "never seen"
        in originals.read(
            "locks.html", PAGE.replace("<h1>", "\0<h1>").replace("<head>", "<head><meta charset=utf-8>").encode()
        ).text
    )
    assert refusal("locks.txt", b"The canal\0 was dug.") == "original-undecodable"


@pytest.mark.parametrize(
    ("form", "limit"), [("txt", "txt"), ("md", "markdown"), ("html", "html"), ("docx", "docx"), ("pdf", "pdf")]
)
def test_what_is_larger_than_its_limit_is_refused_unread(form: str, limit: str) -> None:
    assert refusal(f"locks.{form}", whole(form), formats.Limits(**{limit: 20})) == "original-too-large"


def test_a_pdf_of_too_many_pages_or_words_is_refused() -> None:
    assert refusal("locks.pdf", pdf(), formats.Limits(pages=0)) == "original-too-large"
    assert refusal("locks.pdf", pdf(), formats.Limits(words=3)) == "original-too-large"
