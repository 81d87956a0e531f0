"""The bibliography of the whole dossier, in the words of the citation style."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages.references import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.pages.dossier import Dossier

RANK = 80
PATH = "bibliography.md"
_TITLE = "Bibliography"
_ABOUT = "Every work of the dossier."


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the bibliography, where there is one."""
    if dossier.citations.references.get(PATH):
        yield Outline(PATH, "bibliography", _TITLE, partial(_blocks, dossier), _ABOUT, ("Evidence", _TITLE))


def _blocks(dossier: Dossier) -> b.Blocks:
    return b.paragraph(_ABOUT), listed(dossier.citations.references[PATH], dossier)
