"""Writes a synthetic dossier of any size: invented words, and originals in which every passage is found.

    python -m benchmarks.synthetic --sources 100 FOLDER

The same size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import string
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PARAGRAPHS, SENTENCES = 10, 6  # of an original
STATEMENTS = 2  # on each paragraph
CITED_SENTENCES = 10  # of a synthesis
FEWEST_TOPICS, SOURCES_PER_TOPIC, TOPICS_PER_GROUP = 6, 5, 6
PROPOSITIONS, STANCES, JUDGEMENTS = 24, 8, 6
FAMILIES = ("causes", "limits", "remedies")
KINDS = ("people", "states", "organisations")
_SELECTED = 3  # words at each end of a passage
_CONFIGURATION = """\
site_name: A synthetic dossier
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.prune, navigation.top, navigation.footer, toc.follow]
extra: {generator: false}
plugins:
  - dossier: {originals: originals}
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """The names of all things in a dossier; a topic's holds its family's."""

    keys: list[str]
    topics: list[str]
    propositions: list[str]
    events: list[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an original with a statement on it: where it stands, its first and last words, and its topics."""

    locator: str
    start: str
    end: str
    topics: list[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that a synthesis can cite: its source and its locator."""

    key: str
    locator: str

    @property
    def cited(self) -> str:
        """The claim as a citation names it."""
        return f"@{self.key}, {self.locator}"


class Invention:
    """Draws invented words. A sentence of an original opens and closes with words that stand nowhere else in it."""

    def __init__(self, seed: int) -> None:
        """Make up a language: a few words are frequent and most are rare, as in any text."""
        self.random = Random(seed)  # noqa: S311 - made-up words keep no secret
        syllables = ["".join(pair) for pair in product("bdfgklmnprstvz", "aeiou")]
        made = ["".join(three) for three in product(syllables, repeat=3)]
        self.random.shuffle(made)
        self.ends, self.names, self.slugs, self.words = made[:2000], made[2000:2200], made[2200:8000], made[8000:14000]
        self.weights = tuple(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def phrase(self, fewest: int, most: int) -> str:
        """Return some words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(fewest, most)))

    def sentence(self, fewest: int = 12, most: int = 24) -> str:
        """Return a sentence of ours without its full stop; one in three names somebody."""
        named = f" {self.random.choice(self.names).title()}" if self.random.random() < 1 / 3 else ""
        return self.phrase(fewest, most).capitalize() + named

    def title(self) -> str:
        """Return a title."""
        return self.phrase(4, 8).capitalize()

    def some(self, things: Sequence[str], fewest: int, most: int) -> list[str]:
        """Return different things out of many, in their order."""
        chosen = set(self.random.sample(range(len(things)), min(self.random.randint(fewest, most), len(things))))
        return [thing for place, thing in enumerate(things) if place in chosen]


def files(sources: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of a dossier with this many sources."""
    invention = Invention(seed)
    plan = _plan(invention, sources)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for key in plan.keys:
        original, passages = _original(invention, plan)
        for passage in passages:
            for topic in passage.topics:
                claims[topic].append(Claim(key, passage.locator))
        yield f"originals/{key}.txt", original
        yield f"sources/{key}.md", _digest(invention, plan, key, original, passages)
    every = [claim for some in claims.values() for claim in some]
    yield "mkdocs.yml", _CONFIGURATION
    yield "references.bib", "\n".join(_entry(invention, key, max(1, sources // 3)) for key in plan.keys)
    yield "sources/propositions.yaml", _propositions(invention, plan, every)
    yield "sources/events.yaml", _events(invention, plan.events)
    yield "sources/names.yaml", _names(invention)
    yield "docs/index.md", _landing(invention, plan.propositions, every)
    for family in FAMILIES:
        here = [topic for topic in plan.topics if topic.startswith(f"{family}/")]
        yield f"docs/topics/{family}/index.md", _family(invention, family, here, every)
        for topic in here:
            yield f"docs/topics/{topic}.md", _topic(invention, topic, plan.topics, claims[topic] or every)


def _plan(invention: Invention, sources: int) -> Plan:
    topics = invention.slugs[-max(FEWEST_TOPICS, sources // SOURCES_PER_TOPIC) :]
    return Plan(
        [f"{invention.slugs[number]}{1900 + number % 100}" for number in range(sources)],
        [f"{FAMILIES[place % len(FAMILIES)]}/{name}" for place, name in enumerate(topics)],
        [f"holds-{number}" for number in range(1, PROPOSITIONS + 1)],
        [f"event-{number}" for number in range(1, sources // SOURCES_PER_TOPIC + 2)],
    )


def write(folder: Path, sources: int, seed: int = 1) -> None:
    """Write a dossier into a folder."""
    for name, text in files(sources, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _original(invention: Invention, plan: Plan) -> tuple[str, list[Passage]]:
    """Return an original, and its passages in reading order."""
    ends = iter(invention.random.sample(invention.ends, 2 * PARAGRAPHS * SENTENCES))
    lines, passages = [invention.title()], []
    for number in range(1, PARAGRAPHS + 1):
        sentences = [[next(ends), *invention.phrase(10, 22).split(), next(ends)] for _ in range(SENTENCES)]
        lines += [invention.title()] if number % 3 == 1 else []
        lines.append(" ".join(f"{' '.join(words).capitalize()}." for words in sentences))
        stated = sentences[:: SENTENCES // STATEMENTS]
        for letter, words in zip(string.ascii_lowercase, stated, strict=False):
            start, end = " ".join(words[:_SELECTED]), " ".join(words[-_SELECTED:])
            passages.append(Passage(f"para. {number}{letter}", start, end, invention.some(plan.topics, 1, 2)))
    return "\n\n".join(lines) + "\n", passages


def _digest(invention: Invention, plan: Plan, key: str, original: str, passages: list[Passage]) -> str:
    taken = invention.some(plan.propositions, STANCES, STANCES)
    stands = dict(zip(invention.some([passage.locator for passage in passages], STANCES, STANCES), taken, strict=True))
    silent = ", ".join(one for one in plan.propositions if one not in taken)
    digest = hashlib.sha256(original.encode()).hexdigest()
    head = (
        f"---\nstatus: reviewed\nrights: restricted\noriginal: {{file: {key}.txt, sha256: {digest}}}\n"
        f'about: "{invention.sentence()}."\ncautions: ["{invention.sentence()}."]\nsilent: [{silent}]\n---'
    )
    parts = [head]
    for place, passage in enumerate(passages):
        parts += [f"## {invention.title()}"] if place % (3 * STATEMENTS) == 0 else []
        parts.append(_statement(invention, plan, passage, stands.get(passage.locator, "")))
    return "\n\n".join(parts) + "\n"


def _statement(invention: Invention, plan: Plan, passage: Passage, proposition: str) -> str:
    attributes = f'at="{passage.locator}" from="{passage.start}" to="{passage.end}" topics="{" ".join(passage.topics)}"'
    if proposition:
        attributes += f' stance="{proposition}={invention.random.choice(("asserts", "asserts", "qualifies", "denies"))}"'
    if invention.random.random() < 1 / 10:
        attributes += f' events="{invention.random.choice(plan.events)}"'
    return f"{{{attributes}}}\n{invention.sentence(14, 30)}."


def _entry(invention: Invention, key: str, institutions: int) -> str:
    first, last = invention.random.choice(invention.names).title(), invention.random.choice(invention.words).title()
    house = invention.words[invention.random.randrange(institutions)].title()
    date = f"{key[-4:]}-{invention.random.randint(1, 12):02}"
    fields = {
        "author": f"{last}, {first}",
        "title": f"{{{invention.title()}}}",
        "institution": f"{house} Institute",
        "date": date,
        "url": f"https://example.org/{key}",
    }
    return f"@report{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _cited(invention: Invention, claims: Sequence[Claim]) -> str:
    """Return a sentence with one or two citations."""
    chosen = invention.random.sample(claims, min(invention.random.randint(1, 2), len(claims)))
    return f"{invention.sentence()} [{'; '.join(claim.cited for claim in chosen)}]."


def _prose(invention: Invention, claims: Sequence[Claim], sentences: int) -> str:
    written = [_cited(invention, claims) for _ in range(sentences)]
    return "\n\n".join(" ".join(paragraph) for paragraph in _parts(written, 5))


def _propositions(invention: Invention, plan: Plan, claims: list[Claim]) -> str:
    items = [
        f"  - id: {name}\n    text: {invention.sentence(8, 12)}.\n    topics: [{', '.join(invention.some(plan.topics, 1, 2))}]\n"
        f'    changed: "{_cited(invention, claims)}"'
        for name in plan.propositions
    ]
    return "\n".join(["propositions:", *items]) + "\n"


def _events(invention: Invention, names: list[str]) -> str:
    items = [f"  - {{id: {name}, date: {invention.random.randint(1900, 1999)}, title: {invention.title()}}}" for name in names]
    return "\n".join(["events:", *items]) + "\n"


def _names(invention: Invention) -> str:
    lines = []
    for place, kind in enumerate(KINDS):
        lines += [f"{kind}:", *(f"  - {{name: {name.title()}, note: {invention.title()}}}" for name in invention.names[place::3])]
    return "\n".join(lines) + "\n"


def _landing(invention: Invention, propositions: list[str], claims: list[Claim]) -> str:
    judged = [
        {
            "claim": f"{invention.sentence(8, 12)}.",
            "id": f"judgement-{number}",
            "confidence": "moderate",
            "reason": f"{invention.sentence()}.",
        }
        for number in range(1, JUDGEMENTS + 1)
    ]
    rest = {"title": "A synthetic dossier", "question": f"{invention.sentence()}?", "families": list(FAMILIES)}
    with_evidence = [one | {"propositions": invention.some(propositions, 2, 2)} for one in judged]
    told = "\n\n".join(f"## {one['claim']}\n\n{_prose(invention, claims, 4)}" for one in judged)
    # JSON is YAML too.
    return f"---\n{json.dumps(rest | {'judgements': with_evidence}, indent=1)}\n---\n\n{invention.sentence()}.\n\n{told}\n"


def _family(invention: Invention, family: str, topics: list[str], claims: list[Claim]) -> str:
    names = [topic.partition("/")[2] for topic in topics]
    groups = [{"group": invention.title(), "topics": list(some)} for some in _parts(names, TOPICS_PER_GROUP)]
    front = {
        "title": family.title(),
        "question": f"{invention.sentence()}?",
        "definition": f"{invention.sentence()}.",
        "topics": groups,
    }
    return f"---\n{json.dumps(front, indent=1)}\n---\n\n{_prose(invention, claims, 4)}\n"


def _topic(invention: Invention, topic: str, topics: list[str], claims: Sequence[Claim]) -> str:
    front = {
        "title": invention.title(),
        "question": f"{invention.sentence()}?",
        "definition": f"{invention.sentence()}.",
        "related": [other for other in invention.some(topics, 2, 2) if other != topic],
    }
    return f"---\n{json.dumps(front, indent=1)}\n---\n\n{_prose(invention, claims, CITED_SENTENCES)}\n"


def _parts(things: Sequence[str], size: int) -> list[Sequence[str]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def main() -> None:
    """Write a dossier from the command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic dossier.")
    parser.add_argument("folder", type=Path, help="where to write it; the folder is made")
    parser.add_argument("--sources", type=int, default=100, help="how many sources (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other words (default: 1)")
    given = parser.parse_args()
    write(given.folder, given.sources, given.seed)


if __name__ == "__main__":
    main()
