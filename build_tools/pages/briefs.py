"""The list of briefs: what each asks, and for whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import brief as one_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.prose import Brief
    from build_tools.pages.dossier import Dossier

RANK = 15
_ABOUT = "Each brief answers one question on a page or two, with the passages that it rests on."


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the list, where there are briefs."""
    if dossier.library.briefs:
        yield Outline("briefs/index.md", "briefs", one_brief.MENU, partial(_blocks, dossier), _ABOUT, (one_brief.MENU,))


def _blocks(dossier: Dossier) -> b.Blocks:
    briefs = dossier.library.briefs.values()
    return b.paragraph(_ABOUT), b.Items(tuple(_listed(brief) for brief in briefs), role="briefs")


def _listed(brief: Brief) -> b.Blocks:
    link = b.Link(one_brief.path(brief), b.text(brief.title), "brief")
    audience = b.Marked("meta", b.text(f"For {brief.audience}."))
    return (b.Paragraph((link, b.Break(), b.Text(f"{brief.question} "), audience)),)
