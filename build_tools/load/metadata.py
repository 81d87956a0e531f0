"""What an original says of itself, for a draft of its bibliography entry, each thing with how it is known; nothing is invented.

The markup is asked first, as its author filled it in, then the text's own lines. What a program fills in unasked (who made the
file, when, from which template) is believed only where the text bears it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.load import names_in_text as names
from build_tools.load.languages import guessed
from build_tools.load.text_dates import mentions
from build_tools.model.metadata import Fact, Known, Metadata, Person
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.model.reading import Line, Reading

_TITLES = (
    "meta citation_title", "json-ld headline", "meta og:title", "meta dc.title", "meta dcterms.title",
    "meta twitter:title", "front-matter title", "dc title", "pdf title", "title", "json-ld name",
)  # fmt: skip
_AUTHORS = (
    "meta citation_author", "json-ld author", "meta dc.creator", "meta dcterms.creator", "meta author",
    "meta article:author", "meta parsely-author", "meta sailthru.author", "front-matter author", "front-matter authors",
    "dc creator", "pdf author",
)  # fmt: skip
_EDITORS = ("meta citation_editor", "json-ld editor", "front-matter editor")
_ISSUERS = (
    "meta citation_technical_report_institution", "meta citation_publisher", "json-ld publisher",
    "json-ld sourceOrganization", "meta dc.publisher", "meta dcterms.publisher", "meta og:site_name",
    "front-matter publisher", "front-matter institution", "dc publisher",
)  # fmt: skip
_DATES = (
    "meta citation_publication_date", "meta citation_date", "meta citation_online_date", "json-ld datePublished",
    "meta article:published_time", "meta dc.date.issued", "meta dcterms.issued", "meta dc.date", "meta dcterms.date",
    "meta date", "meta datepublished", "meta pubdate", "meta parsely-pub-date", "front-matter date",
)  # fmt: skip
_LANGUAGES = (
    "meta citation_language", "json-ld inLanguage", "html lang", "meta dc.language", "meta content-language",
    "meta og:locale", "front-matter lang", "front-matter language", "dc language", "w:lang", "pdf lang",
)  # fmt: skip
_ADDRESSES = (
    "link canonical", "meta og:url", "meta citation_public_url", "meta citation_abstract_html_url", "json-ld url",
    "saved from", "front-matter url",
)  # fmt: skip
_CONTAINERS = ("meta citation_journal_title", "meta citation_inbook_title", "meta citation_series_title", "front-matter series")
# These are filled in by programs: believed where the text has the same words.
_UNASKED = frozenset({"dc title", "pdf title", "dc creator", "pdf author", "dc language", "w:lang", "pdf lang"})
_MADE = ("pdf creationdate", "dcterms created")
_JUNK = re.compile(
    r"^(?:untitled|microsoft word|document\d*|title|presentation\d*|\W*)$|\.(?:docx?|pdf|indd|html?|tex|qxd)$|^microsoft word -",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|–—·»•]|-|::)\s+")
_HEAD, _TAIL = 40, 25
_LONG = 200
_ISSUED_BY = re.compile(
    r"^an? (?:report|paper|study|policy brief|commentary|publication) (?:by|of|from) (?P<name>[^.]{2,90})$", re.IGNORECASE
)
_VIEWS_OF = re.compile(
    r"(?:those|views?|positions?|opinions?) of (?:the )?(?P<name>[A-Z][\w&.'’-]*(?: (?:(?:of|for|the|and) )*[A-Z][\w&'’-]*)*)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[–-]\s*\d{4})?)?[,\s]*(?:by )?(?P<name>[A-Z][\w&.'’ -]{2,60}?)"
    r"\s*(?:\d{4}|\.|,|$|all rights)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?<!in )may(?!,? \d)|might|could|plan(?:s|ned)?|schedul\w+|expect\w*|forecast\w*|target\w*|until"
    r"|by|before|next|aims?|upcoming|deadline|proposed|due)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?!\s|$)[^.!?…\n]*)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”)\]]{4,300}", re.IGNORECASE)


def metadata(reading: Reading, *, address: str = "", today: str = "") -> Metadata:
    """Return what is known of the work that was read. `address` is where it was fetched from; `today` (ISO 8601) ends the past."""
    date, bounded, note = _date(reading, today)
    persons = tuple(_persons(reading))
    return Metadata(
        title=_title(reading),
        subtitle=_line(reading, "subtitle"),
        persons=persons,
        institution=_institution(reading),
        date=date,
        language=_language(reading),
        address=_address(reading, address),
        container=_markup(reading, _CONTAINERS),
        pages=int(next((value for name, value in reading.facts if name == "pdf pages"), 0)),
        lower_bound=bounded,
        note=" ".join((*note, *_made(reading, known=bool(date) and not bounded))),
    )


def _values(reading: Reading, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what the markup says, by the order in which names are trusted."""
    for name in wanted:
        yield from ((name, value) for told, value in reading.facts if told.casefold() == name.casefold() and value)


