"""The newest build of a dossier, made once for all who ask: MkDocs for its pages, and the preview's server for a document."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from build_tools.model.memory import Memory

if TYPE_CHECKING:
    from build_tools.pipeline import Build
    from build_tools.shells.project import Files, Project


class Builds:
    """Holds the last build with what it was made from. Whoever asks first after a save builds, and the others wait for it."""

    def __init__(self) -> None:
        """Start without a build."""
        self._memory = Memory()
        self._alone = Lock()
        self._made: tuple[Project, Files, Build] | None = None

    def newest(self, project: Project) -> Build:
        """Return a build of the files as they are now."""
        with self._alone:
            files = project.files()
            if self._made is None or self._made[:2] != (project, files):
                self._memory.next_build()
                self._made = project, files, project.build(self._memory, files)
            return self._made[2]
