"""Measures the search beside Pagefind on the same records: questions answered, bytes before the first hits, time to index.

    python -m benchmarks.search [--sources 1000]

Needs Debian's chromium and the original texts of the dossier. Pagefind is asked in two ways: with the question as it is typed,
and as its users mend that: without words that say nothing, word by word, the rarer word counting more.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as packaged
from pathlib import Path
from typing import TYPE_CHECKING, AnyStr, ClassVar

from playwright.sync_api import sync_playwright

from benchmarks import synthetic
from benchmarks.steps import cpu
from build_tools.exports import search
from build_tools.exports.search.records import records
from build_tools.exports.search.words import EMPTY
from build_tools.shells.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import SupportsRead, SupportsWrite
    from playwright.sync_api import Browser, Page

    from build_tools.exports.search.record import Record
    from build_tools.model.pages import Edition

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).with_name("results") / "search.md"
_CASES = ROOT / "tests" / "cases" / "search" / "questions.md"
_ROW = re.compile(r"^\| (?:as said|otherwise) \| (?P<question>.+?) \| (?P<statements>.+?) \|$", re.MULTILINE)
_FIRST, _SHOWN, _WEIGHED = 3, 5, 8
_PAGE = "<!doctype html><html lang=en><title>Search</title><script src={script}></script>"
_OURS = """async ([question, count]) =>
    (await (await dossierSearch.search(question)).hits(0, count)).map((hit) => hit.address)"""
_PAGEFIND = """async ([question, count]) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = await pagefind.search(question);
    return (await Promise.all(found.results.slice(0, count).map((one) => one.data()))).map((one) => one.url.slice(1));
}"""
_MENDED = """async ([question, count, empty, all]) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const words = (question.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? []).filter((word) => !empty.includes(word));
    const scores = new Map();
    for (const { results } of await Promise.all(words.map((word) => pagefind.search(word)))) {
        const rarity = Math.log(1 + all / (1 + results.length));
        const best = Math.max(...results.map((one) => one.score), 1e-9);
        for (const one of results) {
            const known = scores.get(one.id) ?? { one, score: 0 };
            scores.set(one.id, { one, score: known.score + (rarity * one.score) / best });
        }
    }
    const first = [...scores.values()].sort((a, b) => b.score - a.score).slice(0, count);
    return (await Promise.all(first.map(({ one }) => one.data()))).map((one) => one.url.slice(1));
}"""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to search: its name, what a page runs to ask, and what it is given beside the question."""

    name: str
    script: str
    given: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An index: its name, the CPU seconds that making it took, how many files it has and their bytes."""

    name: str
    seconds: float
    files: int
    size: int


def questions() -> Iterator[tuple[str, list[tuple[str, set[str]]]]]:
    """Yield each set of questions with its name, and with each question the addresses that answer it."""
    for part in _CASES.read_text("utf-8").split("\n## ")[1:]:
        rows = [(row["question"], {_address(one) for one in row["statements"].split()}) for row in _ROW.finditer(part)]
        yield part.partition("\n")[0], rows


def _address(statement: str) -> str:
    key, _, anchor = statement.partition("#")
    return f"sources/{key}.html#{anchor}"


def make(edition: Edition, folder: Path) -> list[Made]:
    """Write our index and Pagefind's of the same records into a folder."""
    before = cpu()
    made = tuple(search.files(edition))
    ours = cpu() - before
    for artifact in made:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
    assets = folder / "assets"
    assets.mkdir()
    theme = packaged("build_tools.theme")
    (assets / "search_engine.js").write_bytes(theme.joinpath("search_engine.js").read_bytes())
    (folder / "ours.html").write_text(_PAGE.format(script="assets/search_engine.js"), "utf-8")
    (folder / "pagefind.html").write_text(_PAGE.format(script="''"), "utf-8")
    before = cpu()
    _pagefind(tuple(records(edition)), folder / "pagefind")
    theirs = cpu() - before
    return [_made("ours", ours, folder / "search"), _made("Pagefind", theirs, folder / "pagefind")]


def _made(name: str, seconds: float, folder: Path) -> Made:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Made(name, seconds, len(sizes), sum(sizes))


def _pagefind(held: tuple[Record, ...], site: Path) -> None:
    """Index a page for each record by Pagefind's command; its own library waits a tenth of a second for each."""
    with tempfile.TemporaryDirectory() as name:
        for number, one in enumerate(held):
            beside = " ".join([*(text for _, text in one.beside), *one.asked])
            words = escape(f"{one.text} {one.note} {beside}")
            Path(name, f"{number}.html").write_text(f"<!doctype html><html lang=en><title>-</title><p>{words}</p>", "utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", name, "--output-path", str(site), "--silent"]
        subprocess.run(command, check=True, capture_output=True)


