"""A citation and an entry of a bibliography have the same words on the site and in the PDF, whatever the style.

Right-to-left titles are left out: no font of the PDFs has their letters, and `test_awkward_text.py` shows that it is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from setting import IMPRINT, folder, printed

from build_tools.exports import html
from build_tools.exports.typst_document import single
from build_tools.model.blocks import Inlines, Marked, plain
from build_tools.model.pages import Page
from build_tools.model.settings import Settings
from build_tools.pipeline import Build, build
from build_tools.shells import disk, styles
from build_tools.shells.pandoc import PandocEngine
from build_tools.shells.pdf_text import sheets

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
# By author and date, which is the default; in notes with ibid.; by number.
STYLES = ("", "oscola", "ieee")
_KINDS = {"landing": 1, "topic": 4, "propositions": 1, "bibliography": 1}
_INLINE = frozenset({"a", "span", "em", "strong", "sup", "sub", "code"})
# PDFium writes a hyphen at a line's end as U+0002, the author's own ones as well.
_LINE_END = "\u0002?\n?"
_HYPHEN = "[\u0002-]"

# Over 2,000 characters.
_LONG = " ".join(f"and of lamp number {number}" for number in range(1, 99))
_TITLES = {
    "lin": ("{林, 海}", "灯塔与潮汐，运河的守护者"),
    "mayakova": ("Маякова, Ольга", "Маяк на берегу: огни и туманы"),
    "hale": ("Hale, Ida", r"<script>alert(1)</script> \& 50\% of <b>Lamps</b>"),
    "moon": ("O'Moon, Zoë and Łódź, Ævar", '“Lit” and ‘Unlit’: The Years 1901–1950 in "Quotes"'),
    "long": ("Rusk, Tabitha", f"Of Lamps {_LONG}"),
}
_KEPT = ("林", "маяк", "<script>alert(1)</script> & 50% of", "“", "1901–1950", "and of lamp number 98", "a%20b/?tide=high&lamp=%e7")
_URL = "https://light.example/a%20b/?tide=high&lamp=%E7%81%AF&q=a_b#keeper-of-the-northern-light"
_PAGE = """---
title: Lamps
question: Who keeps the lamps?
definition: Those who light them.
cues: {strong: [lamp]}
---
Lin kept one [@lin, p. 3]. He did so again [@lin, p. 3]. Others wrote – later – of more [@lin, pp. 3–9; @mayakova].
Hale doubts it [see @hale, p. 5, at "50 % & more"; -@moon], and @moon [p. 7] does not. Rusk is long [@long; @long, p. 2].
"""


@cache
def dossier(style: str) -> Build:
    """Return the dossier of this repository, without its originals."""
    settings = Settings(csl=styles.read(ROOT, style), version="1.2", site_name="Dossier", site_url=IMPRINT.address)
    return build(disk.project_files(ROOT, settings), settings, {}, PandocEngine(folder()))


@cache
def nasty(style: str) -> Build:
    """Return a small dossier whose bibliography holds what is trouble elsewhere."""
    settings = Settings(csl=styles.read(ROOT, style))
    files = disk.project_files(GOLDEN, settings)
    entries = "".join(
        f"\n@online{{{key},\n author = {{{author}}},\n title = {{{title}}},\n date = {{1901-02-03}},\n url = {{{_URL}}}\n}}\n"
        for key, (author, title) in _TITLES.items()
    )
    added = {"references.bib": files["references.bib"] + entries.encode(), "docs/topics/town/boats.md": _PAGE.encode()}
    return build({**files, **added}, settings, {}, PandocEngine(folder()))


@pytest.mark.parametrize("style", STYLES)
def test_the_dossier_cites_alike_on_the_site_and_on_paper(style: str) -> None:
    made = dossier(style)
    kinds = {kind: [page for page in made.pages if page.kind == kind][:most] for kind, most in _KINDS.items()}
    assert {kind: len(pages) for kind, pages in kinds.items()} == _KINDS
    assert different(made, [page for pages in kinds.values() for page in pages]) == []


@pytest.mark.parametrize("style", STYLES)
def test_an_awkward_bibliography_is_alike_on_the_site_and_on_paper(style: str) -> None:
    made = nasty(style)
    pages = [page for page in made.pages if page.kind == "bibliography" or page.path.endswith("/boats.md")]
    entries = " ".join(plain(words) for _, words in made.citations.references["bibliography.md"]).casefold()
    assert all(part in entries for part in _KEPT)
    assert len(pages) == 2
    assert different(made, pages) == []


def test_the_styles_are_of_three_kinds() -> None:
    author, note, number = (
        [plain(words) for span, words in nasty(style).citations.rendered.items() if span.path.endswith("/boats.md")]
        for style in STYLES
    )
    assert "1901" in author[0]
    assert any("ibid" in words.lower() for words in note)
    assert re.match(r"\[\d", number[0])


@pytest.mark.parametrize("lost", ["Moon 1901", "Moon1901", "Moon 1902, p. 3"])
def test_a_difference_is_found(lost: str) -> None:
    assert times("Moon 1901, p. 3", bare(f"so ({lost}).")) == 0
    assert times("Moon 1901, p. 3", bare("so (Mo\u0002\r\non 1901, p.\r\n3).")) == 1


def different(made: Build, pages: list[Page]) -> list[tuple[str, str, int, int, int]]:
    """Return the words that a page's site and paper do not show equally often, with how often each does and should."""
    done = printed(*(single(page, IMPRINT) for page in pages))
    assert done.diagnostics == ()
    contents = {artifact.path: artifact.content for artifact in done.artifacts}
    found = [one for page in pages for one in _counted(made, page, contents[single(page, IMPRINT).path])]
    assert any(wanted for _, _, _, _, wanted in found)
    return [one for one in found if one[2] != one[3] or one[2] < one[4]]


