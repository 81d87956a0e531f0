"""Read all files of a dossier into one corpus: which reader a file gets, and what is reported of files that get none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from build_tools.diagnostics import Diagnostic, Rule, Span
from build_tools.load import bibliography, briefs, digests, formats, landing, originals, record, registries, topics
from build_tools.load import files as text_files
from build_tools.load.unreadable import Unreadable
from build_tools.model.library import Corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.model.dossier import Decision, Entry, Event, Name, Proposition, Source, Wording
    from build_tools.model.evidence import SourceRecord
    from build_tools.model.extract import Extract
    from build_tools.model.prose import Brief, Family, Landing, Topic
    from build_tools.model.reading import Reading
    from build_tools.model.settings import Settings

_T = TypeVar("_T")
PROPOSITIONS, EVENTS, NAMES, LOCK = "propositions.yaml", "events.yaml", "names.yaml", "evidence.lock"
DECISIONS, WORDINGS = "decisions.yaml", "wordings.yaml"

STRAY = Rule(
    "file-stray",
    "A file lies where the build looks for digests, topics or briefs and is none of them",
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


@dataclass(slots=True)
class _Shelf:
    """What has been read so far, while files are read one after another."""

    entries: tuple[Entry, ...] = ()
    sources: list[Source] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    propositions: tuple[Proposition, ...] = ()
    events: tuple[Event, ...] = ()
    names: tuple[Name, ...] = ()
    decisions: tuple[Decision, ...] = ()
    wordings: tuple[Wording, ...] = ()
    landing: Landing | None = None
    briefs: list[Brief] = field(default_factory=list)
    record: Mapping[str, SourceRecord] = field(default_factory=dict)


_Wrong = tuple[Diagnostic, ...]
Extractor = Callable[[str, bytes], "Extract"]
_Reader = Callable[[_Shelf, str, str], _Wrong]
# The live preview loads on each save: what has not changed is not read again.
_MOST = 8192


def _by_digest(made: Callable[..., _T]) -> Callable[..., _T]:
    """Remember what is made of a file's bytes as `lru_cache` would, without holding the bytes of each."""
    known: dict[tuple[object, ...], _T] = {}

    def remembered(name: str, content: bytes, *rest: Hashable) -> _T:
        key = (name, hashlib.sha256(content).digest(), *rest)
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = made(name, content, *rest)
        return known[key]

    return remembered


_decode = _by_digest(text_files.decode)
_load_bibliography = lru_cache(maxsize=8)(bibliography.load)
_load_digest = lru_cache(maxsize=8192)(digests.load)
_load_topic = lru_cache(maxsize=8192)(topics.load_topic)
_load_brief = lru_cache(maxsize=1024)(briefs.load)


def load_corpus(
    files: Mapping[str, bytes], settings: Settings, at_hand: Mapping[str, bytes], extract: Extractor = formats.extract
) -> Corpus:
    """Read all files of a dossier: paths from the project's root; `at_hand` holds the originals by file name.

    `extract` turns an original of any format into text. What can't be read is reported in the corpus and left out.
    """
    shelf, texts, wrong = _Shelf(), dict[str, str](), list[Diagnostic]()
    for path, content in sorted(files.items()):
        if _ours(path, settings):
            texts[path], undecoded = _decode(path, content)
            wrong += undecoded or _reader(path, settings)(shelf, path, texts[path])
    if settings.bibliography not in files:
        place, help_text = Span(settings.bibliography), f"add {settings.bibliography} beside mkdocs.yml"
        wrong.append(ABSENT.at(place, "there is no bibliography", help_text))
    readings, unread = _readings(tuple(shelf.sources), at_hand, extract)
    return Corpus(
        texts,
        settings.bibliography,
        shelf.entries,
        tuple(shelf.sources),
        tuple(shelf.families),
        tuple(shelf.topics),
        shelf.propositions,
        shelf.events,
        shelf.names,
        shelf.landing,
        readings,
        shelf.record,
        (*wrong, *unread),
        frozenset(path for path in files if path not in texts and path.startswith(f"{settings.docs}/")),
        tuple(shelf.briefs),
        settings.docs,
        shelf.decisions,
        shelf.wordings,
    )


