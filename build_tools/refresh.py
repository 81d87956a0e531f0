"""A newer copy of an original: what became of each passage, what rests on it, and what would have to be written.

Nothing here touches the world, and nothing is decided: the plan is made, and a shell writes it when an editor says so.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.editing import Edit, front_matter, rewrite, statements
from build_tools.load import originals
from build_tools.model.locators import parse
from build_tools.model.words import forms
from build_tools.resolve.newer import Fate, Renewed, renewed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from build_tools.intake import Desk
    from build_tools.model.dossier import Source
    from build_tools.model.library import Library, Use
    from build_tools.model.locators import Locator
    from build_tools.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of a source's passages, and what accepting it would write.

    `changes` are files of the dossier as (path, bytes). `stuck` are the uses that no machine can lead to the new places, such as a
    range of paragraphs that is no range any more; while there are any, nothing can be accepted. `lost` are lines whose mark fits no
    line of the new copy.
    """

    key: str
    known: bool
    passages: tuple[Renewed, ...]
    uses: Mapping[str, tuple[Use, ...]]
    changes: tuple[tuple[str, bytes], ...]
    stuck: tuple[Use, ...]
    lost: tuple[int, ...]


def plan(desk: Desk, source: Source, content: bytes, file: str) -> Plan:
    """Work out what a newer copy means for a source. `file` is the name under which the copy will lie among the originals."""
    library = desk.library()
    old = _old_reading(desk, library, source)
    marks, lost = _marks(source, old, originals.read(file, content, extract=desk.extract))
    new = originals.read(file, content, marks=marks, extract=desk.extract)
    passages = tuple(renewed(source.statements, old, new))
    uses = {one.statement.id: library.uses_of_statement.get(one.statement.id, ()) for one in passages}
    text = library.corpus.texts[source.path]
    edits = [edit for one in passages for edit in _anchored(text, one)]
    edits += _named(text, source, file, hashlib.sha256(content).hexdigest())
    edits += [front_matter.value(text, ("marks",), marks)] if marks != dict(source.marks) else []
    led, stuck = _citations(library, source, passages)
    changes = [(source.path, rewrite(desk.files[source.path], edits))] if edits else []
    for path, some in _addresses(library, source, passages):
        led.setdefault(path, []).append(some)
    changes += [(path, rewrite(desk.files[path], some)) for path, some in led.items()]
    after = replace(desk, files={**desk.files, **dict(changes)}).library()
    stuck = (*stuck, *(use for use in _misled(library, after, source.key) if use not in stuck))
    return Plan(source.key, old is not None, passages, uses, tuple(changes), stuck, lost)


def _misled(before: Library, after: Library, key: str) -> Iterator[Use]:
    """Yield each use of a source that would mean other statements afterwards than now: the last word on all of the above."""
    numbers = [{one.id: index for index, one in enumerate(library.sources[key].statements)} for library in (before, after)]
    for was, now in zip(before.uses_of_source.get(key, ()), after.uses_of_source.get(key, ()), strict=True):
        meant = [
            [held[one.id] for one in library.matched.get(use.item.key_span, ())]
            for library, held, use in zip((before, after), numbers, (was, now), strict=True)
        ]
        if meant[0] != meant[1]:
            yield was


def _old_reading(desk: Desk, library: Library, source: Source) -> Reading | None:
    """Return the reading of the copy that the digest was made from, where that is still at hand, under whatever name."""
    held = library.corpus.readings.get(source.key)
    if source.original is None or (held and held.sha256 == source.original.sha256):
        return held
    same = (content for content in desk.originals.values() if hashlib.sha256(content).hexdigest() == source.original.sha256)
    content = next(same, None)
    return originals.read(source.original.file, content, marks=source.marks, extract=desk.extract) if content else None


def _marks(source: Source, old: Reading | None, plain: Reading) -> tuple[dict[int, str], tuple[int, ...]]:
    """Lead the editor's marks to the lines of the new copy that have the same words; without the old one they stay."""
    if not source.marks or old is None:
        return dict(source.marks), ()
    now = {forms(plain.text[line.start : line.end]): line.number for line in reversed(plain.lines)}
    was = {line.number: forms(old.text[line.start : line.end]) for line in old.lines}
    led = {now[words]: kind for number, kind in source.marks.items() if (words := was.get(number, ())) in now}
    return led, tuple(number for number in source.marks if was.get(number, ()) not in now)


