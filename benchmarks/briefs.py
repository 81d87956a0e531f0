"""Measures what a brief and a dossier cost on paper: ours beside WeasyPrint, pandoc's Typst writer and, where it is, LaTeX.

    python -m benchmarks.briefs

All get the same content, ready to be set: the blocks of this dossier's pages as Typst source, as HTML, and as pandoc's tree.
Each is set in a process of its own, whose CPU time, wall time and memory the system counts, with those that it starts. Ours is
measured with its checks (conformance, words, notes, links, fonts, margins); the others check nothing.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import pypdfium2

from benchmarks import preview
from benchmarks.presses import AGAIN, DATE, LATEX, OURS, PRESSES
from build_tools.exports import html
from build_tools.exports.brief_notes import laid_out
from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint, Manuscript, dossier, for_paper
from build_tools.exports.typst_links import places
from build_tools.exports.word_tree import Tree
from build_tools.model.pages import Page
from build_tools.pipeline import Build
from build_tools.shells.project import Project, open_project

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).with_name("results") / "briefs.md"
_BRIEF = "alliance"
# How many of the dossier's pages make about 60 and about 180 sheets.
_SIXTY = 24
_SAMPLED = 0.02  # seconds between looks at the memory of all processes
_SAVES, _PAUSE = 5, 3.0  # saves in the live preview, and seconds between them, in which it comes to rest
_STYLE = "<style>@page{size:A4;margin:20mm}body{font:10pt serif}table{border-collapse:collapse;width:100%}</style>"
_AIMS = {"brief": "0.5 s CPU", "dossier of about 60 sheets": "5 s CPU", "whole dossier": "17 s CPU, 600 MB"}


@dataclass(frozen=True, slots=True)
class Content:
    """The same words for everyone: a name, our manuscript, the pages as HTML, and as a tree for pandoc."""

    name: str
    manuscript: Manuscript
    html: str
    tree: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: CPU and wall seconds, megabytes of memory at most; and what it made: kilobytes and sheets.

    `memory` is that of the largest process, `together` that of it and all that it started, at the same time.
    """

    cpu: float
    wall: float
    memory: float
    together: float
    size: float = 0.0
    sheets: int = 0


def contents(project: Project, build: Build) -> Iterator[Content]:
    """Yield a brief, a part of the dossier, and the whole."""
    imprint = Imprint(project.settings.site_name, "https://dossier.example/", "1", DATE, project.settings.lang)
    page = next(page for page in build.pages if page.path == f"briefs/{_BRIEF}.md")
    shown = replace(page, blocks=laid_out(page.blocks, {}))
    yield Content("brief", brief(page, imprint), _html((shown,)), _tree((shown,)))
    printed = for_paper(build.pages)
    for name, pages in (("dossier of about 60 sheets", printed[:_SIXTY]), ("whole dossier", printed)):
        yield Content(name, dossier(pages, imprint), _html(pages), _tree(pages))


def _html(pages: tuple[Page, ...]) -> str:
    return f"<!doctype html><meta charset=utf-8>{_STYLE}{''.join(html.render(page, {}).html for page in pages)}"


