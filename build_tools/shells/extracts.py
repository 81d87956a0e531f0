"""Read other people's files in a process of its own, bounded in time and memory, and keep what came out under .cache/."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.load import formats
from build_tools.load import rules as load_rules
from build_tools.load.original_too_large import too_large
from build_tools.load.unreadable import Unreadable
from build_tools.model.extract import Block, Extract, Marker
from build_tools.shells import disk

if TYPE_CHECKING:
    from collections.abc import Mapping

# These are read in a moment and by Python's own means; the others go through large parsers.
_HERE = frozenset({"txt", "markdown"})
_READERS = ("lxml", "trafilatura", "pdfplumber", "pdfminer.six", "charset-normalizer")


@dataclass(frozen=True, slots=True)
class ExtractApart:
    """Turns an original into text: from the cache, or in a process that may take so many seconds and bytes and no more.

    Used as `originals.read(name, content, extract=ExtractApart(root / CACHE))`.
    """

    cache: Path
    seconds: int = 120
    memory: int = 3_000_000_000

    def __call__(self, name: str, content: bytes) -> Extract:
        """Return a file's text with its blocks. Raises Unreadable."""
        form = formats.format_of(name, content)
        if form in _HERE:
            return formats.extract(name, content)
        kept = self.cache / "extracts" / f"{hashlib.sha256(content).hexdigest()}-{form}-{_fingerprint()}.json"
        try:
            return _loaded(json.loads(kept.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError):
            answer = self._apart(name, content)
        disk.write(kept, json.dumps(answer, ensure_ascii=False).encode())
        return _loaded(answer)

    def _apart(self, name: str, content: bytes) -> Mapping[str, Any]:
        """Return what a process of its own makes of a file. Raises Unreadable where it finds so, or goes beyond its bounds."""
        command = [sys.executable, "-m", "build_tools.shells.extract_alone", name, str(self.seconds), str(self.memory)]
        beyond = too_large(name, f"reading it takes more than {self.seconds} seconds or {self.memory // 1_000_000:,} MB")
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=5 * self.seconds, check=False)  # noqa: S603 - our own module
        except subprocess.TimeoutExpired as error:
            raise beyond from error
        try:
            answer = json.loads(done.stdout)
        except ValueError as error:
            raise beyond from error
        if "code" in answer:
            rule = next(rule for rule in load_rules() if rule.code == answer["code"])
            raise Unreadable(rule, answer["message"], answer["help"])
        return dict(answer)


def dumped(extract: Extract) -> Mapping[str, Any]:
    """Return an extract as plain data."""
    return asdict(extract)


def _loaded(held: Mapping[str, Any]) -> Extract:
    return Extract(
        held["format"],
        held["text"],
        tuple(Block(**block) for block in held["blocks"]),
        tuple(Marker(**marker) for marker in held["markers"]),
        tuple((name, value) for name, value in held["facts"]),
        held["encoding"],
    )


@cache
def _fingerprint() -> str:
    """Return a short name of the readers as they are now, so that what older ones made is made anew."""
    folder = Path(formats.__file__).parent
    ours = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    theirs = " ".join(f"{name} {version(name)}" for name in _READERS)
    return hashlib.sha256(ours + theirs.encode()).hexdigest()[:12]
