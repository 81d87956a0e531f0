"""A page of the dossier: as menus know it, and as blocks; a file that the build hands out; and the whole to hand out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import quote

from build_tools.model.blocks import Heading, Items, Marked, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from build_tools.model.blocks import Block, Blocks
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings
    from build_tools.model.works import Citations

# The folder of the site in which the dossier's data is published.
DATA = "data"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` ends in `.md` and counts from the site's root; links between pages use these paths.

    `kind` is the file in `pages/` that made it. `menu` is the way through the menu to this page, its own name last; an
    empty menu keeps it out. `edited` is the author's file that the page is made from, if it is one file. `language` is a
    language tag where the page says its own.
    """

    path: str
    kind: str
    title: str
    blocks: Blocks
    description: str = ""
    menu: tuple[str, ...] = ()
    edited: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page before it is made: all that menus and addresses need of it, as in `Page`, and what makes its blocks."""

    path: str
    kind: str
    title: str
    blocks: Callable[[], Iterable[Block]]
    description: str = ""
    menu: tuple[str, ...] = ()
    edited: str = ""
    language: str = ""

    def page(self) -> Page:
        """Make the page."""
        told = (self.description, self.menu, self.edited, self.language)
        return Page(self.path, self.kind, self.title, tuple(self.blocks()), *told)


class Pages:
    """Pages in their order, each made when it is looked at; `outlines` tell of them without making any.

    None is kept, so that the pages of a large dossier are never all there.
    """

    def __init__(
        self,
        outlines: Iterable[Outline],
        make: Callable[[Outline], Page] = Outline.page,
        begin: Callable[[Outline], Page] = Outline.page,
    ) -> None:
        """Take the outlines, what makes a page of one, and what makes a page without all that comes below its own blocks."""
        self.outlines = {outline.path: outline for outline in outlines}
        self._make = make
        self._begin = begin

    def __getitem__(self, path: str) -> Page:
        """Make a page by its path."""
        return self._make(self.outlines[path])

    def __iter__(self) -> Iterator[Page]:
        """Make all pages, one after the other."""
        return map(self._make, self.outlines.values())

    def __len__(self) -> int:
        """Count the pages."""
        return len(self.outlines)

    def where(self, wanted: Callable[[Outline], bool]) -> Iterator[Page]:
        """Make the pages of which this holds."""
        return (self._make(outline) for outline in self.outlines.values() if wanted(outline))

    def opening(self, path: str) -> Page:
        """Make a page up to its first heading, which takes a fraction of the whole."""
        outline = self.outlines[path]
        before = partial(takewhile, lambda block: not isinstance(block, Heading))
        return self._begin(replace(outline, blocks=lambda: before(outline.blocks())))

    def then(self, step: Callable[[Page], Page]) -> Pages:
        """Return the same pages with one thing more done to each."""
        return Pages(self.outlines.values(), lambda outline: step(self._make(outline)), lambda outline: step(self._begin(outline)))


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that the build hands out: its path from the folder it is written to, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DataFile:
    """What a file with the dossier's data is: its name in its folder, what it holds, and its columns if it has any.

    `references` names the format, such as RIS, where there is such a file for the references of each page as well; these
    end in `suffix`.
    """

    path: str
    title: str
    told: str
    columns: tuple[tuple[str, str], ...] = ()
    references: str = ""
    suffix: str = ""
    folder: str = DATA

    @property
    def address(self) -> str:
        """The file's path, counted from the site's root."""
        return f"{self.folder}/{self.path}" if self.folder else self.path

    def of_page(self, path: str) -> str:
        """Return the path of the file with the references of one page, counted from the site's root."""
        return f"{DATA}/pages/{path.removesuffix('.md')}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a build hands out, in whatever format: the library, its citations in the style's words, and the pages."""

    library: Library
    citations: Citations
    pages: Pages
    settings: Settings

    def works_on(self, page: Page) -> tuple[str, ...]:
        """Return the keys of the works that a page offers to take along: its references; of a source's page, the source.

        The bibliography has none of its own, since it offers the whole.
        """
        keys = (source_of(page),) if source_of(page) else () if page.kind == "bibliography" else references_on(page)
        return tuple(key for key in keys if key in self.citations.works)


def source_of(page: Page | Outline) -> str:
    """Return the key of the source that a page is about, or nothing."""
    return page.path.removeprefix("sources/").removesuffix(".md") if page.kind == "source" else ""


def references_on(page: Page) -> tuple[str, ...]:
    """Return the keys of the works in a page's list of references."""
    lists = (block.items for block in page.blocks if isinstance(block, Items) and block.role == "references")
    first = (item[0] for items in lists for item in items if item)
    marks = (inline for block in first if isinstance(block, Paragraph) for inline in block.content[:1])
    return tuple(mark.anchor.removeprefix("ref-") for mark in marks if isinstance(mark, Marked))


def page_address(path: str, settings: Settings) -> str:
    """Return where a page is published, percent-encoded, counted from the site's root."""
    stem = path.removesuffix(".md")
    if not settings.directory_urls:
        return quote(f"{stem}.html")
    folder, _, name = stem.rpartition("/")
    return quote(f"{folder if name == 'index' else stem}/").removeprefix("/")


def page_url(path: str, settings: Settings) -> str:
    """Return the full address of a page, or nothing where the dossier has no address of its own."""
    return f"{settings.site_url.rstrip('/')}/{page_address(path, settings)}" if settings.site_url else ""


# The kinds of page that have a picture of their own in messengers and networks; all others share the first page's.
_CARDS = frozenset({"landing", "family", "topic", "brief"})


def has_card(page: Page | Outline) -> bool:
    """Tell whether a page has a picture of its own where a link to it is shown."""
    return page.kind in _CARDS


def card_path(page: Page | Outline) -> str:
    """Return where the picture lies that is shown with a link to a page, counted from the site's root."""
    return f"assets/cards/{page.path.removesuffix('.md') if has_card(page) else 'index'}.png"
