"""The one way through: files become a corpus, a library, diagnostics, citations and pages. Nothing here touches the world."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.checks import rules as check_rules
from build_tools.checks import run as run_checks
from build_tools.citing.engine import Document, EngineError, Request
from build_tools.diagnostics import Diagnostic, Rule, Severity, Span
from build_tools.load import rules as load_rules
from build_tools.load.corpus import load_corpus
from build_tools.model.citations import Citation, CitationItem, merged
from build_tools.model.works import Citations
from build_tools.pages import make_pages
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.citing.engine import Engine
    from build_tools.model.library import Library
    from build_tools.model.pages import Page
    from build_tools.model.settings import Settings

ENGINE = Rule(
    "citing-engine",
    "The engine that renders citations is missing, failed, or complained",
    "Citations and bibliography are rendered by pandoc in the style of the dossier; without it no page would be right.",
)
RULES = (ENGINE,)


@dataclass(frozen=True, slots=True)
class Build:
    """The result: the library, all that is wrong, and the pages. No pages where citations could not be rendered."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    pages: tuple[Page, ...]
    citations: Citations

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops a strict build."""
        return tuple(one for one in self.diagnostics if one.severity is Severity.ERROR)


def build(files: Mapping[str, bytes], settings: Settings, originals: Mapping[str, bytes], engine: Engine) -> Build:
    """Build a dossier from its files: paths from the project's root, originals by file name."""
    library = resolve(load_corpus(files, settings, originals), settings)
    citations, complaints = cite(library, settings, engine)
    failed = any(one.code == ENGINE.code and one.severity is Severity.ERROR for one in complaints)
    pages = () if failed else make_pages(Dossier(library, citations, settings, all_rules()))
    library = replace(library, published=frozenset(page.path for page in pages))
    diagnostics = tuple(sorted((*library.corpus.diagnostics, *run_checks(library, settings), *complaints)))
    return Build(library, diagnostics, pages, citations)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that a diagnostic can come from, by code."""
    return tuple(sorted((*check_rules(), *load_rules(), *RULES), key=lambda rule: rule.code))


def cite(library: Library, settings: Settings, engine: Engine) -> tuple[Citations, tuple[Diagnostic, ...]]:
    """Render every citation in one batch. A failure of the engine is a diagnostic, and nothing is rendered."""
    documents = tuple(_documents(library, settings))
    shown = tuple(Document(one.name, tuple(merged(citation) for citation in one.citations)) for one in documents)
    request = Request(tuple(library.entries.values()), shown, settings.csl, settings.lang)
    try:
        rendering = engine.render(request)
    except EngineError as error:
        return Citations(), (ENGINE.at(Span(settings.bibliography), error.message, error.help),)
    rendered = {
        citation.span: words
        for document in documents
        for citation, words in zip(document.citations, rendering.documents[document.name].citations, strict=True)
        if document.name != _EVERYTHING
    }
    references = {name: document.references for name, document in rendering.documents.items()}
    warnings = tuple(
        replace(ENGINE, severity=Severity.WARNING).at(Span(settings.bibliography), told) for told in rendering.problems
    )
    return Citations(rendering.works, rendered, references), warnings


_EVERYTHING = "bibliography.md"


def _documents(library: Library, settings: Settings) -> Iterator[Document]:
    """Yield each page that cites with its citations, and one more that cites every entry, for the bibliography."""
    pages: dict[str, list[Citation]] = {}
    for path, _, prose in library.prose():
        page = path.removeprefix(f"{settings.docs}/")
        pages.setdefault(page, []).extend(one for sentence in prose.sentences for one in sentence.citations)
    for page, citations in pages.items():
        known = tuple(one for one in citations if any(item.key in library.entries for item in one.items))
        if known:
            yield Document(page, known)
    if library.entries:
        yield Document(_EVERYTHING, tuple(_whole(entry.key, entry.key_span) for entry in library.entries.values()))


def _whole(key: str, span: Span) -> Citation:
    item = CitationItem(key, None, "", "", author_only_in_text=False, suppress_author=False, key_span=span, locator_span=span)
    return Citation((item,), span, f"[@{key}]")
