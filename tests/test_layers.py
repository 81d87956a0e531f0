"""The layers: who may import whom, what the core may know of the world, and that it knows nothing of any subject."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from build_tools.load import bibliography

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "build_tools"
SIBLINGS = ("load", "resolve", "checks", "citing", "pages", "exports", "editing", "suggest")
WORLD = frozenset({
    "asyncio", "click", "getpass", "glob", "http", "io", "locale", "logging", "material", "mkdocs", "multiprocessing", "os",
    "pathlib", "platform", "pypandoc", "random", "requests", "secrets", "shutil", "socket", "subprocess", "tempfile",
    "threading", "time", "typst", "urllib.request",
})  # fmt: skip
# What a core room may use beyond the standard library.
PACKAGES = {
    "load": {
        "bibtexparser", "charset_normalizer", "lxml", "markdown_it", "mdit_py_plugins", "pdfminer", "pdfplumber", "trafilatura",
        "yaml",
    },
    "exports": {"markdown_it", "snowballstemmer"},
    "editing": {"yaml"},
    "suggest": {"babel"},
}  # fmt: skip
MODULES = sorted(path for path in ENGINE.rglob("*.py"))
# Names in the dossier that are ordinary words or codes in a program, languages, spellings, kinds of organisation, or, as Georgia,
# a typeface.
ORDINARY = frozenset({"US", "EU", "UN", "West", "Georgia", "French", "British", "American", "Commission", "Congress"})


def room(path: Path) -> str:
    """Return the folder below build_tools that a module stands in, or its own name."""
    parts = path.relative_to(ENGINE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, in full, also within functions and for types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            if node.module == "io" and [alias.name for alias in node.names] == ["BytesIO"]:
                continue  # bytes in memory, for parsers that ask for a file
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden(path: Path) -> Iterator[str]:
    """Yield each import that the layer of a module does not allow."""
    own = room(path)
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "build_tools":
            if not _allowed_within(own, rest.partition(".")[0]):
                yield module
        elif WORLD & {top, module} or (top not in sys.stdlib_module_names and top not in PACKAGES.get(own, ())):
            yield module


def _allowed_within(own: str, other: str) -> bool:
    core = {"", "model", "diagnostics"}
    if own in {"model", "diagnostics"}:
        return other in core
    return other in core or other == own


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_the_core_imports_neither_siblings_nor_the_world(path: Path) -> None:
    if room(path) in {*SIBLINGS, "model", "diagnostics"}:
        assert sorted(set(forbidden(path))) == []


def test_only_the_pipeline_and_the_shells_import_across() -> None:
    across = {room(path) for path in MODULES if any(_is_across(room(path), module) for module in imports(path))}
    assert across == {"pipeline", "intake", "refresh", "review", "unreviewed", "shells"}


def _is_across(own: str, module: str) -> bool:
    top, _, rest = module.partition(".")
    other = rest.partition(".")[0]
    return top == "build_tools" and not _allowed_within(own, other)


@pytest.mark.parametrize("name", ["pipeline.py", "intake.py", "refresh.py"])
def test_the_ways_through_and_in_do_not_touch_the_world(name: str) -> None:
    tops = {module.partition(".")[0] for module in imports(ENGINE / name)}
    assert tops & WORLD == set()
    assert all(top in sys.stdlib_module_names or top == "build_tools" for top in tops)


@pytest.mark.parametrize(
    "line", ["import os", "from pathlib import Path", "from build_tools.resolve import resolve", "import numpy"]
)
def test_a_forbidden_import_is_seen(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ENGINE", tmp_path)
    module = tmp_path / "checks" / "new.py"
    module.parent.mkdir()
    module.write_text(f"def find() -> None:\n    {line}\n", encoding="utf-8")
    assert list(forbidden(module))


def proper_names() -> set[str]:
    """Return the names of the dossier's people, states and organisations, and of its authors."""
    held = yaml.safe_load((ROOT / "sources" / "names.yaml").read_text(encoding="utf-8"))
    names = {form for things in held.values() for one in things for form in (one["name"], *one.get("also", ()))}
    entries, _ = bibliography.load("references.bib", (ROOT / "references.bib").read_text(encoding="utf-8"))
    for entry in entries:
        fields = (entry.get("author"), entry.get("editor"), entry.get("institution"), entry.get("publisher"))
        names |= {part.strip("{} ") for field in fields for one in field.split(" and ") for part in one.split(",")}
        names.add(entry.key)
    return {name for name in names if len(name) > 1} - ORDINARY


def test_the_engine_names_nobody_of_the_dossier() -> None:
    names = proper_names()
    assert len(names) > 50
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names)) + r")(?!\w)")
    texts = [path for path in ENGINE.rglob("*") if path.suffix in {".py", ".css", ".js", ".html", ".lua", ".typ", ".json", ".md"}]
    found = {
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    }
    assert sorted(found) == []
