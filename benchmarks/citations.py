"""Measures what citations cost a build: 200 pages with 1,000 citations of 500 entries, beside mkdocs-bibtex.

    python -m benchmarks.citations [--rival PYTHON] --csl STYLE.csl [--csl ANOTHER.csl]

Each build runs in a process of its own; CPU time is that of the process and of all it starts. The cost is that of the pages
with citations less that of the same pages without. The folders lie in memory where the system has a place for that: ext4
passes over each inode that was deleted in the last seconds, so a build is charged for the site that was deleted before it.
The rival needs a Python with mkdocs-bibtex, pypandoc-binary and mkdocs-material; without it only ours is measured.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.synthetic import Invention

PAGES, CITATIONS, ENTRIES = 200, 5, 500
RESULT = Path(__file__).with_name("results") / "citations.md"
ROOT = Path(__file__).parents[1]
NAMESAKES = "ours, each tenth author with a namesake"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
_CONFIG = "site_name: Cited\nuse_directory_urls: false\ntheme: {name: material, font: false}\nplugins:\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a first build and of one more with nothing changed."""

    cold: float
    repeated: float

    def over(self, other: Cost) -> Cost:
        """Return what this costs more than another."""
        return Cost(self.cold - other.cold, self.repeated - other.repeated)


def sentences(invention: Invention, *, citing: bool) -> list[str]:
    """Return a page's sentences, each with a citation or, for the same words without, marked as the editor's own."""
    chosen = Random(invention.random.random())  # noqa: S311 - made-up pages keep no secret
    keys = [f"[@work{chosen.randrange(ENTRIES)}, p. {chosen.randrange(1, 300)}]" for _ in range(CITATIONS)]
    said = [(invention.sentence(), key) for key in keys]
    return [f"{words} {key}." if citing else f"[{words}.]{{.analysis}}" for words, key in said]


def bibliography(*, namesakes: bool = False) -> str:
    """Return the entries; with namesakes each tenth author has a family name that another one has."""
    invention = Invention(2)
    families = [invention.random.choice(invention.words).title() for _ in range(ENTRIES)]
    authors = [
        f"{families[number - 1]}, Ben" if namesakes and number % 10 == 1 else f"{family}, Ada"
        for number, family in enumerate(families)
    ]
    return "\n".join(
        f"@report{{work{number},\n  author = {{{author}}},\n"
        f"  title = {{{{{invention.title()}}}}},\n  institution = {{{invention.title()}}},\n"
        f"  date = {{{1900 + number % 100}}},\n  url = {{https://example.org/{number}}},\n}}\n"
        for number, author in enumerate(authors)
    )


