"""The half of the plugin that puts the theme's templates around pages: around all in a build, in the live preview when asked.

A save in the preview makes no page. The server makes one when a browser asks for it, from what MkDocs knew at the end of the
last build, and leaves its file where MkDocs would have written it.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Literal

import click
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.structure.files import InclusionLevel

from build_tools.shells import disk, watching
from build_tools.shells.mkdocs_site import GeneratedPage, with_head
from build_tools.shells.mkdocs_templates import KeptTemplates
from build_tools.shells.project import CACHE, set_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

_WHILE = 3.0  # seconds


@dataclass(slots=True)
class _Site:
    """What MkDocs knows in a build; the pages that it is not to make, by the path of their file; and which of these are made."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    left: Mapping[str, GeneratedPage]
    env: Environment = field(default_factory=Environment)
    made: set[str] = field(default_factory=set)

    def make(self, path: str) -> None:
        """Write the file at a path as MkDocs would have done it, where it was left to us."""
        page = self.left.get(path)
        if page and path not in self.made:
            disk.write(Path(page.file.abs_dest_path), self._whole(page).encode("utf-8", "xmlcharrefreplace"))
            self.made.add(path)

    def _whole(self, page: GeneratedPage) -> str:
        plugins = self.config.plugins
        page.render(self.config, self.files)
        page.content = plugins.on_page_content(page.content or "", page=page, config=self.config, files=self.files)
        page.active = True
        context = get_context(self.nav, self.files, self.config, page)
        output = self.env.get_template("main.html").render(context)
        page.active = False
        return plugins.on_post_page(output, page=page, config=self.config)


class Frame:
    """What the plugin knows of whole pages. Lives on between the rebuilds of the live preview."""

    def __init__(self) -> None:
        """Start without a site."""
        super().__init__()
        self._serving = False
        self._when_asked = False
        self._coming: _Site | None = None
        self._site: _Site | None = None
        self._awaited: list[str] = []
        self._alone = Lock()
        self._tidying = Timer(_WHILE, gc.collect)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is the live preview. Defining this keeps the plugin alive between rebuilds."""
        del dirty
        self._serving = command == "serve"
        told = click.get_current_context(silent=True)
        self._when_asked = self._serving and not (told and told.params.get("livereload") is False)
        if self._when_asked:
            gc.disable()  # Python's search for cycles waits until nobody waits for a page

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep MkDocs from making all our pages before it writes one, unless a hook or another plugin may want to see them all."""
        alone = set(config.plugins) == {"dossier"} and not config.hooks
        pages = [file.page for file in files.documentation_pages() if alone and isinstance(file.page, GeneratedPage)]
        for page in pages:
            page.file.inclusion = InclusionLevel.EXCLUDED
        self._coming = _Site(config, files, nav, {page.file.dest_uri: page for page in pages})

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Let the templates take what was compiled before."""
        env.bytecode_cache = KeptTemplates(Path(config.config_file_path or ".").resolve().parent / CACHE / "templates", env)
        if self._coming:
            self._coming.env = env
            for page in () if self._when_asked else self._coming.left.values():
                page.file.inclusion = InclusionLevel.INCLUDED

    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, **_: object) -> TemplateContext:
        """In a build, make a page just before it is put into its frame, if it is not made yet."""
        if self._coming and not self._when_asked and isinstance(page, GeneratedPage) and page.content is None:
            page.render(config, self._coming.files)
            page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=self._coming.files)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Put into the page's head what programs are to know of it; in a build, write the files that go along."""
        whole = with_head(output, page)
        if isinstance(page, GeneratedPage) and not self._when_asked:
            disk.write_new(Path(config.site_dir), page.beside)
            page.let_go()
        return whole

    def on_post_build(self, **_: object) -> None:
        """In the preview, make the pages that a browser has asked for meanwhile, and let go of MkDocs' older objects later."""
        with self._alone:
            self._site = self._coming
            self._make(*self._awaited)
        if self._when_asked and not self._tidying.is_alive():
            set_aside()
            self._tidying = Timer(_WHILE, gc.collect)
            self._tidying.daemon = True
            self._tidying.start()

    def served_by(self, server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
        """Have the preview's server see a save at once, and make a page before it looks for its file."""
        watching.closely(server, config)
        app = server.get_app() or server.serve_request

        def answered(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            folder = path if not path or path.endswith("/") else f"{path}/"
            asked = [path, f"{folder}index.html"]
            self._awaited += asked
            try:
                with self._alone:
                    self._make(*asked)
                return app(environ, start)  # waits for the end of a build that is under way
            finally:
                for one in asked:
                    self._awaited.remove(one)

        server.set_app(answered)
        return server

    def _make(self, *paths: str) -> None:
        if self._site:
            for path in paths:
                self._site.make(path)
