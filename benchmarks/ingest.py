"""Measures what is kept, lost and leaked when a file is taken in, over inputs made here and the originals at hand.

python -m benchmarks.ingest

Sentences are kept where they stand whole within one body paragraph; a paragraph is whole where it has all its words and no others.
What leaks is a line of the page's frame that is taken for body. Rivals are asked for their plain text, and their sentences may
stand anywhere in it, which is easier.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2
import trafilatura

from benchmarks.taken_in import documents, pages
from benchmarks.taken_in.words import FRAME, PARAGRAPHS, SENTENCES, TABLE
from build_tools.load import originals
from build_tools.load.metadata import metadata
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.taken_in.words import Input
    from build_tools.model.metadata import Metadata
    from build_tools.model.reading import Reading

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).with_name("results") / "ingest.md"
TODAY = "2026-11-26"
NAMES = ("title", "authors", "institution", "date", "language", "address")


@dataclass(frozen=True, slots=True)
class Score:
    """How an input came out: counts, and in words what was lost and what leaked."""

    sentences: int
    in_order: bool
    paragraphs: int
    notes: int
    table: bool
    lost: tuple[str, ...]
    leaked: tuple[str, ...]


def main() -> None:
    """Measure, write the table and print it."""
    inputs = (*pages.inputs(), *documents.inputs())
    told = "\n".join((*_readings(inputs), *_metadata(inputs), *_rivals(inputs), *_at_hand()))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(told + "\n", encoding="utf-8")
    print(told)


def _readings(inputs: Sequence[Input]) -> Iterator[str]:
    yield from (
        "# Taking in a source",
        "",
        f"The same report of {len(SENTENCES)} sentences in {len(PARAGRAPHS)} paragraphs, in {len(inputs)} files.",
        "The readers were mended against these files, so the figures say what works, and not what to expect of a page never seen.",
        "",
        "| file | sentences | in order | paragraphs whole | notes | table | lost | leaked |",
        "|---|---:|---|---:|---:|---|---|---|",
    )
    for one in inputs:
        score = scored(one, originals.read(one.name, one.content))
        notes = f"{score.notes} of {len(one.expected.notes)}" if one.expected.notes else "–"
        table = ("kept" if score.table else "lost") if one.expected.table else "–"
        yield (
            f"| {one.group}: {one.what} | {score.sentences} of {len(one.expected.sentences)} | {'yes' if score.in_order else 'no'} "
            f"| {score.paragraphs} of {len(PARAGRAPHS)} | {notes} | {table} | {_listed(score.lost)} | {_listed(score.leaked)} |"
        )
    yield ""


def scored(one: Input, reading: Reading) -> Score:
    """Hold a reading against what must come out."""
    body = [_forms(reading, paragraph.start, paragraph.end) for paragraph in reading.paragraphs]
    found = [
        (sentence, next((at for at, words in enumerate(body) if _within(forms(sentence), words)), -1))
        for sentence in one.expected.sentences
    ]
    places = [at for _, at in found if at >= 0]
    whole = sum(forms(" ".join(paragraph)) in body for paragraph in PARAGRAPHS)
    notes = _notes_kept(one, reading)
    table = any(
        paragraph.form == "table" and _forms(reading, paragraph.start, paragraph.end) == _table()
        for paragraph in reading.paragraphs
    )
    texts = [" ".join(reading.text[paragraph.start : paragraph.end].split()) for paragraph in reading.paragraphs]
    strange = [
        text
        for text, words in zip(texts, body, strict=True)
        if not any(_within(forms(sentence), words) for sentence in one.expected.sentences) and words != _table()
    ]
    leaked = (
        *(line for line in FRAME if any(_within(forms(line), words) for words in body)),
        *(text for text in strange if text not in FRAME),
    )
    return Score(len(places), places == sorted(places), whole, notes, table, tuple(text for text, at in found if at < 0), leaked)


def _forms(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    markers = [(low - start, high - start) for low, high in reading.markers if start <= low < end]
    return forms(reading.text[start:end], ignoring=markers)


def _notes_kept(one: Input, reading: Reading) -> int:
    """Count the notes whose words are kept and whose marker stands behind the right paragraph's last word."""
    kept = 0
    for at, note in enumerate(one.expected.notes):
        held = next(
            (found for found in reading.notes if found.words and _within(forms(note), forms(reading.text[slice(*found.words)]))),
            None,
        )
        last = forms(PARAGRAPHS[(2, 4, 6, 7)[at]][-1])[-1]
        if held and held.marker and forms(reading.text[max(0, held.marker[0] - 40) : held.marker[0]])[-1:] == (last,):
            kept += 1
    return kept


