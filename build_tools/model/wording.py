"""The words of a brief's layout, language by language; a language is one `Wording` here, and nothing else is edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from build_tools.model import dates
from build_tools.model.dates import DateWords, Moment
from build_tools.model.dossier import Attitude


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
    dates: DateWords

    def date(self, edtf: str) -> str:
        """Return a date in words; one that can't be read as it is."""
        try:
            return dates.parse(edtf, self.dates).shown
        except ValueError:
            return edtf

    def joined(self, words: Iterable[str]) -> str:
        """Return words as a list in a sentence: `a, b and c`."""
        *most, final = list(words) or [""]
        return f"{', '.join(most)} {self.last} {final}" if most else final

    def counted(self, number: int) -> str:
        """Return a number of sources with its noun."""
        return f"{number} {self.sources[number != 1]}"

    def span(self, moments: Iterable[Moment]) -> str:
        """Return the span of time that moments fill, to the month: `January 2022 – June 2024`."""
        known = sorted(moments)
        if not known:
            return self.undated
        first, last = (self._month(one) for one in (known[0], known[-1]))
        return first if first == last else f"{first} – {last}"

    def _month(self, moment: Moment) -> str:
        exact = "-" in moment.edtf and "X" not in moment.edtf and "/" not in moment.edtf
        return self.dates.month(moment.earliest.year, moment.earliest.month) if exact else self.date(moment.edtf)


