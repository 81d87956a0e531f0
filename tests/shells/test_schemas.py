"""The JSON Schemas accept what the loaders accept, and refuse what they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from build_tools.shells.schemas import schemas

GOLDEN = Path(__file__).parent.parent / "golden"
SCHEMAS: dict[str, Any] = {one.path.removesuffix(".schema.json"): json.loads(one.content) for one in schemas()}
FILES = {
    "digest": sorted(path for path in (GOLDEN / "sources").glob("*.md")),
    "topic": sorted(path for path in (GOLDEN / "docs" / "topics").glob("*/*.md") if path.name != "index.md"),
    "family": sorted((GOLDEN / "docs" / "topics").glob("*/index.md")),
    "landing": [GOLDEN / "docs" / "index.md"],
    "brief": sorted((GOLDEN.parent / "cases" / "checks" / "base" / "docs" / "briefs").glob("*.md")),
    "propositions": [GOLDEN / "sources" / "propositions.yaml"],
    "events": [GOLDEN / "sources" / "events.yaml"],
    "names": [GOLDEN / "sources" / "names.yaml"],
    "wordings": [GOLDEN / "sources" / "wordings.yaml"],
    "decisions": [GOLDEN / "sources" / "decisions.yaml"],
}


def held(path: Path) -> Any:  # noqa: ANN401 - what a file holds is known only once it is read
    text = path.read_text("utf-8")
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return yaml.load(match[1] if match else text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_accepts_the_golden_files(name: str) -> None:
    assert FILES[name]
    for path in FILES[name]:
        jsonschema.validate(held(path), SCHEMAS[name], cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_refuses_an_unknown_field(name: str) -> None:
    wrong = {**held(FILES[name][0]), "misspelt": "words"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMAS[name], cls=jsonschema.Draft202012Validator)


def test_a_schema_refuses_a_word_that_is_no_choice() -> None:
    wrong = {**held(FILES["digest"][0]), "status": "done"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMAS["digest"], cls=jsonschema.Draft202012Validator)