def _counted(made: Build, page: Page, pdf: bytes) -> Iterator[tuple[str, str, int, int, int]]:
    site, paper = bare(on_site(page)), bare("\r\n".join(sheet.body for sheet in sheets(pdf, IMPRINT.margins)))
    for words, wanted in expected(made, page).items():
        yield page.path, words, times(words, site), times(words, paper), wanted


def expected(made: Build, page: Page) -> Counter[str]:
    """Return the citations and entries of a page in the words of the style, each with how often the page has it at least."""
    own = {page.path, page.edited, "sources/propositions.yaml" if page.kind == "propositions" else page.path}
    cited = [part for span, words in made.citations.rendered.items() if span.path in own for part in parted(words)]
    listed = [plain(words) for _, words in made.citations.references.get(page.path, ())]
    assert cited or page.kind == "bibliography"
    assert listed or page.kind == "propositions"
    return Counter(map(spaced, [*cited, *listed]))


def parted(words: Inlines) -> Iterator[str]:
    """Yield a citation's words in the text and those in its note, which stand in two places."""
    notes = tuple(one for one in words if isinstance(one, Marked) and one.role == "note")
    yield from filter(None, [plain(tuple(one for one in words if one not in notes)), *(plain(note.content) for note in notes)])


class _Words(HTMLParser):
    """Collects the words of a page; every element that is no inline one parts words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.parts += [] if tag in _INLINE else ["\n"]

    def handle_endtag(self, tag: str) -> None:
        self.parts += [] if tag in _INLINE else ["\n"]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def on_site(page: Page) -> str:
    parser = _Words()
    parser.feed(html.render(page, {}).html)
    parser.close()
    return "".join(parser.parts)


def spaced(words: str) -> str:
    return " ".join(bare(words).split())


def bare(words: str) -> str:
    """Return words without ligatures and without soft hyphens and the like, each end of a line as one character."""
    lines = re.sub(r"\s*[\r\n]+\s*", "\n", unicodedata.normalize("NFKC", words.replace("\ufffe", "\u0002")))
    return "".join(one for one in lines if unicodedata.category(one) != "Cf")


def times(words: str, text: str) -> int:
    """Count where words stand in a text one after another, each whole but for the ends of lines."""
    parts = (_LINE_END.join(_HYPHEN if one == "-" else re.escape(one) for one in word) for word in words.split())
    return len(re.findall(r"\s+".join(parts), text))
