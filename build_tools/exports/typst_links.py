"""Where a link leads on paper: to a place in the same document, to the site, to another site, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import quote

from build_tools.exports.addresses import address, html_address
from build_tools.exports.anchors import anchors, new_anchor
from build_tools.model.blocks import Blocks, Group, Heading, Link, plain
from build_tools.model.pages import Page

_SOURCE = "source"
# Typst would lay out every page twice to lead a link to a label. It takes it for an address instead, which
# `shells/pdf_finish.py` turns into the place that is meant, once all is set: half the time and two thirds of the memory.
WITHIN = "place:"


@dataclass(frozen=True, slots=True)
class Place:
    """A place within the document: the page's path, and `#anchor` or nothing for its beginning."""

    path: str
    fragment: str = ""

    @property
    def label(self) -> str:
        """The place's name in Typst."""
        return self.path + self.fragment

    @property
    def address(self) -> str:
        """What a link to the place says until the document is finished."""
        return WITHIN + quote(self.label)


@dataclass(frozen=True, slots=True)
class Places:
    """All places of one document, and the site's address with what is published there.

    `published` says where paths are published, as in `exports.html.render`; what is not in it ends in `.html`.
    `headings` are the anchors of each page's headings, in their order; `statements` the places of the statements in the
    document by the names of the notes that stand for them elsewhere.
    """

    headings: Mapping[str, tuple[str, ...]]
    known: frozenset[Place]
    statements: Mapping[str, Place]
    site: str = ""
    published: Mapping[str, str] = field(default_factory=dict)

    def lead(self, link: Link, here: str) -> Place | str:
        """Return where a link of the page at `here` leads: a place, an address, or nothing where words must do."""
        steps: list[str] = []
        reached = address(link.target, lambda path: _step(path, steps))
        if not steps and not reached.startswith("#"):
            return reached
        path = steps[0] if steps else here
        return self._nearest(path, reached) or self.on_site(path, reached)

    def _nearest(self, path: str, fragment: str) -> Place | None:
        """Return the place that is meant, where its note is not here the statement itself, or else the page."""
        wanted = (Place(path, fragment), self.statements.get(fragment), Place(path))
        return next((place for place in wanted if place in self.known), None)

    def on_site(self, path: str, fragment: str = "") -> str:
        """Return an address on the site, or nothing where the site has none."""
        return self.site + (self.published.get(path) or html_address(path)) + fragment if self.site else ""


def places(pages: Iterable[Page], site: str = "", published: Mapping[str, str] | None = None) -> Places:
    """Return all places of a document that holds these pages."""
    headings: dict[str, tuple[str, ...]] = {}
    known: set[Place] = set()
    statements: dict[str, Place] = {}
    for page in pages:
        taken = set(anchors(page.blocks))
        headings[page.path] = tuple(_anchored(page.blocks, taken))
        fragments = (_fragment(anchor) for anchor in chain(taken, headings[page.path]))
        here = {Place(page.path, fragment) for fragment in fragments}
        known |= {Place(page.path), *here}
        if page.kind == _SOURCE:
            statements |= {f"#ref-{_stem(page.path)}-{one.fragment[1:]}": one for one in here}
    root = site if not site or site.endswith("/") else f"{site}/"
    return Places(headings, frozenset(known), statements, root, published or {})


def place(path: str, anchor: str) -> Place:
    """Return the place of a page's anchor."""
    return Place(path, _fragment(anchor))


def _fragment(anchor: str) -> str:
    return address(f"#{anchor}", quote) if anchor else ""


def _step(path: str, steps: list[str]) -> str:
    steps.append(path)
    return ""


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _anchored(blocks: Blocks, taken: set[str]) -> Iterator[str]:
    """Yield the anchor of each heading outside lists, a new one where it has none, as the site names them."""
    for block in blocks:
        match block:
            case Heading():
                anchor = block.anchor or new_anchor(plain(block.content), taken)
                taken.add(anchor)
                yield anchor
            case Group():
                yield from _anchored(block.blocks, taken)
            case _:
                pass
