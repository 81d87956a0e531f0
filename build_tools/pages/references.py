"""The works that a page cites, in the words of the citation style, and under each the passages that the page rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.wording import wording
from build_tools.pages.cited import cited_items
from build_tools.pages.dossier import source_page
from build_tools.pages.passages import passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.model.citations import CitationItem
    from build_tools.model.pages import Page
    from build_tools.pages.dossier import Dossier

_EVERYTHING = "bibliography.md"


def references(page: Page, dossier: Dossier) -> b.Blocks:
    """Return the references of a page; nothing where it cites nothing."""
    path = page.path
    if path == _EVERYTHING:  # the bibliography is itself the list
        return ()
    items = tuple(cited_items(page.blocks))
    works = dict(dossier.citations.references.get(path, ()))
    if missing := {item.key for item in items} - works.keys():
        # A text that belongs to another page and is shown here as well brings its citations along.
        works |= {key: words for key, words in dossier.citations.references.get(_EVERYTHING, ()) if key in missing}
    if not works:
        return ()
    under = _passages(items, dossier)
    entries = tuple((_reference(key, words, dossier), *under.get(key, ())) for key, words in works.items())
    return (b.Heading(2, b.text(wording(page.language).references), "references"), b.Items(entries, role="references"))


def listed(works: Iterable[tuple[str, b.Inlines]], dossier: Dossier) -> b.Items:
    """Return works as a list, each with a link to the digest where there is one."""
    return b.Items(tuple((_reference(key, words, dossier),) for key, words in works), role="references")


def _reference(key: str, words: b.Inlines, dossier: Dossier) -> b.Paragraph:
    digest = (b.Text(" "), b.Link(source_page(key), b.text("Digest"), "digest")) if key in dossier.library.sources else ()
    return b.Paragraph((b.Marked("reference", words, f"ref-{key}"), *digest), "work")


def _passages(items: Iterable[CitationItem], dossier: Dossier) -> dict[str, b.Blocks]:
    """Return the passages that are cited of each work, in the order in which they stand in it."""
    matched = {one.id: one for item in items for one in dossier.library.matched.get(item.key_span, ())}
    entries: dict[str, list[b.Blocks]] = {}
    for statement in sorted(matched.values(), key=lambda one: one.span):
        entries.setdefault(statement.source, []).append((passage(statement, dossier),))
    return {key: (b.Items(tuple(found), ordered=True, role="passages"),) for key, found in entries.items()}
