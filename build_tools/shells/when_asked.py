"""Files that the live preview makes when somebody asks for them, so that a save does not wait: the search, and the data."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from build_tools.exports import beside, data_files, published, search
from build_tools.model.pages import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.livereload import LiveReloadServer

    from build_tools.model.pages import Artifact, Edition

_SEARCH, _DATA = f"{search.FOLDER}/", f"{DATA}/"


class WhenAsked:
    """Holds the last edition, and makes from it what is asked for."""

    def __init__(self) -> None:
        """Start without anything to hand out."""
        self._edition: Edition | None = None
        self._made: dict[str, dict[str, bytes]] = {}

    def files(self, edition: Edition, *, when_asked: bool) -> Iterator[Artifact]:
        """Yield the files of the search and of the whole data; none where the preview makes them when asked."""
        self._edition, self._made = edition if when_asked else None, {}
        if not when_asked:
            yield from published(edition)
            yield from search.files(edition)

    def served_by(self, server: LiveReloadServer) -> LiveReloadServer:
        """Have the preview's server answer for these files as well."""
        app = server.get_app() or server.serve_request

        def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = str(environ["PATH_INFO"]).removeprefix(server.mount_path)
            content = self._file(path)
            if content is None:
                return app(environ, start_response)
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
            return [content]

        server.set_app(answered)
        return server

    def _file(self, path: str) -> bytes | None:
        """Return a file's bytes. All of the search are made with the first of them, as are those of the data, a page's aside."""
        edition = self._edition
        if edition is None:
            return None
        if page := _page_with(path, edition):
            return next((artifact.content for artifact in beside(edition.pages[page], edition) if artifact.path == path), None)
        kind = _SEARCH if path.startswith(_SEARCH) else _DATA if path in {file.address for file in data_files()} else ""
        if kind and kind not in self._made:
            made = search.files(edition) if kind == _SEARCH else published(edition)
            self._made[kind] = {artifact.path: artifact.content for artifact in made}
        return self._made[kind].get(path) if kind else None


def _page_with(path: str, edition: Edition) -> str:
    """Return the page whose references are in a file, or nothing."""
    kinds = [file for file in data_files() if file.references and path.startswith(_DATA)]
    return next((page for page in edition.pages.outlines for file in kinds if file.of_page(page) == path), "")
