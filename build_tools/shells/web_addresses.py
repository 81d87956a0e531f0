"""Which addresses may be asked for a file: of the web, encrypted first, and none that leads into the local network."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMES = {"https": 443, "http": 80}
# These hold IPv4 addresses within IPv6 ones, so they can lead to the local network although they look global.
_WRAPPED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"), ip_network("2001::/32"))

Network = IPv4Network | IPv6Network


class FetchError(Exception):
    """What was asked for could not be fetched, or must not be. `help` is what to do about it."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word that is printed
        super().__init__(message)
        self.message = message
        self.help = help or "save the page from a browser, and take in that file"


class UnreachedError(FetchError):
    """No connection came about, so that another scheme may be tried."""


def attempts(url: str) -> Iterator[str]:
    """Yield the addresses to try: encrypted first, except where a port says that it is not."""
    typed = url.strip()
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", typed):
        typed = f"http://{typed.removeprefix('//')}"
    parts = parts_of(typed)
    if parts.scheme == "http" and parts.port in {None, 80}:
        yield urlunsplit(parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")))
    yield urlunsplit(parts)


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address that may be asked at all. Raises FetchError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url} is no address", "copy the address from the browser's address bar") from error
    if parts.scheme not in SCHEMES:
        raise FetchError(
            f"{parts.scheme or url}: is neither https nor http", "only pages on the web are fetched; for a file, give its path"
        )
    if not parts.hostname or port == 0 or re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchError(f"{url} names no host", "copy the address from the browser's address bar")
    if parts.username or parts.password:
        raise FetchError("the address holds a user's name or password", "leave it out; what needs a login, save from a browser")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return parts._replace(path=path or "/", query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), fragment="")


def judged(host: str, port: int, allowed: tuple[Network, ...]) -> list[IPv4Address | IPv6Address]:
    """Return the addresses of a host. One that is not of the open internet is enough to refuse them all."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachedError(f"there is no host {host}", "look whether the address is right") from error
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
