"""Measures our whole pipeline against plain MkDocs with Material on the same pages, in CPU seconds, at several sizes.

    python -m benchmarks.engine
    python -m benchmarks.engine --sources 100 1000 --runs 3

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
from statistics import median
from typing import TYPE_CHECKING

import yaml

from benchmarks import synthetic
from build_tools import exports
from build_tools.shells import disk, mkdocs_site
from build_tools.shells.project import CACHE, open_project
from build_tools.shells.theme_files import theme_files

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (5, 100, 570, 1000, 3580)  # 570 sources make about 1,000 pages, 3,580 about 5,000
_TAKEN_APART = 1000
RESULTS = Path(__file__).with_name("results") / "engine.md"
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "markdown-it-py", "pypandoc-binary")
_METHOD = """\
CPU seconds (user and system) of `mkdocs build` and all processes that it starts, and the most memory that one of these had. *Ours*
is MkDocs with Material and our plugin, from digests, topics and originals to the site, checks, citations, search and data
included, with nothing kept from an earlier build but the typefaces, which are cut once on a machine. *Plain* is MkDocs with
Material on the Markdown that `dossier export markdown` writes, with the same theme, features (`navigation.prune`) and menu, and
Material's own search; it reads its pages with Python-Markdown, which ours does not need. The dossiers are synthetic
(`benchmarks/synthetic.py`): 20 statements a source, a topic for every five sources, 24 propositions, every passage found. Saves in
the live preview stand in `preview.md`.
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: CPU seconds, and megabytes at its largest."""

    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Result:
    """The medians at one size: of our builds, and of plain MkDocs' where it was asked."""

    sources: int
    pages: int
    ours: Cost
    plain: Cost | None

    def row(self) -> str:
        """Return a line of the table."""
        plain = (f"{self.plain.cpu:.1f}", f"{self.ours.cpu / self.plain.cpu:.2f}") if self.plain else ("", "")
        peaks = (f"{self.ours.peak}", f"{self.plain.peak}" if self.plain else "")
        return f"| {' | '.join((f'{self.sources:,}', f'{self.pages:,}', f'{self.ours.cpu:.1f}', *plain, *peaks))} |"


def run(module: str, *words: str | Path) -> bytes:
    """Run a Python module as a process of its own and return what it prints. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def prepare(folder: Path, sources: int) -> None:
    """Write a dossier into `ours`, with what is made once on a machine."""
    synthetic.write(folder / "ours", sources)
    theme_files(folder / "ours" / CACHE)


def prepare_plain(folder: Path) -> None:
    """Write the pages of `ours` as Markdown, with an equal configuration, into `plain`."""
    build = open_project(folder / "ours" / "mkdocs.yml").build()
    if build.errors:
        raise SystemExit(f"the synthetic dossier has errors, the first: {build.errors[0]}")
    disk.write_all(folder / "plain", exports.formats()["markdown"](build.edition))
    configuration = yaml.safe_load((folder / "plain" / "mkdocs.yml").read_text("utf-8"))
    configuration |= yaml.safe_load((folder / "ours" / "mkdocs.yml").read_text("utf-8"))
    configuration |= {"plugins": ["search"], "nav": mkdocs_site.menu(build.pages)}
    (folder / "plain" / "mkdocs.yml").write_text(yaml.safe_dump(configuration, sort_keys=False), "utf-8")


def forget(folder: Path) -> None:
    """Take away the site and all that an earlier build left, but the typefaces."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    for kept in (folder / CACHE).glob("*"):
        if kept.is_dir() and kept.name != "fonts":
            shutil.rmtree(kept)
        elif kept.is_file():
            kept.unlink()


