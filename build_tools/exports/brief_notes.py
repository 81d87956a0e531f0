"""A brief's blocks as they stand on paper: its citations become notes at the foot, and its references shrink to the works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from build_tools.model import blocks as b

NOTE = "note"
AT_PUBLISHER = "↗"
_STOP = re.compile(r"[.,;:!?]+")
_NO_WORDS = re.compile(r"[\s,;()–-]*")


@dataclass(frozen=True, slots=True)
class _Passage:
    """Where a cited passage stands: the work's key, its date in words, and the links to the site and to the publisher."""

    work: str
    date: str
    digest: str
    publisher: str


def marking(blocks: b.Blocks) -> str:
    """Return the line of confidentiality, or nothing."""
    return next((b.plain(one.content) for one in blocks if isinstance(one, b.Paragraph) and one.role == "marking"), "")


def laid_out(blocks: b.Blocks, dates: Mapping[str, str]) -> b.Blocks:
    """Return a page's blocks as they stand on paper. `dates` has for a date as it is shown the words that a note has for it."""
    found = dict(_passages(blocks))
    passages = {name: replace(one, date=dates.get(one.date, one.date)) for name, one in found.items()}
    kept = [_noted(block, passages) for block in blocks if not _elsewhere(block)]
    return tuple(_sources(block) if isinstance(block, b.Items) and block.role == "references" else block for block in kept)


def _elsewhere(block: b.Block) -> bool:
    """Tell what the sheet's foot says, or what is for the screen only."""
    return isinstance(block, b.Paragraph) and ("meta" in block.role or block.role == "marking")


def _passages(blocks: b.Blocks) -> Iterator[tuple[str, _Passage]]:
    for block in blocks:
        match block:
            case b.Group("passage", told, anchor):
                yield anchor, _passage(told, anchor)
            case b.Group(blocks=inner):
                yield from _passages(inner)
            case b.Items(items):
                for item in items:
                    yield from _passages(item)
            case _:
                pass


def _passage(blocks: b.Blocks, anchor: str) -> _Passage:
    said = [part for block in blocks if isinstance(block, b.Paragraph) for part in block.content]
    date = next((b.plain(part.content[:1]) for part in said if isinstance(part, b.Marked) and part.role == "from"), "")
    ways = {part.role: part.target for part in said if isinstance(part, b.Link)}
    digest = ways.get("digest", "")
    work = digest.partition("#")[0] or anchor
    return _Passage(work, date.strip(" ·"), digest, ways.get("at-publisher", ""))


def _sources(items: b.Items) -> b.Items:
    """Return the list of references as the works alone."""
    return b.Items(tuple(_work(item[0]) for item in items.items if item), role="works")


def _work(block: b.Block) -> b.Blocks:
    if not isinstance(block, b.Paragraph):
        return (block,)
    words = [part for part in block.content if not (isinstance(part, b.Link) and part.role == "digest")]
    return (b.Paragraph(tuple(words)),)


def _noted(block: b.Block, passages: Mapping[str, _Passage]) -> b.Block:
    """Return a block with its citations as notes; what stands beside a judgement comes after its prose."""
    match block:
        case b.Paragraph():
            return replace(block, content=_with_notes(block.content, passages))
        case b.Group():
            inner = tuple(_noted(one, passages) for one in block.blocks)
            beside = tuple(one for one in inner if isinstance(one, b.Group) and one.role == "margin")
            return replace(block, blocks=(*(one for one in inner if one not in beside), *beside))
        case b.Items(role="references"):
            return block
        case b.Items():
            return replace(block, items=tuple(tuple(_noted(one, passages) for one in item) for item in block.items))
        case b.Table():
            rows = tuple(tuple(replace(one, content=_with_notes(one.content, passages)) for one in row) for row in block.rows)
            return replace(block, rows=rows)
        case _:
            return block


