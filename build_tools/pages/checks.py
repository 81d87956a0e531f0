"""The list of checks: what each finds, why it matters, and an example, all from the check's own file."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Rule
    from build_tools.pages.dossier import Dossier

RANK = 91
_APOSTROPHE = re.compile(r"(?<=\w)'")
_ABOUT = "What the build refuses, and why. Ask for one of these with `dossier explain CODE`."


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the list of checks."""
    if dossier.rules:
        blocks = partial(_blocks, dossier)
        yield Outline("checks.md", "checks", "Checks", blocks, _ABOUT.replace("`", ""), ("About", "Checks"))


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    yield b.Paragraph(_words(_ABOUT))
    for rule in dossier.rules:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[b.Block]:
    yield b.Heading(2, (b.Code(rule.code),), rule.code)
    yield b.Paragraph((b.Emphasis(_words(f"{rule.what} ({rule.severity.value})."), strong=True),))
    yield b.Paragraph(_words(rule.why))
    for label, example in (("Refused", rule.bad), ("Right", rule.good)):
        if example:
            yield b.paragraph(label, role="meta")
            yield b.Preformatted(example)


def _words(told: str) -> b.Inlines:
    """Return the words of a rule for a page: what stands between backticks as code, apostrophes as in print."""
    parts = told.split("`")
    return tuple(b.Code(part) if place % 2 else b.Text(_APOSTROPHE.sub("’", part)) for place, part in enumerate(parts))
