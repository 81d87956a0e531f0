"""The way to a passage on its publisher's page: the work's address with a URL text fragment, or with a page of a PDF.

After the draft "URL Fragment Text Directives" of the WICG: `#:~:text=prefix-,start,end,-suffix`. A browser takes the
first place that fits, in the whole page, so the ends have to be unique in all that is stored of it, pull quotes included.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from build_tools.model import blocks as b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_tools.model.dossier import Selector, Statement
    from build_tools.model.evidence import Passage
    from build_tools.model.reading import Reading
    from build_tools.pages.dossier import Dossier

_FEWEST, _MOST = 2, 6
_SLIDE = 6
_WHOLE = 12
_AROUND = 80
_WORD = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
# What a page's own markup or another copy of it may set in another way: digits (note numbers), quotes, hyphens, dashes.
_FRAGILE = re.compile(r"[\d\n'’‘ʼ`´\"“”„«»‹›\-‐‑‒–—…\u00ad]")
_SHAPES = str.maketrans({**dict.fromkeys("‘’ʼ‚‛", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("\u00ad\u200b\u2060")})
_ACCENTS = re.compile("[\u0300-\u036f]+")

_Span = tuple[int, int]


def publisher_link(url: str, statement: Statement, passage: Passage | None = None, reading: Reading | None = None) -> str:
    """Return the address of a statement's passage at the publisher; nothing where the work has no web address.

    Where the passage and the reading it was found in are given, the ends are chosen from the passage's own words.
    """
    if not url.lower().startswith(("http://", "https://")):
        return ""
    base, _, anchor = url.partition("#")
    if base.partition("?")[0].lower().endswith(".pdf"):
        return _at_page(url, base, statement)
    if passage and reading:
        directive = _chosen(reading.text, passage.start, passage.end)
    else:
        directive = _typed(statement.selector) if statement.selector else ""
    return f"{base}#{anchor}:~:text={directive}" if directive else url


def at_publisher(statement: Statement, dossier: Dossier) -> b.Inlines:
    """Return the link to a statement's passage at the publisher, where there is an address."""
    work, evidence = dossier.work(statement.source), dossier.library.evidence.get(statement.id)
    passage = evidence.passage if evidence else None
    url = publisher_link(work.url, statement, passage, dossier.library.corpus.readings.get(statement.source)) if work else ""
    return (b.Link(url, b.text("Open at the publisher"), "at-publisher"),) if url else ()


def _at_page(url: str, base: str, statement: Statement) -> str:
    """Lead to a page of a PDF, where the locator names one by a number."""
    locator = statement.locator
    if locator and locator.label == "page" and locator.first.isdecimal():
        return f"{base}#page={locator.first}"
    return url


def _typed(selector: Selector) -> str:
    return _directive(selector.start, selector.end, selector.before, selector.after)


def _directive(start: str, end: str = "", before: str = "", after: str = "") -> str:
    parts = (before and f"{_encoded(before)}-", _encoded(start), _encoded(end), after and f"-{_encoded(after)}")
    return ",".join(part for part in parts if part) if start.strip() else ""


def _encoded(words: str) -> str:
    """Percent-encode words; a hyphen and a comma have a meaning of their own in the directive."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


@lru_cache(maxsize=65_536)
def _chosen(text: str, start: int, end: int) -> str:
    """Choose the ends of a passage from its own words: the shortest that are unique; nothing where none are."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    if len(words) > _MOST:
        first = _unique(text, _from_the_start(words))
        last = first and _unique(text, (one for one in _from_the_end(words) if one[0] > first[1]))
        if first and last:
            return _directive(text[slice(*first)], text[slice(*last)])
    return _entire(text, words) if words else ""


def _from_the_start(words: list[_Span]) -> Iterator[_Span]:
    """Yield stretches of few words, from the passage's first word on; a little further in serves as well."""
    for low in range(min(_SLIDE, len(words) // 2)):
        for high in range(low + _FEWEST, min(low + _MOST, len(words)) + 1):
            yield words[low][0], words[high - 1][1]


def _from_the_end(words: list[_Span]) -> Iterator[_Span]:
    """Yield stretches of few words, from the passage's last word back."""
    for high in range(len(words), max(len(words) - _SLIDE, len(words) // 2), -1):
        for low in range(high - _FEWEST, max(high - _MOST, 0) - 1, -1):
            yield words[low][0], words[high - 1][1]


def _unique(text: str, stretches: Iterable[_Span]) -> _Span | None:
    """Return the first stretch that is unique in a text, before all others one that looks the same in every copy."""
    fragile = []
    for stretch in stretches:
        if _FRAGILE.search(text, *stretch):
            fragile.append(stretch)
        elif _is_unique(text, text[slice(*stretch)]):
            return stretch
    return next((one for one in fragile if _is_unique(text, text[slice(*one)])), None)


def _entire(text: str, words: list[_Span]) -> str:
    """Take the first line of a passage, or its start where it is long, with words before it where it stands twice."""
    start, end = words[0][0], words[:_WHOLE][-1][1]
    line = text[start:end].partition("\n")[0]
    if _is_unique(text, line):
        return _directive(line)
    before = [match.start() for match in _WORD.finditer(text, max(0, start - _AROUND), start)]
    far_enough = (at for at in reversed(before) if _is_unique(text, text[at:start] + line))
    at = next(far_enough, None)
    return "" if at is None else _directive(line, before=text[at:start])


def _is_unique(text: str, words: str) -> bool:
    known, sought = _folded_text(text), _folded(words)
    first = known.find(sought)
    return first >= 0 and known.find(sought, first + 1) < 0


@lru_cache(maxsize=64)
def _folded_text(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    """Return a text as browsers compare it: without case, accents, shapes of quotes and widths of spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_SHAPES))
    return " ".join(_ACCENTS.sub("", plain).casefold().split())
