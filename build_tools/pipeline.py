"""The one way through: files become a corpus, a library, diagnostics, citations and pages. Nothing here touches the world."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from build_tools.checks import rules as check_rules
from build_tools.checks import run as run_checks
from build_tools.citing import csl, this_page
from build_tools.citing.engine import Document, EngineError, Request
from build_tools.diagnostics import Diagnostic, Rule, Severity, Span, errors
from build_tools.exports import data_files
from build_tools.load import bib_uncited, formats
from build_tools.load import rules as load_rules
from build_tools.load.corpus import load_corpus
from build_tools.model.citations import Citation, CitationItem, merged
from build_tools.model.memory import Memory
from build_tools.model.pages import Edition, Pages
from build_tools.model.wording import languages
from build_tools.model.works import Citations
from build_tools.pages import cited_by_page, make_pages
from build_tools.pages.dossier import Dossier
from build_tools.resolve import drafts, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_tools.citing.engine import Engine
    from build_tools.load.corpus import Extractor
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

ENGINE = Rule(
    "citing-engine",
    "The engine that renders citations is missing, failed, or complained",
    "Citations and bibliography are rendered by pandoc in the style of the dossier; without it no page would be right.",
)
RULES = (ENGINE,)


@dataclass(frozen=True, slots=True)
class Build:
    """The result: all that is wrong, and what can be handed out. No pages where citations could not be rendered.

    `desk` holds all that the author has, drafts too, also where the edition leaves them out.
    """

    diagnostics: tuple[Diagnostic, ...]
    edition: Edition
    desk: Library

    @property
    def library(self) -> Library:
        """What is handed out of the author's files, read and resolved."""
        return self.edition.library

    @property
    def pages(self) -> Pages:
        """The pages, each made when it is looked at."""
        return self.edition.pages

    @property
    def citations(self) -> Citations:
        """The citations in the words of the style."""
        return self.edition.citations

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops a strict build."""
        return errors(self.diagnostics)


def build(  # noqa: PLR0913 - all that a build takes from the world
    files: Mapping[str, bytes],
    settings: Settings,
    originals: Mapping[str, bytes],
    engine: Engine,
    extract: Extractor = formats.extract,
    *,
    memory: Memory | None = None,
) -> Build:
    """Build a dossier from its files: paths from the project's root, originals by file name; `extract` reads their formats.

    A `memory` that is handed to build after build spares making again what no change touches.
    """
    corpus = load_corpus(files, settings, originals, extract)
    told = {settings.config: files.get(settings.config, b"").decode("utf-8", "replace")}
    memory = memory or Memory()
    desk = resolve(replace(corpus, texts={**told, **corpus.texts}), memory)
    library = desk if settings.drafts else drafts.left_out(desk)
    citations, complaints = cite(library, settings, engine, memory)
    failed = any(one.code == ENGINE.code and one.severity is Severity.ERROR for one in complaints)
    pages = Pages(()) if failed else make_pages(Dossier(library, citations, settings, all_rules(), data_files()))
    published = frozenset(pages.outlines)
    library, desk = replace(library, published=published), replace(desk, published=published)
    found = drafts.eased((*_read(desk), *run_checks(desk, settings)), desk, settings)
    return Build(tuple(sorted((*found, *complaints))), Edition(library, citations, pages, settings), desk)


def _read(library: Library) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the files, eased where it is in entries of the bibliography that nothing needs."""
    corpus = library.corpus
    needed = bib_uncited.needed((*library.uses_of_source, *library.sources), corpus.entries)
    return bib_uncited.eased(corpus.diagnostics, corpus.texts.get(corpus.bibliography, ""), needed)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that a diagnostic can come from, by code."""
    return tuple(sorted((*check_rules(), *load_rules(), *RULES), key=lambda rule: rule.code))


def cite(library: Library, settings: Settings, engine: Engine, memory: Memory) -> tuple[Citations, tuple[Diagnostic, ...]]:
    """Render every citation, in a batch for each language. A failure of the engine is a diagnostic, and nothing is rendered."""
    documents = tuple(_documents(library, settings))
    try:
        renderings = [
            memory.recall(("rendering", request.lang), (request,), partial(engine.render, request))
            for request in _requests(documents, library, settings)
        ]
    except EngineError as error:
        place = _option(error.option, library, settings) if error.option else Span(settings.bibliography)
        return Citations(), (ENGINE.at(place, error.message, error.help),)
    first, own = this_page.taken_out(renderings[0])
    made = {name: document for one in (*renderings[1:], first) for name, document in one.documents.items()}
    rendered = {
        citation.span: words
        for document in documents
        if not document.only_references
        for citation, words in zip(document.citations, made[document.name].citations, strict=True)
    }
    references = {name: document.references for name, document in made.items()}
    problems = dict.fromkeys(told for one in renderings for told in one.problems)
    warnings = tuple(replace(ENGINE, severity=Severity.WARNING).at(Span(settings.bibliography), told) for told in problems)
    in_page_order = csl.depends_on_place(settings.csl)
    return Citations(first.works, rendered, references, own, in_page_order=in_page_order), warnings


def _requests(documents: tuple[Document, ...], library: Library, settings: Settings) -> Iterator[Request]:
    """Yield what is asked of the engine: the pages in the dossier's language, then those of briefs in another."""
    entries = (*library.entries.values(), *this_page.entries(settings))
    others = {f"briefs/{one.name}.md": one.language for one in library.briefs.values() if _is_another(one.language, settings)}
    batches: dict[str, list[Document]] = {settings.lang: [*this_page.documents(settings)]}
    for one in documents:
        shown = replace(one, citations=tuple(merged(citation) for citation in one.citations))
        batches.setdefault(others.get(one.name, settings.lang), []).append(shown)
    for language, some in batches.items():
        yield Request(entries, tuple(some), settings.csl, language)


