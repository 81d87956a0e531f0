"""A brief for paper as Typst source: its citations become notes at the foot, and its list of references shrinks to the works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from build_tools.exports import typst
from build_tools.exports.brief_notes import AT_PUBLISHER, laid_out, marking
from build_tools.exports.typst_document import About, Imprint, Manuscript, Margins, attachments, preamble
from build_tools.exports.typst_links import places
from build_tools.exports.typst_text import tidy
from build_tools.model.pages import Artifact, Page

# The narrower sheet of a letter leaves the same room to the text and its margin column.
SHEETS = {"a4": Margins(18, 23, 12.5, 17.5), "us-letter": Margins(18, 28.9, 12.5, 17.5)}
LAYOUT = "brief.typ"


def brief(
    page: Page,
    imprint: Imprint,
    budget: int = 0,
    attached: tuple[Artifact, ...] = (),
    published: Mapping[str, str] | None = None,
) -> Manuscript:
    """Return a brief as a document, with files that it carries. `budget` is the most pages that it may fill, 0 for any."""
    imprint = replace(imprint, margins=SHEETS[imprint.paper])
    whole = replace(page, blocks=laid_out(page.blocks))
    known = places((whole,), imprint.address, published)
    rendered = typst.render(whole, known)
    about = About("brief", page.title, page.description or page.title, (imprint.name, *page.menu[:-1]), known.on_site(page.path))
    told = {"marking": tidy(marking(page.blocks)), "cutoff": tidy(imprint.cutoff)}
    head = preamble(imprint, about, LAYOUT, told) + attachments(attached)
    opening = f"{head}{typst.mark(page.path)}{_front(rendered.source)}\n\n"
    path = f"{page.path.removesuffix('.md')}.pdf"
    return Manuscript(
        path,
        page.title,
        f"{opening}{rendered.source}\n\n#end()\n",
        ((opening.count("\n"), page),),
        (tidy(page.title), *rendered.words),
        (),
        rendered.tables,
        imprint.margins,
        attached,
        rendered.notes,
        budget,
    )


def _front(source: str) -> str:
    """Return the beginning of a brief, which knows the signs that have to be explained."""
    linked, own = (str(sign in source).lower() for sign in (AT_PUBLISHER, '#marked("sentence analysis")'))
    return f"#front(linked: {linked}, own: {own})"
