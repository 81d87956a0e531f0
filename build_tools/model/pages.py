"""A page of the dossier as blocks, with its place in the menu; and a file that the build hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.model.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` ends in `.md` and counts from the site's root; links between pages use these paths.

    `kind` is the file in `pages/` that made it. `menu` is the way through the menu to this page, its own name last; an
    empty menu keeps it out. `edited` is the author's file that the page is made from, if it is one file.
    """

    path: str
    kind: str
    title: str
    blocks: Blocks
    description: str = ""
    menu: tuple[str, ...] = ()
    edited: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that the build hands out: its path from the folder it is written to, and its bytes."""

    path: str
    content: bytes
