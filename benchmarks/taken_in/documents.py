"""PDFs of two layouts, Word files and plain texts of several kinds, around the same report."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pypandoc
import typst
import weasyprint

from benchmarks.taken_in.pages import report
from benchmarks.taken_in.words import (
    AUTHORS,
    FRAME,
    HEADINGS,
    MARKED,
    NOTES,
    PARAGRAPHS,
    PULLED,
    TABLE,
    TITLE,
    Expected,
    Input,
    known,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER, _RELATED, _COMMENT, _COOKIES, _LIFE, _IMPRINT = FRAME
# The paragraphs, from 0, that a change is in, or that something is put behind.
_PUT_IN, _TAKEN_OUT, _PICTURED, _BOXED, _PULLED = 1, 5, 1, 8, 9
_SIGNED = known(title=TITLE, authors="; ".join(AUTHORS), institution="", date="2021-05", language="en")


def inputs() -> Iterator[Input]:
    """Yield the files."""
    whole = Expected(notes=NOTES, table=True, metadata=_SIGNED)
    yield Input("PDF", "one column, running heads, notes at the foot", "one.pdf", _pdf(columns=1), whole)
    yield Input("PDF", "two columns, hyphenation, notes at the foot", "two.pdf", _pdf(columns=2), whole)
    printed = known(title=TITLE, authors="; ".join(AUTHORS), date="2009", language="en")
    yield Input(
        "PDF", "a web page on paper, by WeasyPrint", "printed.pdf", _printed(), Expected(notes=NOTES, table=True, metadata=printed)
    )
    dated = known(title=TITLE, authors="; ".join(AUTHORS), date="2021-05-04", language="en")
    yield Input(
        "DOCX",
        "notes, a table and tracked changes, by pandoc",
        "mills.docx",
        _docx(),
        Expected(notes=NOTES, table=True, metadata=dated),
    )
    yield Input(
        "Markdown",
        "notes and a table",
        "mills.md",
        _markdown(changes=False).encode(),
        Expected(notes=NOTES, table=True, metadata=dated),
    )
    copied = known(title=TITLE, authors="; ".join(AUTHORS), date="2021-05-04", language="en", institution="Orrin Courier")
    yield Input("text", "copied from a page, furniture and all", "copied.txt", _copied().encode(), Expected(metadata=copied))
    glued = known(title=TITLE, authors="; ".join(AUTHORS), date="2021-05-04", language="en")
    yield Input(
        "text", "note numbers glued, notes at the end", "glued.txt", _glued().encode(), Expected(notes=NOTES, metadata=glued)
    )
    yield Input("text", "lines of 72 characters, in UTF-16", "wrapped.txt", _wrapped().encode("utf-16"), Expected(metadata=glued))
    undated = known(title=TITLE, date="2009", language="en")
    yield Input("text", "no byline, no date, Windows-1252", "plain.txt", _plain().encode("cp1252"), Expected(metadata=undated))


def _pdf(*, columns: int) -> bytes:
    parts = []
    for index, sentences in enumerate(PARAGRAPHS):
        if index in HEADINGS:
            parts.append(f"= {HEADINGS[index]}")
        note = f"#footnote[{NOTES[MARKED.index(index)]}]" if index in MARKED else ""
        parts.append(" ".join(sentences) + note)
    cells = "".join(f"[{cell}], " for row in TABLE for cell in row)
    parts.insert(9, f"#block(breakable: false, table(columns: 3, {cells}))")
    indent = "first-line-indent: 1em, spacing: 0.65em, " if columns > 1 else ""
    return typst.compile(
        f"""#set document(title: "{TITLE}", author: {AUTHORS}, date: datetime(year: 2021, month: 6, day: 1))
#set page(paper: "a5", margin: 1.9cm, columns: {columns}, header: [Estuary Papers #h(1fr) {TITLE}],
  footer: context align(center, counter(page).display()))
#counter(page).update(17)
#set text(size: 9.5pt, lang: "en", hyphenate: true)
#set par({indent}justify: true)
#place(top + center, scope: "parent", float: true)[#text(size: 18pt, weight: "bold")[{TITLE}]

{" and ".join(AUTHORS)}

