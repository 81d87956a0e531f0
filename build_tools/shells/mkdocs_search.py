"""Keep out of Material's search what a page repeats from another one, so that a phrase leads to where it stands."""

from __future__ import annotations

import re

# Roles of the blocks and links that say again what is said, and can be found, elsewhere: statements on topic pages,
# sentences on source pages, titles of topics and propositions, references.
_REPEATED = "base|counted|statements|positions|uses|use|related|references|topic|proposition|source|digest|table-scroll matrix|standing [a-z-]+"
_OPENING = re.compile(rf'<(?:h1|(?:a|div|dl|p|section|span|ul) class="(?:{_REPEATED})")(?=[ >])')


def without_repeats(html: str) -> str:
    """Mark what the search plugin is to leave out of its index. The title is among it, which the plugin adds itself."""
    return _OPENING.sub(lambda opening: f"{opening.group()} data-search-exclude", html)
