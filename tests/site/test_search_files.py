"""The files of the search: every hit leads to a place that is there, and the live preview has them when somebody searches."""

from __future__ import annotations

import json
import re
from itertools import count, takewhile
from typing import TYPE_CHECKING, Any

import pytest
from serving import preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from built import Site
    from serving import Preview

_PART = re.compile(r'dossierSearch\.take\("([^"]+)",(.*)\)\n', re.DOTALL)


def part(script: str) -> Any:  # noqa: ANN401 - what a part holds depends on the part
    """Return what a file of the search hands over."""
    match = _PART.fullmatch(script)
    assert match, script[:100]
    return json.loads(match[2])


def held(site: Site) -> Iterator[list[str]]:
    """Yield every record that a site's search can show."""
    for path in sorted(site.files):
        if path.startswith("search/records-"):
            yield from map(json.loads, part((site.folder / path).read_text("utf-8")).split("\n"))


def test_every_hit_leads_to_a_place_that_is_there(site: Site) -> None:
    lost = []
    for _, address, *_ in held(site):
        path, _, anchor = address.partition("#")
        if path not in site.pages or (anchor and anchor not in site.pages[path].ids):
            lost.append(address)
    assert lost == []


@pytest.mark.parametrize(
    "kind", ["statement", "synthesis", "proposition", "event", "name", "topic", "family", "source", "judgement"]
)
def test_all_kinds_of_things_can_be_found(kind: str, real: Site) -> None:
    assert any(one[0] == kind for one in held(real))


def test_every_statement_can_be_found(real: Site) -> None:
    assert sum(one[0] == "statement" for one in held(real)) == sum(real.standings().values())


def _found(running: Preview) -> str:
    """Return the records that the preview's search shows."""
    parts = (running.page(f"search/records-{number}.js") for number in count())
    return "".join(takewhile(bool, parts))


def test_the_preview_searches_what_was_saved_last(desk: Path, tmp_path: Path) -> None:
    with preview(desk, tmp_path / "terminal") as running:
        assert "Mended locks will bring boats" in _found(running)
        running.edit("sources/lowe2019.md", "Mended locks will bring boats", "Mended locks will bring otters")
        running.wait("sources/lowe2019.html", lambda page: "will bring otters" in page)
        assert "Mended locks will bring otters" in _found(running)