May 2021]
{chr(10).join(f"{part}{chr(10)}" for part in parts)}""".replace("('", '("')
        .replace("', '", '", "')
        .replace("')", '")')
        .encode()
    )


def _printed() -> bytes:
    """Return a web page with its frame as a browser's print command makes it, its text in two columns."""
    style = (
        "@page { size: A4; margin: 2cm; @top-left { content: 'Estuary Papers 7' } @bottom-center { content: counter(page) } }"
        "body { font: 10pt serif; text-align: justify; hyphens: auto } .field--name-body { columns: 2 } sup { font-size: .6em }"
        "nav, aside, footer, .skip-link, .breadcrumb { display: none }"
    )
    page = report().replace("</head>", f"<style>{style}</style></head>")
    return bytes(weasyprint.HTML(string=page).write_pdf() or b"")


def _markdown(*, changes: bool) -> str:
    lines = [f"---\ntitle: {TITLE}\nauthor: [{', '.join(AUTHORS)}]\ndate: 4 May 2021\nlang: en\n---\n"]
    for index, sentences in enumerate(PARAGRAPHS):
        if index in HEADINGS:
            lines.append(f"# {HEADINGS[index]}\n")
        text = " ".join(sentences)
        if changes and index == _PUT_IN:
            text = f'{sentences[0]} [{sentences[1]}]{{.insertion author="H" date="2021-05-03T10:00:00Z"}} {sentences[2]}'
        if changes and index == _TAKEN_OUT:
            text += f' [{_COMMENT}]{{.deletion author="H" date="2021-05-03T10:00:00Z"}}'
        lines.append(text + (f"[^{MARKED.index(index)}]" if index in MARKED else "") + "\n")
    lines.append("\n".join("| " + " | ".join(row) + " |" for row in (TABLE[0], ("---",) * 3, *TABLE[1:])) + "\n")
    return "\n".join([*lines, *(f"[^{at}]: {note}\n" for at, note in enumerate(NOTES))])


def _docx() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mills.docx")
        pypandoc.convert_text(
            _markdown(changes=True), "docx", format="markdown", outputfile=str(path), extra_args=["--track-changes=all"]
        )
        return path.read_bytes()


def _copied() -> str:
    lines = ["Skip to content", _COOKIES, "Accept all", "Orrin Courier", "Menu", "News", "Rivers", "Subscribe", "", TITLE, "",
             f"By {AUTHORS[0]} and {AUTHORS[1]}", "4 May 2021", "6 min read", "", "Share", "Facebook", "Twitter", ""]  # fmt: skip
    for index, sentences in enumerate(PARAGRAPHS):
        lines += [HEADINGS[index], ""] if index in HEADINGS else []
        lines += [" ".join(sentences), ""]
        lines += ["The mill at low water. Photo: I. Renn / Alamy", ""] if index == _PICTURED else []
        lines += ["Sign up for our newsletter", _LETTER, "Your email", "Sign up", ""] if index == _BOXED else []
        lines += [PULLED, ""] if index == _PULLED else []
    lines += [_LIFE, "", "Tags: mills, tides", "", "Related articles", _RELATED, "A day with the keeper of the sea doors", "",
              "Comments (1)", "eelman", _COMMENT, "", _IMPRINT, "© 2021 Orrin Courier. All rights reserved."]  # fmt: skip
    return "\n".join(lines)


def _glued() -> str:
    lines = [TITLE, "", f"{AUTHORS[0]} and {AUTHORS[1]}", "4 May 2021", ""]
    lines[2] = f"By {lines[2]}"
    for index, sentences in enumerate(PARAGRAPHS):
        lines += [HEADINGS[index], ""] if index in HEADINGS else []
        lines += [" ".join(sentences) + (str(MARKED.index(index) + 1) if index in MARKED else ""), ""]
    return "\n".join([*lines, "Notes", "", *(f"{at}. {note}" for at, note in enumerate(NOTES, 1)), ""])


def _wrapped() -> str:
    parts = [TITLE, "", f"By {AUTHORS[0]} and {AUTHORS[1]}", "4 May 2021", ""]
    for index, sentences in enumerate(PARAGRAPHS):
        parts += [HEADINGS[index].upper(), ""] if index in HEADINGS else []
        parts += [*textwrap.wrap(" ".join(sentences), 72), ""]
    return "\n".join(parts)


def _plain() -> str:
    lines = [TITLE, ""]
    for sentences in PARAGRAPHS:
        lines += [" ".join(sentences).replace("'", "’"), ""]
    return "\n".join(lines)
