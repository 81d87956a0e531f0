"""Read the author's files into the model, with a diagnostic for all that can't be read."""

from __future__ import annotations

import importlib
import pkgutil

from build_tools.diagnostics import Rule


def rules() -> tuple[Rule, ...]:
    """Return the rules that loading can report, each from the file that raises it."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found = {value.code: value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(found[code] for code in sorted(found))
