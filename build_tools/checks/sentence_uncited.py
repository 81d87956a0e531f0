"""A sentence of an editor's prose that neither cites nor is marked as the editor's own analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.prose import Sentence
    from build_tools.model.settings import Settings

RULE = Rule(
    "sentence-uncited",
    what="A sentence of an editor's prose that neither cites nor is marked as the editor's own analysis",
    why=(
        "The dossier promises that every sentence opens the passage it rests on. What rests on no passage is the editor's own "
        "thought, and a reader must be able to tell the two apart. Only the first page's introduction is exempt."
    ),
    bad="Fog mattered more than darkness.",
    good="Fog mattered more than darkness [@harbour1901, para. 4].\n\n[The keepers' logs may exaggerate.]{.analysis}",
)
_SHOWN = 8


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sentence without a citation or a mark; questions count as sentences too."""
    introduction = library.corpus.landing.prose if library.corpus.landing else None
    for _path, _title, prose in library.prose():
        if prose is introduction:
            continue
        for sentence in prose.sentences:
            if not sentence.citations and not sentence.analysis:
                message = f'no citation in the sentence "{_start(sentence)}"'
                yield RULE.at(sentence.span, message, "cite the passage it rests on, or mark it as your own: […]{.analysis}")


def _start(sentence: Sentence) -> str:
    words = sentence.text.split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
