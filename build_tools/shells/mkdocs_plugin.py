"""The MkDocs plugin: run the pipeline, hand its pages to MkDocs, report diagnostics, fail once."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from build_tools.diagnostics import Diagnostic, Severity, errors
from build_tools.shells import disk, edit_links, mkdocs_site, report, theme_overrides
from build_tools.shells.builds import Builds
from build_tools.shells.mkdocs_frame import Frame
from build_tools.shells.mkdocs_options import DossierConfig
from build_tools.shells.mkdocs_paper import Paper
from build_tools.shells.mkdocs_review import Reviewing
from build_tools.shells.preview import LastGood, at_the_desk
from build_tools.shells.project import CACHE, Project, ProjectError, collector_paused, from_mkdocs
from build_tools.shells.when_asked import WhenAsked

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from build_tools.pipeline import Build

_log = get_plugin_logger("dossier")


class DossierPlugin(Reviewing, Frame, BasePlugin[DossierConfig]):
    """Builds the dossier beside MkDocs. Lives on between the rebuilds of the live preview."""

    def __init__(self) -> None:
        """Start without a last good build."""
        super().__init__()
        self._good = LastGood()
        self.builds = Builds()
        self._paper = Paper(self.builds)
        self._asked = WhenAsked()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch what the dossier is made from, and put its theme before Material's."""
        root = self._project(config).root
        made_from = (root / self.config.sources, root / self.config.bibliography)
        config.watch += [str(path) for path in made_from if path.exists()]  # the watcher breaks off at what is not there
        theme_overrides.prepare(config, serving=self._serving)
        return config

    @collector_paused()
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build the dossier and put its pages among MkDocs' files."""
        project = self._project(config)
        build = self.builds.newest(project)
        _log.info(report.summary(build).rstrip())
        self._tell(build.diagnostics, build, fatal=not self._serving and (config.strict or not build.pages))
        printed = self._paper.printed(build, project, _log.info, serving=self._serving)
        self._tell(printed.diagnostics, build, fatal=config.strict and not self._serving)
        linked = edit_links.Linker.of(self.config.edit_link, build.desk, project).linked
        shown = self._good.pages(build, linked, printed.diagnostics) if self._serving else linked(build.pages)
        edition = replace(build.edition, pages=shown)
        disk.write_new(Path(config.site_dir), self._asked.files(edition, when_asked=self._when_asked))
        mkdocs_site.add(edition, files, config)
        if config.nav is None:
            config.nav = mkdocs_site.menu(edition.pages)
        theme = theme_overrides.artifacts(config, files, build, project.root / CACHE)
        for artifact in (*theme, *printed.artifacts):
            files.append(File.generated(config, artifact.path, content=artifact.content))
        return files

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Let the live preview take answers to a review, and make pages, the search, data, PDFs and Word files when asked."""
        return self._paper.served_by(super().on_serve(self._asked.served_by(self.served_by(server, config)), config=config))

    def _project(self, config: MkDocsConfig) -> Project:
        try:
            project = from_mkdocs(config)
            return at_the_desk(project) if self._serving else project
        except ProjectError as error:
            raise PluginError(str(error)) from error

    def _tell(self, diagnostics: tuple[Diagnostic, ...], build: Build, *, fatal: bool) -> None:
        """Say all that is wrong, then fail once where an error is among it."""
        for one in diagnostics:
            level = logging.ERROR if one.severity is Severity.ERROR else logging.INFO
            if _log.isEnabledFor(level):
                _log.log(level, report.line(one, build.library.corpus.texts))
        if fatal and (wrong := errors(diagnostics)):
            raise PluginError(
                f"{len(wrong)} error{'s' * (len(wrong) > 1)}, listed above; `dossier explain CODE` tells more of each"
            )
