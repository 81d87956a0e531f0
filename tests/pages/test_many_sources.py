"""Pages of a dossier with very many sources: lists move to pages of their own, and no page is too heavy to load."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from coasts import Log, coast

from build_tools.exports import html
from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import gathered, names, propositions, timeline, together
from build_tools.pages.periods import MOST
from build_tools.pages.pictures.together import pairs

if TYPE_CHECKING:
    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier

NIGHTS = ("lit", *(f"night-{at}" for at in range(20)))
EVENTS = "events:\n" + "".join(f"  - {{id: {name}, date: 1890, title: The lamp is lit, note: At dusk.}}\n" for name in NIGHTS)
NAMES = "people:\n  - {name: lamp, note: the great one}\n"
BOTH = "signals/lamps signals/fog"
KINDS = (propositions, together, timeline, names)


def shore(count: int) -> Dossier:
    """Return a dossier of so many sources that all say the same, but for the proposition, on which they part."""
    stances = cycle(("asserts", "denies", "qualifies"))
    logs = [
        Log(f"log{at:04}", str(1900 + at % 90), f"keepers-needed={stance}", " ".join(NIGHTS), BOTH)
        for at, stance in zip(range(count), stances, strict=False)
    ]
    return coast(*logs, events=EVENTS, names=NAMES)


def made(dossier: Dossier) -> dict[str, Page]:
    return {page.path: page for kind in KINDS for page in map(Outline.page, kind.outlines(dossier))}


def shown(page: Page) -> str:
    """Return a page's words without their marking, line by line."""
    return html.render(page, {}).html


OWN = ("names/lamp.md", "timeline/lit.md", "together/signals-lamps--signals-fog.md")


def test_a_few_sources_are_told_by_place_on_the_one_page() -> None:
    pages = made(shore(gathered.MOST))
    assert list(pages) == ["propositions.md", "together.md", "timeline.md", "names.md"]
    assert all(f"log{at:04}" in shown(pages[path]) for path in pages for at in range(gathered.MOST))


@pytest.mark.parametrize("path", OWN)
def test_what_many_sources_say_has_a_page_of_its_own(path: str) -> None:
    count = gathered.MOST + 1
    pages = made(shore(count))
    index = pages[f"{path.partition('/')[0]}.md"]
    assert f'<a class="all" href="{path.removesuffix(".md")}.html">{count} statements by {count} sources</a>' in shown(index)
    assert pages[path].menu == (*index.menu, pages[path].title)
    assert [f'id="log{at:04}"' in shown(pages[path]) for at in range(count)] == [True] * count
    assert shown(pages[path]).count(">The lamp was lit. <") == count


def test_many_stances_on_a_proposition_have_a_page_of_their_own_by_attitude() -> None:
    pages = made(shore(MOST + 3))
    own, index = pages["propositions/keepers-needed.md"], pages["propositions.md"]
    assert [b.plain(one.content) for one in own.blocks if isinstance(one, b.Heading)] == [
        "9 sources assert it",
        "9 sources qualify it",
        "9 sources deny it",
    ]
    assert shown(own).count(">The lamp was lit. <") == MOST + 3
    assert '<h2 id="keepers-needed">' in shown(index), "an address that was sent goes on working"
    assert 'href="propositions/keepers-needed.html">All 27 stances' in shown(index)
    assert "The lamp was lit." not in shown(index)


def test_of_many_publications_those_of_a_year_stand_together_and_keep_their_addresses() -> None:
    page = made(shore(MOST + 70))["timeline.md"]
    (table,) = (block for block in page.blocks if isinstance(block, b.Table))
    rows = [[b.plain(cell.content) for cell in row] for row in table.rows]
    assert ["1900", "Published: log0000; log0090", ""] in rows
    assert len(rows) == len(NIGHTS) + 90
    assert all(f'id="log{at:04}"' in shown(page) for at in range(MOST + 70))


def test_the_pairs_that_are_not_listed_are_counted() -> None:
    (pair,) = pairs(coast(Log("ash", "1901", topics=BOTH), Log("elm", "1934", topics=BOTH)))
    alone = replace(pair, statements=pair.statements[:1])
    (told,) = together.unlisted((pair, pair, pair, alone), (pair,))
    assert told.startswith("Not listed here: 2 more pairs that several sources join and 1 pair that one source alone argues.")
    assert list(together.unlisted((pair,), (pair,))) == []


def test_no_page_weighs_more_than_half_a_megabyte_at_a_thousand_sources() -> None:
    heavy = {path: len(shown(page).encode()) for path, page in made(shore(1000)).items()}
    assert {path: size for path, size in heavy.items() if size > 500_000} == {}
