"""The typefaces for paper: chosen files of installed font packages, gathered in one folder, since Typst takes folders.

Source Serif and Source Sans by Adobe for Latin, Greek and Cyrillic; Noto Serif and Noto Sans for what their italics lack;
Noto Sans SC for Han characters: all TrueType, under the SIL Open Font License. Code is set in DejaVu Sans Mono, which Typst
brings along (Bitstream Vera licence). No font of the machine is ever asked.
"""

from __future__ import annotations

import hashlib
from functools import cache as remembered
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import typst

from build_tools.shells import disk

if TYPE_CHECKING:
    from pathlib import Path

_SOURCE = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_FACES = (
    *(("font_source_serif_pro", f"files/SourceSerifPro-{name}.ttf") for name in _SOURCE),
    *(("font_source_sans_pro", f"files/SourceSansPro-{name}.ttf") for name in _SOURCE),
    ("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf"),
    ("fontpkg_noto_serif", "files/NotoSerif-Italic[wdth,wght].ttf"),
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans", "files/NotoSans-Italic[wdth,wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
)


class FaceMissingError(Exception):
    """A typeface is not installed."""

    def __init__(self, face: str, package: str) -> None:
        """Name the face, and the package on PyPI that brings it."""
        super().__init__(face)
        self.face, self.package = face, package


def fingerprint() -> str:
    """Return what the looks of a PDF depend on besides its source: the fonts' versions and Typst's."""
    packages = sorted({package for package, _ in _FACES})
    return " ".join(f"{name} {version(name)}" for name in (*packages, "typst"))


def fonts(cache: Path) -> typst.Fonts:
    """Return the faces. Raises FaceMissingError."""
    return loaded(gathered(cache))


def gathered(cache: Path) -> str:
    """Return the folder under the cache that holds the faces; a file that is not whole is copied anew. Raises FaceMissingError."""
    for package, name in _FACES:
        if find_spec(package) is None or not (files(package) / name).is_file():
            raise FaceMissingError(name.rpartition("/")[2], package.replace("_", "-"))
    folder = cache / "paper-fonts" / hashlib.sha256(fingerprint().encode()).hexdigest()[:16]
    for package, name in _FACES:
        face = files(package) / name
        kept = folder / name.rpartition("/")[2]
        with face.open("rb") as whole:
            size = whole.seek(0, 2)
        if not kept.is_file() or kept.stat().st_size != size:
            disk.write(kept, face.read_bytes())
    return str(folder)


@remembered
def loaded(folder: str) -> typst.Fonts:
    """Return the faces of a folder as Typst takes them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
