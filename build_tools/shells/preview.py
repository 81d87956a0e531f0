"""Show an editor what is wrong: beside the block that it is about, and on top of the page what belongs to no block."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Severity, Span
from build_tools.exports.anchors import anchors
from build_tools.model import blocks as b
from build_tools.model.pages import Outline, Pages
from build_tools.shells import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from build_tools.model.library import Library
    from build_tools.model.pages import Page
    from build_tools.pipeline import Build
    from build_tools.shells.project import Project


def at_the_desk(project: Project) -> Project:
    """Return the dossier as an editor sees it while writing: drafts too, and no pictures for links."""
    return replace(project, settings=replace(project.settings, social_cards=False, drafts=True, desk=True))


class LastGood:
    """Remembers the pages of the last build without errors, so that a mistake does not take them away."""

    def __init__(self) -> None:
        """Start without any."""
        self._pages = Pages(())

    def pages(self, build: Build, linked: Callable[[Pages], Pages], on_paper: tuple[Diagnostic, ...] = ()) -> Pages:
        """Return the last good pages, linked to the author's files, with what is wrong, in the text or on paper, shown there."""
        if not build.errors:
            self._pages = build.pages
        told = replace(build, diagnostics=(*build.diagnostics, *on_paper))
        return with_diagnostics(linked(self._pages or build.pages), told)


def with_diagnostics(pages: Pages, build: Build) -> Pages:
    """Return the pages with what is wrong in them; an error that belongs to no page stands on the first one."""
    pages = pages or Pages((Outline("index.md", "landing", "The dossier could not be built", tuple),))
    homes, first = {page.edited: path for path, page in pages.outlines.items() if page.edited}, next(iter(pages.outlines))
    shown: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in build.diagnostics:
        if one.severity is Severity.ERROR or one.span.path in homes:
            shown[homes.get(one.span.path, first)].append(one)
    return pages.then(lambda page: _with(page, shown.get(page.path, ()), build))


def _places(path: str, library: Library) -> Iterator[tuple[Span, str]]:
    """Yield where each statement and each sentence of a file stands, with its anchor."""
    for source in library.sources.values():
        yield from ((one.span, one.anchor) for one in source.statements if source.path == path)
    for of, _, prose in library.prose():
        yield from ((one.span, one.anchor) for one in prose.sentences if of == path)


def _with(page: Page, diagnostics: Sequence[Diagnostic], build: Build) -> Page:
    """Return a page with each diagnostic beside its block, and with the errors told on top."""
    there = anchors(page.blocks) if diagnostics else frozenset()
    places = [(span, anchor) for span, anchor in _places(page.edited, build.desk) if anchor in there] if diagnostics else []
    beside: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        beside[_anchor(one, places)].append(one)
    alone = beside.pop("", [])
    blocks = tuple(_placed(page.blocks, beside, build.library.corpus.texts)) if beside else page.blocks
    notice = _notice(alone, beside, len(build.errors), build.library.corpus.texts) if build.errors else ()
    return replace(page, blocks=(*notice, *blocks)) if notice or beside else page


def _anchor(one: Diagnostic, places: Sequence[tuple[Span, str]]) -> str:
    """Return the anchor of the block that a diagnostic is about; nothing where it is about none."""
    path, at = one.span.path, one.span.start
    found = (anchor for span, anchor in places if span.path == path and span.start <= at < max(span.end, span.start + 1))
    return next(found, "")


def _notice(
    alone: Sequence[Diagnostic], beside: Mapping[str, Sequence[Diagnostic]], wrong: int, texts: Mapping[str, str]
) -> b.Blocks:
    """Say how much is wrong; in full what stands beside no block, and in a line, with the way there, what does."""
    errors = [one for one in alone if one.severity is Severity.ERROR]
    led = [(anchor, one) for anchor, some in beside.items() for one in some if one.severity is Severity.ERROR]
    count = len(errors) + len(led)
    here = f"{count} of them in this file" if count else "none of them in this file"
    words = f"{wrong} {'error' if wrong == 1 else 'errors'}, {here}. The pages show the last build without errors."
    ways = tuple((b.Paragraph(_way(anchor, one, texts)),) for anchor, one in led)
    told = (b.paragraph(words), *(_shown(one, texts) for one in errors), *((b.Items(ways),) if ways else ()))
    return (b.Group("diagnostics", told, label="Errors"),)


def _way(anchor: str, one: Diagnostic, texts: Mapping[str, str]) -> b.Inlines:
    return (b.Text(f"line {report.at(one, texts).line}: "), b.Link(f"#{anchor}", b.text(one.message), "wrong"))


def _placed(blocks: b.Blocks, beside: Mapping[str, Sequence[Diagnostic]], texts: Mapping[str, str]) -> Iterator[b.Block]:
    """Yield blocks, each followed by what is wrong in it; of a statement it stands within, below its heading."""
    for block in blocks:
        match block:
            case b.Group("statement", (b.Heading(anchor=anchor) as heading, *rest)):
                yield replace(block, blocks=(heading, *_told(beside.get(anchor, ()), texts), *rest))
            case b.Group():
                yield replace(block, blocks=tuple(_placed(block.blocks, beside, texts)))
            case b.Items():
                yield replace(block, items=tuple(tuple(_placed(item, beside, texts)) for item in block.items))
            case _:
                yield block
                found = anchors((block,))
                yield from _told([one for anchor, some in beside.items() if anchor in found for one in some], texts)


def _told(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> b.Blocks:
    return tuple(b.Group(f"diagnostic {one.severity.value}", (_shown(one, texts),)) for one in diagnostics)


def _shown(one: Diagnostic, texts: Mapping[str, str]) -> b.Block:
    where = b.Code(f"{report.at(one, texts)}")
    words: list[b.Inline] = [where, b.Text(f" {one.message} "), b.Link(f"checks.md#{one.code}", (b.Code(one.code),), "check")]
    if one.help:
        words += [b.Break(), b.Text(f"Help: {one.help}")]
    return b.Paragraph(tuple(words))
