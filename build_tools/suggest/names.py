"""Names in a text: those of the dossier's index, and proposals for it from CLDR's countries and from runs of capitals."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.core import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from build_tools.model.sentences import sentences
from build_tools.model.suggestions import NameGuess
from build_tools.suggest.mentioned_dates import month_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_tools.model.dossier import Name

_COUNTRY = re.compile(r"[A-Z]{2}")
# Codes of CLDR that are no country: unions, outlying places, tests, the unknown.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_ADJECTIVE = r"(?:n|an|ian|ean|ese|ish|i|ic|ine)"
_FEWEST_LETTERS = 4
_RUN = re.compile(r"[A-Z][\w’'-]*[^\W_’'](?:\s(?:(?:of|for|the|de|la|von|van|der|den|du)\s){0,2}[A-Z][\w’'-]*[^\W_’'])*")
_ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ation|Institute|University|College|Council|Commission|Union|Party|Ministry|Committee|Forum|Bank|Agency"
    r"|Alliance|Army|Congress|Parliament|Academy|Cent(?:er|re)|Foundation|Society|Association|Trust|Company|Office|Authority)\b"
    r"|^[A-Z]{2,6}$"
)
_TITLE_WORDS = (
    r"(?:[Pp]resident|(?:[Pp]rime\s)?[Mm]inister|[Cc]hancellor|[Ss]ecretary(?:\sof\s[Ss]tate|[- ][Gg]eneral)?|[Aa]mbassador"
    r"|[Gg]eneral|[Pp]rofessor|[Dd]r|Mr|Mrs|Ms|[Ss]cholar|[Aa]nalyst|[Mm]ayor|[Dd]irector|[Ee]ngineer|[Hh]istorian"
    r"|(?:[Ss]pecial\s)?[Ee]nvoy|[Ss]pokes\w+|[Ll]eader|[Hh]arbour\s[Mm]aster|[Kk]ing|[Qq]ueen|Sir|Lord)"
)
_TITLE, _TITLED = re.compile(rf"\b{_TITLE_WORDS}(?:\.?\s|$)"), re.compile(rf"\b{_TITLE_WORDS}\.?\s$")
_JOINED = re.compile(r"\s(?P<by>of|for)\s(?:the\s)?")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Index:
    """The names that are known: for each form the name it stands for, and a pattern that finds them, the longest first."""

    forms: Mapping[str, str]
    pattern: re.Pattern[str]

    def found(self, text: str) -> tuple[str, ...]:
        """Return the known names in a text, each once, in the order in which they are named."""
        return tuple(dict.fromkeys(self.forms[match.group()] for match in self.pattern.finditer(text)))

    def known(self, words: str) -> str:
        """Return the index's name for some words that are a known form of it, or the words themselves."""
        bare = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", words)
        return self.forms.get(words) or self.forms.get(bare) or words


def index(names: Iterable[Name]) -> Index:
    """Make the names of a dossier's index ready to be looked for."""
    return _index({form: name.name for name in names for form in (name.name, *name.also)})


def _index(forms: Mapping[str, str]) -> Index:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    one_of = "|".join(re.escape(form) for form in longest) or r"(?!)"
    return Index(forms, re.compile(rf"(?<!\w)(?:{one_of})(?!\w)"))