def _with_notes(content: b.Inlines, passages: Mapping[str, _Passage]) -> b.Inlines:
    parts = tuple(
        replace(part, content=_with_notes(part.content, passages)) if isinstance(part, b.Marked | b.Emphasis) else part
        for part in content
    )
    found = [at for at, part in enumerate(parts) if _is_cite(part)]
    out: list[b.Inline] = []
    done = 0
    for run in _runs(found, parts):
        out, done = _noted_run(out, parts, (max(done, 0), run[0], run[-1]), passages)
    return (*out, *parts[done:])


def _is_cite(part: b.Inline) -> bool:
    return isinstance(part, b.Link) and part.role == "cite"


def _runs(found: list[int], parts: b.Inlines) -> Iterator[list[int]]:
    """Yield the places of citations that belong together: nothing but signs stands between them."""
    run: list[int] = []
    for at in found:
        between = parts[run[-1] + 1 : at] if run else ()
        if run and not (_NO_WORDS.fullmatch(b.plain(between)) and ")" not in b.plain(between)):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _noted_run(
    out: list[b.Inline], parts: b.Inlines, bounds: tuple[int, int, int], passages: Mapping[str, _Passage]
) -> tuple[list[b.Inline], int]:
    """Put one run's note behind its words and the stop after them; the words go into the note where they were in brackets."""
    done, first, last = bounds
    before, after = parts[done:first], parts[last + 1 :]
    note = b.Marked(NOTE, tuple(_note(parts[first : last + 1], passages)))
    match before[-1:], after[:1]:
        case (b.Text(opening),), (b.Text(closing),) if opening.endswith("(") and closing.startswith(")"):
            pass
        case _:
            return [*out, *before, *parts[first : last + 1], note], last + 1
    lead = _without_space((*out, *before[:-1], b.Text(opening[:-1])))
    rest, taken = closing[1:], last + 2
    if not rest and len(after) > 1 and isinstance(after[1], b.Text):
        rest, taken = after[1].text, last + 3
    stop = _STOP.match(rest)
    end = stop[0] if stop else ""
    return [*lead, *((b.Text(end),) if end else ()), note, *((b.Text(rest[len(end) :]),) if rest[len(end) :] else ())], taken


def _without_space(parts: b.Inlines) -> b.Inlines:
    """Return words without the space that stood before the bracket."""
    kept = list(parts)
    while kept and isinstance(kept[-1], b.Text) and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    last = kept[-1]
    if isinstance(last, b.Text):
        kept[-1] = b.Text(last.text.rstrip())
    elif isinstance(last, b.Marked | b.Emphasis):
        kept[-1] = replace(last, content=_without_space(last.content))
    return tuple(kept)


def _note(run: b.Inlines, passages: Mapping[str, _Passage]) -> Iterator[b.Inline]:
    """Yield a note: the citation's words, the way to each passage at the publisher, and after each work its date."""
    cites = [part for part in run if isinstance(part, b.Link)]
    last = {work: cite for work, group in groupby(cites, lambda one: _work_of(one, passages)) for cite in group}
    for part in run:
        if not isinstance(part, b.Link):
            yield part
            continue
        known = [passages[name] for name in _meant(part) if name in passages]
        yield replace(part, target=known[0].digest, also=(), role="noted") if known else part
        yield from (one for passage in known if passage.publisher for one in _way(passage.publisher))
        if known and last[_work_of(part, passages)] is part and known[0].date and known[0].date not in b.plain(run):
            yield b.Text(f" ({known[0].date})")
    yield b.Text(".")


def _way(address: str) -> Iterator[b.Inline]:
    yield b.Text("\N{NO-BREAK SPACE}")
    yield b.Link(address, b.text(AT_PUBLISHER), "at-publisher")


def _meant(cite: b.Link) -> tuple[str, ...]:
    return (cite.target.removeprefix("#"), *cite.also)


def _work_of(cite: b.Link, passages: Mapping[str, _Passage]) -> str:
    known = passages.get(_meant(cite)[0])
    return known.work if known else cite.target
