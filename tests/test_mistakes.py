"""Deliberate mistakes in a copy of the golden dossier: each is told at its line and column, and nothing ends in a traceback."""

from __future__ import annotations

import ast
import random
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from cases import Case, compare, read_cases
from click.testing import CliRunner

from build_tools.citing.engine import RenderedDocument, Rendering, Request
from build_tools.exports import html
from build_tools.model import blocks as b
from build_tools.model.dossier import Entry
from build_tools.model.settings import Settings
from build_tools.model.works import Person, Work
from build_tools.pipeline import Build, build
from build_tools.shells import disk, report
from build_tools.shells.cli import main

GOLDEN = Path(__file__).parent / "golden"
CASES = Path(__file__).parent / "cases" / "mistakes.md"
MISTAKES = read_cases(CASES)
SETTINGS = Settings(originals="originals", quote_total=60)
FILES, ORIGINALS = disk.project_files(GOLDEN, SETTINGS), disk.originals(GOLDEN, SETTINGS)
# mkdocs.yml is read by MkDocs, with messages of its own.
TYPED = sorted(FILES.keys() - {"mkdocs.yml"})
ALL_AT_ONCE = "Six mistakes at once"
# The slowest case takes about a second; this is far above that, and far below a hang.
PATIENCE = 30.0
# Pieces that have a meaning to one of the readers.
PIECES = (
    "{", "}", "[", "]", "@", "[@", "---\n", "\n\n", "\n", " ", '"', "'", ":", "#", "## ", "- ", "> ", "|", "`", "```\n", "*", "_",
    "\\", "\t", "\x07", "²", "9" * 30, '{at="', "}\n", ";", ", para. ", "–", "%", ",", "=", "é", "\u00ad", "\u2028", "&a ", "*a",
    "!!", "? ", "<!--", "](", "{.analysis}", "{.quote}", "[@trust1987, para. 1a]", "null", "1e999", "0000-00-00", "潮。",
)  # fmt: skip


def _work(entry: Entry) -> Work:
    authors = (Person(literal=entry.get("author")),)
    shown = (entry.get("date"), "", entry.get("url"), "", "", "", entry.key, "{}")
    return Work(entry.key, entry.type, entry.get("title"), authors, (), (), "", *shown)


class PlainEngine:
    """Renders citations as they are typed, so that a case needs no pandoc."""

    def render(self, request: Request) -> Rendering:
        works = {entry.key: _work(entry) for entry in request.entries}
        documents = {
            one.name: RenderedDocument(
                tuple(
                    tuple(b.Link(f"cite:{item.key}:{place}", b.text(item.key), "cite") for place, item in enumerate(cited.items))
                    for cited in one.citations
                ),
                tuple((key, b.text(key)) for key in works),
            )
            for one in request.documents
        }
        return Rendering(works, documents)


def built(files: Mapping[str, bytes], originals: Mapping[str, bytes] = ORIGINALS) -> Build:
    """Build a dossier in memory, down to the HTML of each page."""
    made = build(files, SETTINGS, originals, PlainEngine())
    known = {page.path: "" for page in made.pages}
    for page in made.pages:
        html.render(page, known)
    return made


def changed(fences: Mapping[str, str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Lay a case's fences over the golden dossier; return its files and its originals."""
    files = {**FILES, **{f"originals/{name}": content for name, content in ORIGINALS.items()}}
    for info, text in fences.items():
        path, _, mode = info.partition(" ")
        match mode:
            case "edit":
                files[path] = edited(files[path].decode(), text).encode()
            case "bytes":
                files[path] = evaluated(text)
            case "delete":
                del files[path]
            case "new":
                files[path] = text.encode()
    originals = {path.removeprefix("originals/"): files.pop(path) for path in tuple(files) if path.startswith("originals/")}
    return files, originals


def edited(text: str, lines: str) -> str:
    """Replace what a line after `- ` holds, which stands once in the text, by what the line after `+ ` holds."""
    pairs = re.findall(r"^- (.*)\n\+ ?(.*)$", lines, re.MULTILINE)
    assert pairs
    for old, new in pairs:
        assert text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, ast.literal_eval(new) if new.startswith('"""') else new.replace("⏎", "\n"))
    return text


def evaluated(text: str) -> bytes:
    """Return the bytes of a literal, with as many of a second one after it as a third says: b'a' b'x' 5000000."""
    first, *more = (ast.literal_eval(part) for part in text.strip().split(" & "))
    return bytes(first + (more[0] * more[1] if more else b""))


def told(made: Build) -> str:
    return report.as_text(made.diagnostics, made.library.corpus.texts, ())


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.title)
def test_a_mistake_is_told_at_its_place(case: Case) -> None:
    start = time.process_time()
    made = built(*changed(case.fences))
    assert time.process_time() - start < PATIENCE
    compare(CASES, case, "out", told(made))


def test_the_golden_dossier_is_faultless() -> None:
    made = built(FILES)
    assert told(made) == ""
    assert made.pages


def test_there_are_enough_mistakes_and_each_says_what_can_be_done() -> None:
    single = [case for case in MISTAKES if case.title != ALL_AT_ONCE]
    assert len(single) >= 25
    for case in single:
        lines = case.fences["out"].splitlines()
        assert re.match(r"[\w./-]+:\d+:\d+: (?:error|warning)\[[\w-]+\] ", lines[0]), case.title
        assert sum(line.startswith("  help: ") for line in lines) * 2 == len(lines), case.title


def test_the_command_line_reports_six_mistakes_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "golden"
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    case = next(case for case in MISTAKES if case.title == ALL_AT_ONCE)
    files, _ = changed(case.fences)
    for path, content in files.items():
        (folder / path).write_bytes(content)
    result = CliRunner().invoke(main, ["--config-file", str(folder / "mkdocs.yml"), "check", "--quiet"])
    assert result.stdout == case.fences["out"]
    assert len(re.findall(r"error\[", result.stdout)) == 6
    assert result.exit_code == 1


@pytest.mark.parametrize("path", TYPED)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_typed_into_a_file_there_is_no_traceback(path: str, seed: int) -> None:
    chance = random.Random(f"{path} {seed}")  # noqa: S311 - test data, and the same in each run
    text = FILES[path].decode()
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 3)) + text[at + chance.choice((0, 0, 1, 20)) :]
    made = built({**FILES, path: text.encode()})
    places = list(spans(made))
    assert all(0 <= start <= end <= length for start, end, length in places)


@pytest.mark.parametrize("path", TYPED)
def test_whatever_bytes_a_file_holds_there_is_no_traceback(path: str) -> None:
    chance = random.Random(path)  # noqa: S311 - test data, and the same in each run
    for content in (
        b"",
        b"\xff\xfe",
        chance.randbytes(3_000),
        chance.randbytes(3_000).replace(b"\0", b"a"),
        FILES[path][:-1],
        b"---\n---\n",
    ):
        assert built({**FILES, path: content}).diagnostics or content == FILES[path][:-1]


def spans(made: Build) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each diagnostic's place, and the length of its file."""
    for one in made.diagnostics:
        yield one.span.start, one.span.end, len(made.library.corpus.texts.get(one.span.path, ""))
