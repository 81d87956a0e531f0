"""Fetch one file from the web because a person asked for it: encrypted where possible, bounded, never from the local network.

The address of each hop is resolved once, every address it resolves to is judged, and the connection goes to the judged address,
so that a name can't point elsewhere between the check and the connection. No proxy, no cookies, no credentials, no retries.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from build_tools.shells.web_addresses import SCHEMES, FetchError, UnreachedError, attempts, judged, parts_of

if TYPE_CHECKING:
    from build_tools.shells.web_addresses import Network

_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
# Servers that do not know a file's type say this; its bytes tell then.
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "dossier/0.1 (takes in one source at a person's request)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take: bytes as they come and unpacked, seconds for one answer and in all, redirects.

    `allowed` names networks on this machine or near it that may be asked nevertheless; tests name the loopback interface.
    """

    size: int = 20_000_000
    patience: float = 20.0
    seconds: float = 90.0
    redirects: int = 5
    allowed: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file from the web: its bytes, the address they came from in the end, and the way there. `date` is today's, ISO 8601.

    `name` is a file name for it, with the ending of its type. `told` is what a person should know, such as a missing encryption.
    """

    content: bytes
    address: str
    content_type: str
    name: str
    date: str
    hops: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(slots=True)
class _Way:
    """The way to a file: what is allowed, until when, and where it has led so far."""

    limits: Limits
    until: float
    hops: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise FetchError(
                f"no whole answer within {self.limits.seconds:g} seconds", "try again later, or save it from a browser"
            )
        return min(left, self.limits.patience)


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Fetch a page, PDF, Word file or text. Raises FetchError with the reason."""
    way = _Way(limits or Limits(), time.monotonic() + (limits or Limits()).seconds)
    errors: list[FetchError] = []
    for address in attempts(url):
        try:
            return _followed(address, way)
        except UnreachedError as error:
            errors.append(error)
            way.hops.clear()
            way.told.append(f"{address} was not reached, so the connection is not encrypted")
    raise errors[-1]


def _followed(address: str, way: _Way) -> Fetched:
    for _ in range(way.limits.redirects + 1):
        parts = parts_of(address)
        way.hops.append(urlunsplit(parts))
        connection, answer, timer = _asked(parts, way)
        try:
            if answer.status not in _REDIRECTS:
                return _taken(urlunsplit(parts), answer, connection, way)
            target = urljoin(urlunsplit(parts), answer.headers.get("Location", ""))
        finally:
            timer.cancel()
            connection.close()
        if parts.scheme == "https" and target.startswith("http:"):
            raise FetchError(f"{address} leads from an encrypted to an unencrypted address, {target}")
        address = target
    raise FetchError(f"more than {way.limits.redirects} redirects: {' → '.join(way.hops)}")


def _asked(parts: SplitResult, way: _Way) -> tuple[HTTPConnection, HTTPResponse, Timer]:
    """Ask for a file. The timer hangs up on a server that sends its answer a byte at a time, which no pause would show."""
    host, port = parts.hostname or "", parts.port or SCHEMES[parts.scheme]
    connection = HTTPConnection(host, port, timeout=way.left())
    connection.sock = _connected(host, port, way, encrypted=parts.scheme == "https")
    timer = Timer(way.until - time.monotonic(), partial(_hang_up, connection.sock))
    timer.daemon = True
    timer.start()
    try:
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        connection.request("GET", target, headers={**_HEADERS, "Host": _host_header(parts)})
        return connection, connection.getresponse(), timer
    except (OSError, HTTPException, UnicodeError) as error:
        timer.cancel()
        connection.close()
        way.left()
        raise FetchError(f"{host} gave no answer: {_reason(error)}", "try again later, or save it from a browser") from error


