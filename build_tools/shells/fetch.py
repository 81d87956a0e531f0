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
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_SCHEMES = {"https": 443, "http": 80}
# These hold IPv4 addresses within IPv6 ones, so they can lead to the local network although they look global.
_WRAPPED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"), ip_network("2001::/32"))
_HEADERS = {
    "User-Agent": "dossier/0.1 (takes in one source at a person's request)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

Network = IPv4Network | IPv6Network


class FetchError(Exception):
    """What was asked for could not be fetched, or must not be. `help` is what to do about it."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word that is printed
        super().__init__(message)
        self.message = message
        self.help = help or "save the page from a browser, and take in that file"


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
    for address in _attempts(url):
        try:
            return _followed(address, way)
        except _UnreachedError as error:
            errors.append(error)
            way.hops.clear()
            way.told.append(f"{address} was not reached, so the connection is not encrypted")
    raise errors[-1]


class _UnreachedError(FetchError):
    """No connection came about, so that another scheme may be tried."""


def _attempts(url: str) -> Iterator[str]:
    """Yield the addresses to try: encrypted first, except where a port says that it is not."""
    typed = url.strip()
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", typed):
        typed = f"http://{typed.removeprefix('//')}"
    parts = _parts(typed)
    if parts.scheme == "http" and parts.port in {None, 80}:
        yield urlunsplit(parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")))
    yield urlunsplit(parts)


def _parts(url: str) -> SplitResult:
    """Return the parts of an address that may be asked at all. Raises FetchError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url} is no address", "copy the address from the browser's address bar") from error
    if parts.scheme not in _SCHEMES:
        raise FetchError(
            f"{parts.scheme or url}: is neither https nor http", "only pages on the web are fetched; for a file, give its path"
        )
    if not parts.hostname or port == 0 or re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchError(f"{url} names no host", "copy the address from the browser's address bar")
    if parts.username or parts.password:
        raise FetchError("the address holds a user's name or password", "leave it out; what needs a login, save from a browser")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return parts._replace(path=path or "/", query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), fragment="")


def _followed(address: str, way: _Way) -> Fetched:
    for _ in range(way.limits.redirects + 1):
        parts = _parts(address)
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
    host, port = parts.hostname or "", parts.port or _SCHEMES[parts.scheme]
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
    return shown if parts.port in {None, _SCHEMES[parts.scheme]} else f"{shown}:{parts.port}"


def _connected(host: str, port: int, way: _Way, *, encrypted: bool) -> socket.socket:
    """Connect to an address that was judged. Raises FetchError where a host leads into the local network."""
    judged = _judged(host, port, way.limits.allowed)
    failure: Exception | None = None
    for address in judged:
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
    raise _UnreachedError(
        f"{host} was not reached: {_reason(failure)}", "look whether the address is right, or save it from a browser"
    )


def _judged(host: str, port: int, allowed: tuple[Network, ...]) -> list[IPv4Address | IPv6Address]:
    """Return the addresses of a host. One that is not of the open internet is enough to refuse them all."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _UnreachedError(f"there is no host {host}", "look whether the address is right") from error
    addresses = list(dict.fromkeys(ip_address(str(one[4][0]).partition("%")[0]) for one in found))
    for address in addresses:
        if not _is_open(address) and not any(address in network for network in allowed if network.version == address.version):
            raise FetchError(f"{host} leads to {address}, which is not on the open internet", "give the path of a file instead")
    return addresses


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_open(address.ipv4_mapped)
        if any(address in network for network in _WRAPPED):
            return False
    reserved = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved
    return address.is_global and not reserved and not address.is_unspecified


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
