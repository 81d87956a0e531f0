"""What front matter and data files may hold: fields with their kinds, for reading, for checking and for JSON Schemas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kind of value that a field holds."""

    TEXT = "text"
    TEXTS = "texts"
    TABLE = "table"
    TABLES = "tables"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its name, its kind, what it is for, and what it may hold.

    `fields` describe the inner fields of a TABLE or of each of TABLES. LINES maps line numbers to words.
    """

    name: str
    about: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[Spec, ...] = ()


def json_schema(title: str, specs: tuple[Spec, ...]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a mapping with these fields."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_object(specs)}


def _object(specs: tuple[Spec, ...]) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {spec.name: {"description": spec.about, **_value(spec)} for spec in specs},
        "required": [spec.name for spec in specs if spec.required],
    }


def _value(spec: Spec) -> dict[str, object]:
    text: dict[str, object] = {"type": ["string", "number"]}
    one: dict[str, object] = {"enum": list(spec.choices)} if spec.choices else text
    match spec.kind:
        case Kind.TEXT:
            return one
        case Kind.TEXTS:
            return {"type": "array", "items": one}
        case Kind.TABLE:
            return _object(spec.fields)
        case Kind.TABLES:
            return {"type": "array", "items": _object(spec.fields)}
        case Kind.LINES:
            return {"type": "object", "patternProperties": {"^[0-9]+$": one}, "additionalProperties": False}