class _Counting(SimpleHTTPRequestHandler):
    """Serves files and notes how many bytes each has."""

    sent: ClassVar[list[int]] = []

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gave it
        """Say nothing of each request."""

    def copyfile(self, source: SupportsRead[AnyStr], outputfile: SupportsWrite[AnyStr]) -> None:
        """Send a file."""
        content = source.read()
        self.sent.append(len(content))
        outputfile.write(content)


def answered(browser: Browser, address: str, way: Way, asked: list[tuple[str, set[str]]], there: Callable[[str], str]) -> int:
    """Count the questions that one of their statements answers among the first hits; `there` leads a hit to its address."""
    page = _open(browser, address, way)
    right = sum(
        bool(set(map(there, page.evaluate(way.script, [question, _FIRST, *way.given]))) & wanted) for question, wanted in asked
    )
    page.close()
    return right


def weight(browser: Browser, address: str, way: Way, question: str) -> int:
    """Return the bytes that a browser loads from the first turn to the search until the first hits are there."""
    _Counting.sent.clear()
    page = _open(browser, address, way)
    page.evaluate(way.script, [question, _SHOWN, *way.given])
    page.close()
    return sum(_Counting.sent)


def _open(browser: Browser, address: str, way: Way) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}{'ours' if way.name == 'ours' else 'pagefind'}.html")
    return page


def measured(edition: Edition, sets: list[tuple[str, list[tuple[str, set[str]]]]], asked: list[str]) -> Iterator[str]:
    """Yield the lines of a table for one dossier: the ways, what they answer, what they weigh, and what they cost to make."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {one.name: one for one in make(edition, folder)}
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        every = tuple(records(edition))
        held = len(every)

        def there(hit: str) -> str:
            number = hit.removesuffix(".html")
            one = every[int(number)] if number.isdecimal() else None
            return f"{one.path.removesuffix('.md')}.html#{one.anchor}" if one else hit

        ways = (
            Way("ours", _OURS),
            Way("Pagefind", _PAGEFIND),
            Way("Pagefind, word by word", _MENDED, (sorted(EMPTY), held)),
        )
        with sync_playwright() as playwright:
            options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
            yield f"{held:,} records."
            yield ""
            heads = ["", *(f"{title} ({len(rows)})" for title, rows in sets), "kB before the first 5 hits", "CPU s", "files", "MB"]
            yield f"| {' | '.join(heads)} |"
            yield f"|---|{'---:|' * (len(heads) - 1)}"
            for way in ways:
                right = [f"{100 * answered(browser, address, way, rows, there) / len(rows):.0f} %" for _, rows in sets]
                loaded = sorted(weight(browser, address, way, question) for question in asked)
                one = made[way.name.partition(",")[0]]
                cells = [f"{loaded[len(loaded) // 2] / 1000:.0f}", f"{one.seconds:.1f}", f"{one.files:,}", f"{one.size / 1e6:.1f}"]
                yield f"| {' | '.join([way.name, *right, *cells])} |"
            browser.close()
        server.shutdown()


def main() -> None:
    """Measure the real dossier and a synthetic one, and write the table."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--sources", type=int, default=1000, help="sources of the synthetic dossier (default: 1000)")
    given = parser.parse_args()
    sets = list(questions())
    typed = [question for question, _ in sets[0][1][:_WEIGHED]]
    real = open_project(ROOT / "mkdocs.yml").build().edition
    lines = [
        "# The search beside Pagefind",
        "",
        "Share of questions answered among the first three hits; bytes on the disk, Pagefind's compressed, ours not.",
    ]
    lines += ["", "## The dossier", "", *measured(real, sets, typed)]
    with tempfile.TemporaryDirectory() as name:
        synthetic.write(Path(name), given.sources)
        large = open_project(Path(name, "mkdocs.yml")).build().edition
        said = [one.text.rstrip(".") for one in list(large.library.statements.values())[:: 2 * given.sources]]
        asked = [" ".join(text.split()[2:8]) for text in said]
        lines += ["", f"## A synthetic dossier of {given.sources:,} sources", "", *measured(large, [], asked)]
    RESULT.write_text("\n".join(lines) + "\n", "utf-8")
    print(RESULT.read_text("utf-8"))


if __name__ == "__main__":
    main()
