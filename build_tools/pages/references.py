"""The works that a page cites, in the words of the citation style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.pages.dossier import source_page

if TYPE_CHECKING:
    from build_tools.pages.dossier import Dossier


def references(path: str, dossier: Dossier) -> b.Blocks:
    """Return the references of the page at a path: nothing where it cites nothing."""
    cited = dossier.citations.references.get(path, ())
    if not cited:
        return ()
    return (b.Heading(2, b.text("References"), "references"), listed(cited, dossier))


def listed(cited: tuple[tuple[str, b.Inlines], ...], dossier: Dossier) -> b.Items:
    """Return references as a list, each with a link to the digest where there is one."""
    return b.Items(tuple((_reference(key, words, dossier),) for key, words in cited), role="references")


def _reference(key: str, words: b.Inlines, dossier: Dossier) -> b.Paragraph:
    digest = (b.Text(" "), b.Link(source_page(key), b.text("Digest"), "digest")) if key in dossier.library.sources else ()
    return b.Paragraph((b.Marked("reference", words, f"ref-{key}"), *digest))