def _markup(reading: Reading, wanted: Sequence[str]) -> Fact:
    return next((Fact(value, Known.MARKUP, name) for name, value in _values(reading, wanted)), Fact())


def _words_of(reading: Reading, line: Line) -> str:
    return " ".join(_unmarked(reading, line.start, line.end).split())


def _unmarked(reading: Reading, start: int, end: int) -> str:
    """Return a stretch of the text without the note numbers in it."""
    words, at = "", start
    for low, high in reading.markers:
        if start <= low < end:
            words, at = words + reading.text[at:low], high
    return words + reading.text[at:end]


def _line(reading: Reading, kind: str) -> Fact:
    lines = ((line, _words_of(reading, line)) for line in reading.lines if line.kind == kind)
    return next((Fact(words, Known.TEXT, f"line {line.number}") for line, words in lines), Fact())


def _title(reading: Reading) -> Fact:
    shown = _line(reading, "title")
    for name, value in _values(reading, _TITLES):
        plain = _without_the_site(value, shown.value, name)
        if _JUNK.search(plain) or (name in _UNASKED and not _borne_out(reading, plain)):
            continue
        return Fact(plain, Known.MARKUP, name)
    return shown


def _without_the_site(title: str, shown: str, name: str) -> str:
    """Take a site's name off the title that a browser shows: `The lower basin | Canal Review`."""
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and shown and forms(shown) == forms(parts[0]):
        return parts[0]
    return _SUFFIX.split(title[::-1], maxsplit=1)[-1][::-1] if name == "title" and len(parts) > 1 else title


def _borne_out(reading: Reading, value: str) -> bool:
    """Tell whether the first or last lines of the text have these words together."""
    lines = (*reading.lines[:_HEAD], *reading.lines[-_TAIL:])
    sought = forms(value)
    held = forms(" ".join(reading.text[line.start : line.end] for line in lines))
    return bool(sought) and any(held[at : at + len(sought)] == sought for at in range(len(held) - len(sought) + 1))


def _persons(reading: Reading) -> Iterator[Person]:
    authors = _named_in_markup(reading, _AUTHORS, "author") or tuple(_named_in_text(reading))
    yield from authors
    yield from (one for one in _named_in_markup(reading, _EDITORS, "editor"))


def _named_in_markup(reading: Reading, wanted: Sequence[str], role: str) -> tuple[Person, ...]:
    """Return those whom the most trusted tag names that names anyone; several people in one value are told apart."""
    for name in wanted:
        found: list[Person] = []
        for _, value in _values(reading, (name,)):
            for one in _told_apart(value):
                borne_out = name not in _UNASKED or (_borne_out(reading, one) and not names.is_corporate(one))
                if borne_out and not one.startswith("http") and not any(names.same(one, other.name) for other in found):
                    found.append(Person(one, role, Known.MARKUP, name, corporate=names.is_corporate(one)))
        if found:
            return tuple(found)
    return ()


def _told_apart(value: str) -> tuple[str, ...]:
    if ";" in value:
        return tuple(names.turned(part) for part in value.split(";") if part.strip())
    several = tuple(names.of_byline(value))
    return several if len(several) > 1 else (names.turned(re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)),)


def _named_in_text(reading: Reading) -> Iterator[Person]:
    """Yield the authors that the text names: in a byline, else in a block near the title, else in one before it."""
    lines = [(line, _words_of(reading, line)) for line in reading.lines]
    for line, words in lines:
        if line.kind == "byline" and (told := tuple(names.of_byline(words))):
            yield from (Person(name, "author", Known.TEXT, f"line {line.number}") for name in told)
            return
    title = next((index for index, (line, _) in enumerate(lines) if line.kind == "title"), 0)
    first = next(
        (at for at, (line, words) in enumerate(lines) if at > title and line.kind == "body" and len(words) > _LONG), len(lines)
    )
    # A name that was in a block of several authors before is said again beside the title of what that one wrote.
    after = [(line, words) for line, words in lines[title + 1 : first] if line.kind in {"author", "repeated"}]
    before = [(line, words) for line, words in lines[:title] if line.kind == "author"]
    behind = [(line, words) for line, words in lines[first:] if line.kind == "author"]
    for block, known in ((after, Known.TEXT), (before, Known.INFERRED), (behind, Known.INFERRED)):
        found = tuple(dict.fromkeys(names.of_block([words for _, words in block])))
        if found:
            yield from (Person(name, "author", known, f"line {block[0][0].number}") for name in found)
            return


