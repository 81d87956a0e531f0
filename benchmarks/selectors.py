"""How many passages are found again by few words at each end: the shortest ends that are unique, against ends of one length.

python -m benchmarks.selectors writes results/selectors.md. Texts: the originals at hand, the golden dossier's, and synthetic ones
of few words, in which much is said twice. A passage counts as found where the build's own search finds it, once, and all of it.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from build_tools.load import originals
from build_tools.model.dossier import Selector
from build_tools.model.evidence import Standing
from build_tools.model.reading import Reading
from build_tools.model.words import forms
from build_tools.resolve.passages import Searchable, find, searchable
from build_tools.resolve.portions import Portion, portions

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "selectors.md"
AT_HAND = Path(os.environ.get("DOSSIER_ORIGINALS") or ROOT.parent / "shared" / "originals")
KINDS = (("sentences", 0), ("passages of up to 80 words", 80), ("paragraphs", 10**9))
FIXED = (2, 3, 4)
_ABOUT = (
    "Share of passages that are found again, once and whole, by their first and last words. *Shortest* takes two to four words an "
    "end, as few as are unique, and words before or after where four are not enough; *moved in* counts those whose start or end "
    "had to be a few words further in."
)


def main() -> None:
    """Measure, print and write the table."""
    groups = {
        "originals at hand": [read(path) for path in sorted(AT_HAND.glob("*.txt"))],
        "golden dossier": [read(path) for path in sorted((ROOT / "tests" / "golden" / "originals").glob("*.txt"))],
        "synthetic, 2,000 different words": [synthetic(seed, 2_000) for seed in range(5)],
        "synthetic, 60 different words": [synthetic(seed, 60) for seed in range(5)],
    }
    lines = [
        "# Selectors",
        "",
        "`python -m benchmarks.selectors`",
        "",
        _ABOUT,
        "",
        "| texts | passages | number | shortest | moved in | with words around | words an end | "
        + " | ".join(f"always {count}" for count in FIXED)
        + " | CPU ms each |",
        "|---|---|---|---|---|---|---|" + "---|" * len(FIXED) + "---|",
    ]
    for name, readings in groups.items():
        lines += [f"| {name} | {kind} | {row(readings, most)} |" for kind, most in KINDS] if readings else []
    told = "\n".join(lines) + "\n"
    RESULT.write_text(told, encoding="utf-8")
    print(told)


def read(path: Path) -> Reading:
    """Read an original as the build does."""
    return originals.read(path.name, path.read_bytes())


def synthetic(seed: int, known: int) -> Reading:
    """Return a text of 60 paragraphs over so many different words, the most frequent far ahead as in any language."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(known)]
    weights = [1 / (rank + 2) for rank in range(known)]
    paragraphs = (
        " ".join(f"{' '.join(chance.choices(words, weights, k=chance.randint(6, 40))).capitalize()}." for _ in range(5))
        for _ in range(60)
    )
    text = "\n".join(paragraphs) + "\n"
    return originals.read("synthetic.txt", text.encode(), marks=dict.fromkeys(range(1, text.count("\n") + 1), "body"))


def row(readings: list[Reading], most: int) -> str:
    """Return the figures of some texts, cut into passages of one kind."""
    started = process_time()
    cut = [(reading, tuple(portions(reading, most=most))) for reading in readings]
    spent = process_time() - started
    counts: Counter[str] = Counter()
    for reading, parts in cut:
        body = searchable(reading)
        for part in parts:
            counts.update(judged(reading, body, part))
    total = counts["all"]
    shares = (f"{counts[f'always {count}'] / total:.1%}" for count in FIXED)
    ends = counts["words"] / max(counts["ends"], 1)
    return " | ".join([
        str(total), f"{counts['found'] / total:.1%}", str(counts["moved"]), str(counts["around"]), f"{ends:.2f}", *shares,
        f"{1000 * spent / total:.2f}",
    ])  # fmt: skip


def judged(reading: Reading, body: Searchable, part: Portion) -> Iterator[str]:
    """Yield what counts for one passage; a Counter may be given a name many times."""
    yield "all"
    for count in FIXED:
        if whole(body, part, fixed(reading, part, count)):
            yield f"always {count}"
    if part.selector is None:
        return
    found = find(body, part.selector, part.locator)
    if found.standing is Standing.FOUND and found.passage:
        yield "found"
        yield from ["moved"] * ((found.passage.start, found.passage.end) != (part.start, part.end))
    yield from ["around"] * bool(part.selector.before or part.selector.after)
    for end in (part.selector.start, part.selector.end):
        yield from ["ends", *["words"] * len(forms(end))] if end else []


def fixed(reading: Reading, part: Portion, count: int) -> Selector:
    """Return a selector of one length at both ends."""
    words = reading.text[part.start : part.end].split()
    start, end = words[:count], words[max(len(words) - count, count) :]
    return Selector(" ".join(start), " ".join(end))


def whole(body: Searchable, part: Portion, selector: Selector) -> bool:
    """Tell whether a selector finds exactly the passage."""
    found = find(body, selector, part.locator)
    passage = found.passage
    return found.standing is Standing.FOUND and passage is not None and (passage.start, passage.end) == (part.start, part.end)


if __name__ == "__main__":
    main()
