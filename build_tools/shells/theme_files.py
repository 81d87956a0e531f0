"""The files that every published dossier needs beside its pages: style sheets, scripts and typefaces."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells.fonts import web_fonts

if TYPE_CHECKING:
    from pathlib import Path

STYLESHEETS = tuple(f"assets/{name}.css" for name in ("fonts", "dossier", "figures", "site", "search", "desk"))
_OURS = (
    *("dossier.css", "figures.css", "site.css", "search.css", "desk.css"),
    *("first.js", "page.js", "cards.js", "figures.js", "search_box.js", "search_engine.js"),
)
SCRIPTS = ("assets/page.js", "assets/cards.js", "assets/figures.js", "assets/search_box.js")


def theme_files(cache: Path) -> tuple[Artifact, ...]:
    """Return the style sheets, the scripts, the fonts with their declaration, and their licences."""
    theme = files("build_tools.theme")
    ours = (Artifact(f"assets/{name}", theme.joinpath(name).read_bytes()) for name in _OURS)
    return (*web_fonts(cache), *ours)