def _table() -> tuple[str, ...]:
    return forms(" ".join(cell for row in TABLE for cell in row))


def _within(sought: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(sought)]) == tuple(sought) for at in range(len(words) - len(sought) + 1))


def _listed(texts: Sequence[str]) -> str:
    shown = "; ".join(f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”" for text in texts[:3]).replace("|", "/")  # noqa: PLR2004
    return (shown + (f" and {len(texts) - 3} more" if len(texts) > 3 else "")) or "nothing"  # noqa: PLR2004 - three are shown


def _metadata(inputs: Sequence[Input]) -> Iterator[str]:
    yield from ("## What the files say of the work", "", "| file | " + " | ".join(NAMES) + " |", "|---|" + "---|" * len(NAMES))
    counts: dict[str, int] = {}
    for one in inputs:
        told = metadata(originals.read(one.name, one.content), today=TODAY)
        cells = []
        for name, expected in one.expected.metadata:
            verdict = _verdict(expected, _value(told, name))
            counts[verdict] = counts.get(verdict, 0) + 1
            cells.append(verdict if verdict in {"right", "absent"} else f"**{verdict}**: {_value(told, name) or expected}")
        yield f"| {one.group}: {one.what} | {' | '.join(cells)} |"
    yield from (
        "",
        ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items(), key=lambda pair: -pair[1])) + ".",
        "",
    )
    yield from ("*Absent*: the file does not say it, and nothing was made up.", "")


def _value(told: Metadata, name: str) -> str:
    return "; ".join(told.authors) if name == "authors" else str(getattr(told, name).value)


def _verdict(expected: str, found: str) -> str:
    if not expected:
        return "invented" if found else "absent"
    if not found:
        return "missing"
    return "right" if forms(found)[: len(forms(expected))] == forms(expected) else "wrong"


def _rivals(inputs: Sequence[Input]) -> Iterator[str]:
    rivals: dict[str, tuple[str, Callable[[bytes], str]]] = {
        f"trafilatura {version('trafilatura')}": ("HTML", lambda content: trafilatura.extract(content) or ""),
        f"pdfplumber {version('pdfplumber')}, extract_text": ("PDF", _plumbed),
        f"pypdfium2 {version('pypdfium2')}": ("PDF", _by_pdfium),
    }
    yield from (
        "## Others on the same files",
        "",
        "| engine | file | sentences | notes' words | leaked |",
        "|---|---|---:|---:|---:|",
    )
    for name, (group, read) in rivals.items():
        for one in inputs:
            if one.group == group:
                words = forms(read(one.content))
                kept = sum(_within(forms(sentence), words) for sentence in one.expected.sentences)
                notes = sum(_within(forms(note), words) for note in one.expected.notes)
                leaked = sum(_within(forms(line), words) for line in FRAME)
                shown = f"{notes} of {len(one.expected.notes)}" if one.expected.notes else "–"
                yield f"| {name} | {one.what} | {kept} of {len(one.expected.sentences)} | {shown} | {leaked} |"
    yield ""


def _plumbed(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _by_pdfium(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\ufffe", "-\n").replace("\r\n", "\n")


def _at_hand() -> Iterator[str]:
    folder = Path(os.environ.get("DOSSIER_ORIGINALS", ROOT.parent / "shared" / "originals"))
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        return
    yield from (
        "## The originals at hand",
        "",
        "| original | lines with words | body paragraphs | marked otherwise | note markers |",
        "|---|---:|---:|---:|---:|",
    )
    totals = [0, 0, 0, 0]
    for path in files:
        reading = originals.read(path.name, path.read_bytes())
        row = [len(reading.lines), len(reading.paragraphs), len(reading.lines) - len(reading.paragraphs), len(reading.markers)]
        totals = [total + count for total, count in zip(totals, row, strict=True)]
        yield f"| {path.stem} | {' | '.join(map(str, row))} |"
    yield f"| all | {' | '.join(map(str, totals))} |"


if __name__ == "__main__":
    main()
