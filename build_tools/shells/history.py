"""When each of an author's files was added and last changed, from the commits of the folder that it lies in."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from build_tools.model.history import UNKNOWN, Change, History

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_GIT = ("git",)
_DAY = "\x01"
_LOG = ("-c", "log.showSignature=false", "-c", "core.quotePath=false", "log", f"--format={_DAY}%cs", "--name-only", "--no-renames")
_RELATIVE = "--relative"


def history(root: Path, folders: Iterable[str]) -> History:
    """Return the days of the files below some folders of a project.

    Nothing where there is no history, or only the end of one: in a shallow clone every file would seem new.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return UNKNOWN
    return read(_git(root, *_LOG, _RELATIVE, "--", *folders))


def read(log: str) -> History:
    """Read what git prints, newest commit first: a day, then the files of the commit, one on a line."""
    days: dict[str, Change] = {}
    for commit in log.split(_DAY)[1:]:
        day, *paths = commit.splitlines()
        for path in filter(None, paths):
            days[path] = Change(day, days[path].changed if path in days else day)
    return days


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run((*_GIT, *words), cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    except OSError:
        return ""
    return done.stdout if not done.returncode else ""