def _ours(path: str, settings: Settings) -> bool:
    """Tell whether a file is for us: the bibliography, sources, topics, briefs, the first page. The rest is MkDocs'."""
    if path.startswith(f"{settings.originals}/") or path.rpartition("/")[2].startswith("."):
        return False
    ours = path in {settings.bibliography, f"{settings.docs}/index.md"}
    return ours or path.startswith((f"{settings.sources}/", f"{settings.docs}/topics/", f"{settings.docs}/briefs/"))


def _reader(path: str, settings: Settings) -> _Reader:
    """Return what reads the file at a path."""
    if path == settings.bibliography:
        return _bibliography
    if path == f"{settings.docs}/index.md":
        return _landing
    if path.startswith(f"{settings.docs}/briefs/"):
        return _brief if re.fullmatch(r"(?!index\.)[^/]+\.md", path.removeprefix(f"{settings.docs}/briefs/")) else _stray
    name = path.removeprefix(f"{settings.sources}/") if path.startswith(f"{settings.sources}/") else ""
    if name in _DATA:
        return _DATA[name]
    if name.endswith(".md") and "/" not in name:
        return _digest
    return _under_topics(path.removeprefix(f"{settings.docs}/topics/")) if not name else _stray


def _under_topics(name: str) -> _Reader:
    if not re.fullmatch(r"[^/]+/[^/]+\.md", name):
        return _stray
    return _family if name.endswith("/index.md") else _topic


def _bibliography(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.entries, wrong = _load_bibliography(path, text)
    return wrong


def _landing(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.landing, wrong = landing.load(path, text)
    return wrong


def _digest(shelf: _Shelf, path: str, text: str) -> _Wrong:
    source, wrong = _load_digest(path, text)
    shelf.sources.append(source)
    return wrong


def _family(shelf: _Shelf, path: str, text: str) -> _Wrong:
    family, wrong = topics.load_family(path, text, path.split("/")[-2])
    shelf.families.append(family)
    return wrong


def _topic(shelf: _Shelf, path: str, text: str) -> _Wrong:
    topic, wrong = _load_topic(path, text, "/".join(path.split("/")[-2:]).removesuffix(".md"))
    shelf.topics.append(topic)
    return wrong


def _brief(shelf: _Shelf, path: str, text: str) -> _Wrong:
    brief, wrong = _load_brief(path, text)
    shelf.briefs.append(brief)
    return wrong


def _propositions(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.propositions, wrong = registries.load_propositions(path, text)
    return wrong


def _events(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.events, wrong = registries.load_events(path, text)
    return wrong


def _names(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.names, wrong = registries.load_names(path, text)
    return wrong


def _wordings(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.wordings, wrong = registries.load_wordings(path, text)
    return wrong


def _decisions(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.decisions, wrong = registries.load_decisions(path, text)
    return wrong


def _record(shelf: _Shelf, path: str, text: str) -> _Wrong:
    shelf.record, wrong = record.load(path, text)
    return wrong


def _stray(shelf: _Shelf, path: str, text: str) -> _Wrong:
    del shelf, text
    return (
        STRAY.at(Span(path), "no digest, topic, brief or data file has this name", "move it, or give it the name of what it is"),
    )


_DATA: Mapping[str, _Reader] = {
    PROPOSITIONS: _propositions,
    EVENTS: _events,
    NAMES: _names,
    LOCK: _record,
    DECISIONS: _decisions,
    WORDINGS: _wordings,
}


def _readings(sources: tuple[Source, ...], at_hand: Mapping[str, bytes], extract: Extractor) -> tuple[dict[str, Reading], _Wrong]:
    """Return a reading of each original at hand, by its source's key."""
    readings: dict[str, Reading] = {}
    wrong: list[Diagnostic] = []
    for source in sources:
        original = source.original
        if original is None or original.file not in at_hand:
            continue
        try:
            marks = tuple(sorted(source.marks.items()))
            readings[source.key] = _reading(original.file, at_hand[original.file], marks, extract)
        except Unreadable as error:
            wrong.append(error.at(original.span))
    return readings, tuple(wrong)


@_by_digest
def _reading(name: str, content: bytes, marks: tuple[tuple[int, str], ...], extract: Extractor) -> Reading:
    return originals.read(name, content, marks=dict(marks), extract=extract)
