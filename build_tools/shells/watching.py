"""Has the live preview look for saved files more often than MkDocs does, because an editor waits for it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_EVERY = 0.2  # seconds; MkDocs looks every half second, and a look at 1,000 digests and 200 topics takes 10 ms
_REST = 0.03  # seconds without another change before a build begins; MkDocs waits for 0.1


def closely(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let a server that has not started yet look at what it watches more often."""
    watched = [path for path in (config.docs_dir, config.config_file_path, *config.theme.dirs) if path and _let_go(server, path)]
    server.observer = PollingObserver(timeout=_EVERY)
    server.build_delay = _REST
    for path in watched:
        server.watch(path)


def _let_go(server: LiveReloadServer, path: str) -> bool:
    """Take a path away from the observer that MkDocs has made; tell whether it was there."""
    with suppress(KeyError):
        server.unwatch(path)
        return True
    return False
