"""Tell what a line of an original is by its wording: the first rule that fits names its kind, and what no rule takes is body."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from build_tools.load.furniture import FURNITURE
from build_tools.load.names_in_text import is_name, of_byline
from build_tools.load.running_along import LONGEST_COMPARED, MOST_COMPARED, runs_along
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

KINDS = (
    "body",
    "title",
    "subtitle",
    "heading",
    "date",
    "byline",
    "author",
    "caption",
    "credit",
    "repeated",
    "pull-quote",
    "navigation",
    "newsletter",
    "series",
    "disclaimer",
    "invitation",
    "back-matter",
    "widget",
    "note",
    "reference",
    "comment",
    "running-head",
)

_SHORT = 25
_MODERATE = 60
_HEADING = 15
_NAME = 4
LONG = 40
# Fewer words say too little to call two lines the same, or one a quotation of the other.
_FEWEST = 5
_FEWEST_QUOTED = 8
_LONGEST_BYLINE = 200
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATE = re.compile(
    rf"\W*(?:(?:published|posted|updated|last updated|date)(?: on)?:? )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\.?,? \d{{4}}|(?:{MONTHS}) \d{{4}})"
    rf"(?:[,|·•–-]? *(?:at )?\d{{1,2}}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?)?(?:\W+\d{{1,3}} min(?:ute)?s? read)?\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:[Ww]ritten |[Pp]osted )?[Bb][Yy]:? (?P<name>[^\W\d_])|[Aa]n? (?:report|paper|study|policy brief|commentary) by\b"
)
_ROLE = re.compile(
    r"\b(?:professor|fellow|director|head of|advis[eo]r|analyst|researcher|lecturer|chair|editor|ambassador|president of"
    r"|associate|scholar)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(r"\b(?:institute?|university|college|cent(?:re|er)|academy|foundation|ministry)\b", re.IGNORECASE)
_PROPER = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?(?: (?:de|van|von|der|la|[A-Z]\.|[^\W\d_]+(?:[-'’][^\W\d_]+)?)){0,3}")
_BULLET = re.compile(r"[•·▪◦*–-]\s")
_AT_AN_END = re.compile(r"^\d{1,4} \D|\S \d{1,4}$")
_BIOGRAPHY = re.compile(
    r"^(?:(?:dr|prof|professor)\.? )?(?:[A-ZÀ-Ž][\w.'’-]*\.? ){1,4}(?:is|was|are|works|serves|leads|heads|teaches|writes|covers)\b"
)
_ENDS_A_SENTENCE = re.compile(r"[.!;:…][\"'”’)\]]*(?:\[\d{1,3}\])*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line under judgement: its text in one form, how many words stand between its spaces, and the whole it is part of.

    `before_body` and `after_body` tell whether it stands before the first long paragraph or behind the last.
    """

    text: str
    count: int
    index: int
    whole: Whole
    form: str = "paragraph"
    before_body: bool = False
    after_body: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The line's words in their normal form."""
        return self.whole.forms[self.index]


