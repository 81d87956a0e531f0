"""A brief for paper as Typst source: its citations become notes at the foot, and its list of references shrinks to the works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.exports import typst
from build_tools.exports.brief_notes import AT_PUBLISHER, laid_out, marking
from build_tools.exports.typst_document import About, Imprint, Manuscript, Margins, attachments, preamble
from build_tools.exports.typst_links import places
from build_tools.exports.typst_text import literal, tidy
from build_tools.model.pages import Artifact, Page
from build_tools.model.wording import wording

# A letter is shorter and wider than A4: its text is as much wider as it is shorter, so that either sheet holds as much.
SHEETS = {"a4": Margins(18, 23, 12.5, 17.5), "us-letter": Margins(18, 18, 12.5, 16.5)}
LAYOUT = "brief.typ"
OWN = "sentence analysis"


def brief(
    page: Page,
    imprint: Imprint,
    budget: int = 0,
    attached: tuple[Artifact, ...] = (),
    published: Mapping[str, str] | None = None,
) -> Manuscript:
    """Return a brief as a document, with files that it carries. `budget` is the most pages that it may fill, 0 for any."""
    imprint = replace(imprint, margins=SHEETS[imprint.paper])
    whole = replace(page, blocks=laid_out(page.blocks, imprint.dates))
    known = places((whole,), imprint.address, published)
    rendered = typst.render(whole, known)
    about = About("brief", page.title, page.description or page.title, (imprint.name, *page.menu[:-1]), known.on_site(page.path))
    told = {
        "marking": tidy(marking(page.blocks)),
        "origin": tidy(" · ".join(origin(page, imprint))),
        "newest": tidy(newest(about.address, imprint)),
    }
    head = preamble(imprint, about, LAYOUT, told) + attachments(attached)
    opening = f"{head}{typst.mark(page.path)}{_front(rendered.source, imprint)}\n\n"
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


def origin(page: Page, imprint: Imprint) -> Iterator[str]:
    """Yield what the foot says of a brief after its title: of which dossier, of which version and day, and how far it reads."""
    words = wording(imprint.lang)
    if imprint.name != page.title:
        yield imprint.name
    if imprint.version:
        yield words.version.format(version=imprint.version)
    if imprint.date:
        yield words.date(imprint.date)
    if imprint.cutoff:
        yield words.newest_source.format(date=imprint.cutoff)


def newest(address: str, imprint: Imprint) -> str:
    """Return where the newest version is to be found; nothing where the site has no address."""
    return wording(imprint.lang).newest_version.format(address=address) if address else ""


def legend(source: str, imprint: Imprint) -> tuple[str, ...]:
    """Return what the signs in a brief mean, those that are there."""
    words = wording(imprint.lang)
    signs = {AT_PUBLISHER: words.linked.format(sign=AT_PUBLISHER), OWN: words.own}
    return tuple(told for sign, told in signs.items() if sign in source)


def _front(source: str, imprint: Imprint) -> str:
    """Return the beginning of a brief, which knows the signs that have to be explained."""
    return f"#front(({''.join(f'{literal(one)}, ' for one in legend(source, imprint))}))"
