"""Fetching from the web, tried on a server on the loopback interface: what is fetched, what is refused, and why."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from threading import Thread
from time import sleep
from typing import ClassVar

import pytest

from build_tools.shells import fetch as fetching
from build_tools.shells.fetch import Fetched, Limits, fetch
from build_tools.shells.web_addresses import FetchError, attempts

HERE = Limits(allowed=(ip_network("127.0.0.0/8"),), size=100_000, patience=3, seconds=6)
PAGE = b"<!doctype html><title>Locks</title><p>The canal was dug."


class Handler(BaseHTTPRequestHandler):
    """Answers by path, with what a test needs."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
        "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))),
        "/cut": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-12]),
        "/brotli": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"x"),
        "/large": (200, {"Content-Type": "text/plain"}, b"x" * 200_000),
        "/picture": (200, {"Content-Type": "image/png"}, b"x"),
        "/untold": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.7 and so on"),
        "/named": (
            200,
            {"Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="../../a b.pdf"'},
            b"%PDF-1",
        ),
        "/gone": (404, {"Content-Type": "text/html"}, b"gone"),
        "/moved": (302, {"Location": "/page"}, b""),
        "/circle": (302, {"Location": "/circle"}, b""),
        "/inwards": (302, {"Location": "http://10.0.0.1/secret"}, b""),
        "/metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    }

    def do_GET(self) -> None:
        status, headers, content = self.answers[self.path.partition("?")[0]]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) + (50 if self.path.endswith("?short") else 0)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()


def refused(url: str, limits: Limits = HERE) -> str:
    with pytest.raises(FetchError) as told:
        fetch(url, limits)
    assert told.value.help
    return told.value.message


def test_a_page_comes_with_its_address_type_name_and_date(server: str) -> None:
    got = fetch(f"{server}/page#part", HERE)
    assert got == Fetched(PAGE, f"{server}/page", "text/html", "page.html", got.date, (f"{server}/page",), ())
    assert len(got.date) == 10


def test_a_redirect_is_shown(server: str) -> None:
    got = fetch(f"{server}/moved", HERE)
    assert (got.content, got.address, got.hops) == (PAGE, f"{server}/page", (f"{server}/moved", f"{server}/page"))


def test_a_packed_page_is_unpacked(server: str) -> None:
    assert fetch(f"{server}/packed", HERE).content == PAGE


def test_a_type_that_is_not_told_is_known_by_the_bytes(server: str) -> None:
    assert fetch(f"{server}/untold", HERE).name == "untold.pdf"


def test_a_name_from_the_server_is_a_plain_one(server: str) -> None:
    assert fetch(f"{server}/named", HERE).name == "a-b.pdf"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bomb", "larger than 100,000 bytes"),
        ("/large", "larger than 100,000 bytes"),
        ("/cut", "broke off"),
        ("/page?short", "broke off"),
        ("/brotli", "packed as br"),
        ("/picture", "image/png"),
        ("/gone", "404"),
        ("/circle", "more than 5 redirects"),
        ("/inwards", "10.0.0.1, which is not on the open internet"),
        ("/metadata", "169.254.169.254, which is not on the open internet"),
        ("/file", "neither https nor http"),
    ],
)
def test_what_is_refused_says_why(server: str, path: str, said: str) -> None:
    assert said in refused(f"{server}{path}")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "https://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://172.16.0.9/", "http://169.254.169.254/", "http://[fe80::1]/", "http://[::ffff:127.0.0.1]/", "http://224.0.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://100.64.0.1/", "http://2130706433/", "http://0x7f.1/",
    ],
)  # fmt: skip
def test_nothing_on_the_local_network_is_asked(url: str) -> None:
    assert "open internet" in refused(url, Limits(patience=1, seconds=2))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://moor.example/", "javascript:alert(1)", "data:text/html,x", "http://a:b@moor.example/"]
)
def test_only_plain_addresses_of_the_web_are_asked(url: str) -> None:
    assert refused(url)


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Resolve to an open address first and to this machine after: the connection must go to what was judged."""
    asked: list[str] = []
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])

    def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]

    def connected(address: tuple[str, int], **_: object) -> socket.socket:
        asked.append(address[0])
        raise OSError("no way out")

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connected)
    refused("https://moor.example/", Limits())
    assert asked == ["93.184.216.34"]
    assert server


def test_one_inner_address_among_several_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert "192.168.1.1" in refused("https://moor.example/", Limits())


def test_encryption_is_tried_first_and_its_lack_is_told(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(attempts("moor.example/a")) == ["https://moor.example/a", "http://moor.example/a"]
    assert list(attempts("http://moor.example")) == ["https://moor.example/", "http://moor.example/"]
    assert list(attempts("https://moor.example")) == ["https://moor.example/"]
    plain = f"{server}/page"
    monkeypatch.setattr(fetching, "attempts", lambda _: iter([plain.replace("http:", "https:"), plain]))
    got = fetch(plain, HERE)
    assert got.content == PAGE
    assert "not encrypted" in got.told[0]


@contextmanager
def silent() -> Iterator[str]:
    """Listen, and never answer."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


@contextmanager
def dripping() -> Iterator[str]:
    """Listen, and send an answer's head one byte at a time, for ever."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        Thread(target=_drip, args=(listening,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def _drip(listening: socket.socket) -> None:
    connected, _ = listening.accept()
    with connected, suppress(OSError):
        connected.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            connected.sendall(b"x")
            sleep(0.05)


def test_a_server_that_answers_without_end_is_left() -> None:
    with dripping() as url:
        assert "no whole answer within 0.5 seconds" in refused(url, Limits(allowed=HERE.allowed, patience=5, seconds=0.5))


def test_a_server_that_never_answers_is_left() -> None:
    with silent() as url:
        assert "took too long" in refused(url, Limits(allowed=HERE.allowed, patience=0.2, seconds=1))
