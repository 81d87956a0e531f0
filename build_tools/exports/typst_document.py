"""Whole documents for paper as Typst source: one page of the dossier alone, or the dossier from title page to bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import accumulate

from build_tools.exports import typst
from build_tools.exports.typst_links import places
from build_tools.exports.typst_text import literal, run, tidy
from build_tools.model.blocks import Block, Blocks, Figure, Heading, Paragraph, plain
from build_tools.model.pages import Artifact, Page

LAYOUT = "paper.typ"
DOSSIER = "dossier.pdf"
# What serves the editor at the screen is not for paper.
_NOT_PRINTED = frozenset({"checks", "data"})
# In the whole dossier the works stand once, in its bibliography, each passage under its own source, and topics in the contents.
_REFERENCES = "references"
_ONCE = frozenset({_REFERENCES, "uses"})
_FAMILY = "family-"
_OPENING = 3  # blocks
# How to cite a single page does not belong into the whole.
_OF_THE_PAGE = "cite-page"

# PDF/A-3 asks for the media type of what is attached, and what it is to the document (ISO 19005-3, annex E).
_KINDS = {"bib": ("application/x-bibtex", "source"), "csv": ("text/csv", "data"), "json": ("application/json", "data")}
_UNKNOWN = ("application/octet-stream", "supplement")


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a sheet, in millimetres; only the footer stands in one."""

    left: float = 34
    right: float = 34
    top: float = 22
    bottom: float = 28


@dataclass(frozen=True, slots=True)
class Imprint:
    """What each sheet says of its origin, and how it is set.

    `address` is the site's, where the newest version is; `date` is ISO 8601; `lang` a language tag such as `en-GB`;
    `paper` is `a4` or `us-letter`; `cutoff` is the date of the newest source in words.
    `dates` has for dates as the site shows them those of the document's language.
    """

    name: str
    address: str = ""
    version: str = ""
    date: str = ""
    lang: str = "en"
    author: str = ""
    paper: str = "a4"
    margins: Margins = Margins()
    cutoff: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document ready to be set: the path of its PDF, its Typst source, and what has to be found in the PDF again.

    `starts` are the first lines of pages in the source, with the page. `words`, `cited` and `tables` are those
    of all pages in order; see `typst.Rendered`. `attached` are files that the PDF carries. `notes` are those at the foot,
    each with its number before it; `budget` is the most pages that it may fill, 0 where there is no bound.
    """

    path: str
    title: str
    source: str
    starts: tuple[tuple[int, Page], ...]
    words: tuple[str, ...]
    cited: tuple[str, ...]
    tables: tuple[tuple[tuple[int, int], ...], ...]
    margins: Margins = Margins()
    attached: tuple[Artifact, ...] = ()
    notes: tuple[str, ...] = ()
    budget: int = 0

    def page_at(self, line: int) -> Page | None:
        """Return the page whose words stand in a line of the source."""
        return next((page for start, page in reversed(self.starts) if start <= line), None)


def single(
    page: Page, imprint: Imprint, attached: tuple[Artifact, ...] = (), published: Mapping[str, str] | None = None
) -> Manuscript:
    """Return a page of the dossier as a document of its own, with files that it carries."""
    page = replace(page, blocks=_closed(page.blocks))
    known = places((page,), imprint.address, published)
    rendered = typst.render(page, known)
    about = About("single", page.title, page.description or page.title, (imprint.name, *page.menu[:-1]), known.on_site(page.path))
    head = preamble(imprint, about) + attachments(attached)
    body = f"{typst.mark(page.path)}#front({_above(page, imprint)})\n\n"
    start = head.count("\n") + 1
    words = (tidy(page.title), *rendered.words)
    source = f"{head}{body}{rendered.source}\n"
    path = f"{page.path.removesuffix('.md')}.pdf"
    return Manuscript(path, page.title, source, ((start, page),), words, rendered.cited, rendered.tables, imprint.margins, attached)


def dossier(
    pages: Iterable[Page], imprint: Imprint, attached: tuple[Artifact, ...] = (), published: Mapping[str, str] | None = None
) -> Manuscript:
    """Return all pages that are for paper as one document, in the order of the menu."""
    printed = for_paper(pages)
    known = places(printed, imprint.address, published)
    chapters = tuple(dict.fromkeys(page.menu[0] for page in printed))
    head = preamble(imprint, About("dossier", imprint.name, imprint.name, chapters, imprint.address)) + attachments(attached)
    opening = next((words for page in printed for block in page.blocks if (words := _question(block))), "")
    parts = [f"{head}#cover({literal(tidy(opening))})\n\n#contents()\n\n"]
    rendered = [(page, title, typst.render(page, known, level)) for page, title, level in _placed(printed, imprint)]
    parts += [f"{title}{one.source}\n\n" for _, title, one in rendered]
    lines = list(accumulate(part.count("\n") for part in parts))
    return Manuscript(
        DOSSIER,
        imprint.name,
        "".join(parts),
        tuple((line + 1, page) for line, (page, _, _) in zip(lines, rendered, strict=False)),
        tuple(words for _, _, one in rendered for words in one.words),
        tuple(words for _, _, one in rendered for words in one.cited),
        tuple(table for _, _, one in rendered for table in one.tables),
        imprint.margins,
        attached,
    )


def for_paper(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages that the whole dossier has, without what stands in it elsewhere, chapter by chapter."""
    return _in_chapters(_trimmed(page) for page in pages if page.menu and page.kind not in _NOT_PRINTED)


