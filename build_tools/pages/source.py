"""A page per source: who wrote it and when, its digest statement by statement, and every sentence that cites it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing
from build_tools.model.pages import Outline
from build_tools.pages.dossier import counted, joined, source_page
from build_tools.pages.publisher import at_publisher
from build_tools.pages.quotations import quotation
from build_tools.pages.statements import manner, opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Use
    from build_tools.pages.dossier import Dossier

RANK = 51
MENU = "Evidence"
_MANY = 50
_STANDINGS = {
    Standing.FOUND: "passage found",
    Standing.RECORDED: "passage found on {date}",
    Standing.NOT_FOUND: "passage not found",
    Standing.UNCHECKED: "passage unchecked",
}


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the page of each source, in date order."""
    for source in dossier.library.sources.values():
        work = dossier.work(source.key)
        title = work.title if work else source.key
        # Reference managers take this for an abstract.
        stated = counted(len(source.statements), "statement")
        description = f"{title}: a digest in our own words, {stated}, each with its passage"
        path, menu, blocks = source_page(source.key), _menu(source, dossier), partial(_blocks, source, dossier)
        yield Outline(path, "source", title, blocks, description, menu, source.path)


def _blocks(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    yield from _about(source, dossier)
    yield from _digest(source, dossier)
    yield from _where_used(source, dossier)


def _menu(source: Source, dossier: Dossier) -> tuple[str, ...]:
    """Return the way to a source's page; years stand between where there are many, as each page repeats its part of the menu."""
    if len(dossier.library.sources) <= _MANY:
        return (MENU, "Sources", dossier.label(source))
    moment = dossier.library.dated.get(source.key)
    return (MENU, "Sources", str(moment.year) if moment else "Undated", dossier.label(source))


def _about(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    work = dossier.work(source.key)
    facts: list[tuple[str, b.Inlines]] = []
    if work:
        facts.append((_one_or_more("Author", work.authors), b.text(joined(person.full for person in work.authors) or "not named")))
        facts.append((_one_or_more("Institution", work.institutions), b.text(joined(work.institutions) or "none")))
        facts.append(("Date", b.text(dossier.when(source))))
        facts += [("Published in", b.text(work.container))] if work.container else []
        facts += [("Address", (b.Link(work.url, b.text(work.url), "publisher"),))] if work.url else []
    facts.append(("Rights", b.text(_rights(source))))
    facts.append(("Digest", b.text("reviewed" if source.reviewed else "draft, not reviewed by an editor")))
    facts.append(("Evidence", b.text(_counts(source, dossier))))
    yield b.paragraph(source.about, role="lead")
    yield b.Terms(tuple((b.text(name), (b.Paragraph(told),)) for name, told in facts), "facts")
    if source.note:
        yield b.paragraph(source.note)
    yield from _unfinished(source)
    if source.cautions:
        yield b.Heading(2, b.text("Cautions"), "cautions")
        yield b.Items(tuple((b.paragraph(caution),) for caution in source.cautions))


def _one_or_more(name: str, those: tuple[object, ...]) -> str:
    return f"{name}s" if len(those) > 1 else name


def _unfinished(source: Source) -> Iterator[b.Block]:
    """Yield that a digest is a draft, and what is still to be done."""
    if source.reviewed:
        return
    left = sum(not statement.stated for statement in source.statements)
    told = f" {counted(left, 'passage')} of {len(source.statements)} {'is' if left == 1 else 'are'} not stated yet." if left else ""
    yield b.paragraph(f"This digest is a draft: no editor has reviewed it.{told}", role="warning")
    if source.todo:
        yield b.Heading(2, b.text("Still to be done"), "todo")
        yield b.Items(tuple((b.paragraph(asked.name),) for asked in source.todo), role="todo")


def _rights(source: Source) -> str:
    if source.rights == "open":
        return f"open ({source.licence})" if source.licence else "open"
    return "restricted: the digest is in our own words, and only a few words are quoted"


def _counts(source: Source, dossier: Dossier) -> str:
    standings = Counter(dossier.library.standing(statement) for statement in source.statements)
    told = [f"{standings[one]} {one.value}" for one in Standing if standings[one]]
    noun = "statement" if any(statement.stated for statement in source.statements) else "passage"
    return f"{counted(len(source.statements), noun)}: {joined(told)}" if told else "no statement yet"


def _digest(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    yield b.Heading(2, b.text("Digest"), "digest")
    section = ""
    for statement in source.statements:
        if statement.section != section:
            section = statement.section
            yield b.Heading(3, b.text(section))
        yield b.Group("statement", tuple(_statement(statement, dossier.label(source), dossier)))


def _statement(statement: Statement, label: str, dossier: Dossier) -> Iterator[b.Block]:
    place = statement.locator.shown if statement.locator else "no locator"
    # The label is for search results and screen readers: on the page itself all statements are of one source.
    yield b.Heading(4, (b.Marked("unseen", b.text(f"{label}, ")), b.Text(place)), statement.anchor)
    yield b.Paragraph(statement.content if statement.stated else opening(statement, dossier), "stated")
    yield from quotation(statement, dossier)
    yield b.Paragraph(tuple(_meta(statement, dossier)), "meta")
    yield from _cited_by(dossier.library.uses_of_statement.get(statement.id, ()))


def _meta(statement: Statement, dossier: Dossier) -> Iterator[b.Inline]:
    evidence = dossier.library.evidence.get(statement.id)
    standing = dossier.library.standing(statement)
    for part in manner(statement):
        yield part
        yield b.Text(" · ")
    for mention in statement.topics:
        if topic := dossier.library.topics.get(mention.name):
            yield b.Link(f"topics/{topic.id}.md#{statement.source}", b.text(topic.title), "topic")
            yield b.Text(" · ")
    for stance in statement.stances:
        proposition = dossier.library.propositions.get(stance.proposition.name)
        if proposition:
            words = f"{stance.attitude.value}: {proposition.text.rstrip('.')}" + (
                " (inferred)" if stance.basis == "inferred" else ""
            )
            yield b.Link(f"propositions.md#{proposition.id}", b.text(words), "proposition")
            yield b.Text(" · ")
    told = _STANDINGS[standing].format(date=evidence.recorded if evidence else "")
    yield b.Marked(f"standing {standing.name.lower().replace('_', '-')}", b.text(told))
    for link in at_publisher(statement, dossier):
        yield from (b.Text(" · "), link)


def _cited_by(uses: tuple[Use, ...]) -> Iterator[b.Block]:
    """Yield a link to each sentence that cites a statement, page by page: `Cited in Harbours, 2, 3; Tides`."""
    pages = _by_page(uses)
    if pages:
        words: list[b.Inline] = [b.Text("Cited in ")]
        for index, ((path, title), said) in enumerate(pages.items()):
            words += [b.Text("; ")] if index else []
            words += _numbered(path, title, said)
        yield b.Paragraph(tuple(words), "uses")


def _by_page(uses: tuple[Use, ...]) -> dict[tuple[str, str], dict[str, str]]:
    """Sort sentences by path and title of their page: each one's anchor and words, once."""
    pages: dict[tuple[str, str], dict[str, str]] = {}
    for use in uses:
        pages.setdefault((use.page, use.page_title), {})[use.sentence.anchor] = _tidy(use.sentence.text)
    return pages


def _numbered(path: str, title: str, said: Mapping[str, str]) -> Iterator[b.Inline]:
    """Yield a link to each sentence of a page: the first is called by the page's title, the others are counted."""
    for number, (anchor, words) in enumerate(said.items(), 1):
        if number > 1:
            yield b.Text(", ")
        yield b.Link(f"{path}#{anchor}", b.text(title.removesuffix(".") if number == 1 else str(number)), "use", words)


def _where_used(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    uses = dossier.library.uses_of_source.get(source.key, ())
    yield b.Heading(2, b.text("Every sentence that cites this source"), "uses")
    if not uses:
        yield b.paragraph("No sentence of the dossier cites it yet.")
        return
    pages = _by_page(uses)
    total = sum(len(sentences) for sentences in pages.values())
    yield b.paragraph(f"{counted(total, 'sentence')} on {counted(len(pages), 'page')}.", role="counted")
    yield b.Terms(tuple((_page(path, title), (_sentences(path, said),)) for (path, title), said in pages.items()), "uses")


def _page(path: str, title: str) -> b.Inlines:
    return (b.Link(path, b.text(title), "topic"),)


def _sentences(path: str, said: Mapping[str, str]) -> b.Items:
    links = ((b.Paragraph((b.Link(f"{path}#{anchor}", b.text(words), "use"),)),) for anchor, words in said.items())
    return b.Items(tuple(links), role="uses")


def _tidy(words: str) -> str:
    """Close the gap that a citation leaves before a full stop."""
    return " ".join(words.split()).replace(" .", ".").replace(" ,", ",").replace(" ;", ";")
