"""A statement as pages show it: its words, who says it, how it is meant, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model import locators
from build_tools.pages.dossier import counted, evidence_base, sources_of, statement_link
from build_tools.pages.publisher import at_publisher
from build_tools.pages.quotations import first_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Byline, Statement
    from build_tools.pages.dossier import Dossier

_KINDS = {"forecast": "forecast", "advice": "recommendation"}


def manner(statement: Statement) -> Iterator[b.Inline]:
    """Yield how a statement is meant: whom it reports, and whether it is a forecast or a recommendation."""
    if statement.voice:
        yield b.Marked("voice", b.text(f"reporting {statement.voice}"))
    yield from kind(statement)


def kind(statement: Statement) -> Iterator[b.Marked]:
    """Yield the word for a forecast or a recommendation; a claim goes without one."""
    if statement.kind in _KINDS:
        yield b.Marked("kind", b.text(_KINDS[statement.kind]))


def listed(statement: Statement) -> b.Blocks:
    """Return a statement as an item of a list: its words, then how it is meant and where it stands."""
    return _item(statement.content, (*manner(statement), statement_link(statement)))


def unstated(statement: Statement, dossier: Dossier) -> b.Blocks:
    """Return a passage that no editor has put into words, as an item of a list: its first words, and the ways to it."""
    return _item(opening(statement, dossier), (*manner(statement), statement_link(statement), *at_publisher(statement, dossier)))


def _item(words: b.Inlines, about: b.Inlines) -> b.Blocks:
    told = [part for one in about for part in (b.Text("\u00a0·\u00a0"), one)][1:]
    return (b.Paragraph((*words, b.Text(" "), b.Marked("meta", tuple(told)))),)


def opening(statement: Statement, dossier: Dossier) -> b.Inlines:
    """Return that a passage is not stated yet, with its first words where the original is at hand and its rights allow them."""
    words = first_words(statement, dossier)
    return (*statement.content, b.Text(" "), b.Marked("opening", b.text(f"‘{words} …’"))) if words else statement.content


def based_on(dossier: Dossier, under: tuple[Statement, ...]) -> str:
    """Say on how much a topic rests, and how many passages wait to be put into words; nothing where there is neither."""
    stated = tuple(statement for statement in under if statement.stated)
    waiting = len(under) - len(stated)
    told = [evidence_base(dossier, stated)] if stated else []
    told += [f"{counted(waiting, 'passage')} of drafts {'is' if waiting == 1 else 'are'} not stated yet."] if waiting else []
    return " ".join(told)


def by_source(dossier: Dossier, statements: tuple[Statement, ...]) -> Iterator[tuple[Byline, tuple[Statement, ...]]]:
    """Yield each source with its statements among these, in date order."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.source].append(statement)
    for source in sources_of(dossier, statements):
        yield source, tuple(said[source.key])


def places(dossier: Dossier, statements: tuple[Statement, ...]) -> b.Inlines:
    """Return where statements stand, source by source: `Hale 2019, paras. 3, 5; Moor 2020, para. 2`."""
    content: list[b.Inline] = []
    for source, said in by_source(dossier, statements):
        content.append(b.Text(f"{'; ' if content else ''}{dossier.label(source)}, "))
        for words, statement in _numbered(said):
            content += [b.Text(", ")] if isinstance(content[-1], b.Link) else []
            content.append(statement_link(statement, words))
    return tuple(content)


def _numbered(statements: tuple[Statement, ...]) -> Iterator[tuple[str, Statement]]:
    """Yield each place once, with the first statement there; places of one kind share its name, as in `paras. 3, 5`."""
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(statement.locator.shown if statement.locator else "?", statement)
    for _, run in groupby(first.items(), lambda one: one[1].locator and one[1].locator.label):
        (shown, statement), *others = run
        known = tuple(one.locator for _, one in ((shown, statement), *others) if one.locator)
        several, _, _ = locators.listed(known).shown.partition(" ") if known else ("", "", "")
        yield f"{several} {known[0].numbers}" if others else shown, statement
        yield from ((one.locator.numbers, one) for _, one in others if one.locator)
