"""Writes a request as the JSON that the script in pandoc reads.

`corrections` holds CSL variables by key that take the place of pandoc's. `entries` and `pieces` are BibLaTeX entries; a piece
is one value of an entry that is wanted in plain words as it was typed, its key being the value's place in `pieces_of`.
`documents` holds pages, each a list of citations, each a list of items.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.citing import biblatex, csl, mending
from build_tools.citing.engine import EngineError
from build_tools.model import inheritance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.citing.engine import Request
    from build_tools.model.citations import Citation, CitationItem
    from build_tools.model.dossier import Entry

# CSL 1.0.2, Appendix IV. It renamed one term, which styles and locales have under either name; two differ from our labels.
_LABELS = tuple(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page
    paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse volume
    """.split()  # noqa: SIM905 - a list of 28 words reads better than 28 strings
)
_OLD_NAMES = {"sub-verbo": "sub verbo"}
_OWN_NAMES = {"article-locator": "article", "title-locator": "title"}
# BCP 47 in the shape that locales have: language, script, region, variants.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLAIN_FIELDS = ("title", "subtitle", "journaltitle", "journal", "booktitle", "maintitle", "shorttitle", "series", "eventtitle")
_LIST_FIELDS = ("institution", "publisher", "organization", "school")


def write(request: Request) -> str:
    """Return the request as JSON, the same bytes for the same content. Raises EngineError for a style or language that is none."""
    csl.check(request.style)
    if not _LANGUAGE.fullmatch(request.lang):
        raise EngineError(f'"{request.lang}" is no language tag', "write one such as en-GB, de-DE or fr-FR", "lang")
    content = {
        "entries": biblatex.write(mending.readable(entry) for entry in unique(request.entries)),
        "corrections": {one.key: mending.as_text(known) for one in unique(request.entries) if (known := mending.corrections(one))},
        "pieces": [f"@misc{{{n},\n  note = {{{biblatex.contained(text)}}}\n}}\n" for n, text in enumerate(pieces_of(request))],
        "documents": [[[_item(item) for item in cited.items] for cited in page] for page in pages(request)],
        "lang": request.lang,
        "style": csl.prepared(request.style),
        "terms_style": _terms_style(request.style),
        "numbers_per_page": csl.is_numeric(request.style),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def pages(request: Request) -> tuple[tuple[Citation, ...], ...]:
    """Return the citations of each page; for a style that is blind to their places, one page with each of them once.

    What is only listed is cited where its place gives it its number; otherwise every entry is listed in any case.
    """
    numbered = csl.is_numeric(request.style)
    wanted = tuple(page.citations if numbered or not page.only_references else () for page in request.documents)
    if csl.depends_on_place(request.style):
        return wanted
    once = {signature(citation): citation for citations in wanted for citation in citations}
    return (tuple(once.values()),)


def signature(citation: Citation) -> tuple[object, ...]:
    """Return all in a citation that its words depend on."""
    return tuple(
        (item.key, item.locator, item.prefix, item.suffix, item.author_only_in_text, item.suppress_author)
        for item in citation.items
    )


@lru_cache(maxsize=2)
def unique(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries with what they inherit, without those whose key stood before."""
    return inheritance.resolved(entries)


def pieces_of(request: Request) -> tuple[str, ...]:
    """Return the values that are wanted in plain words and hold LaTeX, each once."""
    found = (piece for entry in unique(request.entries) for piece in _pieces(entry) if biblatex.has_latex(piece))
    return tuple(dict.fromkeys(found))


def _pieces(entry: Entry) -> Iterator[str]:
    typed = {field.name: field.value for field in entry.fields}
    yield from (typed[name] for name in _PLAIN_FIELDS if name in typed)
    yield from (part for name in _LIST_FIELDS if name in typed for part in biblatex.names(typed[name]))


def _item(item: CitationItem) -> dict[str, str]:
    place = item.locator
    return {
        "key": item.key,
        "mode": _mode(item),
        "prefix": item.prefix,
        "suffix": item.suffix,
        "label": place.label if place else "",
        "numbers": place.numbers if place else "",
        "shown": place.shown if place else "",
    }


def _mode(item: CitationItem) -> str:
    if item.suppress_author:
        return "SuppressAuthor"
    return "AuthorInText" if item.author_only_in_text else "NormalCitation"


def _terms_style(style: str) -> str:
    """Return a style that prints the words of a language, as the given style changes them: `⟦page=page⟧`."""
    names = [(_OWN_NAMES.get(label, label), term) for label in _LABELS for term in (label, _OLD_NAMES.get(label)) if term]
    texts = "".join(f'<text term="{term}" prefix="⟦{name}=" suffix="⟧"/>' for name, term in [*names, ("and", "and")])
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Terms</title><id>terms</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
        + csl.locales(style)
        + f'<citation><layout>{texts}<text term="et-al" prefix="⟦et-al=" suffix="⟧"/></layout></citation></style>'
    )
