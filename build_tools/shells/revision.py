"""From which state of an author's text a site is built: the newest commit's short hash and its day."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Git's own abbreviation depends on how much of the history is at hand, so that two builds of one commit would differ.
_SHORT = 8
_LOG = ("git", "-c", "log.showSignature=false", "log", "-1", "--format=%H %ct")


def revision(root: Path) -> tuple[str, str]:
    """Return the version and the ISO date of a folder's text, each empty where nobody knows it.

    SOURCE_DATE_EPOCH gives the date where it is set (reproducible-builds.org).
    """
    commit, _, stamp = _newest(root).partition(" ")
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = given if given.isdigit() and int(given) else stamp
    return commit[:_SHORT], datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else ""


def seconds(date: str) -> int:
    """Return an ISO date in seconds since 1970; where there is none, SOURCE_DATE_EPOCH, and at last the beginning of today."""
    if date:
        return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or today.timestamp())


def _newest(root: Path) -> str:
    try:
        done = subprocess.run(_LOG, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    except OSError:
        return ""
    return done.stdout.strip() if not done.returncode else ""
