"""The JSON Schema (2020-12) of dossier.json; a test holds every exported dossier against it."""

from __future__ import annotations

from typing import Any

_Schema = dict[str, Any]


def _record(told: str, properties: dict[str, _Schema]) -> _Schema:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "description": told,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _words(told: str = "") -> _Schema:
    return {"type": "string", **({"description": told} if told else {})}


def _maybe(told: str, **more: str) -> _Schema:
    return {"type": ["string", "null"], "description": told, **more}


def _one_of(told: str, *values: str) -> _Schema:
    return {"enum": list(values), "description": told}


def _list(items: _Schema, told: str = "") -> _Schema:
    return {"type": "array", "items": items, **({"description": told} if told else {})}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


_STATEMENT_IDS = _list(_words(), "Ids of statements")
_LOCATOR = _record(
    "Where the passage stands, as the source counts",
    {
        "label": _words("CSL's term: paragraph, page, section …"),
        "first": _maybe("The first number; null where the place is more than one number or range"),
        "last": _maybe("The last number"),
        "letter": _maybe("Ours: tells apart the statements on one passage"),
        "shown": _words("The place as a reader sees it, such as para. 9"),
    },
)
_QUOTE = {
    "type": "object",
    "description": "W3C TextQuoteSelector. Words are compared without case, typography and note numbers",
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        "exact": _words(),
        "prefix": _words(),
        "suffix": _words(),
        "refinedBy": _record(
            "W3C TextPositionSelector: the empty place after the last word, where the range ends",
            {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
        ),
    },
    "required": ["type", "exact"],
    "additionalProperties": False,
}
_RANGE = _record(
    "W3C RangeSelector: from the first words of the passage to the place after its last words",
    {"type": {"const": "RangeSelector"}, "startSelector": _ref("quote"), "endSelector": _ref("quote")},
)
_TARGET = _record(
    "The passage as the target of a W3C Web Annotation",
    {
        "type": {"const": "SpecificResource"},
        "source": _words("The source's address; # and its id where it has none"),
        "selector": {"oneOf": [_ref("quote"), _ref("range")]},
    },
)
_STANCE = _record(
    "What the statement shows of its source's attitude to a proposition",
    {
        "proposition": _words("The proposition's id"),
        "attitude": _one_of("How the source stands on it", "asserts", "qualifies", "denies"),
        "basis": _one_of("Whether the text says so, or it follows from the text", "explicit", "inferred"),
    },
)
_EVIDENCE = _record(
    "How well the place of the passage is proven",
    {
        "standing": _one_of(
            "found: in the original, in this build; recorded: found earlier, for the same words and bytes",
            "found",
            "recorded",
            "not found",
            "unchecked",
        ),
        "recorded": _maybe("The day of the record", format="date"),
    },
)
_STATEMENT = _record(
    "One claim of a source, in the editor's words",
    {
        "id": _words("The source's id, # and the statement's anchor on its source's page"),
        "text": _words("The claim"),
        "voice": _maybe("Whom the source reports; null where it speaks for itself"),
        "kind": _words("claim, forecast or advice"),
        "section": _maybe("The part of the digest it stands in"),
        "topics": _list(_words(), "Ids of topics"),
        "stances": _list(_ref("stance")),
        "events": _list(_words(), "Ids of events"),
        "locator": {"oneOf": [_ref("locator"), {"type": "null"}]},
        "target": {"oneOf": [_ref("target"), {"type": "null"}]},
        "evidence": _ref("evidence"),
        "page": _maybe("The statement's address on the site"),
    },
)
_SOURCE = _record(
    "A source with its digest",
    {
        "id": _words("The key of its bibliography entry"),
        "title": _maybe("The title"),
        "authors": _list(_words(), "Who wrote it"),
        "institutions": _list(_words(), "Who stands behind it"),
        "published": _maybe("The day, month or year, ISO 8601; an interval has a slash"),
        "url": _maybe("The publisher's address"),
        "label": _words("The short name used in tables"),
        "about": _words("What it is"),
        "note": _words(),
        "cautions": _list(_words(), "What to bear in mind when reading it"),
        "status": _words("reviewed, or draft: no editor has read the digest against the original"),
        "rights": _words("open or restricted"),
        "licence": _maybe("The licence of an open source"),
        "original_sha256": _maybe("SHA-256 of the bytes that were read"),
        "silent": _list(_words(), "Ids of propositions on which it is said to be silent"),
        "page": _maybe("The source's address on the site"),
        "statements": _list(_ref("statement")),
    },
)
_SENTENCE = _record(
    "A sentence of the editor's, and what it cites",
    {
        "text": _words("The sentence without its citations"),
        "analysis": {"type": "boolean", "description": "Whether it is the editor's own analysis"},
        "citations": _list(
            _record(
                "A citation",
                {
                    "typed": _words("As the author typed it, in pandoc's syntax"),
                    "shown": _maybe("In the words of the citation style"),
                    "items": _list(
                        _record(
                            "One place that is cited",
                            {
                                "source": _words("The key of a bibliography entry"),
                                "locator": _maybe("The place, such as para. 9"),
                                "statements": _STATEMENT_IDS,
                            },
                        )
                    ),
                },
            )
        ),
    },
)
_FAMILY = _record(
    "A family of topics",
    {
        "id": _words(),
        "title": _words(),
        "question": _words(),
        "definition": _words(),
        "groups": _list(
            _record("Topics that are argued together", {"title": _words(), "topics": _list(_words(), "Ids of topics, in order")})
        ),
        "text": _list(_ref("sentence")),
        "page": _maybe("The family's address on the site"),
    },
)
_TOPIC = _record(
    "A topic with the editor's answer to its question",
    {
        "id": _words("Family and name, with a slash"),
        "family": _words("The family's id"),
        "title": _words(),
        "question": _words(),
        "definition": _words(),
        "related": _list(_words(), "Ids of topics"),
        "synthesis": _list(_ref("sentence")),
        "statements": _STATEMENT_IDS,
        "page": _maybe("The topic's address on the site"),
    },
)
_PROPOSITION = _record(
    "A sentence that sources assert, qualify, deny, or are silent on",
    {
        "id": _words(),
        "text": _words(),
        "topics": _list(_words(), "Ids of topics"),
        "stances": _list(
            _record(
                "Where one source stands",
                {
                    "source": _words("The source's id"),
                    "attitude": _one_of("How it stands on the proposition", "asserts", "qualifies", "denies", "silent"),
                    "basis": {"enum": ["explicit", "inferred", None], "description": "null where the source is silent"},
                    "statements": _STATEMENT_IDS,
                },
            )
        ),
        "changed": _list(_ref("sentence"), "What time explains of the differences"),
    },
)
_EVENT = _record(
    "Something that happened",
    {
        "id": _words(),
        "title": _words(),
        "date": _words("EDTF (ISO 8601-2)"),
        "note": _words(),
        "statements": _STATEMENT_IDS,
    },
)
_NAME = _record(
    "An entry of the index",
    {"name": _words(), "kind": _words(), "also": _list(_words(), "Other forms of the name"), "note": _words()},
)
_JUDGEMENT = _record(
    "A key judgement of the dossier",
    {
        "id": _words(),
        "claim": _words(),
        "confidence": _words("The editor's confidence"),
        "reason": _words("What the confidence rests on"),
        "propositions": _list(_words(), "Ids of propositions"),
        "text": _list(_ref("sentence")),
    },
)
SCHEMA: _Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A dossier",
    **_record(
        "Source texts, statement by statement, and what an editor makes of them",
        {
            "$schema": _words("This schema, beside the file"),
            "title": _words(),
            "question": _words("What the dossier asks"),
            "url": _maybe("Where the dossier is published"),
            "version": _maybe("The revision it was built from"),
            "date": _maybe("The day of that revision", format="date"),
            "language": _words("BCP 47"),
            "sources": _list(_ref("source"), "In date order, undated last"),
            "families": _list(_ref("family"), "In the order of the menu"),
            "topics": _list(_ref("topic")),
            "propositions": _list(_ref("proposition")),
            "events": _list(_ref("event")),
            "names": _list(_ref("name")),
            "judgements": _list(_ref("judgement")),
        },
    ),
    "$defs": {
        "source": _SOURCE,
        "statement": _STATEMENT,
        "locator": _LOCATOR,
        "target": _TARGET,
        "quote": _QUOTE,
        "range": _RANGE,
        "stance": _STANCE,
        "evidence": _EVIDENCE,
        "family": _FAMILY,
        "topic": _TOPIC,
        "sentence": _SENTENCE,
        "proposition": _PROPOSITION,
        "event": _EVENT,
        "name": _NAME,
        "judgement": _JUDGEMENT,
    },
}