def _tree(pages: tuple[Page, ...]) -> str:
    # Links lead to the site: pandoc's Typst writer would name labels that stand on other pages, or twice.
    known = replace(places(pages, "https://dossier.example/"), known=frozenset())
    blocks = [node for page in pages for node in Tree(page.path, known).blocks(page.blocks)]
    return json.dumps({"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks})


def run(command: list[str]) -> Cost:
    """Run a process to its end. Raises RuntimeError if it fails."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    together = 0.0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        together = max(together, _held(process.pid))
        time.sleep(_SAMPLED)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    largest = usage.ru_maxrss / 1024
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - began, largest, max(largest, together))


def _held(process: int) -> float:
    """Return the megabytes that a process and all that it started hold now (proc(5)); nothing for one that has just ended."""
    try:
        started = [path.read_text("utf-8").split() for path in Path(f"/proc/{process}/task").glob("*/children")]
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0.0
    own = status.partition("VmRSS:")[2].split()[:1]
    return (int(own[0]) / 1024 if own else 0.0) + sum(_held(int(one)) for some in started for one in some)


def made(command: list[str], target: Path) -> Cost:
    """Return what it takes to make a PDF, and what it is."""
    cost = run(command)
    document = pypdfium2.PdfDocument(target)
    sheets = len(document)
    document.close()
    return replace(cost, size=target.stat().st_size / 1024, sheets=sheets)


def measured(content: Content, folder: Path) -> Iterator[tuple[str, Cost | None]]:
    """Yield what each engine takes for the same content; None where it is not installed or fails."""
    files = {"manuscript": pickle.dumps(content.manuscript), "html": content.html.encode(), "json": content.tree.encode()}
    for number, (name, (kind, _)) in enumerate(PRESSES.items()):
        given, target = folder / f"{number}.{kind}", folder / f"{number}.pdf"
        given.write_bytes(files[kind])
        if name == LATEX and not shutil.which("xelatex"):
            yield name, None
            continue
        try:
            yield name, made(_press(name, given, target), target)
        except RuntimeError as failed:
            print(failed, file=sys.stderr)
            yield name, None


def _press(name: str, given: Path, target: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.presses", name, str(given), str(target)]


def first(content: Content, folder: Path) -> Cost:
    """Return what it takes the first time on a machine, when the typefaces are gathered."""
    given = folder / "0.manuscript"
    given.write_bytes(pickle.dumps(content.manuscript))
    return run(_press(OURS, given, folder / "first.pdf"))


def edited(content: Content, folder: Path) -> float:
    """Return the CPU seconds that an edit takes where the process runs on."""
    given, target = folder / "again.manuscript", folder / "again.txt"
    given.write_bytes(pickle.dumps(content.manuscript))
    run(_press(AGAIN, given, target))
    return float(target.read_text())


def previewed(root: Path) -> Iterator[tuple[float, float, float]]:
    """Yield for some saves of a brief the seconds until its PDF, asked for at once, is there; of CPU until then, and until rest."""
    brief = root / "docs" / "briefs" / f"{_BRIEF}.md"
    text = brief.read_text("utf-8")
    try:
        with preview.running(root) as (process, address):
            preview.page(f"{address}index.html")
            _fetched(address)
            for number in range(_SAVES):
                time.sleep(_PAUSE)
                word, spent, began = f"readers{number}", preview.cpu(process), time.monotonic()
                brief.write_text(text.replace("audience: ", f"audience: {word}, ", 1), "utf-8")
                if word not in _fetched(address):
                    raise RuntimeError("the PDF is older than the save")
                until, busy = time.monotonic() - began, preview.cpu(process) - spent
                time.sleep(_PAUSE)
                yield until, busy, preview.cpu(process) - spent
    finally:
        brief.write_text(text, "utf-8")


def _fetched(address: str) -> str:
    """Return the words on the first sheet of the brief that the preview hands out."""
    with urlopen(f"{address}briefs/{_BRIEF}.pdf") as answer:  # noqa: S310 - our own server on this machine
        document = pypdfium2.PdfDocument(answer.read())
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def main() -> None:
    """Measure, print and keep the tables."""
    told = "".join(_tables())
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(told, encoding="utf-8")
    print(told)


def _tables() -> Iterator[str]:
    project = open_project(ROOT / "mkdocs.yml")
    build = project.build()
    yield "# What a brief and a dossier cost on paper\n\nThe same content, set by each in a process of its own, in one run.\n"
    yield "Ours is given what a built dossier hands to it, and finds what every run but the first on a machine finds: typefaces "
    yield "gathered, no PDF kept. Large documents it sets in another process than it checks them.\n"
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(contents(project, build)):
            begun = "" if number else f" With typefaces to gather, once on a machine: {first(content, Path(folder)).cpu:.2f} s."
            yield f"\n## {content.name.capitalize()}\n\nAim: {_AIMS[content.name]}.{begun}\n\n"
            yield "| | CPU s | wall s | MB in the largest process | MB in all at once | kB | sheets |\n"
            yield "|---|---:|---:|---:|---:|---:|---:|\n"
            for name, cost in measured(content, Path(folder)):
                print(content.name, name, cost, file=sys.stderr, flush=True)
                yield _row(name, cost)
            if content.name == "brief":
                yield f"\nAfter an edit, in a running process: {edited(content, Path(folder)):.2f} s CPU (aim 0.2).\n"
                cold = run([str(Path(sys.executable).with_name("dossier")), "brief", _BRIEF, "-o", f"{folder}/cold.pdf"])
                yield f"`dossier brief` from nothing, the dossier read and checked first: {cold.cpu:.2f} s CPU.\n"
    walls, cpus, rests = zip(*previewed(ROOT), strict=True)
    yield f"""
## In the live preview

From a save of a brief to its PDF, asked for at once, {_SAVES} times: {", ".join(f"{one:.2f}" for one in walls)} s, median
{median(walls):.2f} (aim 1). CPU of the preview until then: median {median(cpus):.2f} s; until its pages are there as well:
{median(rests):.2f} s. Where much else runs on the machine, the seconds are many more than those of CPU.
"""


def _row(name: str, cost: Cost | None) -> str:
    if cost is None:
        return f"| {name} | not installed, or failed | | | | | |\n"
    held = f"{cost.memory:.0f} | {cost.together:.0f}"
    return f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {held} | {cost.size:.0f} | {cost.sheets} |\n"


if __name__ == "__main__":
    main()
