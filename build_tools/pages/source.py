"""A page per source: who wrote it and when, its digest statement by statement, and every sentence that cites it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing
from build_tools.model.pages import Page
from build_tools.pages.dossier import counted, joined, source_page
from build_tools.pages.statements import manner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_tools.model.dossier import Source, Statement
    from build_tools.model.library import Use
    from build_tools.pages.dossier import Dossier

RANK = 51
MENU = "Evidence"
_STANDINGS = {
    Standing.FOUND: "passage found",
    Standing.RECORDED: "passage found on {date}",
    Standing.NOT_FOUND: "passage not found",
    Standing.UNCHECKED: "passage unchecked",
}


def make(dossier: Dossier) -> Iterator[Page]:
    """Yield a page for each digest, in date order."""
    for source in dossier.library.sources.values():
        work = dossier.work(source.key)
        title = work.title if work else source.key
        blocks = (
            *_about(source, dossier),
            *_digest(source, dossier),
            *_where_used(source, dossier),
        )
        description = f"{title}: a digest, statement by statement"
        yield Page(
            source_page(source.key), "source", title, blocks, description, (MENU, "Sources", dossier.label(source)), source.path
        )


def _about(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    work = dossier.work(source.key)
    facts: list[tuple[str, b.Inlines]] = []
    if work:
        facts.append(("Authors", b.text(joined(person.full for person in work.authors) or "not named")))
        facts.append(("Institution", b.text(joined(work.institutions) or "none")))
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
    if source.cautions:
        yield b.Heading(2, b.text("Cautions"), "cautions")
        yield b.Items(tuple((b.paragraph(caution),) for caution in source.cautions))


def _rights(source: Source) -> str:
    if source.rights == "open":
        return f"open ({source.licence})" if source.licence else "open"
    return "restricted: the digest is in our own words, and only a few words are quoted"


def _counts(source: Source, dossier: Dossier) -> str:
    standings = Counter(dossier.library.standing(statement) for statement in source.statements)
    told = [f"{standings[one]} {one.value}" for one in Standing if standings[one]]
    return f"{counted(len(source.statements), 'statement')}: {joined(told)}" if told else "no statement yet"


def _digest(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    yield b.Heading(2, b.text("Digest"), "digest")
    section = ""
    for statement in source.statements:
        if statement.section != section:
            section = statement.section
            yield b.Heading(3, b.text(section))
        yield b.Group("statement", tuple(_statement(statement, source, dossier)))


def _statement(statement: Statement, source: Source, dossier: Dossier) -> Iterator[b.Block]:
    place = statement.locator.shown if statement.locator else "no locator"
    yield b.Heading(4, b.text(place), statement.anchor)
    yield b.Paragraph(statement.content)
    if statement.quoted:
        yield _quotation(statement, source, dossier)
    yield b.Paragraph(tuple(_meta(statement, dossier)), "meta")
    yield from _cited_by(dossier.library.uses_of_statement.get(statement.id, ()))


def _meta(statement: Statement, dossier: Dossier) -> Iterator[b.Inline]:
    evidence = dossier.library.evidence.get(statement.id)
    standing = dossier.library.standing(statement)
    for part in manner(statement):
        yield part
        yield b.Text(" · ")
    for mention in statement.topics:
        topic = dossier.library.topics.get(mention.name)
        if topic:
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


def _quotation(statement: Statement, source: Source, dossier: Dossier) -> b.Block:
    """Cut the quotation out of the original, where it is at hand and the passage was found."""
    reading = dossier.library.corpus.readings.get(source.key)
    evidence = dossier.library.evidence.get(statement.id)
    if reading is None or evidence is None or evidence.standing is not Standing.FOUND or evidence.passage is None:
        return b.paragraph("The quotation is not available here: the original is not at hand.", role="missing")
    passage = evidence.passage
    words = _without_markers(reading.text, passage.start, _closed(reading.text, passage.end), reading.markers)
    return b.Group("quotation", (b.paragraph(" ".join(words.split())),))


def _without_markers(text: str, start: int, end: int, markers: tuple[tuple[int, int], ...]) -> str:
    """Cut a stretch out of a text, without the note numbers in it."""
    words, at = "", start
    for low, high in markers:
        if start <= low < end:
            words, at = words + text[at:low], high
    return words + text[at:end]


def _closed(text: str, end: int) -> int:
    """Take the full stop and the closing quotation mark after a passage along with it."""
    while end < len(text) and text[end] in '.!?…”’»"':
        end += 1
    return end


def _cited_by(uses: tuple[Use, ...]) -> Iterator[b.Block]:
    pages: dict[tuple[str, str], str] = {}
    for use in uses:
        pages.setdefault((use.page, use.page_title), use.sentence.anchor)
    if pages:
        words: list[b.Inline] = [b.Text("Cited in ")]
        for index, ((path, title), anchor) in enumerate(pages.items()):
            words += [b.Text(", ")] if index else []
            words.append(b.Link(f"{path}#{anchor}", b.text(title), "use"))
        yield b.Paragraph(tuple(words), "uses")


def _where_used(source: Source, dossier: Dossier) -> Iterator[b.Block]:
    uses = dossier.library.uses_of_source.get(source.key, ())
    yield b.Heading(2, b.text("Every sentence that cites this source"), "uses")
    if not uses:
        yield b.paragraph("No sentence of the dossier cites it yet.")
        return
    pages: dict[tuple[str, str], dict[str, str]] = {}
    for use in uses:
        pages.setdefault((use.page, use.page_title), {})[use.sentence.anchor] = use.sentence.text
    total = sum(len(sentences) for sentences in pages.values())
    yield b.paragraph(f"{counted(total, 'sentence')} on {counted(len(pages), 'page')}.", role="counted")
    yield b.Terms(tuple((_page(path, title), (_sentences(path, said),)) for (path, title), said in pages.items()), "uses")


def _page(path: str, title: str) -> b.Inlines:
    return (b.Link(path, b.text(title), "topic"),)


def _sentences(path: str, said: Mapping[str, str]) -> b.Items:
    links = ((b.Paragraph((b.Link(f"{path}#{anchor}", b.text(_tidy(words)), "use"),)),) for anchor, words in said.items())
    return b.Items(tuple(links), role="uses")


def _tidy(words: str) -> str:
    """Close the gap that a citation leaves before a full stop."""
    return " ".join(words.split()).replace(" .", ".").replace(" ,", ",").replace(" ;", ";")
