"""Note what an editor decided on a suggested topic in `decisions.yaml`: one line each, the last word on a passage counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.editing import Edit
from build_tools.editing.front_matter import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADER = """\
# What editors decided on suggested topics. `dossier review` adds a line for each; what is like it is suggested more, or less.
decisions:
"""
_LINE = re.compile(
    r"^[ \t]*- \{source: (?P<source>[^,{}]+), at: (?P<at>[^,{}]+), topic: (?P<topic>[^,{}]+), "
    r"decision: (?P<decision>taken|refused)\}[ \t]*$",
    re.MULTILINE,
)
_EMPTY = re.compile(r"^decisions:[ \t]*\[[ \t]*\][ \t]*$", re.MULTILINE)


def noted(text: str, source: str, at: str, chosen: Mapping[str, bool]) -> Iterator[Edit]:
    """Yield the edits that note decisions on a passage: topics, each taken or refused. An earlier word on one is changed."""
    held = {(one["source"], one["at"], one["topic"]): one for one in _LINE.finditer(text)}
    new = []
    for topic, taken in chosen.items():
        decision = "taken" if taken else "refused"
        match = held.get((written(source), written(at), written(topic)))
        if match is None:
            new.append(f"  - {{source: {written(source)}, at: {written(at)}, topic: {written(topic)}, decision: {decision}}}\n")
        elif match["decision"] != decision:
            yield Edit(*match.span("decision"), decision)
    if new:
        yield from _added(text, "".join(new))


def _added(text: str, lines: str) -> Iterator[Edit]:
    """Yield the edit that adds lines at the end of the list, which is the end of the file."""
    empty = _EMPTY.search(text)
    if not text.strip():
        yield Edit(0, len(text), HEADER + lines)
    elif empty:
        yield Edit(*empty.span(), f"decisions:\n{lines.removesuffix(chr(10))}")
    else:
        yield Edit(len(text), len(text), lines if text.endswith("\n") else f"\n{lines}")
