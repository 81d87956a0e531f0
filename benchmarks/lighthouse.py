"""Measures a built site with Google's Lighthouse as a phone on a slow line sees it, and weighs a first visit.

    python -m benchmarks.lighthouse [SITE]

It needs npm and a Chromium; Lighthouse is installed under `.cache/` when it is first asked for. It looks at the first page and at
the heaviest one, served compressed and with the headers of `_headers`, and writes `benchmarks/results/lighthouse.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = Path(__file__).with_name("results") / "lighthouse.md"
_CACHE = Path(".cache") / "lighthouse"
_LIGHTHOUSE = "lighthouse@12.8.2"
_COMPRESSED = {".html", ".css", ".js"}
_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


class _Host(SimpleHTTPRequestHandler):
    """Serves files as a host does: compressed, and with the headers that the site asks for."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Answer with a file, compressed where that helps."""
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Cache-Control", "max-age=3600")
        if file.suffix in _COMPRESSED:
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines():
            name, _, value = line.strip().partition(": ")
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def _hosted(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def _installed() -> Path:
    program = _CACHE / "node_modules" / ".bin" / "lighthouse"
    if not program.is_file():
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(_CACHE), _LIGHTHOUSE], check=True)
    return program.resolve()


def _scores(program: Path, url: str) -> dict[str, int]:
    report = _CACHE / "report.json"
    words = [str(program), url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={_FLAGS}"]
    chrome = {"CHROME_PATH": shutil.which("chromium") or ""}
    subprocess.run(words, check=True, env={**os.environ, **chrome})
    return {one["title"]: round(one["score"] * 100) for one in json.loads(report.read_text("utf-8"))["categories"].values()}


def first_visit(site: Path, path: str) -> int:
    """Return the bytes that a first visit to a page transfers, typefaces aside."""
    page = site / path
    loaded = _LOADED.findall(page.read_text("utf-8"))
    return sum(
        len(gzip.compress(file.read_bytes(), mtime=0)) for file in (page, *((page.parent / one).resolve() for one in loaded))
    )


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", default="site", type=Path)
    site: Path = parser.parse_args().site.resolve()
    heaviest = max(site.rglob("*.html"), key=lambda page: page.stat().st_size).relative_to(site).as_posix()
    lines = [f"# {_LIGHTHOUSE}, as a phone", "", "| page | first visit, KiB | scores |", "|---|---|---|"]
    with _hosted(site) as address:
        for path in ("index.html", heaviest):
            scores = ", ".join(f"{name} {score}" for name, score in _scores(_installed(), address + path).items())
            lines.append(f"| {path} | {first_visit(site, path) / 1024:.0f} | {scores} |")
    told = "\n".join(lines) + "\n"
    print(told)
    RESULTS.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
