"""The formats in which a dossier is handed out; a file here with `NAME` and `export` is one, and nothing else is edited.

A format with `FILES` is published with the site, in the folder `data` unless a file names another; the page about data
describes them.
One with `write(edition, keys)` hands out the references of each page as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from build_tools.model.pages import DATA, Artifact, DataFile, Edition

if TYPE_CHECKING:
    from types import ModuleType

    from build_tools.model.pages import Page

Export = Callable[[Edition], tuple[Artifact, ...]]


def formats() -> dict[str, Export]:
    """Return the formats that can be asked for, in alphabetical order of their names."""
    return {module.NAME: module.export for module in _modules()}


def data_files() -> tuple[DataFile, ...]:
    """Return what the files that are published with a site are."""
    return tuple(file for module in _modules() for file in getattr(module, "FILES", ()))


def published(edition: Edition) -> Iterator[Artifact]:
    """Yield the files that are published with a site: the whole in each format."""
    for module in _modules():
        addresses = {file.path: file.address for file in getattr(module, "FILES", ())}
        for artifact in module.export(edition) if addresses else ():
            yield Artifact(addresses.get(artifact.path, f"{DATA}/{artifact.path}"), artifact.content)


def beside(page: Page, edition: Edition) -> Iterator[Artifact]:
    """Yield the files that are published with a page: its references in each format that has them."""
    if keys := edition.works_on(page):
        for module in _modules():
            for file in (file for file in getattr(module, "FILES", ()) if file.references):
                yield Artifact(file.of_page(page.path), module.write(edition, keys))


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__) if not module.ispkg)
    return tuple(sorted((module for module in found if hasattr(module, "NAME")), key=lambda module: str(module.NAME)))
