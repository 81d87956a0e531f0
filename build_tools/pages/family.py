"""A page per family: its question, and its topics in groups with what each rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages.statements import based_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.prose import Family, Topic, TopicGroup
    from build_tools.pages.dossier import Dossier

RANK = 20


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield a page for each family."""
    for family in dossier.library.families.values():
        path, blocks = f"topics/{family.id}/index.md", partial(_blocks, family, dossier)
        yield Outline(path, "family", family.title, blocks, family.definition, (family.title,), family.path)


def _blocks(family: Family, dossier: Dossier) -> Iterator[b.Block]:
    yield b.paragraph(family.question, role="question")
    yield from family.prose.blocks or (b.paragraph(family.definition),)
    for group in family.groups:
        yield from _group(group, dossier)


def topic_item(topic: Topic, dossier: Dossier) -> b.Blocks:
    """Return a topic as an item of a list: its title, its question, and what it rests on."""
    under = dossier.library.by_topic.get(topic.id, ())
    link = b.Link(f"topics/{topic.id}.md", b.text(topic.title), "topic")
    base = based_on(dossier, under) or "no statement yet"
    return (b.Paragraph((link, b.Break(), b.Text(topic.question), b.Break(), b.Marked("meta", b.text(base)))),)


def _group(group: TopicGroup, dossier: Dossier) -> b.Blocks:
    topics = [dossier.library.topics[one.name] for one in group.topics if one.name in dossier.library.topics]
    return (b.Heading(2, b.text(group.title)), b.Items(tuple(topic_item(topic, dossier) for topic in topics), role="topics"))


def contents(family: Family, dossier: Dossier) -> b.Items:
    """Return a family's topics as links in one list."""
    names = [mention.name for group in family.groups for mention in group.topics]
    topics = [dossier.library.topics[name] for name in names if name in dossier.library.topics]
    return b.Items(
        tuple((b.Paragraph((b.Link(f"topics/{topic.id}.md", b.text(topic.title), "topic"),)),) for topic in topics), role="compact"
    )
