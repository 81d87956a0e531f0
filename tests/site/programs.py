"""The two programs that a user runs, `dossier` and `mkdocs`, and where the two dossiers of these tests lie."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
ORIGINALS = Path(os.environ.get("DOSSIER_ORIGINALS") or ROOT.parent / "shared" / "originals").resolve()
LOCK = Path("sources", "evidence.lock")
_WRITTEN = ("mkdocs.yml", "references.bib", "sources", "docs", "originals")
# MkDocs dates its sitemap; a fixed moment makes two builds the same.
_FIXED = {"VISUAL": "code", "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program left behind: its exit code and what it said on both of its ways out."""

    code: int
    out: str
    err: str


def environment(**changed: str) -> dict[str, str]:
    """Return the environment of this process with a fixed date and some changes."""
    return {**os.environ, **_FIXED, **changed}


def run(words: list[str], folder: Path, settings: Mapping[str, str] | None = None) -> Outcome:
    """Run a program in a folder to its end."""
    done = subprocess.run(  # noqa: S603 - our own programs with the words of a test
        words, cwd=folder, env=environment(**(settings or {})), capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def dossier(folder: Path, *words: str, **settings: str) -> Outcome:
    """Run the command line in a dossier's folder."""
    return run([str(Path(sys.executable).with_name("dossier")), *words], folder, settings)


def mkdocs_build(folder: Path, target: Path, **settings: str) -> Outcome:
    """Build a dossier's site with the real MkDocs in its strict mode."""
    return run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)], folder, settings)


def copied(dossier_folder: Path, target: Path) -> Path:
    """Copy what an editor writes of a dossier to another folder, with the originals that lie within it.

    The converted typefaces go along, since they take seconds to make.
    """
    for name in _WRITTEN:
        there = dossier_folder / name
        if there.is_dir():
            shutil.copytree(there, target / name)
        elif there.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(there, target / name)
    fonts = Path(".cache", "dossier", "fonts")
    if (ROOT / fonts).is_dir():
        shutil.copytree(ROOT / fonts, target / fonts)
    return target


def written_pages(folder: Path) -> int:
    """Return how many topic pages and digests an editor has written."""
    topics = sum(1 for path in (folder / "docs" / "topics").glob("*/*.md"))
    return topics + sum(1 for path in (folder / "sources").glob("*.md"))


def front_matter(path: Path) -> dict[str, object]:
    """Return the front matter of a page."""
    _, told, _ = path.read_text("utf-8").split("---\n", 2)
    return dict(yaml.safe_load(told))
