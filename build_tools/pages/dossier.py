"""What every page is made from, with the words that pages share: labels, spans of time, counts of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.library import in_date_order
from build_tools.model.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from build_tools.diagnostics import Rule
    from build_tools.model.dossier import Byline, Statement
    from build_tools.model.library import Library
    from build_tools.model.pages import DataFile
    from build_tools.model.settings import Settings
    from build_tools.model.wording import Wording
    from build_tools.model.works import Citations, Work


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that pages are made from: the library, the rendered citations, the rules that are checked, and what data goes along."""

    library: Library
    citations: Citations
    settings: Settings
    rules: tuple[Rule, ...] = ()
    data: tuple[DataFile, ...] = ()

    @property
    def words(self) -> Wording:
        """The words for what pages say beside their authors, in the dossier's language."""
        return wording(self.settings.lang)

    def work(self, key: str) -> Work | None:
        """Return a source's work, None where it has no entry."""
        return self.citations.works.get(key)

    def label(self, source: Byline) -> str:
        """Return the short name of a source."""
        work = self.work(source.key)
        return source.label or (work.label if work else source.key)

    def institutions(self, source: Byline) -> tuple[str, ...]:
        """Return the institutions behind a source."""
        work = self.work(source.key)
        return work.institutions if work else ()

    def when(self, source: Byline) -> str:
        """Return when a source came out, in words."""
        moment = self.library.dated.get(source.key)
        return self.words.date(moment.edtf) if moment else self.words.undated


def source_page(key: str) -> str:
    """Return the path of a source's page."""
    return f"sources/{key}.md"


def statement_link(statement: Statement, words: str = "", *, role: str = "locator") -> b.Link:
    """Return a link to a statement on its source's page; its locator where no words are given."""
    shown = words or (statement.locator.shown if statement.locator else "statement")
    return b.Link(f"{source_page(statement.source)}#{statement.anchor}", b.text(shown), role, statement.text)


def sources_of(dossier: Dossier, statements: Iterable[Statement]) -> tuple[Byline, ...]:
    """Return the sources of statements, in date order, each once."""
    known, dated = dossier.library.bylines, dossier.library.dated
    keys = dict.fromkeys(statement.source for statement in statements)
    return tuple(known[key] for key in sorted(keys, key=lambda key: in_date_order(key, dated)) if key in known)


def independent(dossier: Dossier, sources: Iterable[Byline]) -> int:
    """Count sources so that those that share an institution, be it through a third source, count once."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for source in sources:
        first, *others = map(top, dossier.institutions(source) or (source.key,))
        above |= dict.fromkeys(others, first)
    return sum(name == other for name, other in above.items())


def sources_counted(dossier: Dossier, sources: Sequence[Byline], words: Wording) -> str:
    """Count sources, and where some share an institution those that are independent: `3 sources, 2 of them independent`."""
    apart, told = independent(dossier, sources), words.counted(len(sources))
    if apart == len(sources):
        return told
    return told + (words.independent.format(number=apart) if apart > 1 else words.sharing)


def evidence_base(dossier: Dossier, statements: tuple[Statement, ...]) -> str:
    """Say on how much something rests: statements, sources, how many of them are independent, from whom, over what time."""
    words, sources = dossier.words, sources_of(dossier, statements)
    parts = [words.counted(len(statements), words.statements), sources_counted(dossier, sources, words)]
    if behind := {name for source in sources for name in dossier.institutions(source)}:
        parts.append(words.counted(len(behind), words.institutions))
    dated = dossier.library.dated
    return " · ".join([*parts, words.span(dated[source.key] for source in sources if source.key in dated)])


def shared_institutions(dossier: Dossier, sources: Iterable[Byline]) -> str:
    """Say which institutions stand behind more than one of these sources, or nothing."""
    behind: dict[str, list[str]] = {}
    for source in sources:
        for name in dossier.institutions(source):
            behind.setdefault(name, []).append(dossier.label(source))
    told = [f"{name} stands behind {joined(labels)} and counts once" for name, labels in behind.items() if len(labels) > 1]
    return "; ".join(told) + "." if told else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 source`, `3 sources`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    known = list(words)
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} {last} {known[-1]}" if known else ""
