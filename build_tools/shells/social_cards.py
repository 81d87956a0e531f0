"""The pictures that messengers and networks show with a link: drawn with Typst, kept until their words change."""

from __future__ import annotations

import hashlib
import json
import tempfile
from importlib.resources import files
from typing import TYPE_CHECKING

import typst

from build_tools.model.blocks import Paragraph, plain
from build_tools.model.pages import Artifact, card_path, has_card
from build_tools.shells import kept, pdf_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_tools.model.pages import Page
    from build_tools.pipeline import Build

_AT_ONCE = 40  # pictures in one run of Typst, so that many take no more memory than few
_MOST_KEPT = 5000
_Card = dict[str, str]


def social_cards(build: Build, cache: Path) -> Iterator[Artifact]:
    """Yield a picture for the first page, each family, topic and brief; none where the site has no address."""
    settings = build.edition.settings
    if not (settings.site_url and settings.social_cards):
        return
    carded = (path for path, page in build.pages.outlines.items() if has_card(page))
    wanted = [(card_path(page), _card(page, settings.site_name)) for page in map(build.pages.opening, carded)]
    places = {path: cache / "cards" / f"{_fingerprint(card)}.png" for path, card in wanted}
    drawn = {path: kept.read(place) for path, place in places.items()}
    missing = [(path, card) for path, card in wanted if not drawn[path]]
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        for (path, _), picture in zip(some, _draw([card for _, card in some], cache), strict=True):
            kept.write(places[path], picture)
            drawn[path] = picture
    kept.forget(cache / "cards", max(_MOST_KEPT, len(wanted)))
    yield from (Artifact(path, picture) for path, picture in drawn.items())


def _card(page: Page, site: str) -> _Card:
    question = next((plain(one.content) for one in page.blocks if isinstance(one, Paragraph) and one.role == "question"), "")
    return {"family": " · ".join(page.menu[:-1]), "title": page.title, "question": question, "site": site}


def _draw(cards: list[_Card], cache: Path) -> list[bytes]:
    """Return the pictures. Typst may read these two files and nothing else."""
    with tempfile.TemporaryDirectory() as empty:
        made = typst.compile(  # type: ignore[call-overload]  # files by name, which the package takes and its types don't know
            {"main.typ": _layout(), "cards.json": json.dumps(cards).encode()},
            root=empty,
            font_paths=pdf_fonts.fonts(cache),
            ignore_system_fonts=True,
            package_path=empty,
            package_cache_path=empty,
            format="png",
            ppi=72,
        )
    return made if isinstance(made, list) else [bytes(made or b"")]


def _layout() -> bytes:
    return files("build_tools.theme").joinpath("cards.typ").read_bytes()


def _fingerprint(card: _Card) -> str:
    made_from = (_layout().hex(), pdf_fonts.fingerprint(), sorted(card.items()))
    return hashlib.sha256(repr(made_from).encode()).hexdigest()
