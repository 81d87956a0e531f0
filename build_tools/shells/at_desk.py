"""What the commands that change an author's files share: open the dossier, write what was worked out, give up with a reason."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.intake import Desk
from build_tools.shells import disk, refresh_unfinished
from build_tools.shells.extracts import ExtractApart
from build_tools.shells.project import CACHE, ProjectError, open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import NoReturn

    from build_tools.shells.project import Project

UNUSABLE = 2


def fail(message: str) -> NoReturn:
    """Say why nothing can be done, and end."""
    click.echo(f"dossier: {message}", err=True)
    sys.exit(UNUSABLE)


def opened(config_file: str) -> Project:
    """Open the dossier, or end with the reason why that can't be done."""
    try:
        return open_project(Path(config_file))
    except ProjectError as error:
        fail(str(error))


def desk_of(project: Project) -> Desk:
    """Return the dossier's files and originals as they are on disk now."""
    settings = project.settings
    read_apart = ExtractApart(project.root / CACHE)
    return Desk(disk.project_files(project.root, settings), disk.originals(project.root, settings), settings, read_apart)


def write(project: Project, before: Mapping[str, bytes], changes: Iterable[tuple[str, bytes]]) -> None:
    """Write files, each of which is afterwards either old or new; one that another program changed meanwhile is left alone.

    `before` holds the files as they were read. A file that is a link is written where it leads to.
    """
    for path, content in changes:
        target = (project.root / path).resolve()
        now = target.read_bytes() if target.is_file() else None
        if now != before.get(path):
            fail(f"{path} was changed while this was worked out; run the command again")
        disk.write(target, content)


def store(project: Project, name: str, content: bytes) -> str:
    """Write an original into the folder of originals; return where it is, as it is told. Ends where that can't be done."""
    folder = project.root / project.settings.originals
    try:
        disk.write(folder / name, content)
    except OSError as error:
        fail(
            f"the folder of originals, {folder.resolve()}, can't be written to ({error.strerror or error}): copy the file "
            f"there as {name} yourself, or set `originals` in mkdocs.yml to a folder that is yours; nothing was changed"
        )
    return f"{project.settings.originals.rstrip('/')}/{name}"


def write_together(project: Project, before: Mapping[str, bytes], changes: Sequence[tuple[str, bytes]]) -> None:
    """Write files that only make sense together. They are noted down first, so that what a kill breaks off can be finished."""
    note = refresh_unfinished.note_in(project.root / CACHE)
    disk.write(note, refresh_unfinished.noted(dict(changes)))
    write(project, before, changes)
    note.unlink()


def finish(project: Project) -> None:
    """Write what was noted down and broken off, if anything was."""
    cache = project.root / CACHE
    if held := refresh_unfinished.waiting(cache):
        for path, content in held.items():
            disk.write((project.root / path).resolve(), content)
        refresh_unfinished.note_in(cache).unlink()
        click.echo(f"finished what was broken off: {', '.join(held)}", err=True)
