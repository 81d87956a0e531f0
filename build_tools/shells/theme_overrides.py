"""Put our templates in front of Material's, and tell them what they need: the policy of the page, and Material's own scripts."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model.pages import Artifact
from build_tools.shells import material_css
from build_tools.shells.mkdocs_site import GeneratedPage
from build_tools.shells.social_cards import social_cards
from build_tools.shells.theme_files import SCRIPTS, STYLESHEET, theme_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from build_tools.pipeline import Build

# No page holds an inline script or style.
POLICY = "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
_BUNDLE = "assets/javascripts/bundle.*.min.js"
_ASSETS = ("assets/javascripts/", "assets/stylesheets/")
_UNASKED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/stylesheets/palette")
_STYLE = "assets/stylesheets/main.*.min.css"
# A class of Material that our own HTML has.
_OURS = ("headerlink",)


def prepare(config: MkDocsConfig, *, serving: bool) -> None:
    """Add our templates below those of an author's own `custom_dir`, and what they are told as `config.extra.dossier`.

    A page tells its policy where the site has an address: the live preview writes a script into the page, and from a disk
    browsers differ on what `'self'` means.
    """
    config.extra_css[:0] = [STYLESHEET]
    config.extra_javascript[:0] = SCRIPTS
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(files("build_tools.theme").joinpath("overrides")))
    told = {"policy": POLICY if config.site_url and not serving else ""}
    config.extra["dossier"] = told | {"bundle": _asset(config, _BUNDLE)}


def artifacts(config: MkDocsConfig, files: Files, build: Build, cache: Path) -> tuple[Artifact, ...]:
    """Return all that the pages need beside themselves: styles, scripts, typefaces, pictures, and the policy for servers."""
    whole = not all(isinstance(file.page, GeneratedPage) for file in files.documentation_pages() if file.inclusion.is_included())
    for file in [one for one in files if _is_idle(one.src_uri, whole=whole)]:
        files.remove(file)
    return (*theme_files(cache), *social_cards(build, cache), material_sheet(config, whole=whole), headers())


def _is_idle(path: str, *, whole: bool) -> bool:
    """Tell whether a file of Material is asked for by no page: of its scripts and styles, which weigh 2 MB, ours need none."""
    return (
        path.startswith(_UNASKED)
        or (not whole and path.startswith(_ASSETS))
        or (path.startswith(_ASSETS) and path.endswith(".map"))
    )


def headers() -> Artifact:
    """Return the policy for servers that read a file `_headers` (Netlify, Cloudflare Pages and others)."""
    lines = (
        f"Content-Security-Policy: {POLICY}; frame-ancestors 'self'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
    )
    return Artifact("_headers", "".join(("/*\n", *(f"  {line}\n" for line in lines))).encode())


def _asset(config: MkDocsConfig, pattern: str) -> str:
    """Return where a file of Material lies whose name holds a hash."""
    found = (path.relative_to(folder) for folder in config.theme.dirs for path in sorted(Path(folder).glob(pattern)))
    return next((path.as_posix() for path in found), "")


def material_sheet(config: MkDocsConfig, *, whole: bool) -> Artifact:
    """Return Material's style sheet; all of it where MkDocs renders pages of its own, which may hold anything."""
    style = _text(config, _asset(config, _STYLE))
    known = (*_OURS, *_templates())
    return Artifact("assets/material.css", (style if whole else material_css.cut(style, known)).encode())


def _templates() -> Iterator[str]:
    folder = Path(str(files("build_tools.theme").joinpath("overrides")))
    return (path.read_text("utf-8") for path in sorted(folder.rglob("*.html")))


def _text(config: MkDocsConfig, path: str) -> str:
    return next((Path(folder, path).read_text("utf-8") for folder in config.theme.dirs if Path(folder, path).is_file()), "")
