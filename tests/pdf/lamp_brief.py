"""A brief on lamps as blocks, for the tests of what is made of briefs."""

from __future__ import annotations

from dataclasses import replace

from setting import IMPRINT

from build_tools.exports.typst_brief import brief
from build_tools.exports.typst_document import Imprint, Manuscript
from build_tools.model import blocks as b
from build_tools.model.pages import Page

AUTHOR = "docs/briefs/lamps.md"


def cite(anchor: str, words: str, *also: str) -> b.Link:
    return b.Link(f"#ref-{anchor}", b.text(words), "cite", also=also)


def sentence(words: str, *cites: b.Inline) -> b.Paragraph:
    told = (b.Text(f"{words} "), b.Text("("), *cites, b.Text(")"), b.Text("."))
    return b.Paragraph((b.Marked("sentence", told), b.Text(" "), b.Marked("sentence", b.text("So it was."))))


def _passage(key: str, number: int) -> b.Group:
    ways = (
        b.Link(f"sources/{key}.md#para-{number}", b.text("Open in the digest"), "digest"),
        b.Link(f"https://log.example/{key}#{number}", b.text("Open at the publisher"), "at-publisher"),
    )
    origin = (b.Marked("who", b.text("A. Hale")), b.Marked("from", b.text(" · 3 May 1901")))
    return b.Group("passage", (b.Paragraph(origin, "origin"), b.Paragraph(ways, "ways")), f"ref-{key}-para-{number}")


def _work(key: str, words: str, *passages: int) -> b.Blocks:
    entry = b.Paragraph((b.Marked("reference", b.text(words), f"ref-{key}"),))
    return (entry, b.Items(tuple((_passage(key, number),) for number in passages), ordered=True, role="passages"))


def lamps(*more: b.Block) -> Page:
    judgement = (
        b.Heading(3, b.text("The lamp outlives its keeper.")),
        b.Group("margin", (b.paragraph("Evidence: one log.", role="evidence"),)),
        sentence("Hale saw it twice", cite("hale-para-1", "Hale 1901, paras 1"), b.Text(", "), cite("hale-para-2", "2")),
        b.paragraph("The sources do not part.", role="parting"),
    )
    cell = b.Cell(sentence("It burns", cite("moon-para-3", "Moon 1902, para. 3")).content)
    works = (_work("hale", "Hale, A. 1901. Log.", 1, 2), _work("moon", "Moon, B. 1902. Oil.", 3))
    blocks = (
        b.paragraph("Not for passengers", role="marking"),
        b.paragraph("Who keeps the lamps?", role="question"),
        b.Group(
            "bottom-line", (b.Heading(2, b.text("Bottom line")), sentence("All burn", cite("moon-para-3", "Moon 1902, para. 3")))
        ),
        b.Heading(2, b.text("Key judgements")),
        b.Group("judgement", judgement),
        b.Heading(2, b.text("Options")),
        b.Table(
            b.text("Options"), (b.Cell(b.text("Option")), b.Cell(b.text("For"))), ((b.Cell(b.text("Oil"), header=True), cell),)
        ),
        *more,
        b.Heading(2, b.text("References"), "references"),
        b.Items(works, role="references"),
    )
    return Page("briefs/lamps.md", "brief", "Lamps", blocks, "Who keeps the lamps?", ("Briefs", "Lamps"), AUTHOR)


def manuscript(*more: b.Block, budget: int = 1, paper: str = "a4") -> Manuscript:
    return brief(lamps(*more), imprint(paper), budget)


def imprint(paper: str = "a4") -> Imprint:
    return replace(IMPRINT, paper=paper, cutoff="July 1902")
