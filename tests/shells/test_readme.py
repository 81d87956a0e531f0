"""What the readme tells a reader to type is there: commands, targets, files, and the lines that it quotes from the dossier."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from build_tools.shells.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
STATEMENTS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "sources").glob("*.md")))


def _said(pattern: str) -> list[str]:
    found = list(dict.fromkeys(re.findall(pattern, README)))
    assert found, pattern
    return found


@pytest.mark.parametrize("name", _said(r"`dossier ([a-z]+)"))
def test_a_command_is_there(name: str) -> None:
    assert main.get_command(click.Context(main), name)


@pytest.mark.parametrize("name", _said(r"\bmake ([a-z]+)\b(?=[` ]{1,4}(?:#|`|TO=|once|sets|\|))"))
def test_a_target_is_there(name: str) -> None:
    assert re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("line", _said(r'\{at="para\. 9c".*\}'))
def test_a_quoted_line_stands_in_the_dossier(line: str) -> None:
    assert line in STATEMENTS


@pytest.mark.parametrize("words", _said(r'`dossier find "([^"]+ [^"]+)"`'))
def test_words_to_look_for_are_found(words: str) -> None:
    assert words in STATEMENTS


@pytest.mark.parametrize("path", _said(r"(?<![\w/])(?:docs|build_tools|benchmarks|tests|sources|\.github)/[\w./-]*\w"))
def test_a_file_is_there(path: str) -> None:
    invented = path.startswith(("sources/finch2020", "docs/topics/themes"))
    assert invented or (ROOT / path).exists()
