"""The one way through: files become a corpus, a library, diagnostics, citations and pages. Nothing here touches the world."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.checks import rules as check_rules
from build_tools.checks import run as run_checks
from build_tools.citing.engine import Document, EngineError, Request
from build_tools.diagnostics import Diagnostic, Rule, Severity, Span
from build_tools.load import bibliography, digests, files as text_files, landing, originals as original_texts, record, registries, topics
from build_tools.load import rules as load_rules
from build_tools.model.citations import Citation, CitationItem, merged
from build_tools.model.library import Corpus, Library
from build_tools.model.works import Citations
from build_tools.pages import make_pages
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.citing.engine import Engine
    from build_tools.model.pages import Page
    from build_tools.model.reading import Reading
    from build_tools.model.settings import Settings

PROPOSITIONS, EVENTS, NAMES, LOCK = "propositions.yaml", "events.yaml", "names.yaml", "evidence.lock"

STRAY = Rule(
    "file-stray",
    "A file lies where the build looks for digests or topics and is neither",
    "It would be ignored in silence, and its author would look for it on the site in vain.",
    "sources/hale2019.pdf",
    "sources/originals/hale2019.pdf and sources/hale2019.md",
)
ABSENT = Rule(
    "file-absent",
    "A file that every dossier has is missing",
    "Without a bibliography no source has an author, a title or a date.",
    "no references.bib beside mkdocs.yml",
    "a references.bib, even an empty one with a comment",
)
UNREADABLE = Rule(
    "original-unreadable",
    "An original is not UTF-8 text",
    "The reading numbers the paragraphs of a text; it can't do so for bytes that are none.",
    "original: {file: scan.pdf, …}",
    "original: {file: scan.txt, …}",
)
ENGINE = Rule(
    "citing-engine",
    "The engine that renders citations is missing, failed, or complained",
    "Citations and bibliography are rendered by pandoc in the style of the dossier; without it no page would be right.",
)
RULES = (STRAY, ABSENT, UNREADABLE, ENGINE)


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
    diagnostics = tuple(sorted((*library.corpus.diagnostics, *run_checks(library, settings), *complaints)))
    failed = any(one.code == ENGINE.code and one.severity is Severity.ERROR for one in complaints)
    dossier = Dossier(library, citations, settings, diagnostics, all_rules())
    return Build(library, diagnostics, () if failed else make_pages(dossier), citations)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that a diagnostic can come from, by code."""
    return tuple(sorted((*check_rules(), *load_rules(), *RULES), key=lambda rule: rule.code))


def load_corpus(files: Mapping[str, bytes], settings: Settings, originals: Mapping[str, bytes]) -> Corpus:
    """Read all files of a dossier. What can't be read is reported in the corpus and left out."""
    wanted = {path: content for path, content in sorted(files.items()) if _ours(path, settings)}
    decoded = {path: _decoded(path, content) for path, content in wanted.items()}
    texts = {path: text for path, (text, _) in decoded.items()}
    corpus = Corpus(texts, settings.bibliography, diagnostics=tuple(one for _, wrong in decoded.values() for one in wrong))
    for path, text in texts.items():
        corpus = _with(corpus, path, text, settings) if text else corpus
    if settings.bibliography not in files:
        missing = ABSENT.at(Span(settings.bibliography), "there is no bibliography", f"add {settings.bibliography} beside mkdocs.yml")
        corpus = replace(corpus, diagnostics=(*corpus.diagnostics, missing))
    return _with_readings(corpus, originals)


def _ours(path: str, settings: Settings) -> bool:
    """Tell whether a file is for us: the bibliography, the sources, the topics and the first page. The rest is MkDocs'."""
    if path.startswith(f"{settings.originals}/") or path.rpartition("/")[2].startswith("."):
        return False
    return path in {settings.bibliography, f"{settings.docs}/index.md"} or path.startswith(
        (f"{settings.sources}/", f"{settings.docs}/topics/")
    )


@lru_cache(maxsize=8192)
def _decoded(path: str, content: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    return text_files.decode(path, content)


def _with(corpus: Corpus, path: str, text: str, settings: Settings) -> Corpus:
    """Return the corpus with one more file read into it."""
    name = path.removeprefix(f"{settings.sources}/") if path.startswith(f"{settings.sources}/") else ""
    topic = re.fullmatch(rf"{re.escape(settings.docs)}/topics/([^/]+)/([^/]+)\.md", path)
    if path == settings.bibliography:
        entries, wrong = _bibliography(path, text)
        return replace(corpus, entries=entries, diagnostics=(*corpus.diagnostics, *wrong))
    if path == f"{settings.docs}/index.md":
        page, wrong = landing.load(path, text)
        return replace(corpus, landing=page, diagnostics=(*corpus.diagnostics, *wrong))
    if name in _REGISTRIES:
        field, load = _REGISTRIES[name]
        things, wrong = load(path, text)
        return replace(corpus, **{field: things}, diagnostics=(*corpus.diagnostics, *wrong))
    if name.endswith(".md") and "/" not in name:
        source, wrong = _digest(path, text)
        return replace(corpus, sources=(*corpus.sources, source), diagnostics=(*corpus.diagnostics, *wrong))
    if topic and topic[2] == "index":
        family, wrong = topics.load_family(path, text, topic[1])
        return replace(corpus, families=(*corpus.families, family), diagnostics=(*corpus.diagnostics, *wrong))
    if topic:
        page_of_topic, wrong = _topic(path, text, f"{topic[1]}/{topic[2]}")
        return replace(corpus, topics=(*corpus.topics, page_of_topic), diagnostics=(*corpus.diagnostics, *wrong))
    stray = STRAY.at(Span(path), "no digest, topic or data file has this name", "move it, or give it the name of what it is")
    return replace(corpus, diagnostics=(*corpus.diagnostics, stray))


_REGISTRIES = {
    PROPOSITIONS: ("propositions", registries.load_propositions),
    EVENTS: ("events", registries.load_events),
    NAMES: ("names", registries.load_names),
    LOCK: ("record", record.load),
}
# The live preview loads on each save: what has not changed is not read again.
_bibliography = lru_cache(maxsize=8)(bibliography.load)
_digest = lru_cache(maxsize=8192)(digests.load)
_topic = lru_cache(maxsize=8192)(topics.load_topic)


def _with_readings(corpus: Corpus, originals: Mapping[str, bytes]) -> Corpus:
    """Return the corpus with a reading of each original at hand."""
    readings: dict[str, Reading] = {}
    wrong: list[Diagnostic] = []
    for source in corpus.sources:
        original = source.original
        if original is None or original.file not in originals:
            continue
        try:
            readings[source.key] = _reading(original.file, originals[original.file], tuple(sorted(source.marks.items())))
        except UnicodeDecodeError:
            help_text = "save the original as UTF-8 text, and give its new SHA-256"
            wrong.append(UNREADABLE.at(original.span, f"{original.file} is not UTF-8 text", help_text))
    return replace(corpus, readings=readings, diagnostics=(*corpus.diagnostics, *wrong))


@lru_cache(maxsize=8192)
def _reading(name: str, content: bytes, marks: tuple[tuple[int, str], ...]) -> Reading:
    return original_texts.read(name, content, marks=dict(marks))


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
    warnings = tuple(replace(ENGINE, severity=Severity.WARNING).at(Span(settings.bibliography), told) for told in rendering.problems)
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

