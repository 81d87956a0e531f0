"""The review of a draft in the browser: pages and answers that the live preview serves, on this machine alone.

They show words of originals and write digests, so nobody else may reach them: the preview has to listen on a loopback address,
a request has to come from this machine and name it by a loopback name (so that no other site's name can be pointed here), and
what writes has to carry the token of the page that it was typed into. Nothing of this is part of a published site.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote

from build_tools import review, unreviewed
from build_tools.shells import at_desk, review_files, review_page
from build_tools.shells.loopback import REVIEWS, is_loopback
from build_tools.shells.review_files import LARGE
from build_tools.suggest import Suggester, suggester

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from build_tools.intake import Desk
    from build_tools.model.library import Library
    from build_tools.review import Change
    from build_tools.shells.project import Project

_MOST = 200_000
_FORM = "application/x-www-form-urlencoded"
_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", _POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answered:
    """What goes back to the browser."""

    status: HTTPStatus
    body: str = ""
    kind: str = "text/html; charset=utf-8"
    location: str = ""


class _Stopped(Exception):  # noqa: N818 - no error of ours: the request is answered with a status
    """A request that is not served, with the status and the reason."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(slots=True)
class Reviews:
    """The reviews of one preview: its dossier, its secret, and what was written, so that it can be taken back."""

    open_project: Callable[[], Project]
    port: int
    page_of: Callable[[str], str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    known: Suggester | None = None
    written: dict[str, list[Change]] = field(default_factory=dict)
    busy: threading.Lock = field(default_factory=threading.Lock)

    def before(self, app: WSGIApplication) -> WSGIApplication:
        """Return an application that serves reviews, and hands all else to another one."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not environ.get("PATH_INFO", "").startswith(REVIEWS):
                return app(environ, start_response)
            answered = self._answer(environ)
            headers = [("Content-Type", answered.kind), *_HEADERS]
            headers += [("Location", answered.location)] if answered.location else []
            start_response(f"{answered.status.value} {answered.status.phrase}", headers)
            return [answered.body.encode()]

        return serve

    def _answer(self, environ: WSGIEnvironment) -> _Answered:
        try:
            _from_here(environ, self.port)
            key = unquote(environ["PATH_INFO"].removeprefix(REVIEWS))
            if key == review_page.STYLE:
                return _Answered(HTTPStatus.OK, review_page.style(), "text/css; charset=utf-8")
            with self.busy:
                if environ["REQUEST_METHOD"] == "POST":
                    return self._post(key, _form(environ, self.token))
                return self._get(key, environ)
        except _Stopped as stop:
            return _Answered(stop.status, review_page.stopped(str(stop)))

    def _get(self, key: str, environ: WSGIEnvironment) -> _Answered:
        project = self.open_project()
        desk = at_desk.desk_of(project)
        library = desk.library()
        if not key:
            return _Answered(HTTPStatus.OK, review_page.overview(library))
        _known(key, library)
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        return _Answered(HTTPStatus.OK, self._shown(desk, key, _index(library, key, asked)))

    def _known(self, library: Library, lang: str) -> Suggester:
        """Return what the dossier teaches; of a large one, what it taught when the preview began."""
        if self.known is None or len(library.statements) <= LARGE:
            self.known = suggester(library, lang)
        return self.known

    def _shown(self, desk: Desk, key: str, at: int | None, typed: review_page.Typed | None = None) -> str:
        """Return the page of a statement: the one asked for, else the first in which something is open."""
        library = desk.library()
        left = unreviewed.open_items(library, key)
        count = len(library.sources[key].statements)
        index = at if at is not None and at < count else next(iter(left), None)
        frame = review_page.Frame(key, self.token, state(desk, key), self.page_of(key), bool(self.written.get(key)))
        if index is None:
            return review_page.finished(library, frame, unreviewed.unsaid(library, key))
        item = unreviewed.item(library, key, index, self._known(library, desk.settings.lang))
        return review_page.statement(library, frame, item, left, typed)

    def _post(self, key: str, form: Mapping[str, str]) -> _Answered:
        project = self.open_project()
        desk = at_desk.desk_of(project)
        library = desk.library()
        _known(key, library)
        at = int(form.get("index", "0")) if form.get("index", "0").isdecimal() else 0
        if form.get("state") != state(desk, key):
            told = "The file was changed since this page was shown. Nothing was written; here it is as it stands now."
            page = self._shown(desk, key, at, review_page.Typed(form, told))
            return _Answered(HTTPStatus.CONFLICT, page)
        try:
            self._do(form.get("do", ""), project, desk, key, at, form)
        except review.Refused as refusal:
            page = self._shown(desk, key, at, review_page.Typed(form, str(refusal), refusal.wrong, refusal.text))
            return _Answered(HTTPStatus.UNPROCESSABLE_ENTITY, page)
        return _Answered(HTTPStatus.SEE_OTHER, location=_next(at_desk.desk_of(project).library(), key, at, form.get("do", "")))

    def _do(self, what: str, project: Project, desk: Desk, key: str, at: int, form: Mapping[str, str]) -> None:  # noqa: PLR0913, PLR0917 - one for each thing an answer is about
        """Do what a button says. Raises Refused, and writes nothing, where that would not be sound."""
        if what == "skip":
            return
        if what == "undo":
            if not self.written.get(key):
                raise review.Refused("there is nothing to take back")
            review_files.take_back(project, self.written[key][-1])
            self.written[key].pop()
            return
        change = _change(what, desk, key, at, form)
        review_files.write(project, change)
        self.written.setdefault(key, []).append(change)


def _index(library: Library, key: str, asked: Mapping[str, list[str]]) -> int | None:
    """Return which statement an address asks for: by its number, or by its place on the page."""
    if number := next((one for one in asked.get("at", ()) if one.isdecimal()), ""):
        return int(number)
    anchors = [one.anchor for one in library.sources[key].statements]
    return next((anchors.index(one) for one in asked.get("place", ()) if one in anchors), None)


def _change(what: str, desk: Desk, key: str, at: int, form: Mapping[str, str]) -> Change:
    if what == "finish":
        return review.finish(desk, key, unreviewed.unsaid(desk.library(), key) if form.get("silent") else ())
    if at >= len(desk.library().sources[key].statements):
        raise review.Refused("this statement is no longer there")
    match what:
        case "accept":
            return review.accept(desk, key, at, review_page.answer(form))
        case "split":
            return review.split(desk, key, at, int(form["cut"]) if form.get("cut", "").isdecimal() else 0)
        case "reject":
            return review.reject(desk, key, at)
    raise review.Refused("this button is not known")


def _next(library: Library, key: str, at: int, what: str) -> str:
    """Return the address to go on with: after a skip the next open statement, else the first from here on."""
    left = unreviewed.open_items(library, key)
    behind = [number for number in left if number > at or (number == at and what != "skip")]
    follow = next(iter(behind or left), None)
    return f"{REVIEWS}{quote(key)}" + ("" if follow is None else f"?at={follow}")


def state(desk: Desk, key: str) -> str:
    """Return a hash of the digest as it is, so that an answer to an older one is not written."""
    return hashlib.sha256(desk.files.get(f"{desk.settings.sources}/{key}.md", b"")).hexdigest()


def _known(key: str, library: Library) -> None:
    if key not in library.sources:
        raise _Stopped(HTTPStatus.NOT_FOUND, f'there is no source "{key}"')


def _from_here(environ: WSGIEnvironment, port: int) -> None:
    """Let only requests through that come from this machine, to this machine. Raises _Stopped."""
    name, _, given = environ.get("HTTP_HOST", "").rpartition(":")
    if not (is_loopback(environ.get("REMOTE_ADDR", "")) and is_loopback(name) and given == str(port)):
        raise _Stopped(HTTPStatus.FORBIDDEN, "reviews are served to this machine alone")
    origin = environ.get("HTTP_ORIGIN", "")
    if origin and origin != f"http://{environ['HTTP_HOST']}":
        raise _Stopped(HTTPStatus.FORBIDDEN, "this request comes from another site")
    if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") not in {"same-origin", "none"} and environ["REQUEST_METHOD"] != "GET":
        raise _Stopped(HTTPStatus.FORBIDDEN, "this request comes from another site")
    if environ["REQUEST_METHOD"] not in {"GET", "POST"}:
        raise _Stopped(HTTPStatus.METHOD_NOT_ALLOWED, "only GET and POST are served")


def _form(environ: WSGIEnvironment, token: str) -> Mapping[str, str]:
    """Read what was typed into a page's form; a field that is there several times is joined. Raises _Stopped."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != _FORM:
        raise _Stopped(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "only forms are read")
    if not length.isdecimal() or int(length) > _MOST:
        raise _Stopped(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "this is more than a statement")
    fields = parse_qs(environ["wsgi.input"].read(int(length)).decode("utf-8", "replace"), keep_blank_values=True)
    if not hmac.compare_digest(fields.get("token", [""])[0].encode(), token.encode()):
        raise _Stopped(HTTPStatus.FORBIDDEN, "this page is from another run of the preview; go back and load it again")
    return {name: " ".join(values) for name, values in fields.items()}
