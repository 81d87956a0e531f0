"""The dossier for machine readers, as llmstxt.org has it: what there is, and every statement with where it stands."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from build_tools.exports.characters import clean
from build_tools.model.blocks import Heading, Paragraph, plain
from build_tools.model.dossier import Attitude
from build_tools.model.pages import Artifact, DataFile, page_address, page_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Byline, Source, Statement
    from build_tools.model.library import Position
    from build_tools.model.pages import Edition, Outline, Page

NAME = "llms"
_INDEX, _FULL = "llms.txt", "llms-full.txt"
FILES = (
    DataFile(_INDEX, "The dossier for machine readers", "What the dossier asks, and where each page is.", folder=""),
    DataFile(
        _FULL,
        "All statements for machine readers",
        "Each synthesis, each proposition with who takes which side, each statement with its source, locator and address.",
        folder="",
    ),
)
_LISTED = {"brief": "Briefs", "topic": "Topics", "source": "Sources"}
_SYNTHESIS = ("", "answer")
_HOW = (
    "Every statement is one claim of a source in the editors’ own words, not a quotation. Cite the source with the locator that "
    "stands behind the statement, and the page as the place where it was read. That a passage was found proves its place, not the "
    "editors’ reading of it. A sentence without a citation in a synthesis is the editors’ own analysis. A source that is not "
    "named under a proposition is silent on it, which is neither yes nor no."
)


def export(edition: Edition) -> tuple[Artifact, ...]:
    """Return the index and the whole."""
    files = ((_INDEX, _index(edition)), (_FULL, _whole(edition)))
    return tuple(Artifact(path, b"".join(clean(f"{line}\n").encode() for line in lines)) for path, lines in files)


def _opening(edition: Edition) -> Iterator[str]:
    first = next((page for page in edition.pages.outlines.values() if page.kind == "landing"), None)
    yield f"# {edition.settings.site_name or (first.title if first else 'Dossier')}"
    yield ""
    if first and first.description:
        yield from (f"> {first.description}", "")
    yield from (_HOW, "")


def _index(edition: Edition) -> Iterator[str]:
    yield from _opening(edition)
    yield f"- [Everything in one file]({_base(edition)}{_FULL})"
    for kind, title in _LISTED.items():
        if pages := _of_kind(kind, edition):
            yield from ("", f"## {title}", "")
            yield from (f"- [{page.title}]({_address(page.path, edition)}): {_about(page, edition)}" for page in pages)


def _whole(edition: Edition) -> Iterator[str]:
    yield from _opening(edition)
    for page in _of_kind("topic", edition):
        yield from (f"## Topic: {page.title}", "", _address(page.path, edition), "", f"Question: {_about(page, edition)}", "")
        yield from _synthesis(edition.pages.opening(page.path))
    yield from _propositions(edition)
    for source in edition.library.sources.values():
        yield from _source(source, edition)


def _of_kind(kind: str, edition: Edition) -> tuple[Outline, ...]:
    return tuple(page for page in edition.pages.outlines.values() if page.kind == kind)


def _about(page: Outline, edition: Edition) -> str:
    """Return the question that a page answers; of a source's page what it is."""
    name = page.path.partition("/")[2].removesuffix(".md")
    if page.kind == "topic":
        return edition.library.topics[name].question
    return edition.library.briefs[name].question if page.kind == "brief" else page.description


def _synthesis(page: Page) -> Iterator[str]:
    """Yield the synthesis of a topic, which ends where its first part begins."""
    for block in takewhile(lambda one: not isinstance(one, Heading), page.blocks):
        if isinstance(block, Paragraph) and block.role in _SYNTHESIS:
            yield from (" ".join(plain(block.content).split()), "")


def _propositions(edition: Edition) -> Iterator[str]:
    library = edition.library
    if library.propositions:
        yield from ("## Propositions", "")
    for one in library.propositions.values():
        sides = "; ".join(_side(position, edition) for position in library.positions.get(one.id, ()) if position.stance)
        yield f"- {one.text} {sides or 'No source speaks to it'}."


def _side(position: Position, edition: Edition) -> str:
    taken = position.stance.attitude if position.stance else Attitude.SILENT
    return f"{_label(position.source, edition)} {taken.value} it ({_places(position.statements)})"


def _places(statements: Iterable[Statement]) -> str:
    return ", ".join(dict.fromkeys(one.locator.shown for one in statements if one.locator)) or "no locator"


def _source(source: Source, edition: Edition) -> Iterator[str]:
    work = edition.citations.works.get(source.key)
    yield from ("", f"## Source: {_label(source, edition)}", "")
    yield from (f"{work.title}. {work.issued}. {work.url}".rstrip() if work else source.key, "")
    address = _address(f"sources/{source.key}.md", edition)
    for one in filter(lambda statement: statement.stated, source.statements):
        place = one.locator.shown if one.locator else "no locator"
        voice = f", reporting {one.voice}" if one.voice else ""
        yield f"- {one.text} ({_label(source, edition)}, {place}{voice}; {one.kind}) {address}#{one.anchor}"


def _label(source: Byline, edition: Edition) -> str:
    work = edition.citations.works.get(source.key)
    return source.label or (work.label if work else source.key)


def _address(path: str, edition: Edition) -> str:
    return page_url(path, edition.settings) or page_address(path, edition.settings)


def _base(edition: Edition) -> str:
    return f"{edition.settings.site_url.rstrip('/')}/" if edition.settings.site_url else ""
