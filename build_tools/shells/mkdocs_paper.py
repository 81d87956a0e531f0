"""Documents for paper with MkDocs: all of them in a build; in the live preview the briefs being written, and any other on demand.

The preview's server hands out a PDF or a Word file as soon as a browser asks for one, from the files as they are at that
moment: it does not wait for the pages.
"""

from __future__ import annotations

from html import escape
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote

from build_tools.shells import report
from build_tools.shells.printed import Printed, Wanted
from build_tools.shells.project import CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

    from build_tools.diagnostics import Diagnostic
    from build_tools.pipeline import Build
    from build_tools.shells.builds import Builds
    from build_tools.shells.project import Project

_KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The page asks again by itself, so the document comes up once the mistake is mended.
_WRONG = """<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>{title}</title>
<h1>{title}</h1><pre style="white-space: pre-wrap">{told}</pre></html>
"""


class Paper:
    """What the plugin knows of documents for paper. Lives on between the rebuilds of the live preview."""

    def __init__(self, builds: Builds) -> None:
        """Start with nothing made and nothing wrong."""
        self._builds = builds
        self._project: Project | None = None
        self._texts: Mapping[str, str] = {}
        self._wrong: dict[str, tuple[Diagnostic, ...]] = {}
        # What MkDocs and a browser ask for at the same time is made once, since it is kept then.
        self._alone = Lock()

    def printed(self, build: Build, project: Project, say: Callable[[str], None], *, serving: bool) -> Printed:
        """Return the documents of a build, where they are wanted; in the preview none, but what is wrong with briefs."""
        if not project.settings.pdf or not build.pages or (serving and build.errors):
            return Printed((), ())
        if not serving:
            from build_tools.shells.pdf_dossier import everything  # noqa: PLC0415 - as below

            return everything(build, project.settings, project.root / CACHE, say)
        self._project = project
        return Printed((), self._edited(build, project))

    def _edited(self, build: Build, project: Project) -> tuple[Diagnostic, ...]:
        """Set the briefs whose files have changed, and return what is wrong with any."""
        briefs, texts = build.library.briefs, build.library.corpus.texts
        for name, brief in briefs.items():
            if texts[brief.path] != self._texts.get(brief.path):
                self._wrong[name] = self._made(build, project, Wanted(briefs=(name,))).diagnostics
        self._texts = texts
        return tuple(one for name, some in self._wrong.items() if name in briefs for one in some)

    def served_by(self, server: LiveReloadServer) -> LiveReloadServer:
        """Have the preview's server answer for documents as well."""
        mount, app = server.mount_path, server.get_app()
        if app is None:
            return server

        def answered(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = unquote(environ["PATH_INFO"]).removeprefix(mount)
            kind = _KINDS.get(path[path.rfind(".") :])
            if self._project is None or kind is None or not (done := self._document(path, self._project)):
                return app(environ, start)
            status, headers = ("200 OK", kind) if isinstance(done, bytes) else ("500 Internal Server Error", "text/html")
            start(status, [("Content-Type", headers), ("Cache-Control", "no-store")])
            return [done if isinstance(done, bytes) else done.encode()]

        server.set_app(answered)
        return server

    def _document(self, path: str, project: Project) -> bytes | str:
        """Return a document, a page that says why there is none, or nothing where the dossier has no such document."""
        build = self._builds.newest(project)
        wanted = _wanted(path, build)
        if wanted is None:
            return ""
        if build.errors:
            return _told(path, build.errors, build)
        printed = self._made(build, project, wanted)
        return printed.artifacts[0].content if printed.artifacts else _told(path, printed.diagnostics, build)

    def _made(self, build: Build, project: Project, wanted: Wanted) -> Printed:
        from build_tools.shells.pdf_dossier import made  # noqa: PLC0415 - loads Typst and more, which a preview starts without

        with self._alone:
            return made(build, project.settings, project.root / CACHE, wanted)


def _wanted(path: str, build: Build) -> Wanted | None:
    """Return which document a path of the site is, None where it is none."""
    stem, _, kind = path.rpartition(".")
    folder, _, name = stem.partition("/")
    if path == "dossier.pdf":
        return Wanted(whole=True)
    if folder == "briefs" and name in build.library.briefs:
        return Wanted(briefs=(name,)) if kind == "pdf" else Wanted(word=(name,))
    return Wanted(topics=(name,)) if folder == "topics" and name in build.library.topics and kind == "pdf" else None


def _told(path: str, diagnostics: Iterable[Diagnostic], build: Build) -> str:
    told = "\n".join(report.line(one, build.library.corpus.texts) for one in diagnostics)
    return _WRONG.format(title=escape(f"{path} can’t be made yet"), told=escape(told))
