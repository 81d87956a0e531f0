"""A page's notes, for a style that cites in notes: numbered marks in the text, and the notes below it, linked both ways."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from build_tools.diagnostics import Span
from build_tools.model import blocks as b
from build_tools.model.citations import Citation
from build_tools.pages.walk import rewritten, within

if TYPE_CHECKING:
    from build_tools.model.pages import Page
    from build_tools.model.works import Citations

_CITED = "note"
_POINTS = re.compile(r"[.,;:!?…]+[”’»\"]?|[”’»\"][.,;:!?…]*")
# French sets the number before the full stop; most languages set it after.
_BEFORE_POINTS = ("fr",)


def in_order(page: Page) -> tuple[Page, tuple[Citation, ...]]:
    """Return a page with its citations counted in reading order, which then is their span, and these citations."""
    places = count(1)
    found: list[Citation] = []

    def counted(content: b.Inlines) -> b.Inlines:
        return tuple(placed(one) if isinstance(one, b.Cited) else within(one, counted) for one in content)

    def placed(cited: b.Cited) -> b.Cited:
        number = next(places)
        found.append(Citation(cited.citation.items, Span(page.path, number, number), cited.citation.text))
        return b.Cited(found[-1])

    return replace(page, blocks=rewritten(page.blocks, counted)), tuple(found)


def takes_notes(citations: Citations) -> bool:
    """Tell whether the style sets any citation as a note or as a raised number; most do not, and no page need be searched."""
    return any(_is_raised(one) or _holds_note(one) for words in citations.rendered.values() for one in words)


def _holds_note(inline: b.Inline) -> bool:
    match inline:
        case b.Marked(role="note"):
            return True
        case b.Text() | b.Code() | b.Break() | b.Cited():
            return False
        case _:
            return any(_is_raised(one) or _holds_note(one) for one in inline.content)


def with_notes(page: Page, lang: str) -> Page:
    """Return a page with each note of its citations below the text, before the references, and a number in its place."""
    notes: list[b.Inlines] = []

    def referred(content: b.Inlines) -> b.Inlines:
        result: list[b.Inline] = []
        for one in content:
            if isinstance(one, b.Marked) and one.role == _CITED:
                notes.append(one.content)
                _set_mark(result, _mark(len(notes), one.content))
            elif _is_raised(one):
                _set_mark(result, one)
            elif isinstance(one, b.Text) and result and _is_mark(result[-1]) and not lang.startswith(_BEFORE_POINTS):
                _set_after_points(result, one)
            else:
                result.append(within(one, referred))
        return tuple(result)

    blocks = rewritten(page.blocks, referred)
    return replace(page, blocks=_with_section(blocks, notes)) if notes or blocks != page.blocks else page


def _mark(number: int, words: b.Inlines) -> b.Marked:
    link = b.Link(f"#note-{number}", b.text(str(number)), "note", b.plain(words))
    return b.Marked("note-mark", (b.Script((link,), "super"),), f"note-mark-{number}")


def _is_mark(inline: b.Inline) -> bool:
    return isinstance(inline, b.Marked) and inline.role == "note-mark"


def _is_raised(inline: b.Inline) -> bool:
    """Tell whether this is a citation by a raised number."""
    return isinstance(inline, b.Script) and inline.kind == "super" and any(_leads_on(one) for one in inline.content)


def _leads_on(inline: b.Inline) -> bool:
    return isinstance(inline, b.Link) and inline.role == "cite"


def _set_mark(result: list[b.Inline], mark: b.Inline) -> None:
    """Set a raised number close to the word before it, and apart from another one."""
    last = result[-1] if result else None
    if isinstance(last, b.Text):
        closer = b.Text(last.text.rstrip(" \n"))
        result[-1] = closer
        last = result[-2] if not closer.text and len(result) > 1 else closer
    if last is not None and (_is_mark(last) or _is_raised(last)):
        result.append(b.Script(b.text(", "), "super"))
    result.append(mark)


def _set_after_points(result: list[b.Inline], after: b.Text) -> None:
    """Put the punctuation that follows a note's number before it: `so.¹`."""
    points = _POINTS.match(after.text)
    if points:
        result.insert(len(result) - 1, b.Text(points[0]))
    rest = after.text[points.end() :] if points else after.text
    result += [b.Text(rest)] if rest else []


def _with_section(blocks: b.Blocks, notes: list[b.Inlines]) -> b.Blocks:
    if not notes:
        return blocks
    section = (b.Heading(2, b.text("Notes"), "notes"), b.Items(tuple(map(_note, count(1), notes)), ordered=True, role="notes"))
    ends = (place for place, block in enumerate(blocks) if isinstance(block, b.Heading) and block.anchor == "references")
    end = next(ends, len(blocks))
    return (*blocks[:end], *section, *blocks[end:])


def _note(number: int, words: b.Inlines) -> b.Blocks:
    back = b.Link(f"#note-mark-{number}", b.text("↩"), "back", f"Back to where note {number} stands")
    return (b.Paragraph((b.Marked("noted", words, f"note-{number}"), b.Text(" "), back)),)
