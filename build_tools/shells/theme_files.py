"""The files that every published dossier needs beside its pages: style sheets, scripts and typefaces."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells.fonts import web_fonts

if TYPE_CHECKING:
    from pathlib import Path

# One file for a browser, which waits for each before it shows anything.
STYLESHEET = "assets/dossier.css"
_SHEETS = ("dossier.css", "figures.css", "site.css", "search.css", "desk.css")
_SCRIPTS = ("first.js", "page.js", "cards.js", "figures.js", "search_box.js", "search_engine.js")
SCRIPTS = ("assets/page.js", "assets/cards.js", "assets/figures.js", "assets/search_box.js")


def theme_files(cache: Path) -> tuple[Artifact, ...]:
    """Return the style sheet, which declares the fonts as well, the scripts, the fonts and their licences."""
    theme = files("build_tools.theme")
    rules, faces = web_fonts(cache)
    sheet = b"\n".join([rules, *(theme.joinpath(name).read_bytes() for name in _SHEETS)])
    scripts = (Artifact(f"assets/{name}", theme.joinpath(name).read_bytes()) for name in _SCRIPTS)
    return (*faces, Artifact(STYLESHEET, sheet), *scripts)
