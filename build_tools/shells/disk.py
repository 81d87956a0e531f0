"""Read a dossier's files from disk, and write what the build hands out so that each file is either old or new."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.pages import Artifact
    from build_tools.model.settings import Settings

_HIDDEN = (".", "~")


def project_files(root: Path, settings: Settings) -> dict[str, bytes]:
    """Return the files that an editor writes, by their path from the project's root."""
    originals = root / settings.originals
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in _editors_files(root, settings)
        if not _within(path, originals)
    }


def _editors_files(root: Path, settings: Settings) -> Iterator[Path]:
    for single in (root / settings.config, root / settings.bibliography):
        if single.is_file():
            yield single
    for folder in (root / settings.sources, root / settings.docs):
        for path in sorted(folder.rglob("*")):
            if _is_meant(path):
                yield path


def _is_meant(path: Path) -> bool:
    """Tell whether a file was put there by a person: no hidden file, no backup, nothing that a crash left half written."""
    return path.is_file() and not path.name.startswith(_HIDDEN) and not path.name.endswith("~")


def _within(path: Path, folder: Path) -> bool:
    return folder in path.parents or (path.parts[-2:-1] == ("originals",))


def originals(root: Path, settings: Settings) -> dict[str, bytes]:
    """Return the originals at hand, by file name; none where the folder is missing."""
    folder = root / settings.originals
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if _is_meant(path)} if folder.is_dir() else {}


def write(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, finds either the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_new(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """Write artifacts below a folder that is being made, in which nobody looks for whole files yet."""
    for artifact in artifacts:
        path = folder / artifact.path
        try:
            path.write_bytes(artifact.content)
        except FileNotFoundError:  # only the first file of a folder finds none
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content)


def write_all(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Write artifacts below a folder; return how many."""
    count = 0
    for artifact in artifacts:
        write(folder / artifact.path, artifact.content)
        count += 1
    return count
