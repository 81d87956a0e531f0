"""The first page lists a family that has no folder of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "family-unknown",
    what="The first page lists a family that has no folder of topics",
    why="The order of the menu is taken from this list; a misspelt family would stand at the end of the menu instead.",
    bad="families: [lihgt, sound]",
    good="families: [light, sound]",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each family in the first page's list that has no page."""
    landing = library.corpus.landing
    for mention in landing.families if landing else ():
        if mention.name not in library.families:
            help_text = nearest(mention.name, library.families) or "make the folder with its index.md, or take the name out"
            yield RULE.at(mention.span, f'no family "{mention.name}" has a page', help_text)
