"""The real MkDocs and the real Zensical publish the Markdown folder in their strict modes."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import generated_blocks as generated
import pytest

from build_tools.exports.markdown import export
from build_tools.model import blocks as b
from build_tools.model.pages import Page


def _link(target: str) -> b.Paragraph:
    return b.Paragraph((b.Link(target, b.text("there")),))


def _pages() -> tuple[Page, ...]:
    """Return pages that link to each other's anchors, and some whose words try to be markup."""
    anchor = b.Paragraph((b.Marked("", b.text("here"), "here"),))
    statement = b.Group("statement", (b.paragraph("Ebb follows flood."), anchor), "s1")
    home = Page("index.md", "home", "Harbour [log] #1", (_link("topics/coast/tides.md#ebb"), _link("topics/coast/tides.md#s1")))
    topic = Page("topics/coast/tides.md", "topic", "Tides", (b.Heading(2, b.text("At low tide"), "ebb"), statement, _link("#s1")))
    source = Page("sources/été log.md", "source", "Été", (_link("topics/coast/tides.md#s1"), _link("index.md")))
    hostile = (generated.page(seed) for seed in range(12))
    others = (Page(f"topics/p{n}.md", "topic", f"P{n}", (anchor, *page.blocks)) for n, page in enumerate(hostile))
    return (home, topic, source, *others)


def _write(folder: Path, pages: tuple[Page, ...]) -> None:
    for artifact in export(generated.edition(pages, 'The "lamp"')):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)


def _published(folder: Path, program: str) -> tuple[int, int, str]:
    """Return the exit code, the number of pages without the one for missing pages, and what was said."""
    command = [sys.executable, "-m", program, "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    pages = [file for file in (folder / "site").rglob("*.html") if file.name != "404.html"]
    return done.returncode, len(pages), done.stdout + done.stderr


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_the_folder_is_published_whole(program: str, tmp_path: Path) -> None:
    if not importlib.util.find_spec(program):
        pytest.skip(f"{program} is not installed")
    pages = _pages()
    _write(tmp_path, pages)
    code, count, said = _published(tmp_path, program)
    assert (code, count) == (0, len(pages)), said


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_the_strict_modes_do_see_a_missing_anchor(program: str, tmp_path: Path) -> None:
    if not importlib.util.find_spec(program):
        pytest.skip(f"{program} is not installed")
    _write(tmp_path, (Page("index.md", "home", "T", (_link("#nowhere"),)),))
    code, _, said = _published(tmp_path, program)
    assert code != 0, said
