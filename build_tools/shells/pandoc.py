"""Cites with pandoc, run as a process once a build, and not at all where the same request was answered before."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import pypandoc

from build_tools.citing import pandoc_answer, pandoc_request
from build_tools.citing.engine import EngineError, Rendering, Request, StyleError

_SCRIPT = Path(__file__).with_name("cite.lua")
_TIMEOUT = 120
# A live preview makes an answer of up to 2 MB on each save.
_KEPT = 16
_INSTALL = "install pypandoc-binary, which brings pandoc along"
# A key that is in no entry is a matter of a check, which knows the line.
_WARNING = "[WARNING] "
_KNOWN_WARNING = "Citeproc: citation "
_UNTOLD = ("Error running Lua", "stack traceback")
# The script's own exit code for a style that can't be followed.
_STYLE_FAILED = 17


@dataclass(frozen=True, slots=True)
class PandocEngine:
    """The citing engine with pandoc. `cache` is a folder for answers; `binary` is pandoc, by default PyPI's."""

    cache: Path | None = None
    binary: str = ""

    def render(self, request: Request) -> Rendering:
        """Render all documents, or raise EngineError."""
        sent = pandoc_request.write(request)
        binary = self.binary or installed()
        place = self.cache / f"{_fingerprint(sent, binary)}.json" if self.cache else None
        return (_remembered(place, request) if place else None) or _asked(binary, sent, request, place)


def _asked(binary: str, sent: str, request: Request, place: Path | None) -> Rendering:
    answer = _run(binary, sent)
    rendering = _read(answer, request)
    problem = _remember(place, answer) if place else ""
    return replace(rendering, problems=(*rendering.problems, *filter(None, [problem])))


def installed() -> str:
    """Return where pandoc is, or raise EngineError."""
    try:
        # Where the PATH has the newest pandoc, this is its bare name.
        found = str(pypandoc.get_pandoc_path())
        return shutil.which(found) or found
    except OSError as missing:
        raise EngineError("pandoc is not installed", _INSTALL) from missing


def _fingerprint(sent: str, binary: str) -> str:
    """Name a request together with all else that decides its answer; asking pandoc for its version would start it."""
    try:
        state = Path(binary).stat()
    except OSError as missing:
        raise EngineError(f"there is no pandoc at {binary}", _INSTALL) from missing
    parts = (sent, _SCRIPT.read_text("utf-8"), binary, str(state.st_size), str(state.st_mtime_ns), version("pypandoc-binary"))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _run(binary: str, sent: str) -> str:
    """Return the script's answer with pandoc's warnings among its problems."""
    # Without a home of its own, pandoc would take a style or a script from the user's folder.
    nowhere = {"XDG_DATA_HOME": str(_SCRIPT.parent), "HOME": str(_SCRIPT.parent)}
    try:
        done = subprocess.run(  # noqa: S603 - the binary is the installed one, and the request goes in as data
            [binary, "lua", "-E", str(_SCRIPT)],
            input=sent.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            env={**os.environ, **nowhere},
        )
    except subprocess.TimeoutExpired as late:
        raise EngineError(f"pandoc took longer than {_TIMEOUT} seconds", "cite fewer entries or use a smaller style") from late
    except OSError as failed:
        raise EngineError(f"pandoc can't be started: {failed.strerror}", _INSTALL) from failed
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == _STYLE_FAILED:
        raise StyleError(f"pandoc can't follow the citation style: {_reason(said)}", "get the style file anew, or name another")
    if done.returncode:
        raise EngineError(f"pandoc failed: {_reason(said) or done.returncode}", "check the citation style and the bibliography")
    return _with_warnings(done.stdout, said)


def _with_warnings(output: bytes, said: str) -> str:
    try:
        answer = json.loads(output)
        # What stands under a warning's first line shows where pandoc's own parser stopped.
        told = (line.removeprefix(_WARNING).rstrip(":") for line in said.splitlines() if line.startswith(_WARNING))
        answer["problems"] += [line for line in told if _KNOWN_WARNING not in line]
    except (ValueError, KeyError, TypeError) as broken:
        raise EngineError("pandoc's answer can't be read", _INSTALL) from broken
    return json.dumps(answer, ensure_ascii=False)


def _read(answer: str, request: Request) -> Rendering:
    try:
        return pandoc_answer.read(answer, request)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as broken:
        raise EngineError(f"pandoc's answer can't be read: {broken}", _INSTALL) from broken


def _reason(said: str) -> str:
    """Return the first line of what pandoc said that says more than that Lua failed, without Lua's traces."""
    lines = (line.strip() for line in said.splitlines())
    return next((line for line in lines if line and not line.startswith(_UNTOLD)), "")


def _remembered(place: Path, request: Request) -> Rendering | None:
    """Return a kept answer, unless there is none or it is damaged."""
    try:
        digest, _, answer = place.read_bytes().decode("utf-8").partition("\n")
        return _read(answer, request) if digest == _digest(answer) else None
    except (OSError, UnicodeDecodeError, EngineError):
        return None


def _remember(place: Path, answer: str) -> str:
    """Keep an answer under its place in one step, and drop the oldest. Return what hindered it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(f"{_digest(answer)}\n{answer}".encode())
        Path(file.name).replace(place)
        kept = sorted(place.parent.glob("*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in kept[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as hindered:
        return f"citations can't be kept in {place.parent}: {hindered.strerror}"
    return ""


def _digest(answer: str) -> str:
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()
