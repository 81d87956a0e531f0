"""Cut the body of a page into its sections, each under a `##` heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)

TWICE = Rule(
    "section-twice",
    "Two sections of a page have the same heading",
    "A section is found by its heading. Where two share one, it can't be told which of them is meant.",
    "## Options\n…\n## Options",
    "## Options\n…",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading's words and their place, and the offsets between which its text stands."""

    title: str
    span: Span
    start: int
    end: int


def find(path: str, text: str, start: int) -> tuple[Mapping[str, Section], tuple[Diagnostic, ...]]:
    """Return the sections of a file's body by their headings; of two with one heading the first counts."""
    fences = [match.span() for match in _FENCED.finditer(text, start)]
    headings = [
        match for match in _HEADING.finditer(text, start) if not any(first < match.start() < last for first, last in fences)
    ]
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    sections: dict[str, Section] = {}
    wrong: list[Diagnostic] = []
    for heading, end in zip(headings, ends, strict=False):
        span = Span(path, heading.start(1), heading.end(1))
        section = Section(heading.group(1), span, heading.end(), end)
        if sections.setdefault(section.title, section) is not section:
            wrong.append(TWICE.at(span, f'"{section.title}" is a heading further up too', "put the two sections together"))
    return sections, tuple(wrong)


def introduced(text: str, sections: Mapping[str, Section]) -> int:
    """Return where the text before the first section ends."""
    return min((text.rfind("\n", 0, section.span.start) + 1 for section in sections.values()), default=len(text))
