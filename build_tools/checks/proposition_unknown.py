"""A proposition that is named in a stance, a judgement, a brief or a list of silences, and is not defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import Rule, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Mention
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "proposition-unknown",
    what="A proposition that is named in a stance, a judgement, a brief or a list of silences, and is not defined",
    why="A stance on a proposition that nobody defined can be compared with no other source, so it would be dropped.",
    bad='{at="para. 4" stance="keepers-indispensible=denies"}',
    good='{at="para. 4" stance="keepers-indispensable=denies"}',
)


def find(library: Library, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mention of a proposition that is not defined."""
    for mention in _mentions(library):
        if mention.name not in library.propositions:
            help_text = nearest(mention.name, library.propositions) or f"define it in {settings.sources}/propositions.yaml"
            yield RULE.at(mention.span, f'no proposition "{mention.name}"', help_text)


def _mentions(library: Library) -> Iterator[Mention]:
    for source in library.corpus.sources:
        yield from source.silent
        yield from (stance.proposition for statement in source.statements for stance in statement.stances)
    for judgement in library.corpus.landing.judgements if library.corpus.landing else ():
        yield from judgement.propositions
    for brief in library.corpus.briefs:
        yield from brief.propositions
        yield from (mention for judgement in brief.judgements for mention in judgement.propositions)