def _institution(reading: Reading) -> Fact:
    told = _markup(reading, _ISSUERS)
    if told:
        return told
    for line in reading.lines:
        words = _words_of(reading, line)
        if line.kind == "byline" and (match := _ISSUED_BY.match(words)):
            return Fact(match["name"].strip(), Known.TEXT, f"line {line.number}")
    for pattern, kinds in ((_VIEWS_OF, {"disclaimer"}), (_COPYRIGHT, {"back-matter"})):
        for line in reading.lines:
            match = pattern.search(_words_of(reading, line)) if line.kind in kinds else None
            if match and not re.match(r"the\b|authors?\b", match["name"], re.IGNORECASE):
                return Fact(match["name"].strip(), Known.INFERRED, f"line {line.number}")
    return Fact()


def _date(reading: Reading, today: str) -> tuple[Fact, bool, tuple[str, ...]]:
    """Return the date, whether it is only a lower bound, and what to say of it."""
    for name, value in _values(reading, _DATES):
        if found := _first_date(value):
            return Fact(found, Known.MARKUP, name), False, ()
    for line in reading.lines:
        if line.kind in {"date", "byline"} and (found := _first_date(_words_of(reading, line))):
            return Fact(found, Known.TEXT, f"line {line.number}"), False, ()
    latest = _latest(reading, today)
    if not latest:
        return Fact(), False, ()
    say = (
        f"The text names no date of its own; {latest.value} is the latest past date that it mentions ({latest.where}), "
        "so a lower bound."
    )
    return latest, True, (say,)


def _first_date(value: str) -> str:
    if match := re.match(r"((?:1[5-9]|20)\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)", value):
        return "-".join((match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)))
    return next((one.iso for one in mentions(value)), "")


def _latest(reading: Reading, today: str) -> Fact:
    """Return the latest date that a sentence without a word of what is to come mentions; one with a month, where there is one."""
    found: list[tuple[str, int]] = []
    for line in reading.lines:
        if line.kind in {"navigation", "note", "reference", "comment", "back-matter", "running-head"} or line.form == "table":
            continue
        for sentence in _SENTENCE.finditer(reading.text, line.start, line.end):
            if not _AHEAD.search(sentence.group()):
                found += ((one.iso, line.number) for one in mentions(reading.text, *sentence.span()))
    past = [(iso, number) for iso, number in found if not today or iso <= today[: len(iso)]]
    exact = [one for one in past if len(one[0]) > 4] or past  # noqa: PLR2004 - longer than a year
    iso, number = max(exact, default=("", 0), key=lambda one: one[0])
    return Fact(iso, Known.INFERRED, f"line {number}") if iso else Fact()


def _made(reading: Reading, *, known: bool) -> Iterator[str]:
    made = next((found for _, value in _values(reading, _MADE) if (found := _first_date(value))), "")
    if made and not known:
        yield f"The file itself was made on {made}."


def _language(reading: Reading) -> Fact:
    heard = guessed("\n".join(reading.text[one.start : one.end] for one in reading.paragraphs[:60]))
    for name, value in _values(reading, _LANGUAGES):
        tag = value.split(",")[0].strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) and heard in {"", tag[:2].casefold()}:
            return Fact(tag, Known.MARKUP, name)
    return Fact(heard, Known.INFERRED, "the commonest words") if heard else Fact()


def _address(reading: Reading, address: str) -> Fact:
    if address:
        return Fact(address, Known.ASKED, "the address it was fetched from")
    for name, value in _values(reading, _ADDRESSES):
        if value.startswith(("https://", "http://")):
            return Fact(value, Known.MARKUP, name)
    for line in (*reading.lines[:_HEAD], *reading.lines[-_TAIL:]):
        words = _words_of(reading, line)
        if (match := _ADDRESS.search(words)) and len(match.group()) > len(words) / 2 and line.kind not in {"note", "reference"}:
            return Fact(match.group().rstrip(".,;"), Known.TEXT, f"line {line.number}")
    return Fact()
