"""Briefs for Word: written by pandoc, run as a process, opened again and checked; kept, so that only changed ones are made anew."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as remembered
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import theme
from build_tools.citing.engine import EngineError
from build_tools.diagnostics import Diagnostic, Span
from build_tools.model.pages import Artifact
from build_tools.shells import kept, word_check
from build_tools.shells.pandoc import installed
from build_tools.shells.pdf_rules import PANDOC
from build_tools.shells.printed import Printed
from build_tools.shells.revision import seconds
from build_tools.shells.word_reference import STYLES, TEMPLATE, reference, whole_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.exports.word import WordFile

_TIMEOUT = 120
_MOST_KEPT = 100
_CODE = ("word.py", "word_check.py", "word_reference.py")
_ARGUMENTS = ("--from=json", "--to=docx", "--syntax-highlighting=none", "--output=-")


def write_all(documents: Iterable[WordFile], date: str, cache: Path) -> Printed:
    """Write briefs as Word files. `date` (ISO 8601) is what they say they were made on."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(_Writer(cache / "word", seconds(date)).written, documents))
    kept.forget(cache / "word", _MOST_KEPT)
    return Printed(tuple(one for one, _ in done if one), tuple(sorted(wrong for _, told in done for wrong in told)))


@dataclass(frozen=True, slots=True)
class _Writer:
    """All that writing takes besides a brief: where files are kept, and the date that they bear in seconds."""

    folder: Path
    timestamp: int

    def written(self, file: WordFile) -> tuple[Artifact | None, tuple[Diagnostic, ...]]:
        """Return a brief's Word file, or what is wrong with it."""
        place = self.folder / f"{_fingerprint(file, self.timestamp)}.docx"
        if content := kept.read(place):
            return Artifact(file.path, content), ()
        span = Span(next((page.edited for _, page in file.paper.starts), ""))
        try:
            content = self._made(file)
        except EngineError as failed:
            return None, (PANDOC.at(span, f"{file.path}: {failed.message}", failed.help),)
        if told := tuple(word_check.problems(content, file, span)):
            return None, told
        kept.write(place, content)
        return Artifact(file.path, content), ()

    def _made(self, file: WordFile) -> bytes:
        default = _run(("--print-default-data-file=reference.docx",), b"", self.timestamp)
        with tempfile.TemporaryDirectory() as folder:
            looks, template = Path(folder, "reference.docx"), Path(folder, "template.openxml")
            looks.write_bytes(reference(default, file))
            template.write_text(TEMPLATE, "utf-8")
            arguments = (*_ARGUMENTS, f"--reference-doc={looks}", f"--template={template}", f"--data-dir={folder}")
            return whole_rows(_run(arguments, file.tree.encode("utf-8", "replace"), self.timestamp))


def _run(arguments: tuple[str, ...], given: bytes, timestamp: int) -> bytes:
    """Run pandoc, or raise EngineError."""
    try:
        done = subprocess.run(  # noqa: S603 - the binary is the installed one, and the brief goes in as data
            [installed(), *arguments],
            input=given,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(timestamp)},
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise EngineError(f"pandoc can't be run: {failed}", "install pypandoc-binary, which brings pandoc along") from failed
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise EngineError(f"pandoc failed: {said or done.returncode}", "report this with the file named here")
    return done.stdout


@remembered
def _machine() -> str:
    """Name all that a Word file depends on besides its brief: pandoc, the styles, and the code that writes and checks."""
    binary = Path(installed()).stat()
    code = b"".join([(files(theme) / STYLES).read_bytes(), *((files("build_tools.shells") / name).read_bytes() for name in _CODE)])
    return f"{binary.st_size} {binary.st_mtime_ns} {hashlib.sha256(code).hexdigest()}"


def _fingerprint(file: WordFile, timestamp: int) -> str:
    parts = (_machine(), file.path, file.tree, *file.foot, file.marking, file.sheet, str(timestamp), repr(file.paper.notes))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
