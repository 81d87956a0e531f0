"""Read a brief: its front matter, and its bottom line, key judgements, options and what would change the view."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.diagnostics import Diagnostic, Rule, Severity, Span, nearest
from build_tools.load import front_matter, judgements, prose, sections
from build_tools.load.schema import Kind, Spec
from build_tools.model import blocks as b
from build_tools.model.dossier import Mention
from build_tools.model.prose import Brief, Prose
from build_tools.model.wording import languages, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.load.front_matter import Fields
    from build_tools.load.sections import Section
    from build_tools.model.wording import Wording

FIELDS = (
    Spec("title", "the brief's title", required=True),
    Spec("audience", "whom the brief is for", required=True),
    Spec("question", "the question the brief answers", required=True),
    Spec("topics", "the topics it draws on, as family/topic", Kind.TEXTS, required=True),
    Spec("propositions", "the propositions of its matrix; without this field those of its topics", Kind.TEXTS),
    Spec("events", "the events of its timeline; without this field those that statements under its topics speak of", Kind.TEXTS),
    Spec("pages", "the most pages it may fill on paper", required=True),
    Spec("paper", "the paper it is printed on", choices=("a4", "letter")),
    Spec("marking", "the line of confidentiality on each page"),
    Spec("language", "the language it is written in, such as en-GB; without this field the dossier's"),
    judgements.FIELD,
)
_WHOLE = re.compile("[1-9][0-9]{0,3}")
_COLUMNS = "| Option | What speaks for it | What speaks against it |"

SECTION = Rule(
    "brief-section",
    "A section of a brief is missing, misspelt, or no part of a brief",
    "A reader finds each part of a brief at its place. What stands under another heading, or before the first, is not printed.",
    "## Botom line",
    "## Bottom line",
)
TABLE = Rule(
    "brief-options",
    "The options of a brief are not one table of option, for and against",
    "Options are weighed side by side: what each is, what speaks for it, what speaks against it, and who says so.",
    "## Options\nWait, or dredge.",
    f"## Options\n{_COLUMNS}\n|---|---|---|\n| Dredge | It is cheap [@hale1901, para. 3]. | It silts [@hale1901, para. 4]. |",
)
PAGES = Rule(
    "brief-pages",
    "A brief's number of pages is not a whole number from 1 up",
    "The build refuses a brief that fills more pages than it may, so it has to know how many these are.",
    "pages: two",
    "pages: 2",
)

LANGUAGE = Rule(
    "brief-language",
    "A brief is in a language that the layout has no words for",
    "A brief has headings and labels beside its author's words. In another language than those that are there they stay English.",
    "language: tlh",
    "language: de",
    severity=Severity.WARNING,
)


def load(path: str, text: str) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """Read a file of `docs/briefs/`; its name without `.md` is the brief's."""
    fields, start, wrong = front_matter.split(path, text, FIELDS)
    parts, twice = sections.find(path, text, start)
    words = wording(fields.text("language"))
    read, unread = judgements.load(path, text, fields.table("judgements"), parts)
    bottom_line, more = _part(path, text, parts.get(words.bottom_line), "bottom-line")
    options, of_options = _part(path, text, parts.get(words.options), "options")
    changes, of_changes = _part(path, text, parts.get(words.changes), "changes")
    brief = Brief(
        name=path.rpartition("/")[2].removesuffix(".md"),
        path=path,
        title=fields.words("title"),
        audience=fields.words("audience"),
        question=fields.words("question"),
        topics=_mentions(fields, "topics"),
        propositions=_mentions(fields, "propositions"),
        events=_mentions(fields, "events"),
        pages=int(fields.text("pages")) if _WHOLE.fullmatch(fields.text("pages")) else 1,
        paper="letter" if fields.text("paper") == "letter" else "a4",
        marking=fields.text("marking"),
        language=fields.text("language"),
        bottom_line=bottom_line,
        judgements=read,
        options=options,
        changes=changes,
        span=fields.span,
    )
    misplaced = _misplaced(_Read(path, text, start, parts, words), judgements.claims(fields.table("judgements")))
    found = (*wrong, *twice, *unread, *more, *of_options, *of_changes, *misplaced)
    return brief, (*found, *_uncountable(fields), *_untabled(parts.get(words.options), options), *_unworded(fields))


