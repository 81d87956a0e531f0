"""A brief that a reader asks for on the command line: names are led to things, statements chosen, cited, and laid out as a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.citing.engine import Document, EngineError, Request
from build_tools.diagnostics import nearest
from build_tools.model import dates
from build_tools.model.citations import merged
from build_tools.model.selection import Selection
from build_tools.model.works import Citations
from build_tools.pages import finished
from build_tools.pages.custom_brief import draft
from build_tools.pages.dossier import Dossier
from build_tools.pages.notes import in_order
from build_tools.resolve.selection import narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from build_tools.citing.engine import Engine
    from build_tools.model.library import Library
    from build_tools.model.pages import Page
    from build_tools.pipeline import Build


def selection(library: Library, topics: tuple[str, ...], sources: tuple[str, ...], since: str) -> tuple[Selection, tuple[str, ...]]:
    """Read what a reader asks for; return it with all that is wrong with it."""
    wrong = (*_unknown("topic", topics, library.topics), *_unknown("source", sources, library.sources))
    try:
        moment = dates.parse(since) if since else None
    except ValueError as error:
        return Selection(), (*wrong, f"--since: {error}")
    return Selection(topics, sources, moment), wrong


def _unknown(kind: str, names: Iterable[str], known: Mapping[str, object]) -> tuple[str, ...]:
    all_of_them = f"the {kind}s: {', '.join(known) or 'none'}"
    return tuple(f'there is no {kind} "{one}"; {nearest(one, known) or all_of_them}' for one in names if one not in known)


def page(build: Build, wanted: Selection, title: str, engine: Engine) -> Page | str:
    """Return the page of a selection, or why there is none."""
    library, statements = narrowed(build.library, wanted)
    if not statements:
        return f"no statement is under all that was asked for: {_counts(build.library, wanted)}"
    dossier = Dossier(library, build.citations, build.edition.settings)
    made = draft(dossier, wanted, statements, title)
    try:
        return _cited(made, dossier, engine)
    except EngineError as failed:
        return f"{failed.message}; {failed.help}"


def _cited(made: Page, dossier: Dossier, engine: Engine) -> Page:
    """Return a page with its citations rendered, in a batch of its own."""
    citations = in_order(made)[1]
    document = Document(made.path, tuple(merged(one) for one in citations))
    settings, entries = dossier.settings, tuple(dossier.library.entries.values())
    done = engine.render(Request(entries, (document,), settings.csl, settings.lang)).documents[made.path]
    words = {one.span: rendered for one, rendered in zip(citations, done.citations, strict=True)}
    shown = Citations(dossier.citations.works, words, {made.path: done.references}, in_page_order=True)
    return finished(made, replace(dossier, citations=shown))


def _counts(library: Library, wanted: Selection) -> str:
    """Say how many statements each part of what was asked for has alone."""
    parts = (
        ("under the topics", Selection(topics=wanted.topics) if wanted.topics else None),
        ("by the sources", Selection(sources=wanted.sources) if wanted.sources else None),
        (f"since {wanted.since.shown}" if wanted.since else "", Selection(since=wanted.since) if wanted.since else None),
    )
    return ", ".join(f"{len(narrowed(library, one)[1])} {told}" for told, one in parts if one)
