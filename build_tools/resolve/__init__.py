"""Lead every name to its thing, and every statement to its passage. What leads nowhere stays visible."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

from build_tools.model import dates, inheritance
from build_tools.model.evidence import Evidence, Standing
from build_tools.model.library import Library, Position, Use, in_date_order
from build_tools.model.memory import Memory
from build_tools.resolve.passages import Searchable, find, searchable
from build_tools.resolve.proofs import proof

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from build_tools.diagnostics import Span
    from build_tools.model.citations import CitationItem
    from build_tools.model.dates import Moment
    from build_tools.model.dossier import Byline, Entry, Source, Stance, Statement
    from build_tools.model.evidence import SourceRecord
    from build_tools.model.library import Corpus
    from build_tools.model.prose import Family, Sentence
    from build_tools.model.reading import Reading

_T = TypeVar("_T")
_Positions = dict[str, tuple[Position, ...]]
_WORD = re.compile(r"\w+")


def resolve(corpus: Corpus, memory: Memory | None = None) -> Library:
    """Resolve a corpus. Of things that share a name the first counts; a check reports the others."""
    memory = memory or Memory()
    entries = _first(corpus.entries, lambda entry: entry.key)
    dated = {entry.key: moment for entry in inheritance.resolved(corpus.entries) if (moment := moment_of(entry))}
    sources = _first(sorted(corpus.sources, key=lambda source: in_date_order(source.key, dated)), lambda source: source.key)
    bylines = {key: source.byline for key, source in sources.items()}
    statements = _first((one for source in sources.values() for one in source.statements), lambda one: one.id)
    propositions = _first(corpus.propositions, lambda proposition: proposition.id)
    matched, of_source, of_statement = _uses(corpus, sources)
    return Library(
        corpus=corpus,
        entries=entries,
        sources=sources,
        bylines=bylines,
        families=_first(sorted(corpus.families, key=lambda family: _rank(family, corpus)), lambda family: family.id),
        topics=_first(corpus.topics, lambda topic: topic.id),
        propositions=propositions,
        events=_first(corpus.events, lambda event: event.id),
        statements=statements,
        evidence={key: found for source in sources.values() for key, found in _evidence(corpus, source, memory)},
        matched=matched,
        uses_of_source=of_source,
        uses_of_statement=of_statement,
        by_topic=_grouped(statements.values(), lambda one: (topic.name for topic in one.topics)),
        by_event=_grouped(statements.values(), lambda one: (event.name for event in one.events)),
        positions=_positions(propositions, sources, bylines),
        dated=dated,
        written=Counter(_WORD.findall(" ".join(one.text for topic in corpus.topics for one in topic.prose.sentences))),
    )


def moment_of(entry: Entry) -> Moment | None:
    """Return when a work came out: its `date`, else its `year` and `month`. None where that can't be read."""
    year, month = _bare(entry.get("year")), dates.month_number(_bare(entry.get("month")))
    # BibLaTeX adds a time after T; it plays no part here.
    written = _bare(entry.get("date")).partition("T")[0] or (f"{year}-{month:02}" if month else year)
    try:
        return dates.parse(written)
    except ValueError:
        return None


def _bare(value: str) -> str:
    return value.strip("{} \n\t")


def _rank(family: Family, corpus: Corpus) -> tuple[int, str]:
    """Order families as the first page lists them, the others after that by name."""
    listed = [mention.name for mention in corpus.landing.families] if corpus.landing else []
    return (listed.index(family.id) if family.id in listed else len(listed), family.id)


