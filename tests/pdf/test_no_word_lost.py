"""Whatever a page holds, the words that go in are the words that come out of the PDF: none lost, none doubled."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from setting import IMPRINT, printed

from build_tools.exports.typst_document import single
from build_tools.model import blocks as b
from build_tools.model.pages import Page
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets

if TYPE_CHECKING:
    import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "exports"))

import generated_blocks as generated

_COUNT = 60


def test_no_word_is_lost_or_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    # No font has this one; a test of its own shows that it is told.
    monkeypatch.setattr(generated, "HOSTILE", tuple(words for words in generated.HOSTILE if words != "😀"))
    wanted = [_named(seed) for seed in range(_COUNT)]
    made = printed(*(single(one, IMPRINT) for one in wanted))
    assert made.diagnostics == ()
    contents = {artifact.path: artifact.content for artifact in made.artifacts}
    for one in wanted:
        document = single(one, IMPRINT)
        found = "".join(sheet.body for sheet in sheets(contents[document.path], IMPRINT.margins))
        assert Counter(squashed(found)) == Counter(squashed("".join(document.words))) + _furniture(one), document.path


def _named(seed: int) -> Page:
    made = generated.page(seed)
    return Page(f"topics/coast/p{seed}.md", "topic", f"Page {seed}", made.blocks, "", made.menu, "docs/p.md")


def _furniture(made: Page) -> Counter[str]:
    """Return what the layout adds: the line above the title, and the marks and numbers of lists."""
    lists = [block for block in generated.walk(made.blocks) if isinstance(block, b.Items)]
    marks = "".join(f"{number}." if one.ordered else "•" for one in lists for number in range(1, len(one.items) + 1))
    return Counter(squashed(" · ".join((IMPRINT.name, *made.menu[:-1])) + marks))
