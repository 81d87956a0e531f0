"""The half of the plugin that has to do with what the theme's templates put around a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.shells.mkdocs_site import with_head

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as MkDocsPage


class Frame:
    """Adds to each page's head."""

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: object) -> str:
        """Put into the page's head what programs are to know of it."""
        return with_head(output, page)
