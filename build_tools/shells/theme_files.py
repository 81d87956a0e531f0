"""The files that every published dossier needs beside its pages: style sheet, script and typefaces."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells.fonts import web_fonts

if TYPE_CHECKING:
    from pathlib import Path

STYLESHEETS = ("assets/fonts.css", "assets/dossier.css")
SCRIPTS = ("assets/cards.js",)


def theme_files(cache: Path) -> tuple[Artifact, ...]:
    """Return the style sheet, the script, the fonts with their declaration, and their licences."""
    theme = files("build_tools.theme")
    ours = (Artifact(f"assets/{name}", theme.joinpath(name).read_bytes()) for name in ("dossier.css", "cards.js"))
    return (*web_fonts(cache), *ours)
