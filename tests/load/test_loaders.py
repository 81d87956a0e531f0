"""The loaders of an editor's texts: plain-text cases, one file for each loader."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from cases import Case, compare, read_cases

from build_tools.diagnostics import Diagnostic, Rule, place
from build_tools.load import (
    briefs,
    digests,
    files,
    front_matter,
    judgements,
    landing,
    originals,
    prose,
    record,
    registries,
    sections,
    topics,
)
from build_tools.load.front_matter import Fields
from build_tools.load.schema import Kind, Spec
from build_tools.model import blocks as b
from build_tools.model import sentences
from build_tools.model.dossier import Statement
from build_tools.model.evidence import SourceRecord
from build_tools.model.prose import Judgement, Prose

ROOM = Path(__file__).parents[1] / "cases" / "load"
SPECS = (
    Spec("title", "what it is called", required=True),
    Spec("rights", "who may print it", choices=("open", "restricted")),
    Spec("related", "where it runs on", Kind.TEXTS),
    Spec(
        "original",
        "its file",
        Kind.TABLE,
        fields=(Spec("file", "its name", required=True), Spec("pages", "its length")),
    ),
    Spec("events", "what happened", Kind.TABLES, fields=(Spec("id", "its name", required=True), Spec("date", "when"))),
    Spec("marks", "what lines are", Kind.LINES, choices=("caption", "heading")),
)
Show = Callable[[Mapping[str, str]], Iterator[str]]


def told(wrong: Iterable[Diagnostic], text: str) -> Iterator[str]:
    for one in sorted(wrong):
        yield f"{place(one.span, text)}: {one.severity}[{one.code}] {one.message}"
        yield f"  help: {one.help}"


def show_files(given: Mapping[str, str]) -> Iterator[str]:
    content = ast.literal_eval(given["bytes"].strip()) * int(given.get("times", "1"))
    text, wrong = files.decode("canal.md", content)
    if not wrong:
        yield repr(text)
    yield from told(wrong, text)


def show_front_matter(given: Mapping[str, str]) -> Iterator[str]:
    text = given["md"]
    fields, start, wrong = front_matter.split("canal.md", text, SPECS)
    yield from show_fields(fields, text)
    yield f"body: {text[start:]!r}"
    yield from told(wrong, text)


def show_fields(fields: Fields, text: str) -> Iterator[str]:
    for name, value in fields.texts.items():
        yield f"{name}: {value.text} ({place(value.span, text)})"
    for name, values in fields.lists.items():
        yield f"{name}: {' | '.join(value.text for value in values)}"
    for name, tables in fields.tables.items():
        for table in tables:
            yield f"{name}:"
            yield from (f"  {line}" for line in show_fields(table, text))
    for name, lines in fields.lines.items():
        yield f"{name}: {dict(lines)}"


def show_sentences(given: Mapping[str, str]) -> Iterator[str]:
    text = given["text"].rstrip("\n")
    for start, end in sentences.sentences(text):
        yield f"‹{text[start:end]}›".replace("\n", "⏎")


def show_prose(given: Mapping[str, str]) -> Iterator[str]:
    text = given["md"]
    read, wrong = prose.load("canal.md", text)
    yield from show_text(read, text)
    yield from told(wrong, text)


def show_text(read: Prose, text: str) -> Iterator[str]:
    for block in read.blocks:
        yield from show_block(block, "")
    for one in read.sentences:
        cited = " ".join(f"{item.key}@{item.locator.slug if item.locator else '-'}" for got in one.citations for item in got.items)
        kind = "analysis" if one.analysis else cited or "uncited"
        yield f"{one.anchor} {place(one.span, text)} [{kind}] {text[one.span.start : one.span.end]!r}"
    for link in read.links:
        yield f"link {place(link.span, text)} {link.target}"


def show_block(block: b.Block, indent: str) -> Iterator[str]:
    match block:
        case b.Paragraph(content) | b.Heading(_, content):
            yield f"{indent}{type(block).__name__.lower()} {show_inlines(content)}"
        case b.Items(items):
            yield f"{indent}{'ordered ' if block.ordered else ''}list"
            for item in items:
                for inner in item:
                    yield from show_block(inner, indent + "  ")
        case b.Group(role, blocks):
            yield f"{indent}{role}"
            for inner in blocks:
                yield from show_block(inner, indent + "  ")
        case b.Table(_, head, rows):
            yield f"{indent}table {' | '.join(show_inlines(cell.content) for cell in head)}"
            for row in rows:
                yield f"{indent}  row {' | '.join(show_inlines(cell.content) for cell in row)}"
        case b.Preformatted(lines):
            yield f"{indent}preformatted {lines!r}"
        case _:
            yield f"{indent}{type(block).__name__.lower()}"


def show_inlines(content: b.Inlines) -> str:
    return "".join(map(show_inline, content))


def show_inline(inline: b.Inline) -> str:  # noqa: PLR0911 - one for each kind
    match inline:
        case b.Text(words):
            return words
        case b.Cited():
            return "‹cited›"
        case b.Break():
            return "⏎"
        case b.Code(words):
            return f"code({words})"
        case b.Emphasis(content, strong):
            return f"{'strong' if strong else 'em'}({show_inlines(content)})"
        case b.Link(target, content):
            return f"link({target}: {show_inlines(content)})"
        case b.Marked(role, content):
            return f"{role or 'span'}({show_inlines(content)})"
        case _:
            return f"{inline!r}"


def show_digests(given: Mapping[str, str]) -> Iterator[str]:
    text = given["md"]
    source, wrong = digests.load("sources/hale1901.md", text)
    for statement in source.statements:
        yield from show_statement(statement, text)
    yield from told(wrong, text)


def show_statement(one: Statement, text: str) -> Iterator[str]:
    yield f"{one.id} {place(one.at_span, text)} {one.kind}{' quoted' if one.quoted else ''} under {one.section!r}: {one.text}"
    if one.selector:
        yield f"  from {one.selector.start!r} to {one.selector.end!r} before {one.selector.before!r} after {one.selector.after!r}"
    for topic in one.topics:
        yield f"  topic {topic.name} at {place(topic.span, text)}"
    for stance in one.stances:
        yield f"  {stance.attitude} {stance.proposition.name} ({stance.basis}) at {place(stance.proposition.span, text)}"
    for event in one.events:
        yield f"  event {event.name} at {place(event.span, text)}"
    if one.voice:
        yield f"  voice {one.voice}"


def show_topics(given: Mapping[str, str]) -> Iterator[str]:
    if "family" in given:
        text = given["family"]
        family, wrong = topics.load_family("docs/topics/water/index.md", text, "water")
        yield f"{family.id}: {family.title} | {family.question} | {family.definition}"
        for group in family.groups:
            yield f"{group.title}: {', '.join(f'{topic.name} at {place(topic.span, text)}' for topic in group.topics)}"
        yield from show_text(family.prose, text)
    else:
        text = given["topic"]
        topic, wrong = topics.load_topic("docs/topics/water/silt.md", text, "water/silt")
        yield f"{topic.id} of {topic.family}: {topic.title} | {topic.question} | {topic.definition}"
        yield f"{topic.cues}"
        yield from (f"related {one.name} at {place(one.span, text)}" for one in topic.related)
        yield from show_text(topic.prose, text)
    yield from told(wrong, text)


def show_registries(given: Mapping[str, str]) -> Iterator[str]:
    if text := given.get("propositions", ""):
        propositions, wrong = registries.load_propositions("propositions.yaml", text)
        for proposition in propositions:
            topics_of = ", ".join(one.name for one in proposition.topics)
            yield f"{proposition.id} {place(proposition.span, text)}: {proposition.text} ({topics_of})"
            yield from show_text(proposition.changed, text)
    elif text := given.get("events", ""):
        events, wrong = registries.load_events("events.yaml", text)
        for event in events:
            yield f"{event.id} {place(event.date_span, text)}: {event.title}, {event.moment.shown if event.moment else 'no date'}"
    else:
        text = given["names"]
        names, wrong = registries.load_names("names.yaml", text)
        yield from (f"{name.kind}: {name.name} ({', '.join(name.also)}) {name.note}" for name in names)
    yield from told(wrong, text)


def show_landing(given: Mapping[str, str]) -> Iterator[str]:
    text = given["md"]
    page, wrong = landing.load("docs/index.md", text)
    yield f"{page.title} | {page.question} | {', '.join(family.name for family in page.families)}"
    yield from show_text(page.prose, text)
    for one in page.judgements:
        yield from show_judgement(one, text)
    yield from told(wrong, text)


def show_judgement(one: Judgement, text: str) -> Iterator[str]:
    rests_on = ", ".join(held.name for held in one.propositions)
    yield f"judgement {one.anchor}: {one.claim} ({one.confidence}: {one.reason}) {rests_on}"
    yield from (f"  {line}" for line in show_text(one.prose, text))


def show_briefs(given: Mapping[str, str]) -> Iterator[str]:
    text = given["md"]
    brief, wrong = briefs.load("docs/briefs/locks.md", text)
    yield f"briefs/{brief.name}: {brief.title} | {brief.question} | for {brief.audience}"
    mentioned = {"topics": brief.topics, "propositions": brief.propositions, "events": brief.events}
    yield "; ".join(f"{kind} {', '.join(one.name for one in named)}" for kind, named in mentioned.items())
    yield f"{brief.pages} pages of {brief.paper}, {brief.marking!r}, {brief.language!r}"
    yield from show_text(brief.bottom_line, text)
    for one in brief.judgements:
        yield from show_judgement(one, text)
    yield from show_text(brief.options, text)
    yield from show_text(brief.changes, text)
    yield from told(wrong, text)


def show_record(given: Mapping[str, str]) -> Iterator[str]:
    text = given["json"]
    held, wrong = record.load("sources/evidence.lock", text)
    for key, source in held.items():
        yield f"{key}: {source.sha256}, {source.paragraphs} paragraphs"
        yield from (f"  {anchor}: {proof} on {date}" for anchor, (proof, date) in source.proofs.items())
    yield from told(wrong, text)


def show_originals(given: Mapping[str, str]) -> Iterator[str]:
    marks = {int(number): kind for number, _, kind in (line.partition(" ") for line in given.get("marks", "").splitlines())}
    reading = originals.read("hale.txt", given["txt"].encode(), marks=marks)
    numbers = {paragraph.start: paragraph.number for paragraph in reading.paragraphs}
    for line in reading.lines:
        number = f" para. {numbers[line.start]}" if line.start in numbers else ""
        shown = reading.text[line.start : line.end]
        yield f"{line.number} {line.kind}{number} ({line.rule}): {shown[:30]}{'…' if len(shown) > 30 else ''}"
    for start, end in reading.markers:
        yield f"note {reading.text[start:end]} after {reading.text[max(0, start - 8) : start]!r}"


SHOWN: Mapping[str, Show] = {
    "files": show_files,
    "front-matter": show_front_matter,
    "sentences": show_sentences,
    "prose": show_prose,
    "digests": show_digests,
    "topics": show_topics,
    "registries": show_registries,
    "landing": show_landing,
    "briefs": show_briefs,
    "record": show_record,
    "originals": show_originals,
}
CASES = [(name, case) for name in SHOWN for case in read_cases(ROOM / f"{name}.md")]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case.title}" for name, case in CASES])
def test_case(name: str, case: Case) -> None:
    compare(ROOM / f"{name}.md", case, "out", "".join(f"{line}\n" for line in SHOWN[name](case.fences)))


def test_each_rule_of_these_loaders_is_raised_by_a_case() -> None:
    expected = "".join(case.fences["out"] for _, case in CASES)
    modules = (files, front_matter, digests, judgements, sections, briefs, record)
    rules = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    assert [rule.code for rule in rules if f"[{rule.code}]" not in expected] == []


def test_a_record_is_read_as_it_was_written() -> None:
    held = {"hale1901": SourceRecord("ab", 3, {"para-1": ("cd", "2024-05-01")}), "ada1900": SourceRecord("ef", 1)}
    written = record.dump(held)
    assert record.load("sources/evidence.lock", written) == (dict(sorted(held.items())), ())
    assert record.dump(dict(reversed(held.items()))) == written


def test_a_record_nested_without_end_is_a_damaged_one() -> None:
    held, wrong = record.load("sources/evidence.lock", "[" * 100_000)
    assert (held, [one.code for one in wrong]) == ({}, ["evidence-lock"])


@pytest.mark.parametrize("content", [b"One.\r\nTwo.", b"One.\rTwo.", b"\xef\xbb\xbfOne.\nTwo."])
def test_a_reading_keeps_the_hash_of_the_bytes_and_plain_line_ends(content: bytes) -> None:
    reading = originals.read("hale.txt", content)
    assert reading.text == "One.\nTwo."
    assert reading.sha256 != originals.read("hale.txt", b"One.\nTwo.").sha256