def _first(things: Iterable[_T], name: Callable[[_T], str]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for thing in things:
        found.setdefault(name(thing), thing)
    return found


def _grouped(statements: Iterable[Statement], names: Callable[[Statement], Iterable[str]]) -> dict[str, tuple[Statement, ...]]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for name in dict.fromkeys(names(statement)):
            groups[name].append(statement)
    return {name: tuple(group) for name, group in groups.items()}


def _positions(propositions: Iterable[str], sources: Mapping[str, Source], bylines: Mapping[str, Byline]) -> _Positions:
    """Return where each source stands on each proposition; a draft counts where it was judged, else nobody has looked yet."""
    shown: dict[tuple[str, str], list[tuple[Stance, Statement]]] = defaultdict(list)
    for source in sources.values():
        for statement in source.statements:
            for stance in statement.stances:
                shown[stance.proposition.name, source.key].append((stance, statement))
    silent = {(mention.name, source.key) for source in sources.values() for mention in source.silent}
    return {
        name: tuple(
            _position(bylines[key], shown.get((name, key), ()))
            for key, source in sources.items()
            if not source.draft or (name, key) in silent or (name, key) in shown
        )
        for name in propositions
    }


def _position(source: Byline, shown: Sequence[tuple[Stance, Statement]]) -> Position:
    return Position(source, shown[0][0] if shown else None, tuple(one for _, one in shown))


def _evidence(corpus: Corpus, source: Source, memory: Memory) -> tuple[tuple[str, Evidence], ...]:
    given = (source, corpus.readings.get(source.key), corpus.record.get(source.key))
    return memory.recall(("evidence", source.key), given, lambda: tuple(_judged(*given)))


def _judged(source: Source, reading: Reading | None, held: SourceRecord | None) -> Iterator[tuple[str, Evidence]]:
    """Yield the id of each statement with how well its passage is proven: in the reading, where there is one, else by record."""
    body = searchable(reading) if reading else None
    for statement in source.statements:
        yield statement.id, _proven(source, statement, body, held)


def _proven(source: Source, statement: Statement, body: Searchable | None, held: SourceRecord | None) -> Evidence:
    if not (statement.selector and statement.locator):
        return Evidence(Standing.UNCHECKED)
    if body is not None:
        return find(body, statement.selector, statement.locator)
    known, recorded = held.proofs.get(statement.anchor, ("", "")) if held else ("", "")
    if source.original and known == proof(statement, source.original.sha256):
        return Evidence(Standing.RECORDED, recorded=recorded)
    return Evidence(Standing.UNCHECKED)


_Uses = dict[str, tuple[Use, ...]]


def _uses(corpus: Corpus, sources: Mapping[str, Source]) -> tuple[dict[Span, tuple[Statement, ...]], _Uses, _Uses]:
    """Lead each cited item to its statements, and each source and statement back to the sentences that cite it."""
    matched: dict[Span, tuple[Statement, ...]] = {}
    of_source: dict[str, list[Use]] = defaultdict(list)
    of_statement: dict[str, list[Use]] = defaultdict(list)
    for page, title, sentence in _sentences(corpus):
        for citation in sentence.citations:
            for item in citation.items:
                use = Use(page, title, sentence, item)
                matched[item.key_span] = _meant(item, sources)
                of_source[item.key].append(use)
                for statement in matched[item.key_span]:
                    of_statement[statement.id].append(use)
    return matched, _frozen(of_source), _frozen(of_statement)


def _frozen(uses: Mapping[str, list[Use]]) -> _Uses:
    return {key: tuple(some) for key, some in uses.items()}


def _meant(item: CitationItem, sources: Mapping[str, Source]) -> tuple[Statement, ...]:
    source = sources.get(item.key)
    if source is None or item.locator is None:
        return ()
    wanted = item.locator
    return tuple(
        one
        for one in source.statements
        if one.locator and (wanted.covers(one.locator) or (wanted.label == "section" and wanted.names(one.section)))
    )


def _sentences(corpus: Corpus) -> Iterator[tuple[str, str, Sentence]]:
    """Yield (page path from the site's root, page title, sentence) for every sentence of an editor."""
    for path, title, prose in corpus.prose():
        for sentence in prose.sentences:
            yield path.removeprefix(f"{corpus.docs}/"), title, sentence
