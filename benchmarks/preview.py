"""Measures the live preview of a dossier as an editor meets it: from a save to the refreshed page.

    python -m benchmarks.preview FOLDER

It runs `mkdocs serve`, saves a digest and a topic with a word more, in turn, and waits as a browser waits: with a request that is
answered when the site has been built again. Then it asks for the page. Prints JSON; the files are put back.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 1800
_SAVES, _MANY = 6, 500  # saves, and sources from which on two have to do
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


def measure(folder: Path) -> dict[str, float]:
    """Return the medians of some saves, and the memory that the preview took."""
    digests = sorted((folder / "sources").glob("*.md"))
    topics = sorted((folder / "docs" / "topics").glob("*/[!i]*.md"))
    files = {digests[len(digests) // 2]: "sources", topics[len(topics) // 2]: "topics/" + topics[len(topics) // 2].parent.name}
    before = {path: path.read_text("utf-8") for path in files}
    try:
        with running(folder) as (process, address):
            page(address + "index.html")
            saves = [
                saved(path, address, f"{shown}/{path.stem}.html", number, process)
                for number in range(_SAVES // len(files) if len(digests) < _MANY else 1)
                for path, shown in files.items()
            ]
            return {"cpu": median(one.cpu for one in saves), "wall": median(one.wall for one in saves), "peak": peak(process)}
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
