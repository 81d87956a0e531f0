"""The search of the live preview: its index is made when somebody searches, so that a save does not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_tools.exports import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.livereload import LiveReloadServer

    from build_tools.model.pages import Artifact, Edition


class SearchPreview:
    """Holds the last edition, and makes the index from it when its files are asked for."""

    def __init__(self) -> None:
        """Start without anything to search."""
        self._edition: Edition | None = None
        self._made: dict[str, bytes] = {}

    def files(self, edition: Edition, *, when_asked: bool) -> tuple[Artifact, ...]:
        """Return the files of the search; none where the preview makes them when asked."""
        self._edition, self._made = edition if when_asked else None, {}
        return () if when_asked else search.files(edition)

    def served_by(self, server: LiveReloadServer) -> LiveReloadServer:
        """Have the preview's server answer for the files of the search as well."""
        folder = f"{server.mount_path}{search.FOLDER}/"

        def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = str(environ["PATH_INFO"])
            content = self._file(path.removeprefix(folder)) if path.startswith(folder) else None
            if content is None:
                return server.serve_request(environ, start_response)
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(content)))])
            return [content]

        server.set_app(app)
        return server

    def _file(self, name: str) -> bytes | None:
        if not self._made and self._edition:
            made = search.files(self._edition)
            self._made = {artifact.path.removeprefix(f"{search.FOLDER}/"): artifact.content for artifact in made}
        return self._made.get(name)
