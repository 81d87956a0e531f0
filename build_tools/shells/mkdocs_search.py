"""Help Material's search to lead a phrase to where it stands: no page is found by what it repeats, and digests come first."""

from __future__ import annotations

import re

# Roles of the blocks and links that say again what is said, and can be found, elsewhere: statements on topic pages,
# sentences on source pages, titles of topics and propositions, references.
_REPEATED = (
    "base|evidence|confidence|parting|brief|counted|statements|positions|uses|use|related|references|topic|proposition|source|digest|at-publisher|"
    "table-scroll matrix(?: gathered)?|drawn [a-z-]+|standing [a-z-]+|meta taken-along|meta cite-page"
)
_OPENING = re.compile(rf'<(?:h1|(?:a|div|dl|figure|p|section|span|ul) class="(?:{_REPEATED})")(?=[ >])')


def without_repeats(html: str) -> str:
    """Mark what the search plugin is to leave out of its index. The title is among it, which the plugin adds itself."""
    return _OPENING.sub(lambda opening: f"{opening.group()} data-search-exclude", html)


def importance(kind: str) -> dict[str, float | bool]:
    """Return the plugin's settings for a kind of page.

    A page of many statements would lose to long prose otherwise, and the checks' invented examples are no finding.
    """
    return {"exclude": True} if kind == "checks" else {"boost": 3.0 if kind == "source" else 1.0}