def _in_chapters(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return pages chapter by chapter, chapters in the order of their first pages."""
    chapters: dict[str, list[Page]] = {}
    for page in pages:
        chapters.setdefault(page.menu[0], []).append(page)
    return tuple(page for chapter in chapters.values() for page in chapter)


def _placed(pages: tuple[Page, ...], imprint: Imprint) -> Iterator[tuple[Page, str, int]]:
    """Yield each page with its heading and its level: one for each part of its way through the menu that is a page or a chapter.

    A chapter without a page of its own gets a heading before its first page.
    """
    known = {page.menu for page in pages}
    begun: set[tuple[str, ...]] = set()
    for page in pages:
        chapter = page.menu[:1]
        new = chapter not in known | begun
        opened = f'#opening(1, "")[{run(tidy(chapter[0]))}]\n\n' if new else ""
        begun |= {chapter} if new else set()
        level = 1 + sum(page.menu[:length] in known | begun for length in range(1, len(page.menu)))
        name = page.menu[-1] if page.title == imprint.name else page.title
        above = " · ".join(part for length, part in enumerate(page.menu[:-1], 1) if page.menu[:length] not in known | begun)
        sheet = ", fresh: false" if new else ", tall: true" if any(map(_is_tall, page.blocks[:_OPENING])) else ""
        title = f"#opening({level}, {literal(tidy(above))}{sheet})[{run(tidy(name))}]\n{typst.mark(page.path)}\n\n"
        yield page, opened + title, level


def _is_tall(block: Block) -> bool:
    return isinstance(block, Figure) and block.drawing.height > block.drawing.width


def _trimmed(page: Page) -> Page:
    return replace(page, blocks=tuple(_without(page.blocks)))


def _without(blocks: Blocks) -> Iterator[Block]:
    """Leave out the sections that stand elsewhere in the whole dossier, each to the next heading of its level."""
    skipped = 0
    for block in blocks:
        if isinstance(block, Heading) and (not skipped or block.level <= skipped):
            skipped = block.level if block.anchor in _ONCE or block.anchor.startswith(_FAMILY) else 0
        if not skipped and _OF_THE_PAGE not in getattr(block, "role", ""):
            yield block


def _closed(blocks: Blocks) -> Blocks:
    """Return blocks with the line on how to cite the page before its references: at the end it could stand alone on a sheet."""
    last = next((at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == _REFERENCES), len(blocks))
    cite = tuple(block for block in blocks[last:] if _OF_THE_PAGE in getattr(block, "role", ""))
    return (*blocks[:last], *cite, *(block for block in blocks[last:] if block not in cite))


def _question(block: Block) -> str:
    return plain(block.content) if isinstance(block, Paragraph) and block.role == "question" else ""


def _above(page: Page, imprint: Imprint) -> str:
    return literal(tidy(" · ".join(filter(None, (imprint.name, *page.menu[:-1])))))


@dataclass(frozen=True, slots=True)
class About:
    """What one document says of itself; `kind` is `single`, `dossier` or `brief`."""

    kind: str
    title: str
    description: str
    keywords: tuple[str, ...]
    address: str


def preamble(imprint: Imprint, about: About, layout: str = LAYOUT, more: Mapping[str, str] | None = None) -> str:
    """Return the lines that call a layout, with what it wants to know besides; they hold nothing but string literals."""
    language, _, region = imprint.lang.partition("-")
    named = {
        "kind": about.kind,
        "headline": tidy(about.title),
        "name": tidy(imprint.name),
        "author": tidy(imprint.author or imprint.name),
        "description": tidy(about.description),
        "version": tidy(imprint.version),
        "date": imprint.date,
        "address": about.address,
        "lang": language or "en",
        "region": region,
        "size": imprint.paper,
        **(more or {}),
    }
    told = ", ".join(f"{name}: {literal(value)}" for name, value in named.items())
    edges = ", ".join(f"{side}: {value}mm" for side, value in asdict(imprint.margins).items())
    listed = ", ".join(literal(tidy(word)) for word in dict.fromkeys(filter(None, about.keywords)))
    return f'#import "{layout}": *\n#show: sheet.with({told}, keywords: ({listed},), margins: ({edges}))\n'


def attachments(files: tuple[Artifact, ...]) -> str:
    """Return the lines by which a document carries files, each with its media type and what it is to the document."""
    known = [(file.path, *_KINDS.get(file.path.rpartition(".")[2], _UNKNOWN)) for file in files]
    return "".join([f"#attached({', '.join(map(literal, told))})\n" for told in known])
