"""What can be wrong with a PDF or a Word file: when it is made, and when it is opened again; `dossier explain` tells more."""

from __future__ import annotations

from build_tools.diagnostics import Rule

GLYPH = Rule(
    "pdf-glyph",
    "No font of the PDF has this character",
    "A PDF carries its fonts. Those of the dossier hold Latin, Greek, Cyrillic and Han characters; any other character would be an "
    "empty box on paper, so it is refused instead.",
    bad="The keeper smiled 😀.",
    good="The keeper smiled.",
)
TYPST = Rule("pdf-typst", "Typst could not set a document, or complained", "A PDF is handed out only when Typst set all of it.")

FACE = Rule(
    "pdf-face",
    "A typeface of the PDFs is not installed",
    "A PDF looks the same on every machine because its typefaces come from packages with fixed versions, never from the machine.",
)

_WHY = "A PDF leaves the house and can't be called back, so each one is opened again and looked through before it is handed out."
CONFORMANCE = Rule("pdf-check-conformance", "A PDF breaks a rule of PDF/A-3a or PDF/UA-1", _WHY)
FONT = Rule("pdf-check-font", "A PDF holds words without their font, or a font without its characters", _WHY)
LINK = Rule("pdf-check-link", "A PDF holds a link that leads nowhere", _WHY)
EMPTY = Rule("pdf-check-empty", "A PDF holds a page without words", _WHY)
MARGIN = Rule("pdf-check-margin", "Words of a PDF reach into the margin", _WHY)
WORDS = Rule("pdf-check-words", "Words of the dossier are missing in the PDF", _WHY)
ATTACHED = Rule("pdf-check-attached", "A file that a PDF ought to carry is missing in it or differs", _WHY)
TABLE = Rule("pdf-check-table", "A table in a PDF does not say which of its cells are heads", _WHY)
NOTE = Rule("pdf-check-note", "A note of a PDF is missing at the foot, or has another number", _WHY)
BUDGET = Rule(
    "pdf-budget",
    "A brief fills more pages than it may",
    "A brief is read in a meeting. Its type is never shrunk and nothing is left out to make it fit, so its author cuts.",
    bad="pages: 1, and text for two",
    good="pages: 2",
)
PANDOC = Rule(
    "word-pandoc",
    "Pandoc could not write a Word file",
    "A brief is handed out as a Word file only when pandoc wrote all of it.",
)
WORD = Rule(
    "word-check",
    "A Word file does not hold the same words, notes, tables or links as the PDF",
    "A ministry edits the Word file and hands out the PDF, so both have to say the same; each one is opened again and compared.",
)
RULES = (GLYPH, TYPST, FACE, CONFORMANCE, FONT, LINK, EMPTY, MARGIN, WORDS, ATTACHED, TABLE, NOTE, BUDGET, PANDOC, WORD)
