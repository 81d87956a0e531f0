"""Read an original of any format: number its body paragraphs, mark all else with what it is, find its sections and notes.

Nothing is deleted. What a block is, its format tells where it does, and its wording where it does not; what no rule takes is body.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.load import formats
from build_tools.load.line_kinds import KINDS, LONG, Seen, Whole, flat, judge, overrules_a_heading
from build_tools.load.note_markers import FEWEST, chained
from build_tools.load.regions import behind_the_text, label_of, words_of_note
from build_tools.model.reading import Line, Note, Paragraph, Reading, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from build_tools.model.extract import Block, Extract, Marker

__all__ = ["KINDS", "read"]

_MENU = 3
_NUMBERED = re.compile(r"(?:chapter |section |part )?(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s", re.IGNORECASE)


def read(
    name: str,
    content: bytes,
    *,
    marks: Mapping[int, str] | None = None,
    extract: Callable[[str, bytes], Extract] = formats.extract,
) -> Reading:
    """Read an original: plain text, HTML, PDF, DOCX or Markdown, told by its bytes and its name's ending.

    `marks` overrules the kind of single lines, by line number from 1, as `Reading.lines` counts them. `extract` turns bytes into
    text; a shell hands in one that keeps what it did and bounds time and memory. Raises Unreadable, and nothing else.
    """
    found = extract(name, content)
    lines = tuple(_lines(found, marks or {}))
    markers = found.markers or _glued(found.text, lines)
    lines = _with_notes_at_the_foot(found.text, lines, markers, frozenset(marks or ()))
    spans = tuple((marker.start, marker.end) for marker in markers)
    return Reading(
        name,
        hashlib.sha256(content).hexdigest(),
        found.text,
        lines,
        tuple(_paragraphs(found, lines)),
        spans,
        tuple(_sections(found.text, lines)),
        tuple(_notes(found, lines, markers)),
        found.format,
        found.facts,
        tuple(_told(found.encoding)),
    )


def _told(encoding: str) -> Iterator[str]:
    """Yield what a person should know of an encoding other than UTF-8: what has no mark of its own was guessed."""
    if encoding not in {"", "utf-8"}:
        yield f"read as {encoding}" if encoding.startswith("utf") else f"read as {encoding}, which was guessed"


def _lines(found: Extract, marks: Mapping[int, str]) -> Iterator[Line]:
    breaks = [match.start() for match in re.finditer("\n", found.text)]
    judged = _with_a_title(found.blocks, _judged(found), _first_long(found))
    for block, (kind, rule) in zip(found.blocks, judged, strict=True):
        number = bisect_left(breaks, block.start) + 1
        given, why = (marks[number], "marked by the editor") if number in marks else (kind, rule)
        level = block.level or (_level(found.text[block.start : block.end]) if given == "heading" else 0)
        yield Line(number, block.start, block.end, given, why, block.form, level, block.page, block.where)


def _first_long(found: Extract) -> int:
    """Return the number of the first block that is plainly prose."""
    counts = (len(found.text[block.start : block.end].split()) for block in found.blocks)
    return next((index for index, count in enumerate(counts) if count >= LONG), len(found.blocks))


def _judged(found: Extract) -> list[tuple[str, str]]:
    """Return the kind of each block and its rule: from the markup, from the wording, from the heading it stands behind."""
    lines = [flat(found.text[block.start : block.end]) for block in found.blocks]
    whole = Whole(lines, headed=any(block.kind == "heading" for block in found.blocks))
    long = [index for index, count in enumerate(whole.counts) if count >= LONG] or [len(lines)]
    seen = [
        Seen(line, whole.counts[index], index, whole, block.form, index < long[0], index > long[-1])
        for index, (line, block) in enumerate(zip(lines, found.blocks, strict=True))
    ]
    kinds = [_kind(block, line) for block, line in zip(found.blocks, seen, strict=True)]
    wider = behind_the_text(seen, kinds)
    return [kind if block.kind else wide for block, kind, wide in zip(found.blocks, kinds, wider, strict=True)]


def _kind(block: Block, line: Seen) -> tuple[str, str]:
    if not block.kind:
        return judge(line)
    given = (block.kind, block.rule or "from the markup")
    if block.kind == "heading":
        return overrules_a_heading(line) or given
    worded = judge(line) if block.kind == "navigation" else given
    # The wording of what stands outside the text may say more of it: a date, a byline, a newsletter box.
    return given if worded[0] in {"body", "heading", "repeated"} else worded


def _with_a_title(blocks: Sequence[Block], judged: list[tuple[str, str]], text: int) -> list[tuple[str, str]]:
    """Take the first heading for the title, where the format names none; among headings of the markup, if its level is its own.

    `text` is the number of the first long block.
    """
    if any(kind == "title" for kind, _ in judged):
        return judged
    levels = [block.level for block in blocks if block.kind == "heading"]
    headings = [index for index, (kind, _) in enumerate(judged) if kind == "heading"]
    alone = not levels or (levels[0] < min(levels[1:], default=9) and "body" not in [kind for kind, _ in judged[: headings[0]]])
    if not headings or not alone:
        return judged
    title = headings[0] if levels else _nearest_the_byline(judged, headings, text)
    return [
        ("title", rule)
        if index == title
        else ("navigation", "a line before the title")
        if index < title and (kind == "heading" or (kind == "body" and title != headings[0]))
        else (kind, rule)
        for index, (kind, rule) in enumerate(judged)
    ]


def _nearest_the_byline(judged: Sequence[tuple[str, str]], headings: Sequence[int], text: int) -> int:
    """Return the heading that is the title: where a site's menu was copied along, the last before the byline or the date."""
    signed = next((index for index, (kind, _) in enumerate(judged) if kind in {"byline", "date"}), 0)
    menu = sum(kind in {"navigation", "newsletter", "widget"} for kind, _ in judged[:signed]) >= _MENU
    before = [index for index in headings if index < min(signed, text)]
    return before[-1] if menu and before else headings[0]


