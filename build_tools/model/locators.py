"""Locators: the address of a passage in a source, as CSL knows them, with a letter where a paragraph has several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# CSL 1.0.2, "Locators": terms, with the abbreviations in which pandoc and authors write them.
_TERMS = {
    "act": ("act", "acts"),
    "appendix": ("app", "apps", "appendix", "appendices"),
    "article": ("art", "arts", "article", "articles"),
    "book": ("bk", "bks", "book", "books"),
    "canon": ("canon", "canons"),
    "chapter": ("chap", "chaps", "ch", "chapter", "chapters"),
    "column": ("col", "cols", "column", "columns"),
    "elocation": ("loc", "locs", "location", "locations"),
    "equation": ("eq", "eqs", "equation", "equations"),
    "figure": ("fig", "figs", "figure", "figures"),
    "folio": ("fol", "fols", "folio", "folios"),
    "issue": ("no", "nos", "number", "numbers", "issue", "issues"),
    "line": ("l", "ll", "line", "lines"),
    "note": ("n", "nn", "note", "notes"),
    "opus": ("op", "opp", "opus", "opera"),
    "page": ("p", "pp", "page", "pages"),
    "paragraph": ("para", "paras", "paragraph", "paragraphs", "¶", "¶¶"),
    "part": ("pt", "pts", "part", "parts"),
    "rule": ("r", "rr", "rule", "rules"),
    "scene": ("sc", "scs", "scene", "scenes"),
    "section": ("sec", "secs", "sect", "section", "sections", "§", "§§"),
    "sub-verbo": ("s.v", "s.vv", "sv", "sub verbo", "sub verbis"),
    "supplement": ("supp", "supps", "supplement", "supplements"),
    "table": ("tbl", "tbls", "table", "tables"),
    "timestamp": ("ts", "timestamp", "timestamps"),
    "title": ("title", "titles"),
    "verse": ("v", "vv", "verse", "verses"),
    "volume": ("vol", "vols", "volume", "volumes"),
}
_LABEL_OF = {form: label for label, forms in _TERMS.items() for form in forms}
_SHORT = {"paragraph": ("para.", "paras."), "page": ("p.", "pp."), "section": ("sec.", "secs."), "chapter": ("chap.", "chaps.")}
_TERM = "|".join(re.escape(form) for form in sorted(_LABEL_OF, key=len, reverse=True))
_LABEL = re.compile(rf"(?P<term>{_TERM})(?:\.\s*|\s+|(?<=[¶§])|\Z)", re.IGNORECASE)
_LABELLED = re.compile(_LABEL.pattern + r"(?=\S)(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_ROMAN = r"(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:[\w.]*?\d+|{_ROMAN})"
_SINGLE = re.compile(rf"(?P<first>{_NUMBER})(?P<letter>[a-z]{{1,2}})?")
_RANGE = re.compile(rf"(?P<first>{_NUMBER})\s*(?:--?|–|—)\s*(?P<last>{_NUMBER})")
_COUNTED = re.compile(rf"\d|(?<!\w){_ROMAN}(?!\w)", re.IGNORECASE)
_LETTERS = re.compile(r"(?<=\d)[a-z]{1,2}(?:(?:--?|–|—)[a-z]{1,2})?(?!\w)")
_GAP = re.compile(r"\W+")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_COUNTABLE = re.compile(r"(?<![\w.])(\d{1,9})[a-z]{0,2}(?:\s*(?:--?|–|—)\s*(\d{1,9})[a-z]{0,2})?(?![\w.])")


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source: a CSL label, the first and last number, and the letters of single statements, if any.

    `para. 9b` is Locator("paragraph", "9", "9", "b"); `paras. 9a–c` has no such form: cite both.
    `text` keeps what was typed, for a locator that is more than one number or range.
    """

    label: str
    first: str
    last: str
    letter: str = ""
    text: str = ""

    @property
    def numbers(self) -> str:
        """The locator without its label, as a citation style wants it: `9`, `9–12`, or what was typed after the label."""
        if self.first:
            return self.first if self.first == self.last else f"{self.first}–{self.last}"
        match = _LABELLED.fullmatch(self.text)
        return _LETTERS.sub("", match["rest"].strip() if match else self.text)

    @property
    def shown(self) -> str:
        """The locator as a reader sees it: the letter is ours, not the source's, so it is left out."""
        if not self.first:
            return _LETTERS.sub("", self.text)
        one, several = _SHORT.get(self.label, _TERMS[self.label][-2:])
        return f"{one if self.first == self.last else several} {self.numbers}"

    @property
    def slug(self) -> str:
        """The locator as an address within a page: `para-9b`, `paras-9-10`."""
        label, several = _SHORT.get(self.label, (self.label, self.label + "s"))
        numbers = self.first if self.first == self.last and self.first.isalnum() else _GAP.sub("-", self.numbers).strip("-")
        return f"{(several if self.first != self.last else label).rstrip('.')}-{numbers}{self.letter}"

    def covers(self, other: Locator) -> bool:
        """Tell whether a citation of this locator means a statement at the other one."""
        if self.label != other.label or (self.letter and self.letter != other.letter):
            return False
        mine, theirs = _ranges(self.numbers), _ranges(other.numbers)
        if mine and theirs:
            return any(first <= end and start <= last for first, last in mine for start, end in theirs)
        return self.numbers == other.numbers

    def names(self, heading: str) -> bool:
        """Tell whether a locator in words, such as `{sec. Two calendars}`, is this heading; quotation marks and case aside."""
        mine, theirs = (" ".join(_WORD.findall(words.casefold())) for words in (self.numbers, heading))
        return bool(mine) and mine == theirs


