"""Files that take long to make, kept under the fingerprint of what they were made from; a damaged one is made anew."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from build_tools.shells import disk

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32


def read(place: Path) -> bytes:
    """Return a kept file, or nothing where there is none or it is damaged."""
    try:
        held = place.read_bytes()
    except OSError:
        return b""
    if hashlib.sha256(held[_DIGEST:]).digest() != held[:_DIGEST]:
        return b""
    place.touch()
    return held[_DIGEST:]


def write(place: Path, content: bytes) -> None:
    """Keep a file, with the digest by which a damaged one is known."""
    disk.write(place, hashlib.sha256(content).digest() + content)


def forget(folder: Path, most: int) -> None:
    """Drop the files of a folder that were not asked for the longest."""
    kept = sorted(((_asked_for(one), one) for one in folder.glob("[!.]*")), reverse=True)
    for _, old in kept[most:]:
        old.unlink(missing_ok=True)


def _asked_for(place: Path) -> int:
    """Return when a file was last asked for; another build may just have dropped it."""
    try:
        return place.stat().st_mtime_ns
    except OSError:
        return 0