def _level(heading: str) -> int:
    """Return how deep a heading is by its number: 2 for `2.1`; 1 where it has none."""
    match = _NUMBERED.match(heading.strip())
    return match[1].count(".") + 1 if match else 1


def _paragraphs(found: Extract, lines: Sequence[Line]) -> Iterator[Paragraph]:
    number, section = 0, ""
    for line, block in zip(lines, found.blocks, strict=True):
        if line.kind == "heading":
            section = " ".join(found.text[line.start : line.end].split())
        elif line.kind == "body":
            number += 1
            yield Paragraph(number, line.start, line.end, section, line.form, block.page, block.last_page or block.page)


def _sections(text: str, lines: Sequence[Line]) -> Iterator[Section]:
    """Yield each heading with the paragraphs under it; levels are counted from 1, whatever the file calls them."""
    levels = sorted({line.level for line in lines if line.kind == "heading"})
    number, open_section = 0, None
    for line in lines:
        if line.kind == "body":
            number += 1
            if open_section:
                open_section = replace(open_section, first=open_section.first or number, last=number)
        elif line.kind == "heading":
            if open_section:
                yield open_section
            title = " ".join(text[line.start : line.end].split())
            open_section = Section(title, levels.index(line.level) + 1, line.start, line.end)
    if open_section:
        yield open_section


def _with_notes_at_the_foot(
    text: str, lines: tuple[Line, ...], markers: Sequence[Marker], marked: frozenset[int]
) -> tuple[Line, ...]:
    """Take lines that begin with the numbers of all markers, each behind its own, for notes, as a book's copied pages have them."""
    if not markers or any(line.kind == "note" for line in lines):
        return lines
    ends = {marker.label: marker.end for marker in reversed(markers)}
    labels = sorted(ends, key=lambda label: ends[label])
    found: list[int] = []
    for index, line in enumerate(lines):
        label = label_of(text[line.start : line.end].strip())
        if len(found) < len(labels) and label == labels[len(found)] and line.start > ends[label]:
            found.append(index)
    if len(found) < len(labels) or any(lines[index].number in marked or lines[index].kind == "note" for index in found):
        return lines
    notes = set(found)
    return tuple(
        replace(line, kind="note", rule="the number of a marker before it") if index in notes else line
        for index, line in enumerate(lines)
    )


def _glued(text: str, lines: Sequence[Line]) -> tuple[Marker, ...]:
    running = [line for line in lines if line.kind in {"body", "heading", "title"} and line.form != "table"]
    listed = sum(line.kind == "note" and bool(label_of(text[line.start : line.end].strip())) for line in lines)
    return chained(text, ((line.start, line.end) for line in running), fewest=min(FEWEST, listed) if listed else FEWEST)


def _notes(found: Extract, lines: Sequence[Line], markers: Sequence[Marker]) -> Iterator[Note]:
    """Yield each note that has a marker or words, in order."""
    words: dict[str, tuple[int, int]] = {}
    for line, block in zip(lines, found.blocks, strict=True):
        if line.kind == "note" and (label := block.label or label_of(found.text[line.start : line.end].strip())):
            behind = 0 if block.label else words_of_note(found.text[line.start : line.end])
            words.setdefault(label, (line.start + behind, line.end))
    marked: dict[str, tuple[int, int]] = {}
    for marker in markers:
        marked.setdefault(marker.label, (marker.start, marker.end))
    for label in (*marked, *(label for label in words if label not in marked)):
        yield Note(label, marked.get(label), words.get(label))
