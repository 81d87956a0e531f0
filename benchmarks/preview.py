"""Measures the live preview of a dossier as an editor meets it: from a save to the refreshed page.

    python -m benchmarks.preview
    python -m benchmarks.preview FOLDER

It runs `mkdocs serve`, saves a digest and a topic with a word more, in turn, and waits as a browser waits: with a request that is
answered when the site has been built again. Then it asks for the page. The files are put back. Without a folder it takes synthetic
dossiers, sets a save beside a build of plain MkDocs with Material, and writes `benchmarks/results/preview.md`.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import engine
from build_tools.shells import disk

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (5, 100, 1000)
RESULTS = Path(__file__).with_name("results") / "preview.md"
_PATIENCE = 1800
_SAVES = 3  # of each file
_METHOD = """\
*A save* is a digest or a topic with a word more while `mkdocs serve` runs: CPU seconds of the preview until the new page is there,
and seconds from the save to that page as a browser gets it, on this machine with all else that it does at the time; a busy machine
takes several times as long as an idle one. *Plain* is a build of MkDocs with Material on the same pages in CPU seconds, measured in
the same run; `engine.md` says with what. *Start* is all until the first page can be had.
"""
_HEAD = (
    "sources",
    "plain, s",
    "start, s",
    "a digest, s",
    "a topic, s",
    "of plain",
    "digest to page, s",
    "topic to page, s",
    "peak, MB",
)
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save cost: CPU seconds of the preview, and seconds until the new page was there."""

    cpu: float
    wall: float


@contextmanager
def running(folder: Path) -> Iterator[tuple[int, str]]:
    """Run the preview until the end of the block; hand out its process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process.pid, f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def page(address: str) -> str:
    """Return a page as soon as it can be had. Raises TimeoutError after half an hour."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - our own server on this machine
                return str(answer.read(), "utf-8")
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(address)


def cpu(process: int) -> float:
    """Return the CPU seconds of a process and of those that it has started and that have ended (proc(5), fields 14 to 17)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def peak(process: int) -> int:
    """Return the most memory that a process had, in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def saved(path: Path, address: str, shown: str, number: int, process: int) -> Saved:
    """Save a file with a word more, and wait until the page that shows it has the word."""
    found = _EPOCH.search(page(address + shown))
    if not found:
        raise RuntimeError("the page does not wait for a newer one")
    word = f"Benchmarked{number}"
    before, start = cpu(process), time.monotonic()
    text = path.read_text("utf-8").rstrip()
    path.write_text(f"{text} [{word}.]{{.analysis}}\n" if path.parent.name != "sources" else f"{text} {word}.\n", "utf-8")
    newest = page(f"{address}livereload/{found[1]}/{found[2]}")
    while word not in page(address + shown) and int(newest) <= int(found[1]):
        newest = page(f"{address}livereload/{found[1]}/{found[2]}")
    return Saved(cpu(process) - before, time.monotonic() - start)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a preview took: CPU seconds until its first page, the medians of a digest's and of a topic's saves, and memory in MB."""

    start: float
    digest: Saved
    topic: Saved
    peak: int


def measure(folder: Path) -> Measured:
    """Start the preview of a dossier, and save the digest and the topic in the middle several times, in turn."""
    digests = sorted((folder / "sources").glob("*.md"))
    topics = sorted((folder / "docs" / "topics").glob("*/[!i]*.md"))
    digest, topic = digests[len(digests) // 2], topics[len(topics) // 2]
    shown = {digest: f"sources/{digest.stem}.html", topic: f"topics/{topic.parent.name}/{topic.stem}.html"}
    before = {path: path.read_text("utf-8") for path in shown}
    try:
        with running(folder) as (process, address):
            page(address + "index.html")
            start = cpu(process)
            saves = [(path, saved(path, address, shown[path], number, process)) for number in range(_SAVES) for path in shown]
            middle = {path: _middle([one for saved_path, one in saves if saved_path == path]) for path in shown}
            return Measured(start, middle[digest], middle[topic], peak(process))
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8")


def _middle(saves: list[Saved]) -> Saved:
    return Saved(median(one.cpu for one in saves), median(one.wall for one in saves))


def row(folder: Path, sources: int) -> str:
    """Measure a synthetic dossier beside plain MkDocs, and return a line of the table."""
    engine.prepare(folder, sources)
    engine.prepare_plain(folder)
    plain, ours = engine.measure(folder / "plain").cpu, measure(folder / "ours")
    share = max(ours.digest.cpu, ours.topic.cpu) / plain
    figures = (ours.start, ours.digest.cpu, ours.topic.cpu, share, ours.digest.wall, ours.topic.wall)
    return f"| {sources:,} | {plain:.1f} | {' | '.join(f'{figure:.2f}' for figure in figures)} | {ours.peak} |"


def report(rows: list[str]) -> str:
    """Return the table as Markdown."""
    title = "# What a save costs in the live preview\n"
    machine = f"Medians of {_SAVES} saves. {engine.machine()}\n"
    return "\n".join((title, _METHOD, machine, f"| {' | '.join(_HEAD)} |", f"|{' ---: |' * len(_HEAD)}", *rows, ""))


def main() -> None:
    """Measure one dossier and print it, or the synthetic ones and write them."""
    if len(sys.argv) > 1:
        print(measure(Path(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        told = report([row(Path(folder) / str(size), size) for size in SIZES])
    print(told)
    disk.write(RESULTS, told.encode())


if __name__ == "__main__":
    main()
