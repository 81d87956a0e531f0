"""Whatever a brief holds, each note stays with the sentence that calls it, on paper and in Word, and no word is lost or doubled."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from lamp_brief import cite, imprint, lamps
from setting import DATE, folder, printed

from build_tools.exports.typst_brief import SHEETS, brief
from build_tools.exports.word import word
from build_tools.model import blocks as b
from build_tools.shells import word_check
from build_tools.shells.pdf_check import squashed
from build_tools.shells.pdf_text import sheets
from build_tools.shells.word import write_all

_AWKWARD = (
    '#import "@preview/cetz:0.3.4": *', '#read("/etc/passwd")', "[ unbalanced ( brackets {", "$x^2$ and a $", "<label> @reference",
    "= heading *strong* _emph_ `raw`", "灯塔与潮汐", "Маяк на берегу", "ὁ φάρος",
    "https://light.example/a/long/way/" + "tide" * 20,
    "lighthouse" * 40, "// comment /* comment */", "\\u{41} \\n \" '", "naïve Łódź €5 ½ → ●",
)  # fmt: skip
_SEEDS = 24


def _blocks(random: Random) -> tuple[tuple[b.Block, ...], list[tuple[str, str]]]:
    """Return blocks made by chance, and each sentence's last word with the citation that is its note."""
    called: list[tuple[str, str]] = []

    def sentence() -> b.Inlines:
        number = len(called)
        last, cited = f"word{number}end", f"Keeper{number} 19{number:02}, para. {number}"
        called.append((last, cited))
        lead = random.choice(_AWKWARD) if random.random() < 0.4 else "The keeper trims the lamp and writes the log"
        told = (b.Text(f"{lead} {last} "), b.Text("("), cite("hale-para-1", cited), b.Text(")"), b.Text("."))
        return (b.Marked("sentence", told), b.Text(" "))

    def paragraph() -> b.Paragraph:
        return b.Paragraph(tuple(part for _ in range(random.randint(1, 5)) for part in sentence()))

    def block() -> b.Block:
        match random.randrange(5):
            case 0:
                return b.Items(tuple((paragraph(),) for _ in range(random.randint(1, 4))))
            case 1:
                rows = tuple((b.Cell(b.text(f"Row {n}"), header=True), b.Cell(sentence())) for n in range(random.randint(1, 30)))
                return b.Table((), (b.Cell(b.text("Lamp")), b.Cell(b.text("Light"))), rows)
            case 2:
                beside = b.Group("margin", (b.paragraph(f"Evidence: {random.choice(_AWKWARD)}.", role="evidence"),))
                return b.Group("judgement", (b.Heading(3, b.text("The lamp outlives its keeper.")), beside, paragraph()))
            case _:
                return paragraph()

    return tuple(block() for _ in range(random.randint(3, 9))), called


@pytest.mark.parametrize("seed", range(_SEEDS))
def test_each_note_is_called_where_it_belongs(seed: int) -> None:
    blocks, called = _blocks(Random(seed))  # noqa: S311 - made-up pages keep no secret
    page, on = lamps(*blocks), imprint("a4" if seed % 2 else "us-letter")
    wanted = brief(page, on)
    made, written = printed(wanted), write_all((word(page, on),), DATE, folder())
    assert (made.diagnostics, written.diagnostics) == ((), ())
    everything = squashed("".join(sheet.body for sheet in sheets(made.artifacts[0].content, SHEETS[on.paper])))
    opened = word_check.opened(written.artifacts[0].content)
    notes = {squashed(cited): note for note in wanted.notes for _, cited in called if squashed(cited) + "↗" in squashed(note)}
    assert len(notes) == len(called)
    for last, cited in called:
        number = re.match(r"\d+", notes[squashed(cited)])
        assert number
        call = f"{last}.{number[0]}"
        assert everything.count(call) == 1, call
        assert everything.count(squashed(notes[squashed(cited)])) == 1, notes[squashed(cited)]
        assert squashed(opened.words).count(call) == 1, call
    assert Counter(map(squashed, opened.notes)) == Counter(map(squashed, wanted.notes))
    assert squashed(opened.words).startswith("".join(map(squashed, wanted.words[:-3])))
