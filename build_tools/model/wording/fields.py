"""What the words of a layout are: each with the places in it for what is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.model import dates
from build_tools.model.dates import DateWords, Moment
from build_tools.model.dossier import Attitude


@dataclass(frozen=True, slots=True)
class OwnBrief:
    """What a brief of a reader's own says: which statements it holds, and what it leaves out. Pairs are for one and for several."""

    told: str
    under: str
    by: str
    since: str
    either: str
    titled: str
    untitled: str
    more: str
    none: str
    each: str
    left_out: str
    unselected: tuple[str, str]
    synthesis: str
    reporting: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What stands under and in drawings. Pairs are for one and for several.

    `timeline` and `change` are for few publications and for many; `marks` are those of a timeline's legend.
    """

    events: tuple[str, str]
    publications: tuple[str, str]
    most_spoken: str
    timeline: tuple[str, str]
    axis: str
    timeline_told: str
    by_year: str
    marks: tuple[str, str, str, str, str]
    undated: str
    speaks: tuple[str, str]
    change: tuple[str, str]
    change_told: str
    is_silent: str
    voices: tuple[str, str]
    foretold: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a brief says beside its author's words. Braces hold the places of what is said.

    Headings first, in the order of the page; an author writes the first, `options` and `changes` as headings of the file.
    `parted` may show a proposition as `{claim}`, as it was typed, or as `{clause}`, the end of another sentence.
    `stances` are verbs for one source, `plural` for several; `levels` are those of confidence.
    """

    bottom_line: str
    judgements: str
    agreement: str
    timeline: str
    options: str
    changes: str
    references: str
    audience: str
    evidence: str
    confidence: str
    levels: Mapping[str, str]
    sources: tuple[str, str]
    independent: str
    parted: str
    part: str
    agree: str
    qualified: tuple[str, str]
    stances: Mapping[Attitude, str]
    plural: Mapping[Attitude, str]
    inferred: str
    contested: str
    matrix: str
    proposition: str
    events: str
    columns: tuple[str, str, str]
    published: str
    happened: str
    weighed: str
    linked: str
    own: str
    version: str
    newest_source: str
    newest_version: str
    last: str
    undated: str
    statements: tuple[str, str]
    institutions: tuple[str, str]
    sharing: str
    own_brief: OwnBrief
    pictures: Pictures
    dates: DateWords

    def date(self, edtf: str) -> str:
        """Return a date in words; one that can't be read as it is."""
        try:
            return dates.parse(edtf, self.dates).shown
        except ValueError:
            return edtf

    def joined(self, words: Iterable[str], last: str = "") -> str:
        """Return words as a list in a sentence: `a, b and c`, or with another word before the last."""
        *most, final = list(words) or [""]
        return f"{', '.join(most)} {last or self.last} {final}" if most else final

    def counted(self, number: int, noun: tuple[str, str] = ("", "")) -> str:
        """Return a number with its noun, given for one and for several; that of sources where none is given."""
        return f"{number:,} {(noun if noun[0] else self.sources)[number != 1]}"

    def span(self, moments: Iterable[Moment]) -> str:
        """Return the span of time that moments fill, to the month: `January 2022 – June 2024`."""
        known = sorted(moments)
        if not known:
            return self.undated
        first, last = (self._month(one) for one in (known[0], known[-1]))
        return first if first == last else f"{first} – {last}"

    def short(self, moment: Moment) -> str:
        """Return a date to the month, and that in few letters."""
        return self.dates.short(moment.earliest.year, moment.earliest.month) if _has_month(moment) else self.date(moment.edtf)

    def _month(self, moment: Moment) -> str:
        return self.dates.month(moment.earliest.year, moment.earliest.month) if _has_month(moment) else self.date(moment.edtf)


def _has_month(moment: Moment) -> bool:
    return "-" in moment.edtf and "X" not in moment.edtf and "/" not in moment.edtf
