"""Which topics are argued together, and by whom: half a table of topics by topics, and the pairs that several sources join."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import gathered
from build_tools.pages.dossier import counted, joined
from build_tools.pages.pictures import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.pages.dossier import Dossier
    from build_tools.pages.pictures.together import Pair

RANK = 45
PATH = "together.md"
_TITLE = "Topics argued together"
_MENU = ("Evidence", _TITLE)
_ABOUT = "Which topics are argued together, and by whom: a statement that stands under two topics joins them."
_MOST_LISTED = 100
_SEVERAL = 2
_NAMED = 4


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the page, where any statement stands under two topics, and one for each pair that many sources join."""
    found = together.pairs(dossier)
    if found:
        yield Outline(PATH, "together", _TITLE, partial(_blocks, dossier), _ABOUT, _MENU)
    for pair in _listed(found):
        menu = (*_MENU, f"{pair.one.title} and {pair.other.title}")
        yield from gathered.outlines(dossier, pair.statements, _path(pair), menu, "Statements that stand under both topics.")


def _path(pair: Pair) -> str:
    return f"together/{pair.anchor}.md"


def _blocks(dossier: Dossier) -> b.Blocks:
    found = together.pairs(dossier)
    listed = _listed(found)
    drawn = together.drawing(dossier, found, frozenset(pair.anchor for pair in listed))
    return (
        b.paragraph(_ABOUT),
        b.Items(tuple((b.paragraph(told),) for told in _learned(found)), role="learned"),
        b.Figure(b.text(_caption(dossier)), f"{' '.join(_learned(found))} The list below names the pairs.", drawn, "map", "map"),
        b.Heading(2, b.text("Joined by several sources" if len(listed[0].sources) > 1 else "Joined"), "pairs"),
        b.Terms(
            tuple((_pair(pair), (b.Paragraph(gathered.where(dossier, pair.statements, _path(pair))),)) for pair in listed), "pairs"
        ),
        *(b.paragraph(told, role="counted") for told in unlisted(found, listed)),
    )


def _listed(found: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Return the pairs that several sources join, or where there are none, all; not more than can be read."""
    several = tuple(pair for pair in found if len(pair.sources) >= _SEVERAL)
    return (several or found)[:_MOST_LISTED]


def unlisted(found: tuple[Pair, ...], listed: tuple[Pair, ...]) -> Iterator[str]:
    """Yield what the list leaves out, and where it can be seen."""
    left = found[len(listed) :]
    several = sum(len(pair.sources) >= _SEVERAL for pair in left)
    parts = [f"{counted(several, 'more pair')} that several sources join"] if several else []
    parts += [f"{counted(len(left) - several, 'pair')} that one source alone argues"] if several < len(left) else []
    if parts:
        where = "Each is a square in the picture; under ‘Read on’ the page of a topic names those nearest to it."
        yield f"Not listed here: {joined(parts)}. {where}"


def _learned(found: tuple[Pair, ...]) -> Iterator[str]:
    """Yield what the picture shows: the pairs of most sources, the topics that meet most others, and how much rests on one."""
    most = len(found[0].sources)
    top = [f"‘{pair.one.title}’ with ‘{pair.other.title}’" for pair in found if len(pair.sources) == most]
    if most > 1:
        pairs = f"At most {most} sources argue the same pair, as they do {counted(len(top), 'pair')}"
        yield f"{pairs}{', among them' if len(top) > _NAMED else ':'} {joined(top[:_NAMED])}."
    met = Counter(topic.title for pair in found for topic in (pair.one, pair.other))
    hubs = [f"‘{title}’ ({count})" for title, count in met.most_common(_NAMED)]
    across = sum(pair.one.family != pair.other.family for pair in found)
    alone = sum(len(pair.sources) == 1 for pair in found)
    yield f"The topics that meet most others are {joined(hubs)}."
    yield (
        f"Of {counted(len(found), 'pair')}, {across} reach from one family into another, "
        f"and {alone} {'is' if alone == 1 else 'are'} argued by one source alone."
    )


def _caption(dossier: Dossier) -> str:
    count = sum(len(topics) for _, topics in together.shown(dossier))
    chosen = f" The {count} topics with most statements are shown." if count < len(dossier.library.topics) else ""
    return (
        "A topic’s name ends its row and heads its column: follow both to where they cross. A square says that statements stand "
        f"under both topics; the larger and darker it is, the more sources argue them together.{chosen}"
    )


def _pair(pair: Pair) -> b.Inlines:
    said = f" · {counted(len(pair.sources), 'source')}, {counted(len(pair.statements), 'statement')}"
    one, other = (b.Link(f"topics/{topic.id}.md", b.text(topic.title), "topic") for topic in (pair.one, pair.other))
    return (b.Marked("pair", (one, b.Text(" and "), other), pair.anchor), b.Marked("meta", b.text(said)))
