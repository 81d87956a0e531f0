"""A paragraph of an original on which no statement of a reviewed digest rests."""

from __future__ import annotations

import re
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
_NUMBER = re.compile("[0-9]{1,9}")


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reviewed digest that leaves out paragraphs of its original at hand, naming them all."""
    for source in library.corpus.sources:
        reading = library.corpus.readings.get(source.key)
        if reading and source.reviewed:
            stated = _stated(source)
            left = [
                paragraph
                for paragraph in reading.paragraphs
                if not any(first <= paragraph.number <= last for first, last in stated)
            ]
            if left:
                message = f"no statement rests on {_listed([paragraph.number for paragraph in left])} of the original"
                line = reading.text.count("\n", 0, left[0].start) + 1
                help_text = f"say what stands there, or mark what is no body text by its line, such as marks: {{{line}: caption}}"
                yield RULE.at(front_matter(library, source, "status"), message, help_text)


def _stated(source: Source) -> list[tuple[int, int]]:
    """Return the first and last paragraph of each statement."""
    locators = [statement.locator for statement in source.statements if statement.locator]
    matches = [(_NUMBER.fullmatch(one.first), _NUMBER.fullmatch(one.last)) for one in locators if one.label == "paragraph"]
    return [(int(first[0]), int(last[0])) for first, last in matches if first and last]


def _listed(numbers: Sequence[int]) -> str:
    return f"para. {numbers[0]}" if len(numbers) == 1 else f"paras. {', '.join(str(number) for number in numbers)}"
