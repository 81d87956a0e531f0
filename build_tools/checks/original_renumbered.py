"""An original whose bytes are the recorded ones and whose paragraphs are counted otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "original-renumbered",
    what="An original whose bytes are the recorded ones and whose paragraphs are counted otherwise",
    why=(
        "Paragraph numbers are what readers cite. They may change only when an editor decides it, not because the reading of "
        "originals was improved or a line's mark was touched."
    ),
    bad="an original recorded with 12 paragraphs that is now read as 13",
    good="marks: {31: caption}, so that line 31 is no paragraph and there are 12 again",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each original that is numbered otherwise than in the record."""
    for source in library.corpus.sources:
        reading = library.corpus.readings.get(source.key)
        record = library.corpus.record.get(source.key)
        if not (source.original and reading and record) or reading.sha256 != record.sha256:
            continue
        if len(reading.paragraphs) != record.paragraphs:
            message = f"{source.original.file} has {len(reading.paragraphs)} paragraphs, and {record.paragraphs} were recorded"
            help_text = "set the lines right under marks, or mend the locators and record again: dossier check --record"
            yield RULE.at(source.original.span, message, help_text)
