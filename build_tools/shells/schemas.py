"""JSON Schemas of what an editor writes in YAML, so that an editor's program completes and checks it."""

from __future__ import annotations

import json

from build_tools.load import briefs, digests, landing, registries, topics
from build_tools.load.schema import json_schema
from build_tools.model.pages import Artifact

_SCHEMAS = {
    "digest": ("Front matter of a digest", digests.FIELDS),
    "topic": ("Front matter of a topic page", topics.TOPIC_FIELDS),
    "family": ("Front matter of a family page", topics.FAMILY_FIELDS),
    "brief": ("Front matter of a brief", briefs.FIELDS),
    "landing": ("Front matter of the first page", landing.FIELDS),
    "propositions": ("Propositions", registries.PROPOSITION_FIELDS),
    "events": ("Events", registries.EVENT_FIELDS),
    "decisions": ("Decisions on suggested topics", registries.DECISION_FIELDS),
    "wordings": ("Other words for statements", registries.WORDING_FIELDS),
    "names": ("Names", registries.NAME_FIELDS),
}


def schemas() -> tuple[Artifact, ...]:
    """Return a JSON Schema for each kind of front matter and each data file."""
    written = ((name, json.dumps(json_schema(title, specs), indent=2)) for name, (title, specs) in _SCHEMAS.items())
    return tuple(Artifact(f"{name}.schema.json", f"{text}\n".encode()) for name, text in written)