def write_ours(folder: Path, style: str, *, citing: bool, namesakes: bool = False) -> None:
    """Write a dossier of topics that cite works without digests."""
    invention, topics = Invention(1), [f"topic{number}" for number in range(PAGES)]
    docs = folder / "docs" / "topics" / "causes"
    docs.mkdir(parents=True)
    (folder / "sources").mkdir()
    # Our bibliography page shows every entry, so without citations there are none.
    (folder / "references.bib").write_text(bibliography(namesakes=namesakes) if citing else "", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{_CONFIG}  - dossier: {{csl: {style}}}\n", encoding="utf-8")
    family = f"title: Causes\nquestion: Why?\ndefinition: Causes.\ntopics: [{{group: All, topics: [{', '.join(topics)}]}}]"
    (docs / "index.md").write_text(f"---\n{family}\n---\n", encoding="utf-8")
    front = "title: Dossier\nquestion: Why?\nfamilies: [causes]"
    (folder / "docs" / "index.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
    for name in topics:
        head = f"---\ntitle: {name}\nquestion: Why?\ndefinition: A topic.\n---\n\n"
        (docs / f"{name}.md").write_text(head + " ".join(sentences(invention, citing=citing)) + "\n", encoding="utf-8")


def write_rival(folder: Path, style: str, *, citing: bool) -> None:
    """Write the same pages for mkdocs-bibtex."""
    invention, docs = Invention(1), folder / "docs"
    docs.mkdir(parents=True)
    (folder / "references.bib").write_text(bibliography(), encoding="utf-8")
    options = f"{{bib_file: references.bib, csl_file: {style}, bib_by_default: true}}"
    (folder / "mkdocs.yml").write_text(
        f"{_CONFIG}  - search\n  - bibtex: {options}\nmarkdown_extensions: [footnotes]\n", encoding="utf-8"
    )
    for number in range(PAGES):
        text = " ".join(sentences(invention, citing=citing))
        (docs / f"topic{number}.md").write_text(f"# topic{number}\n\n{text}\n", encoding="utf-8")


def cpu(python: str, folder: Path, path: str) -> float:
    """Build once, and return the CPU seconds of the process and its children. Raises RuntimeError if the build fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(folder / "site", ignore_errors=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PATH": f"{path}:{os.environ['PATH']}"}
    done = subprocess.run(
        [python, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], env=environment, capture_output=True, check=False
    )
    if not (folder / "site").is_dir():
        raise RuntimeError(done.stderr.decode()[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost(python: str, folders: tuple[Path, ...], path: str, times: int) -> tuple[Cost, ...]:
    """Return for each folder the least of some first builds and of some repeated ones.

    The folders take turns, so that what else the machine does weighs on all. Ours has cut its fonts before, which all pay.
    """
    runs: list[list[Cost]] = [[] for _ in folders]
    for turn in range(times + 1 if times > 1 else 1):
        for folder, found in zip(folders, runs, strict=True):
            for answer in (folder / ".cache" / "dossier").glob("*.json"):
                answer.unlink()
            one = Cost(cpu(python, folder, path), cpu(python, folder, path))
            if turn or times == 1:
                found.append(one)
    return tuple(Cost(min(one.cold for one in found), min(one.repeated for one in found)) for found in runs)


def main() -> None:
    """Measure, print and keep a table for each style."""
    parser = argparse.ArgumentParser(description="Measure what citations cost.")
    parser.add_argument("--rival", default="", help="a Python in which mkdocs-bibtex is installed")
    parser.add_argument("--csl", type=Path, required=True, action="append", help="a CSL file that both use; can be given again")
    given = parser.parse_args()
    told = f"# What {PAGES * CITATIONS:,} citations on {PAGES} pages cost\n" + "".join(
        _table(_costs(style, given.rival), style.stem) for style in given.csl
    )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(told, encoding="utf-8")
    print(told)


def _costs(style: Path, rival: str) -> dict[str, Cost]:
    """Return what citations in a style cost ours, and the rival where there is one."""
    rows: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        kinds: tuple[tuple[str, str, Callable[..., None]], ...] = (
            ("ours", sys.executable, write_ours),
            (NAMESAKES, sys.executable, partial(write_ours, namesakes=True)),
            ("mkdocs-bibtex", rival, write_rival),
        )
        for name, python, write in kinds:
            if not python:
                continue
            folders = tuple(Path(made) / name / str(citing) for citing in (False, True))
            for folder, citing in zip(folders, (False, True), strict=True):
                folder.mkdir(parents=True)
                shutil.copy(style, folder / "style.csl")
                write(folder, str(folder / "style.csl") if write is write_rival else "style.csl", citing=citing)
            without, with_citations = cost(python, folders, _pandoc(python), 1 if write is write_rival else 3)
            print(name, with_citations, "without citations", without, file=sys.stderr, flush=True)
            rows[name] = with_citations.over(without)
    return rows


def _pandoc(python: str) -> str:
    """Return the folder of the pandoc that pypandoc-binary brought along."""
    asked = "import pypandoc, os; print(os.path.dirname(pypandoc.get_pandoc_path()))"
    return subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def _table(rows: dict[str, Cost], style: str) -> str:
    told = f"{ENTRIES} entries, style {style}; CPU seconds beyond the same pages without citations."
    lines = ["", told, "", "| | first build | again, nothing changed |", "|---|---:|---:|"]
    lines += [f"| {name} | {one.cold:.2f} | {one.repeated:.2f} |" for name, one in rows.items()]
    if rival := rows.get("mkdocs-bibtex"):
        for name in ("ours", NAMESAKES):
            ours = rows[name]
            lines.append(f"| {name} / mkdocs-bibtex | {ours.cold / rival.cold:.3f} | {ours.repeated / rival.repeated:.3f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
