"""The documents that a dossier has for paper: a PDF of each topic, each brief and the whole, and each brief for Word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.exports import rests_on
from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint, dossier, single
from build_tools.exports.word import word
from build_tools.model.pages import page_address
from build_tools.model.wording import wording
from build_tools.shells.pdf import Say, print_all, silent
from build_tools.shells.printed import Printed, Wanted
from build_tools.shells.word import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from build_tools.exports.typst_document import Manuscript
    from build_tools.exports.word import WordFile
    from build_tools.model.pages import Page
    from build_tools.model.prose import Brief
    from build_tools.model.settings import Settings
    from build_tools.pipeline import Build

_SHEETS = {"a4": "a4", "letter": "us-letter"}


def everything(build: Build, settings: Settings, cache: Path, say: Say = silent) -> Printed:
    """Make all documents of a dossier: paths from the site's root, each that passed every check, and what is wrong with others."""
    briefs = tuple(build.library.briefs)
    return made(build, settings, cache, Wanted(tuple(build.library.topics), whole=True, briefs=briefs, word=briefs), say)


def made(build: Build, settings: Settings, cache: Path, wanted: Wanted, say: Say = silent) -> Printed:
    """Make the documents that are wanted. `say` is told of each that is not taken from the cache."""
    desk = _Desk.of(build, settings, wanted.paper)
    printed = print_all(tuple(_manuscripts(desk, wanted)), settings.date, build.library.corpus.texts, cache, say)
    written = write_all(tuple(_word_files(desk, wanted)), settings.date, cache)
    return Printed((*printed.artifacts, *written.artifacts), (*printed.diagnostics, *written.diagnostics))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all documents of a dossier share: the build, what each sheet says of its origin, and where pages are published."""

    build: Build
    settings: Settings
    imprint: Imprint
    published: Mapping[str, str]

    @classmethod
    def of(cls, build: Build, settings: Settings, paper: str) -> _Desk:
        imprint = Imprint(settings.site_name, settings.site_url, settings.version, settings.date, settings.lang, paper=paper)
        return cls(build, settings, imprint, {path: page_address(path, settings) for path in build.pages.outlines})

    def briefs(self, names: tuple[str, ...]) -> Iterator[tuple[Page, Imprint, Brief]]:
        """Yield the pages of these briefs, each with its own sheet and language."""
        known = self.build.library.briefs
        wanted = {known[name].path: known[name] for name in names}
        for page in self.build.pages.where(lambda page: page.edited in wanted):
            one = wanted[page.edited]
            yield page, replace(self.in_language(page.language), paper=_SHEETS[one.paper]), one

    def in_language(self, language: str) -> Imprint:
        """Return what a document in a language says of its origin, with the dates of sources in its words."""
        words, dated = wording(language), self.build.library.dated.values()
        newest = max(dated, key=lambda one: one.latest, default=None)
        dates = {one.shown: words.date(one.edtf) for one in dated}
        return replace(self.imprint, lang=language, cutoff=words.date(newest.edtf) if newest else "", dates=dates)


def _manuscripts(desk: _Desk, wanted: Wanted) -> Iterator[Manuscript]:
    library, edition = desk.build.library, desk.build.edition
    if wanted.whole:
        yield dossier(desk.build.pages, desk.imprint, rests_on.of_dossier(edition), desk.published)
    for page, imprint, one in desk.briefs(wanted.briefs):
        yield brief(page, imprint, one.pages, rests_on.of_page(page, edition), desk.published)
    if wanted.own:
        yield brief(wanted.own, desk.in_language(desk.settings.lang), 0, rests_on.of_page(wanted.own, edition), desk.published)
    paths = {library.topics[name].path for name in wanted.topics}
    topics = desk.build.pages.where(lambda page: page.kind == "topic" and page.edited in paths)
    yield from (single(page, desk.imprint, rests_on.of_page(page, edition), desk.published) for page in topics)


def _word_files(desk: _Desk, wanted: Wanted) -> Iterator[WordFile]:
    for page, imprint, _ in desk.briefs(wanted.word):
        yield word(page, imprint, desk.published)
    if wanted.own_for_word:
        yield word(wanted.own_for_word, desk.in_language(desk.settings.lang), desk.published)