def _mentions(fields: Fields, name: str) -> tuple[Mention, ...]:
    return tuple(Mention(given.text, given.span) for given in fields.list(name))


def _part(path: str, text: str, section: Section | None, prefix: str) -> tuple[Prose, tuple[Diagnostic, ...]]:
    start, end = (section.start, section.end) if section else (len(text), len(text))
    return prose.load(path, text, start, end=end, prefix=prefix)


@dataclass(frozen=True, slots=True)
class _Read:
    """A brief's file: its text from `start` on in sections, and the words of its language."""

    path: str
    text: str
    start: int
    parts: Mapping[str, Section]
    words: Wording

    def needed(self) -> dict[str, str]:
        """Return the sections that a brief can't do without, with what belongs there."""
        return {self.words.bottom_line: "the answer in a few sentences", self.words.changes: "what to watch for"}


def _misplaced(read: _Read, claims: set[str]) -> tuple[Diagnostic, ...]:
    """Report a section that is missing or empty, one that no brief has, and words before the first."""
    known = {read.words.bottom_line, read.words.options, read.words.changes} | claims
    stray = tuple(
        SECTION.at(part.span, f'"{part.title}" is no part of a brief', nearest(part.title, known) or _instead(read.words))
        for part in read.parts.values()
        if part.title not in known
    )
    missing = tuple(
        SECTION.at(Span(read.path, read.start, read.start), f'the section "{name}" is missing', f"add `## {name}` with {what}")
        for name, what in read.needed().items()
        if name not in read.parts
    )
    empty = tuple(
        SECTION.at(part.span, f'the section "{part.title}" is empty', "write it, or take the heading out")
        for part in read.parts.values()
        if part.title in known and not read.text[part.start : part.end].strip()
    )
    return (*stray, *missing, *empty, *_early(read))


def _early(read: _Read) -> tuple[Diagnostic, ...]:
    below = read.text[read.start :]
    first = read.start + len(below) - len(below.lstrip())
    if first >= sections.introduced(read.text, read.parts):
        return ()
    remedy = f"put them under `## {read.words.bottom_line}`"
    return (SECTION.at(Span(read.path, first, first), "words before the first heading", remedy),)


def _instead(words: Wording) -> str:
    return f"a brief has {words.bottom_line}, {words.options}, {words.changes}, and its judgements' claims as headings"


def _unworded(fields: Fields) -> tuple[Diagnostic, ...]:
    given = fields.given("language")
    if not given.text or given.text.partition("-")[0].lower() in languages():
        return ()
    message = f'there are no words for the layout of a brief in "{given.text}", so they are English'
    return (LANGUAGE.at(given.span, message, f"add its words to build_tools/model/wording/; there are {', '.join(languages())}"),)


def _uncountable(fields: Fields) -> tuple[Diagnostic, ...]:
    given = fields.given("pages")
    if not given.text or _WHOLE.fullmatch(given.text):
        return ()
    return (PAGES.at(given.span, f'"{given.text}" is no number of pages', "write a whole number, such as 2"),)


def _untabled(section: Section | None, options: Prose) -> tuple[Diagnostic, ...]:
    tables = [block for block in options.blocks if isinstance(block, b.Table)]
    if section is None or not options.blocks or (len(tables) == 1 and len(tables[0].head) == len(_COLUMNS.split("|")) - 2):
        return ()
    message = f"{len(tables)} tables of options" if len(tables) != 1 else f"a table of {len(tables[0].head)} columns"
    return (TABLE.at(section.span, message, f"write one table that begins {_COLUMNS}"),)
