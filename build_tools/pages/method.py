"""The method page: what the checks guarantee and what they do not, with the figures of this build."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.evidence import Standing
from build_tools.model.pages import Outline
from build_tools.pages.dossier import counted, source_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.pages.dossier import Dossier

RANK = 90
_ABOUT = "What the checks of this dossier guarantee, and what they do not."
_CITATION = """
A citation such as (Hale 2019, para. 4) names a source and a paragraph of it. Follow it, and you see who says this, when and
where, and our statement of it: one claim in our own words. From there it is one step to our digest of the source, and one to the
passage on the publisher’s page, where it has one. Each statement of a digest leads back to every sentence that rests on it.

Paragraphs are counted from 1 over the body of the source as it was obtained; headings, captions and pull quotes are not counted.
"""
_FOUND = """
For every statement the editor names the first and the last words of its passage. The build looks for them in the original: they
have to be there exactly once, within the paragraph that is named. That proves the place. It does not prove the reading: whether
our words say what the passage says is for an editor to judge, and for you.
"""
_STANDINGS = """
Found: the passage was found just now, in the original. Recorded: the original is not at hand, but the committed record says that
the passage was found, on which date, for exactly this statement, this place and these bytes. Not found: the words are not there.
Unchecked: neither the original nor a record is at hand.
"""
_EDITOR = """
Every sentence of a synthesis cites, or is marked as the editor’s own analysis. Stances on propositions, the grouping of
statements under topics, and words of confidence are the editor’s judgement; each stance leads to the statement it is read from.

Sources that share an institution are counted once when the dossier says how many independent voices there are.
"""
_WORDS = """
The digests and syntheses are our own words. Quotations are cut out of the original by the build, never typed; of a restricted
source only a few words are quoted.
"""
_SECTIONS = (
    ("How to read a citation", _CITATION),
    ("What a found passage proves", _FOUND),
    ("What the standings mean", _STANDINGS),
    ("What the editor adds", _EDITOR),
    ("Whose words", _WORDS),
)


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the method page."""
    yield Outline("method.md", "method", "Method", partial(_blocks, dossier), _ABOUT, ("About", "Method"))


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    for title, words in _SECTIONS:
        yield from _section(title, words)
    yield from _figures(dossier)


def _section(title: str, words: str) -> Iterator[b.Block]:
    yield b.Heading(2, b.text(title))
    for paragraph in words.strip().split("\n\n"):
        yield b.paragraph(" ".join(paragraph.split()))


def _figures(dossier: Dossier) -> Iterator[b.Block]:
    library = dossier.library
    yield b.Heading(2, b.text("The figures of this build"), "figures")
    head = tuple(
        b.Cell(b.text(name), header=True) for name in ("Source", "Statements", *(one.value.capitalize() for one in Standing))
    )
    rows = tuple(_row(key, dossier) for key in library.sources)
    sentences = [sentence for _, _, prose in library.prose() for sentence in prose.sentences]
    own = sum(sentence.analysis for sentence in sentences)
    cited = sum(bool(sentence.citations) for sentence in sentences)
    neither = len(sentences) - own - cited
    yield b.paragraph(
        f"{counted(len(sentences), 'sentence')} of editors’ prose: {cited} cite, {own} are marked as the editor’s own analysis, "
        f"{counted(neither, 'does', 'do')} neither (on the first page, which introduces the dossier)."
    )
    yield b.Table(b.text("Passages by standing"), head, rows, "figures")
    if unchecked := library.unchecked_locators():
        yield b.paragraph(f"{counted(unchecked, 'locator')} unchecked: the works they point into have no digest here.")


def _row(key: str, dossier: Dossier) -> tuple[b.Cell, ...]:
    source = dossier.library.sources[key]
    standings = Counter(dossier.library.standing(statement) for statement in source.statements)
    name = b.Cell((b.Link(source_page(key), b.text(dossier.label(source)), "source"),), header=True)
    counts = (len(source.statements), *(standings[one] for one in Standing))
    return (name, *(b.Cell(b.text(str(count)), "number") for count in counts))
