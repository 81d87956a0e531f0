"""Measures our whole pipeline against plain MkDocs with Material on the same pages, in CPU seconds, at several sizes.

    python -m benchmarks.engine

It prints two tables, and writes them to `benchmarks/results/engine.md` where the sizes are the usual ones.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import TYPE_CHECKING

import yaml

from benchmarks import synthetic
from build_tools.shells import disk, mkdocs_site
from build_tools.shells.project import CACHE, open_project
from build_tools.shells.theme_files import theme_files

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (5, 100, 1000)
RESULTS = Path(__file__).with_name("results") / "engine.md"
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "markdown-it-py", "pypandoc-binary")
_METHOD = """\
CPU seconds (user and system) of `mkdocs build` and all processes that it starts. *Ours* is MkDocs with Material and our plugin,
from digests, topics and originals to the site, with no citation kept from an earlier build; the typefaces, which are cut once
on a machine in some seconds, are there already. *Plain* is MkDocs with Material on the Markdown that `dossier export markdown`
writes, with the same theme, features, search and menu; it reads its pages with Python-Markdown, which ours does not need. The
dossiers are synthetic (`benchmarks/synthetic.py`): 20 statements a source, a topic for every five sources, 24 propositions,
every passage found.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """The medians at one size, in CPU seconds."""

    sources: int
    pages: int
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        """What a build costs, where plain MkDocs costs 1."""
        return self.ours / self.plain


def run(module: str, *words: str | Path) -> bytes:
    """Run a Python module as a process of its own and return what it prints. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def prepare(folder: Path, sources: int) -> int:
    """Write a dossier into `ours`, and its pages as Markdown with an equal configuration into `plain`; return how many pages."""
    synthetic.write(folder / "ours", sources)
    theme_files(folder / "ours" / CACHE)
    build = open_project(folder / "ours" / "mkdocs.yml").build()
    if build.errors:
        raise SystemExit(f"the synthetic dossier has errors, the first: {build.errors[0]}")
    run("build_tools.shells.cli", "--config-file", folder / "ours" / "mkdocs.yml", "export", "markdown", folder / "plain")
    configuration = yaml.safe_load((folder / "plain" / "mkdocs.yml").read_text("utf-8"))
    configuration |= yaml.safe_load((folder / "ours" / "mkdocs.yml").read_text("utf-8"))
    configuration |= {"plugins": ["search"], "nav": mkdocs_site.menu(build.pages)}
    (folder / "plain" / "mkdocs.yml").write_text(yaml.safe_dump(configuration, sort_keys=False), "utf-8")
    return len(build.pages)


def forget(folder: Path) -> None:
    """Take away what an earlier build left: the site and the rendered citations."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    for answer in (folder / CACHE).glob("*.json"):
        answer.unlink()


def measure(folder: Path) -> float:
    """Return the CPU seconds of one build from nothing."""
    forget(folder)
    before = getrusage(RUSAGE_CHILDREN)
    run("mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml")
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(folder: Path, sources: int, runs: int) -> Result:
    """Measure both, one after the other, several times."""
    pages = prepare(folder, sources)
    pairs = [(measure(folder / "ours"), measure(folder / "plain")) for _ in range(runs)]
    return Result(sources, pages, median(ours for ours, _ in pairs), median(plain for _, plain in pairs))


def steps(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of each step of one build from nothing."""
    forget(folder)
    return {name: float(seconds) for name, seconds in json.loads(run("benchmarks.steps", folder, folder / "site")).items()}


def report(results: Sequence[Result], spent: dict[str, float], runs: int) -> str:
    """Return the tables as Markdown."""
    sizes = [f"| {one.sources:,} | {one.pages:,} | {one.ours:.1f} | {one.plain:.1f} | {one.ratio:.2f} |" for one in results]
    total = sum(spent.values())
    parts = [f"| {name} | {seconds:.1f} | {seconds / total:.0%} |" for name, seconds in spent.items()]
    return "\n".join(
        (
            "# What the engine costs\n",
            _METHOD,
            f"{_counted(runs)} {_machine()}\n",
            "| sources | pages | ours, s | plain, s | ratio |",
            "| ---: | ---: | ---: | ---: | ---: |",
            *sizes,
            *_growth(results),
            f"\n## Where the time goes at {results[-1].sources:,} sources\n",
            "| step | CPU, s | share |",
            "| --- | ---: | ---: |",
            *parts,
            "",
        )
    )


def _growth(results: Sequence[Result]) -> tuple[str, ...]:
    """Say how the time grows between the two largest sizes: an exponent of 1 is linear."""
    if len(results) < 2:  # noqa: PLR2004 - growth needs two
        return ()
    small, large = results[-2:]
    ours, plain = (
        math.log(there / here) / math.log(large.sources / small.sources)
        for here, there in ((small.ours, large.ours), (small.plain, large.plain))
    )
    sizes = f"From {small.sources:,} to {large.sources:,} sources"
    return (f"\n{sizes} the time grows with the power {ours:.2f} of their number; plain MkDocs' with {plain:.2f}.",)


def _counted(runs: int) -> str:
    return "One run of each." if runs == 1 else f"Medians of {runs} alternating runs."


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, load {os.getloadavg()[2]:.1f}"
    return f"{machine}; Python {platform.python_version()}, {versions}."


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="Measure our pipeline against plain MkDocs with Material.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of sources (default: 5 100 1000)")
    parser.add_argument("--runs", type=int, default=3, help="how often each is built (default: 3)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = [compare(Path(folder) / str(size), size, given.runs) for size in given.sizes]
        spent = steps(Path(folder) / str(given.sizes[-1]) / "ours")
    told = report(results, spent, given.runs)
    print(told)
    if tuple(given.sizes) == SIZES:
        disk.write(RESULTS, told.encode())


if __name__ == "__main__":
    main()