def parse(text: str, *, explicit: bool = False) -> Locator | None:
    """Read a locator such as `para. 9b`, `pp. 3–5`, `§ 4` or a bare number (a page). None where it is none.

    An `explicit` locator, marked as one by its author, needs no number.
    """
    typed = text.strip()
    match = _LABELLED.fullmatch(typed)
    label = _LABEL_OF[match["term"].casefold()] if match else "page"
    rest = match["rest"].strip() if match else typed
    if single := _SINGLE.fullmatch(rest):
        return Locator(label, single["first"], single["first"], single["letter"] or "", typed)
    if numbers := _RANGE.fullmatch(rest):
        return Locator(label, numbers["first"], _full(numbers["first"], numbers["last"]), "", typed)
    counted = _COUNTED.search(rest) or label == "sub-verbo" if match else all(map(_DIGIT.search, typed.split() or [""]))
    return Locator(label, "", "", "", typed) if counted or (explicit and typed) else None


def listed(locators: tuple[Locator, ...]) -> Locator:
    """Return one locator for several with the same label, as a reader sees them: `paras. 2, 5–7`, each number once."""
    first = locators[0]
    numbers = list(dict.fromkeys(locator.numbers for locator in locators))
    if len(numbers) == 1:
        return Locator(first.label, first.first, first.last, "", first.shown)
    return Locator(first.label, "", "", "", f"{_SHORT.get(first.label, _TERMS[first.label][-2:])[1]} {', '.join(numbers)}")


def label_at_start(text: str) -> str:
    """Return the label that a text begins with, as typed: `pp. ` of `pp. 3–5`, `§` of `§4`; empty where there is none."""
    match = _LABEL.match(text)
    return match[0] if match else ""


def _full(first: str, last: str) -> str:
    """Write out the end of a range that was shortened: 133–7 ends at 137."""
    shortened = first.isdecimal() and last.isdecimal() and len(last) < len(first)
    return first[: -len(last)] + last if shortened else last


@lru_cache(maxsize=4096)
def _ranges(numbers: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges that `3, 5–7` holds as numbers: 3 to 3 and 5 to 7."""
    found = _COUNTABLE.findall(numbers)
    return tuple((int(first), int(_full(first, last) or first)) for first, last in found)
