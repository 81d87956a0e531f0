"""The words within a page's blocks as Typst source: runs of text, links, notes, and the marks that links lead to."""

from __future__ import annotations

import re
from itertools import groupby

from build_tools.exports.addresses import without_links
from build_tools.exports.typst_links import Place, Places, place
from build_tools.exports.typst_text import BREAK, LONGEST, literal, run, tidy, unbroken
from build_tools.model.blocks import Break, Cited, Code, Emphasis, Inline, Inlines, Link, Marked, Script, Text, plain
from build_tools.model.pages import Page

LINE_BREAK = "#linebreak();"
_SCRIPTS = {"super": "super", "sub": "sub", "caps": "smallcaps"}
_CITE = "cite"
_LOCATOR = "locator"
_PLACES = frozenset({_CITE, _LOCATOR})
_GAP = re.compile(" ")
_BEFORE_NUMBER = re.compile(r"(?<=[^,;]) (?=\d|al\.)")
# A button rather than words: without a place to lead to it says nothing.
_DIGEST = "digest"
# The arrow from a note to where it stands is a button too, and no font has it.
_BACK = "back"
_NOTE = "note"
# What only a screen reader says: on paper the words around it are seen.
_UNSEEN = "unseen"


def anchor_at(at: Place) -> str:
    """Return the mark of a place, to which links lead."""
    return f"#anchor({literal(at.label)});"


class InlineWriter:
    """What is known of one page while its words are rendered: its places, the words so far, and what must stay off paper."""

    __slots__ = ("cited", "labels", "notes", "once", "page", "places", "sending", "spaced", "tail", "words")

    def __init__(self, page: Page, places: Places) -> None:
        """Start a page."""
        self.page, self.places = page, places
        self.labels: set[Place] = set()
        self.words: list[list[str]] = [[]]
        self.cited: list[str] = []
        self.notes: list[str] = []
        self.spaced = True
        self.sending = False
        self.tail = 0
        # Typst sets headings, captions and table heads more than once, so that no labels may stand there,
        # and as PDF/UA's artifacts the repeated heads of tables hold no links.
        self.once = True

    def repeated(self, content: Inlines) -> str:
        """Render words that Typst may set more than once."""
        before, self.once = self.once, False
        inner = self.flow(content)
        self.once = before
        return inner

    def flow(self, content: Inlines) -> str:
        """Render the words of one block, which start a line."""
        self.spaced, self.tail = True, 0
        self.words.append([])
        return self.inlines(content)

    def inlines(self, content: Inlines) -> str:
        """Render words in the middle of a block."""
        return "".join([self.inline(part) for part in content])

    def inline(self, inline: Inline) -> str:  # noqa: C901, PLR0911 - one answer for each kind of inline content
        """Render one part of a block's words."""
        match inline:
            case Text():
                return self.text(inline.text)
            case Link():
                return self.link(inline)
            case Marked(role=role) if role == _NOTE:
                return self.note(inline.content)
            case Marked(role=role) if role == _UNSEEN:
                return self.label(inline.anchor)
            case Marked():
                inner = self.label(inline.anchor) + self.inlines(inline.content)
                return f"#marked({literal(inline.role)})[{inner}];" if inline.role and inner else inner
            case Emphasis():
                return _within("strong" if inline.strong else "emph", self.inlines(inline.content))
            case Code():
                return _within("mono", self.text(inline.text))
            case Script():
                return _within(_SCRIPTS[inline.kind], self.inlines(inline.content))
            case Break():
                self.spaced, self.tail = True, 0
                self.words[-1].append(" ")
                return LINE_BREAK
            case Cited():
                return self.text(inline.citation.text)

    def note(self, content: Inlines) -> str:
        """Render a note at the foot; where it is called stands its number."""
        number = str(len(self.notes) + 1)
        self.words[-1].append(number)
        before, self.words = self.words, [[]]
        self.spaced, self.tail = True, 0
        inner = self.inlines(content)
        self.notes.append(number + "".join(self.words[0]))
        self.words, self.spaced, self.tail = before, False, 0
        return f"#note[{inner}];"

    def text(self, words: str) -> str:
        """Render words; a space after a space is no second one."""
        shown = tidy(words)
        shown = shown.lstrip(" ") if self.spaced else shown
        if not shown:
            return ""
        # Words that meet without a space are one for the line: where they grow too long, it may end between them.
        before, within, after = unbroken(shown)
        joint = BREAK if self.tail and self.tail + before > LONGEST else ""
        self.tail = after if joint or not within else self.tail + after
        self.spaced = shown.endswith(" ")
        self.words[-1].append(shown)
        return joint + run(shown)

    def link(self, link: Link) -> str:
        """Render a link; its words alone where it leads nowhere from paper."""
        lead = self.places.lead(link, self.page.path)
        if link.role == _BACK or (not lead and link.role == _DIGEST):
            return ""
        content = without_links(link.content) if lead else link.content
        inner = self.inlines(_together(content, link.role) if link.role in _PLACES else content)
        if link.role == _CITE:
            self.cited.append(tidy(plain(link.content)))
        if not lead or not inner:
            return inner
        inner = self.use(link, lead) + inner
        if isinstance(lead, Place):
            number = f"#at-page({literal(lead.label)});" if self.sending and lead.path != self.page.path else ""
            return f"#link({literal(lead.address)})[{inner}];{number}"
        return f"#link({literal(lead)})[{inner}];"

    def use(self, link: Link, lead: Place | str) -> str:
        """Return the marks by which the notes that a citation means know the page that it stands on."""
        if link.role != _CITE or not isinstance(lead, Place) or not self.once:
            return ""
        meant = (lead, *(place(lead.path, anchor) for anchor in link.also))
        return "".join([f"#cited({literal(one.label)});" for one in dict.fromkeys(meant)])

    def label(self, anchor: str) -> str:
        """Return the mark of an anchor, once, and only where Typst sets it once."""
        at = place(self.page.path, anchor)
        if not anchor or not self.once or at in self.labels or at not in self.places.known:
            return ""
        self.labels.add(at)
        return anchor_at(at)


def _together(content: Inlines, role: str) -> Inlines:
    """Return a locator, or a citation, whose numbers stand on the line of the word before them."""
    gap = _BEFORE_NUMBER if role == _CITE else _GAP
    runs = [(words, tuple(those)) for words, those in groupby(content, lambda one: isinstance(one, Text))]
    return tuple(one for words, those in runs for one in ((Text(gap.sub("\N{NO-BREAK SPACE}", plain(those))),) if words else those))


def _within(function: str, inner: str) -> str:
    return f"#{function}[{inner}];" if inner else ""
