"""The formats in which a dossier is handed out; a file here with `NAME` and `export` is one, and nothing else is edited."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from build_tools.model.pages import Artifact

# Each format takes the part of a build that it renders: pages, the library, the evidence. So only the result is common.
Export = Callable[..., tuple[Artifact, ...]]


def formats() -> dict[str, Export]:
    """Return the formats that can be asked for, in alphabetical order of their names."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return dict(sorted((module.NAME, module.export) for module in modules if hasattr(module, "NAME")))
