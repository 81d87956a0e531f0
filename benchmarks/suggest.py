"""How good suggestions are, each source scored as if it were new: `python -m benchmarks.suggest`.

A source's own statements are not learned from, and cues that stand in no other source are left out, since they may have been
written with it on the table. What can't be left out is that the topics themselves were made for these sources: titles and
definitions. The figures are shares of passages that nobody had filed yet.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml

from build_tools.intake import Desk
from build_tools.model import dates
from build_tools.model.library import Library
from build_tools.model.settings import Settings
from build_tools.shells import disk
from build_tools.suggest import around, judged, suggester, topics_from
from build_tools.suggest.cues import cues_of, hits
from build_tools.suggest.definitions import Definitions
from build_tools.suggest.filing import Filing, chance
from build_tools.suggest.lessons import Lesson, learned
from build_tools.suggest.mentioned_dates import mentioned
from build_tools.suggest.names import index, proposals
from build_tools.suggest.quotations import quotations
from build_tools.suggest.terms import terms

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "suggest.md"
MENTIONS = ROOT / "benchmarks" / "mentions.yaml"
_MOST = 5
# A rival that is measured where it is installed.
_SKLEARN = ("sklearn.feature_extraction.text", "sklearn.linear_model", "sklearn.multiclass", "sklearn.preprocessing")
Guess = Callable[[str, str], Sequence[str]]
_Chances = Callable[[str], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with what editors filed it under, and the paragraph that it stands in."""

    source: str
    text: str
    around: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How many passages there are, and how often a guess was right: first guess, its family; topics found and all topics."""

    passages: int = 0
    first: int = 0
    family: int = 0
    found: int = 0
    topics: int = 0

    def __add__(self, other: Score) -> Score:
        """Add up two scores."""
        return Score(
            self.passages + other.passages, self.first + other.first, self.family + other.family,
            self.found + other.found, self.topics + other.topics,
        )  # fmt: skip

    def row(self) -> str:
        """Return the three shares as cells of a table, in per cent."""
        first, family = (share(right, self.passages) for right in (self.first, self.family))
        return f"{first} | {family} | {share(self.found, self.topics)}"


def share(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def library(root: Path, originals: str) -> Library:
    """Read a dossier with its originals."""
    settings = Settings(originals=originals)
    return Desk(disk.project_files(root, settings), disk.originals(root, settings), settings).library()


def passages(held: Library) -> Iterator[Passage]:
    """Yield every filed passage that is found in its original."""
    for statement in held.statements.values():
        evidence, reading = held.evidence[statement.id], held.corpus.readings.get(statement.source)
        if reading and evidence.passage and statement.topics:
            text = reading.text[evidence.passage.start : evidence.passage.end]
            topics = frozenset(topic.name for topic in statement.topics)
            yield Passage(statement.source, text, around(reading, evidence.passage), topics)


def only_there(held: Library) -> dict[str, frozenset[tuple[str, str]]]:
    """Return for each source the cues, as (topic, cue), that stand in it and in no other."""
    cues = cues_of(held.topics.values())
    where: dict[tuple[str, str], set[str]] = {}
    for key, reading in held.corpus.readings.items():
        for paragraph in reading.paragraphs:
            for hit in hits(cues, reading.text[paragraph.start : paragraph.end]):
                where.setdefault((hit.cue.topic, hit.cue.typed), set()).add(key)
    return {key: frozenset(cue for cue, sources in where.items() if sources == {key}) for key in held.sources}


def scored(some: Sequence[Passage], guess: Guess) -> Score:
    """Hold guesses against what editors filed."""
    total = Score()
    for one in some:
        names = list(guess(one.text, one.around))[:_MOST]
        first = names[0] if names else ""
        families = {topic.partition("/")[0] for topic in one.topics}
        total += Score(1, first in one.topics, first.partition("/")[0] in families, len(one.topics & set(names)), len(one.topics))
    return total


def guesser(filing: Filing, *, within: bool = True) -> Guess:
    """Return what guesses by a filing, with or without the paragraph around a passage."""
    return lambda text, wider: [one.name for one in filing.guesses(text, wider if within else "")]


def variants(whole: Filing, lessons: Sequence[Lesson], known: Sequence[str]) -> dict[str, Guess]:
    """Return the ways of guessing that are compared, the whole first."""
    nothing, untaught = Definitions({}), learned(())
    told = replace(untaught, telling=whole.lessons.telling)
    frequent = [topic for topic, _ in Counter(topic for lesson in lessons for topic in sorted(lesson.filed)).most_common(_MOST)]
    return {
        "all together": guesser(whole),
        "without the paragraph around": guesser(whole, within=False),
        "cue terms alone": guesser(replace(whole, definitions=nothing, lessons=told)),
        "definitions alone (BM25)": guesser(replace(whole, cues=(), lessons=told)),
        "lessons alone (Rocchio)": guesser(replace(whole, cues=(), definitions=nothing)),
        "cue terms and definitions, as in a new dossier": guesser(replace(whole, lessons=told)),
        "always the five most frequent topics": lambda *_: frequent or known[:_MOST],
    }


def left_out(held: Library) -> dict[str, dict[str, Score]]:
    """Score each variant on each source, the source itself left out of all that is learned from."""
    alone, everything = only_there(held), list(passages(held))
    table: dict[str, dict[str, Score]] = {}
    for key in held.sources:
        lessons = tuple(judged(held, without=key))
        whole = topics_from(tuple(held.topics.values()), lessons, alone[key])
        own = [one for one in everything if one.source == key]
        guesses = variants(whole, lessons, tuple(held.topics))
        if regression := _regression(held, lessons, alone[key]):
            guesses["with logistic regression (scikit-learn) for Rocchio"] = _instead(whole, regression)
        for name, guess in guesses.items():
            table.setdefault(name, {})[key] = scored(own, guess)
    return table


def _regression(held: Library, lessons: Sequence[Lesson], alone: frozenset[tuple[str, str]]) -> _Chances | None:
    """Return the rival of Rocchio where it is installed: logistic regression over the same TF-IDF of the same lessons."""
    try:
        text, linear, many, labelling = map(import_module, _SKLEARN)
    except ImportError:
        return None
    cues = [cue for cue in cues_of(held.topics.values()) if (cue.topic, cue.typed) not in alone]
    own = [(f"{one.title} {one.question} {one.definition}", {one.id}) for one in held.topics.values()]
    own += [(" ".join(cue.typed for cue in cues if cue.topic == name), {name}) for name in held.topics]
    told = [*((one.text, set(one.filed)) for one in lessons if one.filed), *own]
    vectors, labels = text.TfidfVectorizer(analyzer=terms, sublinear_tf=True), labelling.MultiLabelBinarizer()
    features = vectors.fit_transform([words for words, _ in told])
    wanted = labels.fit_transform([topics for _, topics in told])
    model = many.OneVsRestClassifier(linear.LogisticRegression(C=10, class_weight="balanced", max_iter=500)).fit(features, wanted)
    return lambda words: dict(zip(labels.classes_, model.predict_proba(vectors.transform([words]))[0], strict=True))


def _instead(whole: Filing, regression: _Chances) -> Guess:
    """Guess with a regression's probabilities in the place of the likeness to earlier passages."""
    others = replace(whole, lessons=replace(learned(()), telling=whole.lessons.telling))

    def guess(text: str, wider: str) -> list[str]:
        total: dict[str, float] = defaultdict(float)
        for words, weight in ((text, 1.0), (wider, 0.5)):
            for one in others.guesses(words):
                total[one.name] += weight * one.strength
            for name, likely in regression(words).items():
                total[name] += weight * likely
        return sorted(total, key=lambda name: (-total[name], name))

    return guess


