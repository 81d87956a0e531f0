"""Renders an entry of Material's menu once for all pages that show it alike: the menu is most of what a page's frame costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import material
from jinja2 import TemplateNotFound
from jinja2.runtime import Context, Macro

if TYPE_CHECKING:
    from jinja2 import Environment

_PARTIAL = "partials/nav-item.html"
_ENTRY = ("nav_item", "path", "level", "parent")


def remember_menu(env: Environment) -> None:
    """Let the templates of a build keep what they made of menu entries; only where the template of an entry is Material's own."""
    try:
        template = env.get_template(_PARTIAL)
    except TemplateNotFound:
        return
    if Path(template.filename or "").is_relative_to(Path(material.__file__).parent):
        env.context_class = type("MenuContext", (_MenuContext,), {"kept": {}})


class _MenuContext(Context):
    """Calls macros as Jinja does, but that of a menu entry once per folder from which its relative links lead."""

    kept: dict[tuple[object, ...], object]

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever a template calls
        """Call what a template calls."""
        if not (type(called) is Macro and tuple(called.arguments) == _ENTRY and self._is_alike(given[0])):
            return super().call(called, *given, **named)
        parent_active = len(given) == len(_ENTRY) and bool(given[3] and given[3].active)
        key = (id(given[0]), *given[1:3], parent_active, self._folder())
        if key not in self.kept:
            self.kept[key] = super().call(called, *given, **named)
        return self.kept[key]

    @staticmethod
    def _is_alike(entry: Any) -> bool:  # noqa: ANN401 - MkDocs' sections, pages and links have no common base
        """Tell whether an entry is shown alike by all pages that it does not lead to; a plugin's may gather pages."""
        return not entry.active and not getattr(entry, "pages", None)

    def _folder(self) -> str:
        """Return from where MkDocs counts relative links: a page's address without its file, or a template's base."""
        page = self.resolve("page")
        if not page:
            return f"from {self.resolve('base_url')}"
        folder, _, name = str(page.url).rpartition("/")
        return folder if "." in name else str(page.url)