def _is_another(language: str, settings: Settings) -> bool:
    """Tell whether a brief's language is one with words of its own and not the dossier's, as `en` is that of `en-GB`."""
    known = re.fullmatch(r"([a-z]{2})(-[A-Za-z]{2})?", language)
    return known is not None and known[1] in languages() and not settings.lang.startswith(language)


def _option(name: str, library: Library, settings: Settings) -> Span:
    """Return where an option's value stands in `mkdocs.yml`, or that file where it stands elsewhere."""
    text = library.corpus.texts.get(settings.config, "")
    found = re.search(rf"^[^#\n]*\b{name}[ \t]*:[ \t]*([^\s,}}#][^\n,}}#]*)", text, re.MULTILINE)
    return Span(settings.config, found.start(1), found.end(1)) if found else Span(settings.config)


_EVERYTHING = "bibliography.md"


def _documents(library: Library, settings: Settings) -> Iterator[Document]:
    """Yield each page that cites with its citations, and one more that cites every entry, for the bibliography."""
    for page, citations in _by_page(library, settings):
        known = tuple(one for one in citations if any(item.key in library.entries for item in one.items))
        if known:
            yield Document(page, known)
    if library.entries:
        whole = tuple(_whole(entry.key, entry.key_span) for entry in library.entries.values())
        yield Document(_EVERYTHING, whole, only_references=True)


def _by_page(library: Library, settings: Settings) -> Iterable[tuple[str, Iterable[Citation]]]:
    """Return the citations of each page. Where their words depend on one another, the pages are made to see their order."""
    if csl.depends_on_place(settings.csl):
        return cited_by_page(Dossier(library, Citations(in_page_order=True), settings))
    pages: dict[str, list[Citation]] = {}
    for path, _, prose in library.prose():
        page = path.removeprefix(f"{settings.docs}/")
        pages.setdefault(page, []).extend(one for sentence in prose.sentences for one in sentence.citations)
    return pages.items()


def _whole(key: str, span: Span) -> Citation:
    item = CitationItem(key, None, "", "", author_only_in_text=False, suppress_author=False, key_span=span, locator_span=span)
    return Citation((item,), span, f"[@{key}]")
