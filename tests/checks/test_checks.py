"""Each check against its case file: edits of a small, faultless dossier and the diagnostics they bring about."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cases import Case, compare, read_cases

from build_tools import checks
from build_tools.diagnostics import Diagnostic, Rule
from build_tools.load.corpus import load_corpus
from build_tools.model.library import Corpus
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.pages import make_pages
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve
from build_tools.shells import report as reports

ROOM = Path(__file__).parent.parent / "cases" / "checks"
BASE = {path.relative_to(ROOM / "base").as_posix(): path.read_bytes() for path in (ROOM / "base").rglob("*.*") if path.is_file()}
CASES = [(path, case) for path in sorted(ROOM.glob("*.md")) for case in read_cases(path)]
CHECKS = checks.all_checks()


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case.title}" for path, case in CASES])
def test_case(path: Path, case: Case) -> None:
    compare(path, case, "out", "".join(report(case.fences, path.stem)))


def test_the_base_dossier_is_faultless() -> None:
    assert list(report({}, "")) == []
    assert loaded(BASE, Settings()).diagnostics == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_is_found_by_its_code_and_told_by_its_first_line(check: checks.Check) -> None:
    module = importlib.import_module(f"build_tools.checks.{check.name}")
    code = check.name.replace("_", "-")
    assert check.rules[0].code == code
    assert (module.__doc__ or "").splitlines()[0] == f"{check.rules[0].what}."
    assert all(rule.code.startswith(code) for rule in check.rules)
    assert all(rule.why.endswith(".") and rule.bad and rule.good for rule in check.rules)


@pytest.mark.parametrize("rule", checks.rules(), ids=lambda rule: rule.code)
def test_each_rule_has_cases_that_fail_and_cases_that_pass(rule: Rule) -> None:
    outcomes = [case.fences["out"] for path, case in CASES if rule.code.startswith(path.stem)]
    assert any(f"[{rule.code}]" in out for out in outcomes)
    assert any(f"[{rule.code}]" not in out for out in outcomes)


def test_the_order_is_that_of_the_files() -> None:
    files = edited(
        {"sources/hale1901.md edit": '- topics="signals/lamps"\n+ topics="x"', "references.bib edit": "- date = {1901}\n+ "}
    )
    places = [(one.span.path, one.span.start, one.code) for one in diagnostics(files, Settings())]
    assert len(places) > 1
    assert places == sorted(places)


def report(fences: Mapping[str, str], code: str) -> Iterator[str]:
    """Yield the diagnostics of the rules whose code starts with this one, as a terminal shows them."""
    files = edited(fences)
    texts = {path: content.decode() for path, content in files.items()}
    settings = chosen(fences.get("settings", ""))
    for one in diagnostics(files, settings):
        if one.code.startswith(code):
            yield reports.line(one, texts) + "\n"


def diagnostics(files: Mapping[str, bytes], settings: Settings) -> tuple[Diagnostic, ...]:
    """Load a dossier from memory and check it, its pages made without rendered citations."""
    library = resolve(loaded(files, settings))
    pages = make_pages(Dossier(library, Citations(), settings))
    return checks.run(replace(library, published=frozenset(pages.outlines)), settings)


def loaded(files: Mapping[str, bytes], settings: Settings) -> Corpus:
    """Load a dossier from memory: originals go by their file names, all else by path."""
    originals = {path.rpartition("/")[2]: content for path, content in files.items() if path.startswith(f"{settings.originals}/")}
    return load_corpus(files, settings, originals)


def chosen(lines: str) -> Settings:
    """Return the settings of a case, one to a line: `copied_words = 6`."""
    values: dict[str, Any] = {}
    for name, _, value in (line.partition("=") for line in lines.splitlines()):
        values[name.strip()] = ast.literal_eval(value.strip())
    return replace(Settings(), **values)


def edited(fences: Mapping[str, str]) -> dict[str, bytes]:
    """Lay a case's fences over the base: a path replaces a file (an empty fence takes it away), `path edit` edits it."""
    files = dict(BASE)
    for info, text in fences.items():
        path, _, mode = info.partition(" ")
        if mode == "edit":
            files[path] = edit(files[path].decode(), text).encode()
        elif "." in path:
            files[path] = text.encode()
    return {path: content for path, content in files.items() if content}


def edit(text: str, lines: str) -> str:
    """Replace what `-` lines hold, which has to stand once in the text, by what the `+` lines after them hold; else append."""
    for old, new in hunks(lines.splitlines()):
        assert not old or text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, new) if old else text + new + "\n"
    return text


def hunks(lines: list[str]) -> Iterator[tuple[str, str]]:
    old: list[str] = []
    new: list[str] = []
    for line in lines:
        if line.startswith("-") and new:
            yield "\n".join(old), "\n".join(new)
            old, new = [], []
        (old if line.startswith("-") else new).append(line[2:])
    yield "\n".join(old), "\n".join(new)
