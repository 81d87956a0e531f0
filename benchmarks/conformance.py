"""Counts how much of BibLaTeX arrives right in CSL-JSON, over the cases in tests/cases/citing.

python -m benchmarks.conformance
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "citing")]
tests = import_module("test_biblatex")  # found only by then

RESULT = Path(__file__).with_name("results") / "conformance.md"


def table(judged: list[tuple[Any, bool]]) -> str:
    """Return the rates by group, and the cases that are wrong."""
    every, right = Counter(case.group for case, _ in judged), Counter(case.group for case, is_right in judged if is_right)
    lines = ["# From BibLaTeX to CSL-JSON", "", "| group | cases | right | rate |", "|---|---:|---:|---:|"]
    lines += [f"| {group} | {number} | {right[group]} | {right[group] / number:.1%} |" for group, number in every.items()]
    lines += [f"| all | {len(judged)} | {right.total()} | {right.total() / len(judged):.1%} |", "", "## What is wrong", ""]
    lines += [
        f"- {case.group}, {case.name}: should be `{case.expected}`, is `{tests.outcome(case)}`" for case, fine in judged if not fine
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table and keep it."""
    told = table([(case, tests.outcome(case) == case.expected) for case in tests.cases()])
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