def _anchored(text: str, one: Renewed) -> Iterator[Edit]:
    """Yield the changes of a statement's place and selector."""
    if one.fate is Fate.SAME or one.statement.selector is None:
        return
    was, now = one.statement.selector, one.selector or one.statement.selector
    values = (
        ("at", one.statement.locator.text if one.statement.locator else "", one.at),
        ("from", was.start, now.start), ("before", was.before, now.before),
        ("to", was.end, now.end), ("after", was.after, now.after),
    )  # fmt: skip
    for name, before, after in values:
        if before != after:
            yield statements.attribute(text, one.statement, name, after)


def _named(text: str, source: Source, file: str, sha256: str) -> list[Edit]:
    held = source.original
    if held is None:
        return []
    named = [front_matter.value(text, ("original", "file"), file)] if held.file != file else []
    return [*named, *([front_matter.value(text, ("original", "sha256"), sha256)] if held.sha256 != sha256 else [])]


def _citations(library: Library, source: Source, passages: Sequence[Renewed]) -> tuple[dict[str, list[Edit]], tuple[Use, ...]]:
    """Lead citations of passages that moved to their new places; return those for which there is no one new place as well.

    A citation that kept its number would come to mean whatever stands at that number now.
    """
    moved = {one.statement.id: one for one in passages if one.fate is not Fate.SAME}
    places = {one.statement.id: parse(one.at) for one in passages}
    edits: dict[str, list[Edit]] = {}
    stuck: list[Use] = []
    for use in library.uses_of_source.get(source.key, ()):
        meant = library.matched.get(use.item.key_span, ())
        if use.item.locator is None or not any(one.id in moved for one in meant):
            continue
        now = _led(use.item.locator, [(one.locator, places.get(one.id)) for one in meant])
        if not now:
            stuck.append(use)
        elif now != use.item.locator.text:
            span = use.item.locator_span
            edits.setdefault(span.path, []).append(Edit(span.start, span.end, now))
    return edits, tuple(stuck)


def _addresses(library: Library, source: Source, passages: Sequence[Renewed]) -> Iterator[tuple[str, Edit]]:
    """Lead all else that names a statement by its address or place: links to it, other words for it, decisions on its topics."""
    corpus = library.corpus
    moved = {
        one.statement.anchor: (one.statement.locator, now)
        for one in passages
        if (now := parse(one.at)) and one.statement.locator and now.text != one.statement.locator.text
    }
    spans = [link.span for _, _, prose in library.prose() for link in prose.links if f"{source.key}.md#" in link.target]
    spans += [one.statement.span for one in corpus.wordings if one.statement.name.startswith(f"{source.key}#")]
    for span in spans:
        typed = corpus.texts[span.path][span.start : span.end]
        anchor = typed.partition("#")[2].strip("\"' )")
        if anchor in moved:
            start = span.start + typed.index("#") + 1
            yield span.path, Edit(start, start + len(anchor), moved[anchor][1].slug)
    places = {was.text: now.text for was, now in moved.values()}
    for decision in corpus.decisions:
        pattern = re.compile(rf"\bat:\s*[\"']?({re.escape(decision.at)})(?=[\"',}}\s])")
        at = pattern.search(corpus.texts.get(decision.span.path, ""), decision.span.start, decision.span.end)
        if decision.source == source.key and decision.at in places and at:
            yield decision.span.path, Edit(*at.span(1), places[decision.at])


def _led(cited: Locator, meant: Sequence[tuple[Locator | None, Locator | None]]) -> str:
    """Return a cited locator as it has to be when what it means has moved from one locator to another; nothing if none would do."""
    if len(meant) == 1 and (alone := meant[0][1]) and (cited.letter or (alone.letter and cited.first == cited.last)):
        return alone.text
    steps = {_step(was, now) for was, now in meant}
    step = steps.pop() if len(steps) == 1 else None
    if step is None or not (cited.first.isdecimal() and cited.last.isdecimal()):
        return ""
    first, last = int(cited.first) + step, int(cited.last) + step
    one, several = ("p.", "pp.") if cited.label == "page" else ("para.", "paras.")
    if not step:
        return cited.text
    return f"{one} {first}{cited.letter}" if first == last else f"{several} {first}–{last}"


def _step(was: Locator | None, now: Locator | None) -> int | None:
    """Return by how much a statement's number grew; None where it is no number, or no longer the same span of them."""
    if not (was and now and all(number.isdecimal() for one in (was, now) for number in (one.first, one.last))):
        return None
    first, last = int(now.first) - int(was.first), int(now.last) - int(was.last)
    return first if first == last else None
