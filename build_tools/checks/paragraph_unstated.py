"""A paragraph of an original on which no statement of a reviewed digest rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Source
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "paragraph-unstated",
    what="A paragraph of an original on which no statement of a reviewed digest rests",
    why="A reviewed digest is taken for the whole source. What it leaves out can be neither found nor cited.",
    bad="status: reviewed, with statements at paragraphs 1, 2 and 4 of four",
    good="status: reviewed, with statements at paragraphs 1 to 4; or a mark that paragraph 3 is a caption",
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reviewed digest that leaves out paragraphs of its original at hand, naming them all."""
    for source in library.corpus.sources:
        reading = library.corpus.readings.get(source.key)
        if reading and source.reviewed:
            stated = _stated(source)
            left = [paragraph.number for paragraph in reading.paragraphs if paragraph.number not in stated]
            if left:
                message = f"no statement rests on {_listed(left)} of the original"
                help_text = "say what stands there, or mark the lines that are no body text: marks: {31: caption}"
                yield RULE.at(front_matter(library, source, "status"), message, help_text)


def _stated(source: Source) -> set[int]:
    stated: set[int] = set()
    for locator in (statement.locator for statement in source.statements):
        if locator and locator.label == "paragraph" and locator.first.isdigit() and locator.last.isdigit():
            stated.update(range(int(locator.first), int(locator.last) + 1))
    return stated


def _listed(numbers: Sequence[int]) -> str:
    return f"para. {numbers[0]}" if len(numbers) == 1 else f"paras. {', '.join(str(number) for number in numbers)}"