def measure(folder: Path) -> Cost:
    """Return what one build from nothing takes. Raises SystemExit where it fails."""
    forget(folder)
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml"))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{folder} can't be built")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def compare(folder: Path, sources: int, runs: int, most_plain: int) -> Result:
    """Measure both, one after the other, several times."""
    prepare(folder, sources)
    if sources <= most_plain:
        prepare_plain(folder)
    ours, plain = [], []
    for _ in range(runs):
        ours.append(measure(folder / "ours"))
        plain += [measure(folder / "plain")] if sources <= most_plain else []
        print(f"{sources:,} sources: ours {ours[-1]}, plain {plain[-1:]}", file=sys.stderr, flush=True)
    pages = sum(1 for _ in (folder / "ours" / "site").rglob("*.html"))
    return Result(sources, pages, middle(ours), middle(plain) if plain else None)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians of some costs."""
    return Cost(median(one.cpu for one in costs), round(median(one.peak for one in costs)))


def steps(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of each step of one build from nothing."""
    forget(folder)
    return {name: float(seconds) for name, seconds in json.loads(run("benchmarks.steps", folder, folder / "site")).items()}


def report(results: Sequence[Result], spent: dict[str, float], runs: int) -> str:
    """Return the tables as Markdown."""
    total = sum(spent.values())
    parts = [f"| {name} | {seconds:.1f} | {seconds / total:.0%} |" for name, seconds in spent.items()]
    return "\n".join(
        (
            "# What the engine costs\n",
            _METHOD,
            f"{_counted(runs)} {machine()}\n",
            "| sources | pages | ours, s | plain, s | ratio | our peak, MB | plain peak, MB |",
            f"| {'---: | ' * 7}".rstrip(),
            *(one.row() for one in results),
            *_growth(results),
            f"\n## Where the time goes at {_TAKEN_APART:,} sources\n",
            "| step | CPU, s | share |",
            "| --- | ---: | ---: |",
            *parts,
            "",
        )
    )


def _growth(results: Sequence[Result]) -> tuple[str, ...]:
    """Say how the time grows from each size to the largest: an exponent of 1 is linear."""
    *others, large = results
    told = "; ".join(_grown(small, large) for small in others)
    return (f"\nOur time grows {told}.",) if told else ()


def _grown(small: Result, large: Result) -> str:
    """Say it by sources, with which grows all that pages hold, and by pages, of which there are fewer for each source."""
    sources, pages = large.sources / small.sources, large.pages / small.pages

    def powers(here: Cost, there: Cost) -> str:
        return f"{_power(here, there, sources):.2f} of the sources and {_power(here, there, pages):.2f} of the pages"

    plain = f" (plain: {powers(small.plain, large.plain)})" if small.plain and large.plain else ""
    return f"from {small.sources:,} to {large.sources:,} sources with the power {powers(small.ours, large.ours)}{plain}"


def _power(here: Cost, there: Cost, times: float) -> float:
    """Return the power of a size with which the time grows, where the size grows so many times."""
    return math.log(there.cpu / here.cpu) / math.log(times)


def _counted(runs: int) -> str:
    return "One run of each." if runs == 1 else f"Medians of {runs} alternating runs."


def machine() -> str:
    """Say what was measured with: the machine, its load, and the versions of what matters."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    told = f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, load {os.getloadavg()[2]:.1f}"
    return f"{told}; Python {platform.python_version()}, {versions}."


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="Measure our pipeline against plain MkDocs with Material.")
    usual = " ".join(map(str, SIZES))
    parser.add_argument("--sources", type=int, nargs="+", default=SIZES, help=f"how many sources to measure with ({usual})")
    parser.add_argument("--runs", type=int, default=3, help="how often each is built (default: 3)")
    parser.add_argument("--most-plain", type=int, default=SIZES[-1], help="up to how many sources plain MkDocs is measured too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = [compare(Path(folder) / str(size), size, given.runs, given.most_plain) for size in given.sources]
        if _TAKEN_APART not in given.sources:
            prepare(Path(folder) / str(_TAKEN_APART), _TAKEN_APART)
        spent = steps(Path(folder) / str(_TAKEN_APART) / "ours")
    told = report(results, spent, given.runs)
    print(told)
    if tuple(given.sources) == SIZES:
        disk.write(RESULTS, told.encode())


if __name__ == "__main__":
    main()
