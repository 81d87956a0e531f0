"""A reader with a real browser: where a site is served, and what the browser complains of."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from built import Site
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
DESKTOP, PHONE = (1280, 800), (390, 844)
Scheme = Literal["light", "dark"]


class _Silent(SimpleHTTPRequestHandler):
    headers_of_all: Mapping[str, str] = MappingProxyType({})

    def end_headers(self) -> None:
        """Send the headers that stand in the site's file for servers, as Netlify and others do."""
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine alone, with the headers that it asks for, and hand out its address."""
    handler = type("Handler", (_Silent,), {"headers_of_all": _headers(folder / "_headers")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _headers(file: Path) -> Mapping[str, str]:
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines if line.startswith(" "))}


# No slots: Playwright hangs a mark of its own on the object whose method listens.
@dataclass
class Complaints:
    """What went wrong while a reader looked at pages: errors of scripts, and requests to anyone else."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Note what a browser's page complains of from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.strangers.append(request.url)


def open_in_the_digest(page: Page, citation: Locator) -> None:
    """Follow a citation to the digest: through its card, or without JavaScript through its entry in the references."""
    citation.click()
    entry = page.locator(".passage-card:visible, .passage:target").first
    entry.get_by_role("link", name="Open in the digest").first.click()
    page.wait_for_url(re.compile(r"/sources/[^/]+\.html#para"))


def window(
    browser: Browser, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", *, scripts: bool = True, touch: bool = False
) -> Iterator[Page]:
    """Open a page in a window of a size, and hold when it is closed that the browser complained of nothing."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=scripts,
        has_touch=touch,
        is_mobile=touch,
    )
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    yield page
    context.close()
    assert complaints == Complaints()


def one_of_each(site: Site) -> dict[str, str]:
    """Return a page of each kind by the kind's name: the heaviest, where there are several."""
    kinds: dict[str, str] = {}
    for path in sorted(site.pages, key=lambda path: -len(site.contents[path])):
        folder, _, name = path.rpartition("/")
        kinds.setdefault(f"{folder.partition('/')[0]}/{'index' if name == 'index.html' else '…'}" if folder else name, path)
    return kinds
