"""Builds a dossier's site as `mkdocs build` does, and prints as JSON how many CPU seconds each step of ours took.

python -m benchmarks.steps FOLDER SITE
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_tools import pipeline
from build_tools.exports import html, search
from build_tools.model.pages import Pages
from build_tools.shells import when_asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

STEPS: tuple[tuple[str, ModuleType | type, str], ...] = (
    ("load", pipeline, "load_corpus"),
    ("resolve", pipeline, "resolve"),
    ("check", pipeline, "run_checks"),
    ("cite", pipeline, "cite"),
    ("pages", Pages, "__getitem__"),
    ("html", html, "render"),
    ("data", when_asked, "published"),
    ("search", search, "files"),
)
REST = "MkDocs and Material"


def cpu() -> float:
    """Return the CPU seconds of this process and of those that it has started and that have ended."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Return a function that does the same, and adds up what it spends."""

    @wraps(function)
    def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the step takes and gives
        start = cpu()
        result = function(*given, **named)
        result = list(result) if isinstance(result, Iterator) else result
        spent[name] += cpu() - start
        return result

    return run


def measure(folder: Path, site: Path) -> dict[str, float]:
    """Build a dossier's site and return what each step spent, MkDocs' own part last."""
    spent: dict[str, float] = defaultdict(float)
    for name, module, function in STEPS:
        setattr(module, function, timed(getattr(module, function), name, spent))
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return {name: spent[name] for name, _, _ in STEPS} | {REST: cpu() - sum(spent.values())}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
