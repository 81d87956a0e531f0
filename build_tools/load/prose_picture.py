"""A picture in an editor's prose, which neither the site nor paper shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

RULE = Rule(
    "prose-picture",
    "A picture stands in an editor's text",
    "What a dossier says rests on passages, and a picture from elsewhere has none; it would also be missing or broken on paper. "
    "The drawings of a dossier are made from its own statements, dates and propositions.",
    "Ships waited for the tide ![ships at anchor](ships.png).",
    "Ships waited for the tide [@hale1901, para. 3].",
)


def find(tokens: Sequence[Token], markdown: str, path: str, locate: Callable[[int], int]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each picture among inline tokens. `locate` leads an offset in `markdown` to one in the file."""
    at = 0
    for token in tokens:
        if token.type != "image":
            continue
        start = max(markdown.find("![", at), 0)
        target = str(token.attrGet("src") or "")
        at = max(markdown.find(")", start), start) + 1
        span = Span(path, locate(start), locate(at - 1) + 1)
        yield RULE.at(span, f'the picture "{target}" can\'t be shown', "say in words what it shows, and cite where that stands")
