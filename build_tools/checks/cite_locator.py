"""A citation whose locator meets no statement of the source's digest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.citations import CitationItem
    from build_tools.model.dossier import Source
    from build_tools.model.library import Library
    from build_tools.model.locators import Locator
    from build_tools.model.settings import Settings

RULE = Rule(
    "cite-locator",
    what="A citation whose locator meets no statement of the source's digest",
    why=(
        "A citation opens the statement it rests on. Where the digest says nothing at that place, either the number is wrong "
        "or the digest is not complete there, and the reader would be led to an empty spot."
    ),
    bad="The lamp was lit late [@harbour1901, para. 40].",
    good="The lamp was lit late [@harbour1901, para. 4].",
)
MISSING = Rule(
    "cite-locator-missing",
    what="A citation of a source with a digest that names no place in it",
    why="A reader who wants to check the sentence would have to read the whole source. A locator leads to the passage.",
    bad="The lamp was lit late [@harbour1901].",
    good="The lamp was lit late [@harbour1901, para. 4].",
    severity=Severity.WARNING,
)
_NUMBER = re.compile("[0-9]{1,9}")


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation that leads to no statement; the landing page's introduction may name sources."""
    introduction = library.corpus.landing.prose if library.corpus.landing else None
    for _path, _title, prose in library.prose():
        for citation in (citation for sentence in prose.sentences for citation in sentence.citations):
            for item in citation.items:
                yield from _judge(library, item, introducing=prose is introduction)


def _judge(library: Library, item: CitationItem, *, introducing: bool) -> Iterator[Diagnostic]:
    source = library.sources.get(item.key)
    if source is None:
        return
    if item.locator is None:
        if not introducing:
            message = f'the whole source "{item.key}" is cited'
            yield MISSING.at(item.key_span, message, f"name the place: @{item.key}, {_example(source)}")
    elif not library.matched.get(item.key_span):
        message = f'no statement of "{item.key}" at {_typed(item.locator)}'
        yield RULE.at(item.locator_span, message, _remedy(source, item.locator))


def _example(source: Source) -> str:
    return next((_typed(locator) for locator in _locators(source)), "para. 1")


def _locators(source: Source) -> list[Locator]:
    return [statement.locator for statement in source.statements if statement.locator]


def _remedy(source: Source, wanted: Locator) -> str:
    if not wanted.first and wanted.label != "section":
        return "cite one number or range at a time: [@a, para. 3; @a, para. 7]"
    if wanted.label == "section" and (sections := dict.fromkeys(one.section for one in source.statements if one.section)):
        return (
            f"its sections are {', '.join(f'{{sec. {section}}}' for section in sections)}; or cite a statement: {_example(source)}"
        )
    same = [locator for locator in _locators(source) if locator.label == wanted.label]
    if not same:
        return f"the digest counts otherwise, for example {_example(source)}" if source.statements else "the digest is empty"
    if not all(_NUMBER.fullmatch(number) for one in (wanted, *same) for number in (one.first, one.last)):
        return f"its statements stand at {', '.join(dict.fromkeys(_typed(locator) for locator in same[:5]))}"
    here = [locator for locator in same if locator.first == wanted.first]
    if here:
        return f"the statements there are {', '.join(_typed(locator) for locator in here)}"
    return _around(same, int(wanted.first))


def _around(locators: list[Locator], wanted: int) -> str:
    before = max((locator for locator in locators if int(locator.last) <= wanted), key=_order, default=None)
    after = min((locator for locator in locators if int(locator.first) >= wanted), key=_order, default=None)
    if after is None and before and int(before.last) < wanted:
        return f"the digest ends at {_typed(before)}"
    return f"the nearest statements are at {' and '.join(_typed(locator) for locator in (before, after) if locator)}"


def _order(locator: Locator) -> tuple[int, str]:
    return int(locator.first), locator.letter


def _typed(locator: Locator) -> str:
    return locator.text or f"{locator.shown}{locator.letter}"
