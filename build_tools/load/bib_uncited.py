"""What is wrong in entries of the bibliography that nothing cites: it stops no build, and much of it is told in one line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from build_tools.model.dossier import Entry

UNCITED = Rule(
    "bib-uncited",
    "Many entries that nothing cites can't be read as they are",
    "A reference manager writes thousands of entries, some of them damaged, and nobody mends those that no page needs. What is "
    "wrong in them is no error, and where it is much it is told once. As soon as one of them is cited, each of its mistakes is "
    "told with its line.",
    bad="@article{harbour1911,\n  //doi = {10.5555/1911},\n}",
    good="@article{harbour1911,\n  doi = {10.5555/1911},\n}",
    severity=Severity.WARNING,
)
_MOST = 10
_HEAD = re.compile(r'^[ \t]*@[ \t]*([^\s{}(),=@"%]+)\s*[{(]\s*([^,\s]*)', re.MULTILINE)
# A mistake in one of these may hide words of any entry.
_SHARED = {"string", "preamble", "comment"}


def eased(found: Iterable[Diagnostic], text: str, needed: Collection[str]) -> tuple[Diagnostic, ...]:
    """Turn what is wrong in entries that nobody needs into warnings, and more than ten of them into one.

    `text` is the bibliography's, `needed` holds the keys that something cites or inherits from. What is lost between entries
    counts to the one before: if it was another entry, then its citation finds none.
    """
    heads = list(_HEAD.finditer(text))
    starts = [head.start() for head in heads]
    kept: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for one in found:
        place = bisect_right(starts, one.span.start) - 1
        spared = one.code.startswith("bib-") and place >= 0 and _is_spare(heads[place], needed)
        (others if spared else kept).append(one)
    return (*kept, *(map(_warning, others) if len(others) <= _MOST else (_gathered(others),)))


def _is_spare(head: re.Match[str], needed: Collection[str]) -> bool:
    """Tell whether nobody needs what starts here."""
    return head[1].lower() not in _SHARED and head[2] not in needed


def _warning(one: Diagnostic) -> Diagnostic:
    return replace(one, severity=Severity.WARNING)


def _gathered(found: Sequence[Diagnostic]) -> Diagnostic:
    kinds = ", ".join(f"{number} {code}" for code, number in sorted(Counter(one.code for one in found).items()))
    message = f"{len(found)} mistakes in entries that nothing cites: {kinds}; the first: {found[0].message}"
    return UNCITED.at(
        found[0].span, message, "mend them where they come from, or let them be: once an entry is cited, its own are told"
    )


def needed(cited: Iterable[str], entries: Iterable[Entry]) -> frozenset[str]:
    """Return the keys that are cited, and those of the entries that they inherit from."""
    parents: Mapping[str, tuple[str, ...]] = {entry.key: _parents(entry) for entry in entries}
    reached: set[str] = set()
    waiting = set(cited)
    while waiting:
        reached |= waiting
        waiting = {parent for key in waiting for parent in parents.get(key, ())} - reached
    return frozenset(reached)


def _parents(entry: Entry) -> tuple[str, ...]:
    return tuple(key.strip() for name in ("crossref", "xdata") for key in entry.get(name).split(",") if key.strip())
