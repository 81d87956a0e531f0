"""Make the pages of the site. One kind of page is one file here with `RANK` and `make(dossier)`; nothing else is edited."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from build_tools.pages.cited import with_citations

if TYPE_CHECKING:
    from types import ModuleType

    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier


def kinds() -> tuple[ModuleType, ...]:
    """Return the files that make pages, in the order of the menu."""
    found = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module for module in found if hasattr(module, "make")), key=lambda module: (module.RANK, module.__name__)))


def make_pages(dossier: Dossier) -> tuple[Page, ...]:
    """Make all pages, with the citations in them in the words of the style."""
    return tuple(with_citations(page, dossier) for kind in kinds() for page in kind.make(dossier))
