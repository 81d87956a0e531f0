"""The words of a text as they are looked for: without accents and case, in one spelling, by their stem."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# `theme/search_engine.js` reads a question by the same rules. Scripts without spaces are looked for sign by sign.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)*")
_MARKS = re.compile(r"[\u0300-\u036f\u3099\u309a]")
_POSSESSIVE = re.compile(r"['’]s?$|['’]")

# Snowball's name of a language's stemmer by its ISO 639-1 code; any other language goes without one.
_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# Words that say nothing of what is looked for. Capitals make a word of its own: "US", "WHO", "IT".
EMPTY = frozenset(
    """a about above according after again all also am an and any anything are arent as at author authors be because been
    being below between both but by came can cannot cant come comes coming concerning could couldnt describe described
    describes did didnt do does doesnt doing done dont down during each else ever every explain explained explains few for
    from further gave get gets give given gives giving go goes going gone got had happen happened happens has hasnt have
    havent having he her here hers him his how i if in into is isnt it its itself just let like lot made make makes making
    many may me mean means meant mention mentioned mentions might more most much must my no nor not of off often on once
    only or other ought our out over own per put puts quite rather really regarding said same say saying says shall she
    should shouldnt so some something still such take taken takes taking tell than that thats the their them themselves
    then there theres these they thing things think thinking thinks this those though thought through to today too took
    under until up upon very want wants was wasnt way we went were werent what whatever whats when where whether which
    while who whom whos whose why will with within without wont would wouldnt write writes wrote yes yet you your""".split()  # noqa: SIM905 - a hundred words in quotation marks would be hard to read
)
# The American spelling of a word's beginning or end, and the British one under which both are filed.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})iz(?=e$|es$|ed$|ing|er|ation)"), "is"),
    (re.compile(r"(?<=[a-z]{2})yz(?=e$|es$|ed$|ing|er)"), "ys"),
    (re.compile(r"^(col|fav|lab|harb|hon|rum|neighb|behavi|hum|flav|arm|endeav|vap|vig|rig|od)or(?!p|a|m)"), r"\1our"),
    (re.compile(r"^(cent|theat|lit|fib|calib|sab|lust|spect|somb|meag)er(?=s?$)"), r"\1re"),
    (re.compile(r"^(def|off|lic|pret)ens(?=e|el)"), r"\1enc"),
    (re.compile(r"^(catal|dial|anal|monol|epil|prol)og(?=s?$)"), r"\1ogue"),
    (
        re.compile(r"^(trave|cance|mode|labe|signa|fue|leve|channe|tota|marsha|quarre|riva|counse|equa|initia)l(?=ed|ing|or|er)"),
        r"\1ll",
    ),
    (re.compile(r"^(ful|enrol|instal|skil|wil)l?(?=fil|ment|ful)"), r"\1"),
    (re.compile(r"^program(?=s?$)"), "programme"),
    (re.compile(r"^gray"), "grey"),
    (re.compile(r"^maneuver"), "manoeuvr"),
    (re.compile(r"^manoeuvre"), "manoeuvr"),
    (re.compile(r"^skeptic"), "sceptic"),
    (re.compile(r"^artifact"), "artefact"),
    (re.compile(r"^aluminum"), "aluminium"),
    (re.compile(r"(?<=dg)ement"), "ment"),
    (re.compile(r"^plow"), "plough"),
    (re.compile(r"^airplane"), "aeroplane"),
)
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2})is(?=e$|es$|ed$|ing|er|ation)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing|er)"), "yz"),
    (re.compile(r"^(col|fav|lab|harb|hon|rum|neighb|behavi|hum|flav|arm|endeav|vap|vig|rig|od)our"), r"\1or"),
    (re.compile(r"^(cent|theat|lit|fib|calib|sab|lust|spect|somb|meag)re(?=s?$)"), r"\1er"),
    (re.compile(r"^(def|off|lic|pret)enc(?=e|el)"), r"\1ens"),
    (re.compile(r"^(catal|dial|anal|monol|epil|prol)ogue(?=s?$)"), r"\1og"),
    (
        re.compile(r"^(trave|cance|mode|labe|signa|fue|leve|channe|tota|marsha|quarre|riva|counse|equa|initia)ll(?=ed|ing|or|er)"),
        r"\1l",
    ),
    (re.compile(r"^programme(?=s?$)"), "program"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^manoeuvr"), "maneuver"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"(?<=dg)ement"), "ment"),
    (re.compile(r"^plough"), "plow"),
)
_SPELLINGS = {"British": _BRITISH, "American": _AMERICAN}


def folded(text: str) -> str:
    """Return a text without accents, typography and case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _MARKS.sub("", apart)).casefold()


def words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each word of a text as it is looked for, and whether it says anything."""
    return map(_read, _WORD.findall(text if text.isascii() else unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=65_536)
def _read(word: str) -> tuple[str, bool]:
    form = _POSSESSIVE.sub("", folded(word))
    return form, bool(form) and (form not in EMPTY or (word.isupper() and len(word) > 1))


def stemmer(language: str) -> Callable[[str], str]:
    """Return what leads every form and spelling of a word to one stem, in a language such as `en-GB`."""
    name = _STEMMERS.get(language.partition("-")[0].casefold(), "")
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord if name else str
    spelt = _british if name == "english" else str

    @lru_cache(maxsize=65_536)
    def filed(form: str) -> str:
        return stem(spelt(form))

    return filed


def other_spellings(form: str) -> set[str]:
    """Return a word in American spelling where it is spelt in British, and the other way round."""
    return {_british(form), _rewritten(form, "American")} - {form}


@lru_cache(maxsize=65_536)
def _british(form: str) -> str:
    return _rewritten(form, "British")


def _rewritten(form: str, spelling: str) -> str:
    if _any_of(spelling).search(form):
        for pattern, replacement in _SPELLINGS[spelling]:
            form = pattern.sub(replacement, form)
    return form


@cache
def _any_of(spelling: str) -> re.Pattern[str]:
    """Return what fits where any of the rules of a spelling does, as hardly ever one does; at a word's beginning all at once."""
    patterns = [pattern.pattern for pattern, _ in _SPELLINGS[spelling]]
    beginnings = "|".join(one.removeprefix("^") for one in patterns if one.startswith("^"))
    return re.compile("|".join([f"^(?:{beginnings})", *(one for one in patterns if not one.startswith("^"))]))
