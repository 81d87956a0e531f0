"""What the live preview adds for an editor: the review of each digest in the browser, and a link to it on the digest's page."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.plugins import get_plugin_logger

from build_tools.model.pages import page_address
from build_tools.shells.loopback import REVIEWS, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from build_tools.model.settings import Settings
    from build_tools.shells.project import Project

# The heading of a statement in a digest's page.
_STATEMENT = re.compile(r'<h4 id="(?P<anchor>[^"]+)".*?(?=</h4>)', re.DOTALL)
_log = get_plugin_logger("dossier")


class Reviewing:
    """The part of the plugin that serves reviews. They are there in the live preview alone, and on this machine alone."""

    _project: Callable[[MkDocsConfig], Project]
    _serving: bool

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Serve reviews beside the pages, unless the preview can be reached from other machines."""
        host, port = server.server_address[:2]
        if not is_loopback(str(host)):
            _log.info("drafts can't be reviewed in the browser, because the preview listens on %s; dossier review does it", host)
            return server
        from build_tools.shells.review_server import Reviews  # noqa: PLC0415 - a build and the commands do without it

        settings = self._project(config).settings
        reviews = Reviews(partial(self._project, config), int(port), lambda key: _page(server.mount_path, key, settings))
        app = server.get_app()
        if app is not None:
            server.set_app(reviews.before(app))
            _log.info("review drafts in the browser: http://%s:%s%s", host, port, REVIEWS)
        return server

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        """Put links to its review into a digest's page in the live preview: on top, and beside each statement."""
        name = page.file.src_uri.removeprefix("sources/").removesuffix(".md")
        served = self._serving and is_loopback(config.dev_addr.host)
        if not served or not page.file.src_uri.startswith("sources/") or name == "index":
            return html
        address = f"{REVIEWS}{quote(name)}"
        title, end, rest = html.partition("</h1>")
        edited = _STATEMENT.sub(
            rf'\g<0> <a class="review" href="{address}?place=\g<anchor>" aria-label="Review this statement">review</a>', rest
        )
        return f'{title}{end}\n<p class="review-link"><a href="{address}">Review this digest</a></p>{edited}'


def _page(mount: str, key: str, settings: Settings) -> str:
    return f"{mount}{page_address(f'sources/{key}.md', settings)}"
