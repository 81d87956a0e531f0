"""All checks of a dossier: each file of this folder holds one rule and finds where it is broken."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from build_tools.checks._unread import consequences
from build_tools.diagnostics import Diagnostic, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from build_tools.model.library import Library
    from build_tools.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """One file of this folder: its name, its rules (the file's own first), and the function that finds mistakes."""

    name: str
    rules: tuple[Rule, ...]
    find: Callable[[Library, Settings], Iterator[Diagnostic]]


@cache
def all_checks() -> tuple[Check, ...]:
    """Gather the checks of this folder by name; a file whose name starts with an underscore is none."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(_check(name) for name in names)


def _check(name: str) -> Check:
    module = import_module(f"{__name__}.{name}")
    return Check(name, tuple(value for value in vars(module).values() if isinstance(value, Rule)), module.find)


def rules() -> tuple[Rule, ...]:
    """Return the rules of all checks, by code."""
    return tuple(sorted((rule for check in all_checks() for rule in check.rules), key=lambda rule: rule.code))


def run(library: Library, settings: Settings) -> tuple[Diagnostic, ...]:
    """Run every check and return what they find, in the order of the files and of the places in them.

    What only follows from a file that could not be read is left out.
    """
    follows = consequences(library, settings)
    found = (diagnostic for check in all_checks() for diagnostic in check.find(library, settings))
    return tuple(sorted((one for one in found if not follows(one)), key=_in_reading_order))


def _in_reading_order(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    return diagnostic.span.path, diagnostic.span.start, diagnostic.code, diagnostic.message