ENGLISH = Wording(
    bottom_line="Bottom line",
    judgements="Key judgements",
    agreement="Who says what",
    timeline="Timeline",
    options="Options",
    changes="What would change this view",
    references="References",
    audience="For {audience}.",
    evidence="Evidence:",
    confidence="Confidence: {level}.",
    levels={"high": "high", "moderate": "moderate", "low": "low"},
    sources=("source", "sources"),
    independent=", {number} of them independent",
    parted="{sides} that {clause}",
    part="The sources part: {sides}.",
    agree="The sources do not part.",
    qualified=("The sources do not part, though {who} qualifies it.", "The sources do not part, though {who} qualify it."),
    stances={one: one.value for one in Attitude},
    plural={Attitude.ASSERTS: "assert", Attitude.QUALIFIES: "qualify", Attitude.DENIES: "deny"},
    inferred="inferred",
    contested="contested",
    matrix="Propositions by source, in date order",
    proposition="Proposition",
    events="Publications above the axis, events below it",
    columns=("Date", "What", "Who speaks of it"),
    published="Published: ",
    happened="Happened: ",
    weighed="Options, with what speaks for and against them",
    linked="In the notes, a citation leads to the statement on the site, {sign} to the passage at the publisher.",
    own="A dotted line marks the editor’s own analysis.",
    version="version {version}",
    newest_source="newest source: {date}",
    newest_version="Newest version: {address}",
    last="and",
    undated="undated",
    dates=dates.ENGLISH,
)
GERMAN = Wording(
    bottom_line="Kernaussage",
    judgements="Einschätzungen",
    agreement="Wer sagt was",
    timeline="Zeitleiste",
    options="Optionen",
    changes="Was diese Sicht ändern würde",
    references="Quellen",
    audience="Für {audience}.",
    evidence="Grundlage:",
    confidence="Gewissheit: {level}.",
    levels={"high": "hoch", "moderate": "mittel", "low": "gering"},
    sources=("Quelle", "Quellen"),
    independent=", davon {number} voneinander unabhängig",
    parted="{sides}: „{claim}“",
    part="Die Quellen gehen auseinander: {sides}.",
    agree="Die Quellen widersprechen sich nicht.",
    qualified=(
        "Die Quellen widersprechen sich nicht, doch {who} schränkt ein.",
        "Die Quellen widersprechen sich nicht, doch {who} schränken ein.",
    ),
    stances={
        Attitude.ASSERTS: "bejaht",
        Attitude.QUALIFIES: "schränkt ein",
        Attitude.DENIES: "verneint",
        Attitude.SILENT: "schweigt",
    },
    plural={Attitude.ASSERTS: "bejahen", Attitude.QUALIFIES: "schränken ein", Attitude.DENIES: "verneinen"},
    inferred="erschlossen",
    contested="strittig",
    matrix="Thesen nach Quellen, in zeitlicher Folge",
    proposition="These",
    events="Veröffentlichungen über der Achse, Ereignisse darunter",
    columns=("Datum", "Was", "Wer davon spricht"),
    published="Erschienen: ",
    happened="Geschehen: ",
    weighed="Optionen, und was für und gegen sie spricht",
    linked="In den Anmerkungen führt ein Beleg zur Aussage auf der Website, {sign} zur Stelle beim Verlag.",
    own="Eine gepunktete Linie bezeichnet eigene Analyse.",
    version="Fassung {version}",
    newest_source="neueste Quelle: {date}",
    newest_version="Neueste Fassung: {address}",
    last="und",
    undated="undatiert",
    dates=DateWords(
        months=(
            "Januar", "Februar", "März", "April", "Mai", "Juni",
            "Juli", "August", "September", "Oktober", "November", "Dezember",
        ),
        seasons=("Frühjahr", "Sommer", "Herbst", "Winter"),
        day="{day}. {month} {year}", decade="{year}er", about="um {date}", since="ab {date}", until="bis {date}",
        before_christ="{year} v. Chr.",
    ),
)  # fmt: skip
FRENCH = replace(
    ENGLISH,
    bottom_line="L’essentiel",
    judgements="Appréciations",
    agreement="Qui dit quoi",
    timeline="Chronologie",
    options="Options",
    changes="Ce qui changerait cette vue",
    references="Sources",
    audience="Pour {audience}.",
    evidence="Fondement\N{NO-BREAK SPACE}:",
    confidence="Confiance\N{NO-BREAK SPACE}: {level}.",
    levels={"high": "élevée", "moderate": "moyenne", "low": "faible"},
    independent=", dont {number} indépendantes",
    parted="{sides}\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}{claim}\N{NO-BREAK SPACE}»",
    part="Les sources divergent\N{NO-BREAK SPACE}: {sides}.",
    agree="Les sources ne divergent pas.",
    qualified=(
        "Les sources ne divergent pas, mais {who} nuance.",
        "Les sources ne divergent pas, mais {who} nuancent.",
    ),
    stances={
        Attitude.ASSERTS: "affirme",
        Attitude.QUALIFIES: "nuance",
        Attitude.DENIES: "nie",
        Attitude.SILENT: "se tait",
    },
    plural={Attitude.ASSERTS: "affirment", Attitude.QUALIFIES: "nuancent", Attitude.DENIES: "nient"},
    inferred="déduit",
    contested="contesté",
    matrix="Thèses par source, dans l’ordre des dates",
    proposition="Thèse",
    events="Publications au-dessus de l’axe, événements en dessous",
    columns=("Date", "Quoi", "Qui en parle"),
    published="Paru\N{NO-BREAK SPACE}: ",
    happened="Survenu\N{NO-BREAK SPACE}: ",
    weighed="Options, avec ce qui parle pour et contre",
    linked="Dans les notes, une citation mène à l’énoncé sur le site, {sign} au passage chez l’éditeur.",
    own="Un trait pointillé marque l’analyse propre de la rédaction.",
    newest_source="source la plus récente\N{NO-BREAK SPACE}: {date}",
    newest_version="Version la plus récente\N{NO-BREAK SPACE}: {address}",
    last="et",
    undated="sans date",
    dates=DateWords(
        months=(
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        seasons=("printemps", "été", "automne", "hiver"),
        day="{day} {month} {year}", first="1er {month} {year}", decade="années {year}", about="vers {date}",
        since="depuis {date}", until="jusqu’à {date}",
        before_christ="{year} av. J.-C.",
    ),
)  # fmt: skip
_KNOWN = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def wording(language: str) -> Wording:
    """Return the words for a language tag such as `de-AT`; the English ones where there are none."""
    return _KNOWN.get(language.partition("-")[0].lower(), ENGLISH)


def languages() -> tuple[str, ...]:
    """Return the languages that there are words for."""
    return tuple(_KNOWN)
