"""Where the live preview serves reviews, and what tells that it can be reached from this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

REVIEWS = "/_review/"


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or address means this machine alone."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
