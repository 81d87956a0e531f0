"""Show an editor what is wrong, in the page that is made from the file where it is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.shells import report
from build_tools.shells.project import Project

if TYPE_CHECKING:
    from build_tools.pipeline import Build


def at_the_desk(project: Project) -> Project:
    """Return the dossier as an editor sees it while writing: drafts too, and no pictures for links; PDFs `dossier pdf` makes."""
    return replace(project, settings=replace(project.settings, pdf=False, social_cards=False, drafts=True, desk=True))


class LastGood:
    """Remembers the pages of the last build without errors, so that a mistake does not take them away."""

    def __init__(self) -> None:
        """Start without any."""
        self._pages: tuple[Page, ...] = ()

    def pages(self, build: Build) -> tuple[Page, ...]:
        """Return the last good pages, with what is wrong shown where it was written."""
        if not build.errors:
            self._pages = build.pages
        return with_diagnostics(self._pages or build.pages, build.diagnostics, build.library.corpus.texts)


def with_diagnostics(pages: Sequence[Page], diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> tuple[Page, ...]:
    """Return the pages, each with the diagnostics of its file on top; what belongs to no page stands on the first one."""
    if not pages:
        pages = (Page("index.md", "landing", "The dossier could not be built", ()),)
    homes = {page.edited: page.path for page in pages if page.edited}
    shown: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            shown[homes.get(diagnostic.span.path, pages[0].path)].append(diagnostic)
    wrong = sum(len(some) for some in shown.values())
    return tuple(_with(page, shown.get(page.path, []), wrong, texts) for page in pages)


def _with(page: Page, diagnostics: Sequence[Diagnostic], wrong: int, texts: Mapping[str, str]) -> Page:
    if not wrong:
        return page
    told: b.Blocks = tuple(_shown(one, texts) for one in diagnostics)
    here = f"{len(diagnostics)} of them in this file" if diagnostics else "none of them in this file"
    words = f"{wrong} {'error' if wrong == 1 else 'errors'}, {here}. The pages show the last build without errors."
    return replace(page, blocks=(b.Group("diagnostics", (b.paragraph(words), *told), label="Errors"), *page.blocks))


def _shown(one: Diagnostic, texts: Mapping[str, str]) -> b.Block:
    where = b.Code(f"{report.at(one, texts)}")
    words: list[b.Inline] = [where, b.Text(f" {one.message} "), b.Link(f"checks.md#{one.code}", (b.Code(one.code),), "check")]
    if one.help:
        words += [b.Break(), b.Text(f"Help: {one.help}")]
    return b.Paragraph(tuple(words))
