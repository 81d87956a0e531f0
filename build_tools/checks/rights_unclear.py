"""An open source that does not say under which licence it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "rights-unclear",
    what="An open source that does not say under which licence it is open",
    why=(
        "From an open source any number of words may be quoted, because its licence allows it. The licence has to be named: "
        "most ask for that, and nobody could check the claim otherwise."
    ),
    bad="rights: open",
    good="rights: open\nlicence: CC-BY-4.0",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each open source without a licence; other words than open and restricted are refused on reading."""
    for source in library.corpus.sources:
        if source.rights == "open" and not source.licence.strip():
            help_text = "name the licence, such as licence: CC-BY-4.0, or write rights: restricted"
            yield RULE.at(front_matter(library, source, "rights"), f'"{source.key}" is open, and no licence is named', help_text)
