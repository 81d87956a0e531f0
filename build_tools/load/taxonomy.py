"""Read a taxonomy file: families with topics, and leaves under these, from which the pages of a new dossier are made.

    families:
    - id: water
      title: Water
      topics:
      - title: Floods
        leaves:
        - {id: w-dikes, title: Dikes, definition: What holds the water back., strong: [dike*], cues: [wall], context: [sea]}

Another list of the file whose items have leaves of their own becomes a family as well. What is not known is gone past.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import yaml

from build_tools.diagnostics import Diagnostic, Rule, Span
from build_tools.model.prose import Cues
from build_tools.model.taxonomy import Branch, Leaf, PlannedFamily

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RULE = Rule(
    "taxonomy",
    "A taxonomy file can't be read",
    "The topic pages of a new dossier are made from it, so its families, topics and leaves have to be where they are looked for.",
    "families: water",
    "families: [{id: water, title: Water, topics: [{title: Floods, leaves: [{id: dikes, title: Dikes, definition: …}]}]}]",
)
# Draft taxonomies number their leaves by family: `d-sanctions`.
_LETTER = re.compile(r"^[a-z]-(?=[a-z])")


def load(path: str, text: str) -> tuple[tuple[PlannedFamily, ...], tuple[Diagnostic, ...]]:
    """Read a taxonomy; nothing where it can't be read, with the reason."""
    try:
        held = yaml.safe_load(text)
        families = tuple(_families(held))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = mark.index if mark else 0
        return (), (RULE.at(Span(path, at, at), str(error.problem or "no YAML"), "quote values that hold a colon"),)
    except (yaml.YAMLError, TypeError, KeyError, AttributeError, ValueError, RecursionError) as error:
        return (), (RULE.at(Span(path), f"{type(error).__name__}: {error}", RULE.good),)
    return families, () if families else (RULE.at(Span(path), "it holds no family", RULE.good),)


def _families(held: Mapping[str, Any]) -> Iterator[PlannedFamily]:
    taken: set[str] = set()
    for one in held.get("families") or ():
        yield _family(str(one.get("id") or one["title"]), one, one.get("topics") or (), taken)
    for name, items in held.items():
        if name != "families" and isinstance(items, list) and any(isinstance(item, dict) and item.get("leaves") for item in items):
            yield _family(str(name), {"title": str(name).replace("_", " ").capitalize()}, items, taken)


def _family(name: str, told: Mapping[str, Any], topics: Iterable[Any], taken: set[str]) -> PlannedFamily:
    slug = _unused(_slug(name), taken)
    names: set[str] = {"index"}
    branches = tuple(_branch(one, names) for one in topics)
    return PlannedFamily(slug, str(told["title"]), branches, str(told.get("question") or ""), str(told.get("definition") or ""))


def _branch(told: Mapping[str, Any], taken: set[str]) -> Branch:
    """Read a topic with its leaves; one without leaves is a leaf itself."""
    leaves = told.get("leaves") or [told]
    return Branch(str(told["title"]), tuple(_leaf(one, taken) for one in leaves))


def _leaf(told: Mapping[str, Any], taken: set[str]) -> Leaf:
    name = _unused(_slug(_LETTER.sub("", str(told.get("id") or told["title"]).lower())), taken)
    title = str(told["title"])
    given = told.get("cues")
    cues = given if isinstance(given, dict) else told
    lists = (tuple(str(word) for word in cues.get(kind) or ()) for kind in ("strong", "cues", "context"))
    return Leaf(
        name, title, str(told.get("definition") or f"What belongs under {title}."), str(told.get("question") or ""), Cues(*lists)
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "topic"


def _unused(name: str, taken: set[str]) -> str:
    found = next(one for one in chain((name,), (f"{name}-{number}" for number in range(2, 10_000))) if one not in taken)
    taken.add(found)
    return found