def half_reviewed(held: Library) -> tuple[Score, Score]:
    """Score the second half of each source before and after its first half is reviewed."""
    before, after = Score(), Score()
    alone, everything = only_there(held), list(passages(held))
    for key in held.sources:
        own = [one for one in everything if one.source == key]
        first, second = own[: len(own) // 2], own[len(own) // 2 :]
        lessons = tuple(judged(held, without=key))
        more = (*lessons, *(Lesson(one.text, one.topics) for one in first))
        topics = tuple(held.topics.values())
        before += scored(second, guesser(topics_from(topics, lessons, alone[key])))
        after += scored(second, guesser(topics_from(topics, more, alone[key])))
    return before, after


def by_score(held: Library) -> dict[str, tuple[int, int]]:
    """Return how often a suggestion is right, by the score that it is shown with: (right, all)."""
    alone, everything = only_there(held), list(passages(held))
    bins: dict[str, tuple[int, int]] = {}
    for key in held.sources:
        filing = topics_from(tuple(held.topics.values()), tuple(judged(held, without=key)), alone[key])
        for one in everything:
            if one.source == key:
                for guess in filing.guesses(one.text, one.around)[:_MOST]:
                    tenth = int(chance(guess.strength, len(held.topics)) * 10)
                    name = f"{tenth / 10:.1f}–{tenth / 10 + 0.1:.1f}"
                    right, all_of_them = bins.get(name, (0, 0))
                    bins[name] = (right + (guess.name in one.topics), all_of_them + 1)
    return dict(sorted(bins.items(), reverse=True))


def spoken_on(held: Library) -> tuple[int, int, int]:
    """Return, for proposals of propositions on unseen sources: right ones, all of them, and how many stances there are."""
    right = proposed = wanted = 0
    for key, source in held.sources.items():
        reading, known = held.corpus.readings.get(key), suggester(held, without=key)
        for statement in source.statements if reading else ():
            evidence = held.evidence[statement.id]
            if reading and evidence.passage:
                shown = {stance.proposition.name for stance in statement.stances}
                text = reading.text[evidence.passage.start : evidence.passage.end]
                guesses = {one.proposition for one in known.passage(text, around(reading, evidence.passage)).propositions}
                right, proposed, wanted = right + len(shown & guesses), proposed + len(guesses), wanted + len(shown)
    return right, proposed, wanted


@cache
def invented() -> tuple[dict[str, list[str]], ...]:
    """Return the invented passages with what they mention."""
    held = yaml.load(MENTIONS.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    return tuple(held)


def mentions(*, kept: bool) -> Iterator[tuple[str, int, int, int]]:
    """Yield what is looked for in invented passages with right ones, all that were found, and all that there are.

    `kept` takes those passages that nobody looked at while the finders were mended.
    """
    finders: dict[str, Callable[[str, str], list[str]]] = {
        "dates": lambda text, written: [one.edtf for one in mentioned(text, "en-GB", dates.parse(written))],
        "names": lambda text, _: [one.name for one in proposals(text, index(()), "en-GB")],
        "speakers": lambda text, _: [one.speaker for one in quotations(text)],
    }
    for kind, find in finders.items():
        right = found = wanted = 0
        for one in (one for one in invented() if ("kept" in one) is kept):
            got, there = Counter(find(str(one["text"]), str(one["written"]))), Counter(one[kind])
            right, found, wanted = right + (got & there).total(), found + got.total(), wanted + there.total()
        yield kind, right, found, wanted


_READ_IT = (
    "Written by `python -m benchmarks.suggest`. *First* is the share of passages whose first suggested topic is right, *family* "
    "that with the right family, *in five* the share of their topics among the first five."
)


def report(real: Library, golden: Library) -> str:
    """Return the tables."""
    return "\n".join([
        "# Suggestions", "",
        *(f"{line}" for line in (__doc__ or "").split("\n\n", 1)[1].strip().splitlines()), "",
        _READ_IT, "",
        *_tables("The dossier on China and Russia: five sources", left_out(real)),
        *_tables("Another subject: the golden dossier, three invented sources", left_out(golden)),
        "## What a suggestion's score says", "", "Fitted to the first dossier, and not to the second.", "",
        *_by_score(real, golden), "",
        "## What a review teaches", "", *_taught(real), "",
        "## Propositions that a passage seems to speak on", "", _propositions(real), "",
        "## Dates, names and speakers in invented passages", "",
        "`benchmarks/mentions.yaml`; names without any index. The second half was kept unseen while the finders were mended.", "",
        "| | precision | recall | there |", "|---|---|---|---|",
        *(_row(f"{kind}, unseen", *rest) for kind, *rest in mentions(kept=True)),
        *(_row(f"{kind}, seen", *rest) for kind, *rest in mentions(kept=False)), "",
    ])  # fmt: skip


def _row(name: str, right: int, found: int, wanted: int) -> str:
    return f"| {name} | {share(right, found)} | {share(right, wanted)} | {wanted} |"


def _tables(title: str, table: dict[str, dict[str, Score]]) -> Iterator[str]:
    whole = next(iter(table))
    yield from (f"## {title}", "", "| source | passages | first | family | in five |", "|---|---|---|---|---|")
    for key, score in table[whole].items():
        yield f"| {key} | {score.passages} | {score.row()} |"
    yield from ("", "| way | first | family | in five |", "|---|---|---|---|")
    for name, scores in table.items():
        yield f"| {name} | {sum(scores.values(), Score()).row()} |"
    yield ""


def _by_score(real: Library, golden: Library) -> Iterator[str]:
    yield from ("| score | right | of | right in the second dossier | of |", "|---|---|---|---|---|")
    first, second = by_score(real), by_score(golden)
    for name in sorted({*first, *second}, reverse=True):
        cells = (f"{share(*pair)} | {pair[1]}" for pair in (first.get(name, (0, 0)), second.get(name, (0, 0))))
        yield f"| {name} | {' | '.join(cells)} |"


def _taught(held: Library) -> Iterator[str]:
    before, after = half_reviewed(held)
    yield from ("| second half of each source | first | family | in five |", "|---|---|---|---|")
    yield from (f"| before its first half is reviewed | {before.row()} |", f"| after | {after.row()} |")


def _propositions(held: Library) -> str:
    right, proposed, wanted = spoken_on(held)
    return f"{proposed} proposed, {share(right, proposed)} of them right; {share(right, wanted)} of the {wanted} stances found."


def main() -> int:
    """Measure, print, and write the tables."""
    real, golden = library(ROOT, "../shared/originals"), library(ROOT / "tests" / "golden", "originals")
    if not real.corpus.readings:
        print("the originals are not at hand: nothing is measured", file=sys.stderr)
        return 1
    told = report(real, golden)
    print(told)
    disk.write(RESULTS, told.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
