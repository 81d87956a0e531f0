"""A reviewed source that neither takes a stance on a proposition nor is silent on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import front_matter
from build_tools.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "stance-missing",
    what="A reviewed source that neither takes a stance on a proposition nor is silent on it",
    why=(
        "Silence is a finding, and only an editor who looked for a stance can state it. An empty cell would leave open whether "
        "the source says nothing or nobody has looked."
    ),
    bad="status: reviewed\nsilent: []",
    good="status: reviewed\nsilent: [keepers-indispensable]",
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reviewed source that leaves propositions open, naming them all."""
    for source in library.corpus.sources:
        if not source.reviewed:
            continue
        judged = {mention.name for mention in source.silent}
        judged |= {stance.proposition.name for statement in source.statements for stance in statement.stances}
        left = [name for name in library.propositions if name not in judged]
        if left:
            subject = f'"{left[0]}"' if len(left) == 1 else f"{len(left)} propositions"
            help_text = f'give a statement stance="…=asserts" (qualifies, denies), or list under silent: {", ".join(left)}'
            yield RULE.at(front_matter(library, source, "silent"), f"neither a stance nor silence on {subject}", help_text)
