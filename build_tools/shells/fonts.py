"""The dossier's typefaces for the web: cut from installed font packages to the letters of our scripts, never fetched by a reader.

Source Serif and Source Sans by Adobe, under the SIL Open Font License, from the packages `font-source-serif-pro` and
`font-source-sans-pro`. Cutting takes seconds, so the results are kept in the cache.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells import kept

if TYPE_CHECKING:
    from pathlib import Path

# Latin with its extensions, Greek, Cyrillic, punctuation, currency, arrows and the signs of the matrix.
_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF),
           (0x2190, 0x2193), (0x2212, 0x2212), (0x25A0, 0x25FF))  # fmt: skip
_FACES = (
    ("font_source_serif_pro", "SourceSerifPro-Regular.ttf", "Source Serif Pro", 400, "normal"),
    ("font_source_serif_pro", "SourceSerifPro-It.ttf", "Source Serif Pro", 400, "italic"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf", "Source Serif Pro", 600, "normal"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf", "Source Sans Pro", 400, "normal"),
    ("font_source_sans_pro", "SourceSansPro-It.ttf", "Source Sans Pro", 400, "italic"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf", "Source Sans Pro", 600, "normal"),
)
FOLDER = "assets/fonts"


def web_fonts(cache: Path) -> tuple[bytes, tuple[Artifact, ...]]:
    """Return the rules that declare the faces, for a style sheet in `assets/`, and the faces as WOFF2 with their licences."""
    faces = tuple(
        Artifact(f"{FOLDER}/{name.removesuffix('.ttf')}.woff2", _face(package, name, cache)) for package, name, *_ in _FACES
    )
    rules = "".join(_rule(name, family, weight, style) for _, name, family, weight, style in _FACES)
    licences = tuple(
        Artifact(f"{FOLDER}/{package.removeprefix('font_')}-LICENSE.txt", _package_file(package, "LICENSE.txt"))
        for package in dict.fromkeys(package for package, *_ in _FACES)
    )
    return rules.encode(), (*faces, *licences)


def _rule(name: str, family: str, weight: int, style: str) -> str:
    source = f'url(fonts/{name.removesuffix(".ttf")}.woff2) format("woff2")'
    face = f'font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: fallback; src: {source};'
    return f"@font-face {{ {face} }}\n"


def _package_file(package: str, name: str) -> bytes:
    return (files(package) / "files" / name).read_bytes()


def _face(package: str, name: str, cache: Path) -> bytes:
    """Return a face cut to our letters as WOFF2, from the cache where it is whole."""
    original = _package_file(package, name)
    made_from = hashlib.sha256(original + repr((_RANGES, version("fonttools"))).encode()).hexdigest()
    place = cache / "fonts" / f"{made_from}.woff2"
    if known := kept.read(place):
        return known
    cut = _cut(original)
    kept.write(place, cut)
    return cut


def _cut(original: bytes) -> bytes:
    from fontTools import subset  # noqa: PLC0415 - takes a third of a second, and is needed once on a machine
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True)
    font = TTFont(BytesIO(original), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
