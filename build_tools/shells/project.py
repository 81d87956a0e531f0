"""Open a dossier: find its `mkdocs.yml`, read its settings, and build it with what is on disk."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import load_config

from build_tools.model.settings import Settings
from build_tools.pipeline import Build, build
from build_tools.shells import disk
from build_tools.shells.pandoc import PandocEngine

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CACHE = ".cache/dossier"


class ProjectError(Exception):
    """There is no dossier here, or its `mkdocs.yml` can't be used."""


@dataclass(frozen=True, slots=True)
class Project:
    """A dossier on disk: its root folder and its settings."""

    root: Path
    settings: Settings

    def build(self) -> Build:
        """Build the dossier from its files as they are now."""
        files, originals = disk.project_files(self.root, self.settings), disk.originals(self.root, self.settings)
        return build(files, self.settings, originals, PandocEngine(self.root / CACHE))


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
    settings = Settings(
        docs=Path(config.docs_dir).resolve().relative_to(root).as_posix(),
        sources=given.sources,
        bibliography=given.bibliography,
        originals=given.originals,
        csl=_style(root, given.csl),
        lang=given.lang,
        quote_words=given.quote_words,
        quote_total=given.quote_total,
        copied_words=given.copied_words,
        drafts=given.drafts,
        site_name=config.site_name,
        site_url=config.site_url or "",
    )
    return Project(root, settings)


def _style(root: Path, name: str) -> str:
    """Return the text of a CSL style file, or nothing for the engine's own style."""
    if not name:
        return ""
    path = root / name
    if not path.is_file():
        raise ProjectError(f"csl: there is no style file {name}; name a .csl file beside mkdocs.yml, or leave csl empty")
    return path.read_text(encoding="utf-8")
