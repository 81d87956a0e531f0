"""The half of the plugin that has to do with what the theme's templates put around a page."""

from __future__ import annotations

from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import material
from jinja2 import Template

from build_tools.model.memory import OneBuild
from build_tools.shells.mkdocs_site import GeneratedPage, with_head
from build_tools.shells.mkdocs_templates import KeptTemplates
from build_tools.shells.project import CACHE, let_go

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

    from build_tools.model.memory import Recall

# What MkDocs itself hands to a template; a plugin that adds to it may add what we can't compare.
_KNOWN = frozenset(
    ("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page")
)
_WHILE = 3.0  # seconds


class Frame:
    """Spares the live preview to render a page whose content and frame are what they were; adds to each page's head."""

    memory: Recall = OneBuild()
    menu: tuple[object, ...] = ()
    _tidying = Timer(0, let_go)

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Note what the menu is now."""
        self.menu = _menu(nav.items)

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Let the templates take what was compiled and rendered before; a hook could put anything into a template."""
        env.bytecode_cache = KeptTemplates(Path(config.config_file_path or ".").resolve().parent / CACHE / "templates", env)
        if not isinstance(self.memory, OneBuild) and not config.hooks:
            now = (self.menu, *_settings(config))
            around = self.memory.recall("frame", (now,), lambda: now)
            env.template_class = type("KeptTemplate", (_KeptTemplate,), {"memory": self.memory, "around": around})

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: object) -> str:
        """Put into the page's head what programs are to know of it."""
        return with_head(output, page)

    def on_post_build(self, **_: object) -> None:
        """Tidy up in the live preview, which lives long: a while after the build, when the new page has been fetched."""
        if not isinstance(self.memory, OneBuild):
            self._tidying.cancel()
            self._tidying = Timer(_WHILE, let_go)
            self._tidying.daemon = True
            self._tidying.start()


class _KeptTemplate(Template):
    """Renders a page of ours once for all builds in which its content, its neighbours, the menu and the settings are the same."""

    memory: Recall
    around: tuple[object, ...]

    def render(self, *args: Any, **named: Any) -> str:  # noqa: ANN401 - as Jinja declares it
        """Return the page."""
        context: TemplateContext | None = args[0] if args else None
        if not context or not isinstance(page := context["page"], GeneratedPage) or not _KNOWN.issuperset(context):
            return super().render(*args, **named)
        given = (self.name, self.around, *_told(page))
        return self.memory.recall(("frame", page.url), given, lambda: super(_KeptTemplate, self).render(context))


def _told(page: GeneratedPage) -> tuple[object, ...]:
    """Return all that a template can tell of a page, apart from the menu and the settings."""
    near = tuple((one.title, one.url) if one else None for one in (page.previous_page, page.next_page))
    own = (page.content, page.rendered.contents, page.title, repr(page.meta), page.edit_url, page.canonical_url, page.update_date)
    return (*own, page.is_homepage, *near)


def _menu(entries: Iterable[Any]) -> tuple[object, ...]:
    """Return all that a template can tell of the menu: MkDocs' sections, pages and links."""
    return tuple(
        (one.title, getattr(one, "url", None), _shown(getattr(one, "meta", {})), _menu(one.children or ())) for one in entries
    )


def _shown(meta: dict[str, object]) -> str:
    """Return what an entry of the menu may show of a page; its title, its description and its day are its own."""
    return repr({name: value for name, value in meta.items() if name not in {"title", "description", "changed"}})


def _settings(config: MkDocsConfig) -> tuple[object, ...]:
    """Return all that a template can tell of the settings, and the state of the templates that are not Material's."""
    plain = {name: repr(value) for name, value in config.items() if name not in {"plugins", "theme", "validation"}}
    plugins = {name: repr(dict(plugin.config)) for name, plugin in config.plugins.items()}
    stamps = [
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for folder in config.theme.dirs
        if not Path(folder).is_relative_to(Path(material.__file__).parent)
        for path in sorted(Path(folder).rglob("*"))
    ]
    return plain, plugins, dict(config.theme), stamps
