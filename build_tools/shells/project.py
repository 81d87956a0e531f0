"""Open a dossier: find its `mkdocs.yml`, read its settings, and build it with what is on disk."""

from __future__ import annotations

import gc
import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import load_config

from build_tools.citing.engine import StyleError
from build_tools.model.settings import Settings
from build_tools.pipeline import Build, build
from build_tools.shells import disk, refresh_unfinished, styles
from build_tools.shells.extracts import ExtractApart
from build_tools.shells.pandoc import PandocEngine
from build_tools.shells.revision import revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from build_tools.citing.engine import Rendering, Request
    from build_tools.model.memory import Memory

CACHE = ".cache/dossier"


class ProjectError(Exception):
    """There is no dossier here, or its `mkdocs.yml` can't be used."""


@dataclass(frozen=True, slots=True)
class Files:
    """All that a build is made from besides settings: the editor's files by path, originals by name, and the style or its lack."""

    written: Mapping[str, bytes]
    originals: Mapping[str, bytes]
    style: str | StyleError


@dataclass(frozen=True, slots=True)
class Project:
    """A dossier on disk: its root folder, its settings, and the name or file of its citation style."""

    root: Path
    settings: Settings
    style: str = ""

    def files(self) -> Files:
        """Read the dossier's files as they are now."""
        try:
            style: str | StyleError = styles.read(self.root, self.style)
        except StyleError as error:
            style = error
        return Files(disk.project_files(self.root, self.settings), disk.originals(self.root, self.settings), style)

    def build(self, memory: Memory | None = None, files: Files | None = None) -> Build:
        """Build the dossier from files, those of now where none are given; a memory spares making again what no change touches."""
        given = files or self.files()
        settings = replace(self.settings, csl=given.style) if isinstance(given.style, str) else self.settings
        engine = self.engine() if isinstance(given.style, str) else _Styleless(given.style)
        with collector_paused():
            extract = ExtractApart(self.root / CACHE)
            made = build(given.written, settings, given.originals, engine, extract, memory=memory)
        unfinished = refresh_unfinished.find(self.root, self.root / CACHE)
        return replace(made, diagnostics=tuple(sorted((*made.diagnostics, *unfinished))))

    def engine(self) -> PandocEngine:
        """Return the citing engine, which keeps its answers with the dossier's other caches."""
        return PandocEngine(self.root / CACHE)


@dataclass(frozen=True, slots=True)
class _Styleless:
    """Stands for the engine where there is no style to follow."""

    error: StyleError

    def render(self, request: Request) -> Rendering:
        """Say why nothing is rendered."""
        del request
        raise self.error


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause Python's search for cycles: a build makes millions of values and none, and the search takes a quarter of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            set_aside()
            gc.enable()


@cache
def set_aside() -> None:
    """Take what the first build made out of that search for good: MkDocs and the tidying in the preview search what is newer."""
    gc.freeze()


def open_project(config_file: Path) -> Project:
    """Open the dossier of a `mkdocs.yml`. Raises ProjectError with the reason."""
    if not config_file.is_file():
        raise ProjectError(f"there is no {config_file}: run this in a dossier's folder, or name its mkdocs.yml with --config-file")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        config = load_config(str(config_file))
    except Exception as error:
        raise ProjectError(f"{config_file} can't be used: {error}") from error
    return from_mkdocs(config)


def from_mkdocs(config: MkDocsConfig) -> Project:
    """Return the dossier that a loaded MkDocs configuration describes. Raises ProjectError where it describes none."""
    plugin = config.plugins.get("dossier")
    if plugin is None:
        raise ProjectError("mkdocs.yml does not name the plugin dossier: add `- dossier` under plugins")
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    given = plugin.config
    version, date = revision(root)
    settings = Settings(
        config=Path(config.config_file_path or "mkdocs.yml").name,
        docs=Path(config.docs_dir).resolve().relative_to(root).as_posix(),
        sources=given.sources,
        bibliography=given.bibliography,
        originals=given.originals,
        lang=given.lang,
        quote_words=given.quote_words,
        quote_total=given.quote_total,
        copied_words=given.copied_words,
        drafts=given.drafts,
        pdf=given.pdf,
        social_cards=given.social_cards,
        search_passages=given.search_passages,
        site_name=config.site_name,
        site_url=config.site_url or "",
        directory_urls=config.use_directory_urls,
        version=version,
        date=date,
    )
    return Project(root, settings, given.csl)
