"""An original at hand that is not the one the digest was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "original-changed",
    what="An original at hand that is not the one the digest was made from",
    why=(
        "The digest names its original by the SHA-256 of the bytes. With other bytes, paragraphs may have moved and sentences "
        "may have changed, and what was read then need not stand there now."
    ),
    bad="original: {file: harbour.txt, sha256: 00…} beside a file with other bytes",
    good="original: {file: harbour.txt, sha256: the value of the file at hand}",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each original whose SHA-256 differs from its digest's."""
    for source in library.corpus.sources:
        reading = library.corpus.readings.get(source.key)
        if reading and source.original and reading.sha256 != source.original.sha256:
            message = f"{source.original.file} is not the file this digest was made from"
            help_text = f"put the old file back, or read the digest against the new one and write sha256: {reading.sha256}"
            yield RULE.at(source.original.span, message, help_text)
