"""The files that every published dossier needs beside its pages: style sheet and typefaces."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells.fonts import web_fonts

if TYPE_CHECKING:
    from pathlib import Path

STYLESHEETS = ("assets/fonts.css", "assets/dossier.css")


def theme_files(cache: Path) -> tuple[Artifact, ...]:
    """Return the style sheet, the fonts with their declaration, and their licences."""
    stylesheet = files("build_tools.theme").joinpath("dossier.css").read_bytes()
    return (*web_fonts(cache), Artifact("assets/dossier.css", stylesheet))