class Whole:
    """All lines of an original in one form, with what is asked of them again and again worked out once."""

    def __init__(self, lines: Sequence[str], *, headed: bool = False) -> None:
        self.lines = lines
        self.headed = headed
        self.counts = [len(line.split()) for line in lines]
        self.signed = tuple(
            name for line in lines if len(line) < _LONGEST_BYLINE and _BYLINE.match(line) for name in of_byline(line)
        )
        self.first: dict[str, int] = {}
        for index, line in enumerate(lines):
            self.first.setdefault(line, index)
        few = (line for line, count in zip(lines, self.counts, strict=True) if count <= _HEADING)
        self.numbered_alike = Counter(_without_numbers(line) for line in few if len(line) < LONGEST_COMPARED)
        short = {line for line, count in zip(lines, self.counts, strict=True) if _FEWEST <= count <= _MODERATE}
        self._captions = {one for one in short if len(one) < LONGEST_COMPARED}
        self._starts = {one[:size] for one in self._captions for size in _sizes(one)}

    @cached_property
    def forms(self) -> list[tuple[str, ...]]:
        """The words of each line in their normal form."""
        return [forms(line) for line in self.lines]

    @cached_property
    def _holding(self) -> Mapping[str, list[int]]:
        """For each word the lines that hold it and are long enough to be quoted from."""
        holding: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self.forms):
            if self.counts[index] >= _FEWEST_QUOTED + 8:
                for form in dict.fromkeys(words):
                    holding[form].append(index)
        return holding

    def shares_its_start(self, line: str) -> bool:
        """Tell whether a moderate line begins like another one, or another like it."""
        if len(line) >= LONGEST_COMPARED:
            return False
        return line in self._starts or any(line[:size] in self._captions for size in _sizes(line))

    def longer_with_words_of(self, index: int) -> Iterator[int]:
        """Yield the lines that are longer by eight words and hold at least some of a line's rarest words."""
        own = sorted(dict.fromkeys(self.forms[index]), key=lambda form: len(self._holding.get(form, ())))
        # 85 % of the words have to be there, so of the rarest 15 % and one more, at least one is.
        rarest = own[: len(self.forms[index]) * 15 // 100 + 1]
        near = dict.fromkeys(at for form in rarest for at in self._holding.get(form, ())[:MOST_COMPARED])
        yield from (at for at in near if at != index and self.counts[at] >= self.counts[index] + 8)

    def near(self, index: int) -> Sequence[str]:
        """Return the two lines before, the line, and the two after."""
        return self.lines[max(0, index - 2) : index + 3]


def _sizes(line: str) -> Iterator[int]:
    """Yield how long each proper beginning of a line is that has enough words to count."""
    ends = [match.end() for match in re.finditer(r"\S+", line)][_FEWEST - 1 :]
    first = ends[0] if ends else len(line)
    yield from range(first, len(line))


def _without_numbers(line: str) -> str:
    """Return a line's words in one order with # for each number: what a left and a right page say at their heads is then alike."""
    return " ".join(sorted(re.sub(r"\d+", "#", line).split()))


def flat(line: str) -> str:
    """Return a line with plain quotation marks and single spaces, the form in which lines are compared."""
    plain = unicodedata.normalize("NFKC", line).translate(str.maketrans("’‘“”", "''\"\""))
    return " ".join(plain.split())


def judge(line: Seen) -> tuple[str, str]:
    """Return a line's kind and the rule that gave it."""
    return next(((kind, rule) for rule, judged in _RULES.items() if (kind := judged(line))), ("body", "nothing else"))


def overrules_a_heading(line: Seen) -> tuple[str, str] | None:
    """Return what a heading from the markup is by its wording, where that says more: the heading of a newsletter box."""
    kind = _furniture(line)
    return (kind, "wording of page furniture") if kind and kind not in {"credit", "series"} else None


def _a_date(line: Seen) -> str:
    return "date" if _DATE.fullmatch(line.text) else ""


def _furniture(line: Seen) -> str:
    fitting = (kind for kind, most, pattern in FURNITURE if line.count <= most and pattern.search(line.text))
    return next(fitting, "")


def _said_before(line: Seen) -> str:
    return "repeated" if line.whole.first[line.text] < line.index else ""


def _a_byline(line: Seen) -> str:
    found = _BYLINE.match(line.text) if line.count <= _SHORT and not line.text.endswith(".") else None
    return "byline" if found and (found["name"] is None or found["name"].isupper()) else ""


def _a_role(line: Seen) -> str:
    titled = line.count <= _SHORT and _ROLE.search(line.text) and not line.text.endswith(".")
    introduced = line.before_body and line.count <= _MODERATE and _ROLE.search(line.text) and _INSTITUTION.search(line.text)
    return "author" if titled or introduced else ""


def _a_name(line: Seen) -> str:
    if line.count > _NAME or not _PROPER.fullmatch(line.text) or not line.text[0].isupper():
        return ""
    near = line.whole.near(line.index)
    beside = (
        other
        for other in near
        if _ROLE.search(other) and len(other.split()) <= _SHORT and (line.before_body or not _BIOGRAPHY.match(other))
    )
    return "author" if any(beside) else ""


def _a_name_with_a_house(line: Seen) -> str:
    """Find `Ada Hale, Harbour College` before the text, and, where headings are known, a name alone."""
    if not line.before_body or line.count > _HEADING or line.form != "paragraph":
        return ""
    name, comma, house = line.text.partition(",")
    if comma and is_name(name) and _INSTITUTION.search(house):
        return "author"
    names = re.split(r", | and | & |; ", line.text)
    return "author" if line.whole.headed and all(map(is_name, names)) else ""


def _a_biography(line: Seen) -> str:
    if not line.after_body or line.count > 2 * _MODERATE or not _BIOGRAPHY.match(line.text):
        return ""
    return "author" if _ROLE.search(line.text) or line.text.startswith(line.whole.signed) else ""


def _a_bullet(line: Seen) -> str:
    return "body" if line.form == "item" or _BULLET.match(line.text) else ""


def _a_caption(line: Seen) -> str:
    fits = _FEWEST <= line.count <= _MODERATE and line.whole.shares_its_start(line.text)
    return "caption" if fits else ""


def _a_pull_quote(line: Seen) -> str:
    if not _FEWEST_QUOTED <= line.count <= _MODERATE:
        return ""
    longer = line.whole.longer_with_words_of(line.index)
    return "pull-quote" if any(runs_along(line.words, line.whole.forms[at]) for at in longer) else ""


def _a_number(line: Seen) -> str:
    if line.count <= _HEADING and line.whole.numbered_alike[_without_numbers(line.text)] > 1 and _AT_AN_END.search(line.text):
        return "running-head"
    return "running-head" if re.fullmatch(r"\W*(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?\W*", line.text, re.IGNORECASE) else ""


def _a_heading(line: Seen) -> str:
    if line.whole.headed or line.form != "paragraph":
        return ""
    return "heading" if line.count <= _HEADING and not _ENDS_A_SENTENCE.search(line.text) else ""


_RULES: Mapping[str, Callable[[Seen], str]] = {
    "a date alone": _a_date,
    "wording of page furniture": _furniture,
    "said before": _said_before,
    "a byline": _a_byline,
    "a role or post": _a_role,
    "a name beside a role": _a_name,
    "a name before the text": _a_name_with_a_house,
    "a number alone": _a_number,
    "a bullet": _a_bullet,
    "the same start as another short line": _a_caption,
    "words of a longer paragraph, in order": _a_pull_quote,
    "an author's life behind the text": _a_biography,
    "short and not a sentence": _a_heading,
}
