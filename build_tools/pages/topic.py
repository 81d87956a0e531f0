"""A page per topic: the question and its answer, what each source says, where they part, and where to read on."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages.dossier import counted, joined, shared_institutions, source_page, sources_of
from build_tools.pages.judgements import sides
from build_tools.pages.pictures import change, voices
from build_tools.pages.stances import divided, matrix, summed_up
from build_tools.pages.statements import based_on, by_source, listed, unstated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Proposition, Statement
    from build_tools.model.prose import Topic
    from build_tools.pages.dossier import Dossier

RANK = 30
_ANSWER = 2  # sentences
_PARTED = 2  # propositions told at the top
_NEIGHBOURS = 5
_SHARED = 2


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the page of each topic, family by family, in the order of the family's page."""
    library = dossier.library
    for family in library.families.values():
        for group in family.groups:
            for mention in group.topics:
                if topic := library.topics.get(mention.name):
                    path, menu = f"topics/{topic.id}.md", (family.title, group.title, topic.title)
                    blocks = partial(_blocks, topic, dossier)
                    yield Outline(path, "topic", topic.title, blocks, topic.definition, menu, topic.path)


def _blocks(topic: Topic, dossier: Dossier) -> Iterator[b.Block]:
    under = dossier.library.by_topic.get(topic.id, ())
    statements = tuple(statement for statement in under if statement.stated)
    answer, rest = _answered(topic.prose.blocks)
    yield b.paragraph(topic.question, role="question")
    yield from answer
    yield b.paragraph(based_on(dossier, under) or "No source speaks to this yet.", role="base")
    yield from _at_a_glance(topic, dossier)
    yield from voices.figures(dossier, statements)
    yield from _synthesis(topic, rest)
    yield from _parting(topic, dossier)
    yield from _said(under, dossier)
    yield from _related(topic, statements, dossier)


def _answered(synthesis: b.Blocks) -> tuple[b.Blocks, b.Blocks]:
    """Cut a synthesis into its opening sentences, which answer the question, and the rest."""
    match synthesis:
        case (b.Paragraph(content, ""), *rest):
            ends = [place for place, one in enumerate(content, 1) if isinstance(one, b.Marked) and one.role.startswith("sentence")]
            end = ends[_ANSWER - 1] if len(ends) > _ANSWER else len(content)
            after = b.Paragraph(content[end:])
            return (b.Paragraph(content[:end], "answer"),), (*((after,) if b.plain(after.content).strip() else ()), *rest)
        case _:
            return (), synthesis


def _at_a_glance(topic: Topic, dossier: Dossier) -> Iterator[b.Block]:
    """Yield where the sources part, in a line; the table below has it all."""
    here = _propositions(topic, dossier)
    parted = sides(((one, dossier.library.positions.get(one.id, ())) for one in here), dossier)
    more = f"; {len(parted) - _PARTED} more below" if len(parted) > _PARTED else ""
    if parted:
        yield b.paragraph(f"The sources part: {'; '.join(parted[:_PARTED])}{more}.", role="base")
    elif here:
        yield b.paragraph("No source denies what another asserts.", role="base")


def _propositions(topic: Topic, dossier: Dossier) -> tuple[Proposition, ...]:
    known = dossier.library.propositions.values()
    return tuple(one for one in known if topic.id in {mention.name for mention in one.topics})


def _synthesis(topic: Topic, rest: b.Blocks) -> b.Blocks:
    if not topic.prose.blocks:
        return (b.paragraph(topic.definition), b.paragraph("No synthesis has been written yet.", role="missing"))
    own = sum(sentence.analysis for sentence in topic.prose.sentences)
    told = f"A dotted line marks {counted(own, 'sentence')} of this text as the editor’s own analysis."
    return (*rest, *((b.paragraph(told, role="counted"),) if own else ()))


def _said(statements: tuple[Statement, ...], dossier: Dossier) -> Iterator[b.Block]:
    if not statements:
        return
    yield b.Heading(2, b.text("What each source says"), "sources")
    if shared := shared_institutions(dossier, sources_of(dossier, statements)):
        yield b.paragraph(shared, role="shared counted")
    for source, said in by_source(dossier, statements):
        label = dossier.label(source)
        link = b.Link(source_page(source.key), b.text(label), "source")
        told = [one for one in (joined(dossier.institutions(source)), dossier.when(source)) if one and one not in label]
        behind = b.Text("".join(f" · {one}" for one in told))
        yield b.Heading(3, (link, b.Marked("meta", (behind,))), source.key)
        if not source.reviewed:
            yield b.paragraph("This digest is a draft: no editor has reviewed it.", role="warning")
        yield b.Items(tuple(_listed(statement, dossier) for statement in said), role="statements")


def _listed(statement: Statement, dossier: Dossier) -> b.Blocks:
    return listed(statement) if statement.stated else unstated(statement, dossier)


def _parting(topic: Topic, dossier: Dossier) -> Iterator[b.Block]:
    library = dossier.library
    here = _propositions(topic, dossier)
    if not here:
        return
    yield b.Heading(2, b.text("Where they agree and differ"), "propositions")
    yield matrix(dossier, here, "Propositions of this topic by source, in date order")
    for proposition in here:
        positions = library.positions.get(proposition.id, ())
        if divided(positions) or proposition.changed.blocks:
            told = (b.Emphasis(b.text(proposition.text), strong=True), b.Text(" " + summed_up(dossier, positions)))
            yield b.Paragraph(told)
            yield from change.figures(dossier, proposition, positions)
            yield from proposition.changed.blocks and _unanchored(proposition.changed.blocks)


def _unanchored(blocks: b.Blocks) -> b.Blocks:
    """Take the sentences' anchors off a text that has its own page elsewhere."""
    return tuple(
        b.Paragraph(tuple(b.Marked(one.role, one.content) if isinstance(one, b.Marked) else one for one in block.content))
        if isinstance(block, b.Paragraph)
        else block
        for block in blocks
    )


def _related(topic: Topic, statements: tuple[Statement, ...], dossier: Dossier) -> Iterator[b.Block]:
    topics = dossier.library.topics
    declared = [mention.name for mention in topic.related if mention.name in topics]
    shared = Counter(mention.name for statement in statements for mention in statement.topics if mention.name != topic.id)
    near = [name for name, count in shared.most_common() if count >= _SHARED and name in topics and name not in declared]
    if not declared and not near:
        return
    yield b.Heading(2, b.text("Read on"), "related")
    yield b.Items(tuple((_reason(name, shared[name], dossier),) for name in [*declared, *near[:_NEIGHBOURS]]), role="related")
    if near:
        yield b.Paragraph((b.Link("together.md", b.text("All topics that are argued together"), "topic"),), "meta elsewhere")


def _reason(topic: str, shared: int, dossier: Dossier) -> b.Paragraph:
    """Say why a topic is related: how many statements stand under both, or that the editor says so."""
    link = b.Link(f"topics/{topic}.md", b.text(dossier.library.topics[topic].title), "topic")
    name = topic.partition("/")[0]
    family = dossier.library.families.get(name)
    why = f"{counted(shared, 'statement')} under both" if shared else "the argument runs on there"
    return b.Paragraph((link, b.Marked("meta", b.text(f" · {family.title if family else name} · {why}"))))
