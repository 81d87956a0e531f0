"""Write what a review decided: each file is afterwards either old or new, and what another program changed is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.review import Change, Refused
from build_tools.shells import disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from build_tools.shells.project import Project


# With more statements than this, learning anew after each answer would keep an editor waiting.
LARGE = 4000


class Changed(Refused):
    """A file is no longer as it was when it was read."""


def write(project: Project, change: Change) -> None:
    """Write a change. Raises Changed, and writes nothing, where a file is no longer as the change found it."""
    _unchanged(project, dict(change.before))
    for path, content in change.after:
        disk.write(_target(project, path), content)


def take_back(project: Project, change: Change) -> None:
    """Put files back as they were before a change. Raises Changed, and writes nothing, where one was changed since."""
    _unchanged(project, dict(change.after))
    for path, content in reversed(change.before):
        if content is None:
            _target(project, path).unlink()
        else:
            disk.write(_target(project, path), content)


def _unchanged(project: Project, held: Mapping[str, bytes | None]) -> None:
    if changed := [path for path, content in held.items() if _content(_target(project, path)) != content]:
        raise Changed(f"{_listed(changed)} was changed by another program meanwhile; it is shown as it stands now")


def _listed(paths: Iterable[str]) -> str:
    return " and ".join(paths)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _target(project: Project, path: str) -> Path:
    """Return where a file is written; one that is a link is written where it leads to."""
    return (project.root / path).resolve()
