"""The live preview as an editor runs it: `mkdocs serve` as a process of its own, asked for its pages over and over."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

from programs import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# A machine that does other things at the same time is slow; a preview that works answers within a second or two.
_PATIENCE, _PAUSE = 40.0, 0.2
_BROKEN_OFF = ("An error happened during the rebuild", "Traceback (most recent call last)")


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview: its address, its dossier's folder, and the file that holds what it says in the terminal."""

    address: str
    folder: Path
    terminal: Path

    def page(self, path: str) -> str:
        """Return a page as it is served now, its entities resolved; nothing while it can't be had."""
        try:
            with urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 - our own server on this machine
                return unescape(str(answer.read(), "utf-8"))
        except (OSError, HTTPException):
            return ""

    def document(self, path: str) -> tuple[int, bytes]:
        """Return what a browser gets for a PDF or a Word file, with the status."""
        try:
            with urlopen(self.address + path, timeout=60) as answer:  # noqa: S310 - as above
                return int(answer.status), bytes(answer.read())
        except HTTPError as refused:
            return refused.code, refused.read()

    def told(self) -> str:
        """Return all that it has said in the terminal."""
        return self.terminal.read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words in a file, as an editor's program saves it."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def wait(self, path: str, holds: Callable[[str], bool]) -> str:
        """Return a page as soon as it is as wanted."""
        end = time.monotonic() + _PATIENCE
        while not holds(page := self.page(path)):
            told = self.told()
            broken_off = [words for words in _BROKEN_OFF if words in told]
            assert not broken_off, told[-4000:]
            assert time.monotonic() < end, f"{path} never came to be as wanted; the terminal:\n{told[-4000:]}"
            time.sleep(_PAUSE)
        return page


@contextmanager
def preview(folder: Path, terminal: Path, mode: str = "--livereload") -> Iterator[Preview]:
    """Run the preview of a dossier until the end of the block."""
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", mode, "--dev-addr", f"127.0.0.1:{port}"]
    with terminal.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=out, stderr=subprocess.STDOUT)  # noqa: S603 - MkDocs
        try:
            running = Preview(f"http://127.0.0.1:{port}/", folder, terminal)
            running.wait("index.html", bool)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