def _hang_up(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _host_header(parts: SplitResult) -> str:
    host = (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port in {None, SCHEMES[parts.scheme]} else f"{shown}:{parts.port}"


def _connected(host: str, port: int, way: _Way, *, encrypted: bool) -> socket.socket:
    """Connect to an address that was judged. Raises FetchError where a host leads into the local network."""
    addresses = judged(host, port, way.limits.allowed)
    failure: Exception | None = None
    for address in addresses:
        try:
            plain = socket.create_connection((str(address), port), timeout=way.left())
        except OSError as error:
            failure = error
            continue
        if not encrypted:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except (OSError, ValueError) as error:
            plain.close()
            failure = error
    raise UnreachedError(
        f"{host} was not reached: {_reason(failure)}", "look whether the address is right, or save it from a browser"
    )


def _taken(address: str, answer: HTTPResponse, connection: HTTPConnection, way: _Way) -> Fetched:
    """Read an answer within its bounds. Raises FetchError where it is none, or is of a type that is not read."""
    if answer.status != _OK:
        raise FetchError(f"{address} answers {answer.status} {answer.reason}")
    stated = answer.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if stated not in _TYPES and stated not in _UNTOLD:
        raise FetchError(f"{address} is {stated}, which is not read", "HTML, PDF, DOCX, plain text and Markdown are read")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > way.limits.size:
        raise _too_large(address, way.limits)
    content = _unpacked(address, answer, connection, way)
    ending = _TYPES.get(stated) or _ending(content)
    told = tuple(way.told) if address.startswith("http:") else ()
    name = _name(address, answer.headers.get("Content-Disposition", ""), ending)
    return Fetched(content, address, stated, name, datetime.now(UTC).date().isoformat(), tuple(way.hops), told)


def _unpacked(address: str, answer: HTTPResponse, connection: HTTPConnection, way: _Way) -> bytes:
    """Read an answer piece by piece, unpacked as it comes, so that what is small and unpacks to much is stopped."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().casefold()
    if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"{address} is packed as {coding}, which was not asked for")
    # 47: zlib tells gzip and zlib streams apart by their heads.
    unpacker = zlib.decompressobj(47) if coding not in {"identity", ""} else None
    content = bytearray()
    try:
        while True:
            if connection.sock is not None:
                connection.sock.settimeout(way.left())
            way.left()
            piece = answer.read1(_CHUNK)
            if not piece:
                break
            content += unpacker.decompress(piece, way.limits.size + 1 - len(content)) if unpacker else piece
            if len(content) > way.limits.size or (unpacker and unpacker.unconsumed_tail):
                raise _too_large(address, way.limits)
    except (OSError, HTTPException, zlib.error) as error:
        way.left()
        raise FetchError(f"{address} broke off: {_reason(error)}", "try again later, or save it from a browser") from error
    if answer.length or (unpacker and not unpacker.eof):
        raise FetchError(f"{address} broke off before its end", "try again later, or save it from a browser")
    return bytes(content)


def _too_large(address: str, limits: Limits) -> FetchError:
    return FetchError(
        f"{address} is larger than {limits.size:,} bytes", "save only the part that is the text, and take in that file"
    )


def _ending(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    return "html" if re.match(rb"\s*<(?:!doctype html|html|\?xml)", content[:1000], re.IGNORECASE) else "txt"


def _name(address: str, disposition: str, ending: str) -> str:
    """Return a plain file name for what was fetched: the server's, the address's last part, or the host's."""
    parts = urlsplit(address)
    given = re.search(r"filename=\"?([^\";]+)", disposition)
    last = given[1] if given else unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or "page"
    stem = re.sub(
        r"\.(?:html?|xhtml|php|aspx?|pdf|txt|md|docx)$", "", last.rpartition("/")[2].rpartition("\\")[2], flags=re.IGNORECASE
    )
    plain = re.sub(r"[^\w.-]+", "-", stem).strip(".-")[:80] or "page"
    return f"{plain}.{ending}"


def _reason(error: Exception | None) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    return str(error or "no address") or type(error).__name__
