"""The bibliography of the whole dossier, in the words of the citation style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.pages.references import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.pages.dossier import Dossier

RANK = 80
PATH = "bibliography.md"
_ABOUT = "Every work of the dossier."


def make(dossier: Dossier) -> Iterator[Page]:
    """Yield the bibliography, where there is one."""
    cited = dossier.citations.references.get(PATH, ())
    if cited:
        yield Page(
            PATH,
            "bibliography",
            "Bibliography",
            (b.paragraph(_ABOUT), listed(cited, dossier)),
            _ABOUT,
            ("Evidence", "Bibliography"),
        )