def proposals(text: str, known: Index, lang: str = "en") -> tuple[NameGuess, ...]:
    """Return names in a text that the index does not have, the most frequent first."""
    counts = Counter[tuple[str, str]]()
    countries, months = _countries(lang), frozenset(month_names(lang))
    for run in _runs(known.pattern.sub(lambda match: "·" * len(match.group()), text), countries):
        counts.update((name, kind) for name, kind in _named(run, countries) if name.casefold() not in months)
    kinds = dict(sorted(counts))
    total = Counter[str]()
    for (name, _), count in counts.items():
        total[name] += count
    found = (NameGuess(name, kinds[name], count) for name, count in total.items())
    return tuple(sorted(found, key=lambda one: (-one.count, one.name)))


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, and what stands right before them."""

    words: str
    before: str


def without_titles(words: str) -> str:
    """Return the person in `Dr Ilse Moor of the Institute`, without title and post; words without a title are returned."""
    *before, last = _TITLE.split(words)
    person = _OF.split(last, maxsplit=1)[0] if before else ""
    return person if person[:1].isupper() else words


def _named(run: _Run, countries: _Countries) -> Iterator[tuple[str, str]]:
    """Yield the names in a run with their kinds: a person after a title, and what the person is of."""
    office, *others = _TITLE.split(run.words)
    titled = bool(others) or bool(_TITLED.search(run.before))
    person, *posts = _OF.split(others[-1] if others else run.words, maxsplit=1) if titled else ("",)
    if person:
        yield person, "people"
    for name in (office if others else "" if titled else run.words, *posts):
        if bare := name.strip():
            country = _country(bare, countries)
            yield country or bare, "states" if country else "organisations" if _ORGANISATION.search(bare) else ""


def _runs(text: str, countries: _Countries) -> Iterator[_Run]:
    """Yield each run of capitalised words. The first word of a sentence counts only if it has its capital elsewhere as well."""
    found = list(_capitals(text))
    ordinary = frozenset(re.findall(r"(?<![\w’'])[a-z]\w*", text))
    begin_names = (word for words, _, starts in found for word in words.split()[starts:][:1])
    elsewhere = {word for word in begin_names if word.casefold() not in ordinary}
    for words, before, starts in found:
        first, _, rest = words.partition(" ")
        whole = not starts or first in elsewhere or _country(first, countries)
        kept = words if whole else re.sub(r"^(?:(?:of|for|the|de)\s)+", "", rest)
        for part in _parts(kept):
            if part.casefold() not in ordinary:
                yield _Run(part, before)


def _parts(words: str) -> Iterator[str]:
    """Yield a run in parts where a word such as `of` joins two names, and not the parts of one, as in `Institute of Towns`."""
    joined = _JOINED.search(words)
    left = words[: joined.start()] if joined else ""
    if (
        joined is None
        or _ORGANISATION.search(left.split(" ")[-1])
        or _TITLE.search(words)
        or (joined["by"] == "of" and " " not in left)
    ):
        yield from filter(None, (words,))
    else:
        yield from (left, *_parts(words[joined.end() :]))


def _capitals(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each run of capitalised words, what stands before it, and whether it begins a sentence."""
    for line in text.splitlines():
        for low, high in sentences(line):
            sentence = line[low:high]
            for match in _RUN.finditer(sentence):
                before = sentence[: match.start()]
                yield re.sub(r"[’']s$", "", match.group()), before[-24:], not re.search(r"\w", before)


@dataclass(frozen=True, slots=True)
class _Countries:
    """Countries by name, and by the language that most of one's people speak, in one language's words."""

    names: frozenset[str]
    adjectives: Mapping[str, str]


def _country(word: str, countries: _Countries) -> str:
    """Return the country that a word names, or whose adjective it is; nothing where it is none."""
    if word in countries.names:
        return word
    if word in countries.adjectives:
        return countries.adjectives[word]
    if " " in word or len(word) <= _FEWEST_LETTERS:
        return ""
    return max((name for name in sorted(countries.names) if _derived(word, name)), key=len, default="")


def _derived(word: str, name: str) -> bool:
    """Tell whether a word is the adjective of a country by its form: the name, less its last vowel, and an ending."""
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return len(stem) >= _FEWEST_LETTERS and bool(re.fullmatch(rf"{re.escape(stem)}{_ADJECTIVE}?s?", word))


@lru_cache(maxsize=8)
def _countries(lang: str) -> _Countries:
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    codes = [code for code in map(str, locale.territories) if _COUNTRY.fullmatch(code) and code not in _NO_COUNTRY]
    speakers: dict[str, list[str]] = {}
    for code in codes:
        for spoken in get_official_languages(code)[:1]:
            speakers.setdefault(spoken, []).append(code)
    adjectives = {
        locale.languages[spoken]: locale.territories[spoken.upper() if spoken.upper() in some else some[0]]
        for spoken, some in speakers.items()
        if spoken in locale.languages and (len(some) == 1 or spoken.upper() in some)
    }
    return _Countries(frozenset(locale.territories[code] for code in codes), adjectives)
