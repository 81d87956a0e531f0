"""The PDFs that a dossier has: one of each topic and each brief, beside its page, and one of the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint, dossier, single
from build_tools.model.pages import Artifact, page_address
from build_tools.shells.pdf import Printed, print_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_tools.exports.typst_document import Manuscript
    from build_tools.model.settings import Settings
    from build_tools.pipeline import Build

_SHEETS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which PDFs to make: of the topics with these ids, of the briefs with these names, of the whole dossier.

    `paper` is the sheet (`a4`, `us-letter`) of all but the briefs, which say their own.
    """

    topics: tuple[str, ...] = ()
    whole: bool = False
    paper: str = "a4"
    briefs: tuple[str, ...] = ()


def pdfs(build: Build, settings: Settings, cache: Path) -> Printed:
    """Make all PDFs of a dossier: paths from the site's root, each that passed every check, and what is wrong with others."""
    return made(build, settings, cache, Wanted(tuple(build.library.topics), whole=True, briefs=tuple(build.library.briefs)))


def made(build: Build, settings: Settings, cache: Path, wanted: Wanted) -> Printed:
    """Make the PDFs that are wanted."""
    manuscripts = tuple(_manuscripts(build, settings, wanted))
    return print_all(manuscripts, settings.date, build.library.corpus.texts, cache)


def _manuscripts(build: Build, settings: Settings, wanted: Wanted) -> Iterator[Manuscript]:
    imprint = Imprint(settings.site_name, settings.site_url, settings.version, settings.date, settings.lang, paper=wanted.paper)
    published = {page.path: page_address(page.path, settings) for page in build.pages}
    if wanted.whole:
        bib = Artifact(settings.bibliography.rpartition("/")[2], build.library.corpus.texts[settings.bibliography].encode())
        yield dossier(build.pages, imprint, (bib,), published)
    briefs = {build.library.briefs[name].path: build.library.briefs[name] for name in wanted.briefs}
    cutoff = max(build.library.dated.values(), key=lambda one: one.latest, default=None)
    for page in build.pages:
        if one := briefs.get(page.edited):
            own = replace(imprint, paper=_SHEETS[one.paper], lang=one.language or imprint.lang)
            yield brief(page, own, cutoff.shown if cutoff else "", one.pages, published)
    topics = build.library.topics
    paths = {topics[name].path for name in wanted.topics}
    yield from (single(page, imprint, published) for page in build.pages if page.kind == "topic" and page.edited in paths)
