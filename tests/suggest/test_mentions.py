"""Dates, quotations and names in invented texts, case by case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import Case, compare, read_cases

from build_tools.diagnostics import Span
from build_tools.model import dates
from build_tools.model.dossier import Name
from build_tools.suggest.mentioned_dates import mentioned
from build_tools.suggest.names import index, proposals
from build_tools.suggest.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CASES = Path(__file__).parents[1] / "cases" / "suggest"


def _dates(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    text, written = given["text"], given.get("written", "").strip()
    found = mentioned(text, given.get("lang", "en").strip(), dates.parse(written) if written else None)
    yield "dates", "".join(f'{one.edtf} "{text[one.start : one.end]}"\n' for one in found)


def _quotations(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    text = given["text"].rstrip("\n")
    yield "speech", "".join(f"{one.speaker}: {text[one.start : one.end]}\n" for one in quotations(text))


def _names(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    lines = (line.partition(": ") for line in given.get("known", "").splitlines())
    known = index(Name(name, "people", tuple(also.split("; ")) if also else (), "", Span("names.yaml")) for name, _, also in lines)
    yield "found", "".join(f"{name}\n" for name in known.found(given["text"]))
    yield "proposed", "".join(f"{one.kind} {one.name} {one.count}\n" for one in proposals(given["text"], known))


_SHOWN = {"dates": _dates, "quotations": _quotations, "names": _names}


@pytest.mark.parametrize(
    ("file", "case"),
    [pytest.param(file, case, id=f"{file}: {case.title}") for file in _SHOWN for case in read_cases(_CASES / f"{file}.md")],
)
def test_what_a_text_mentions(file: str, case: Case) -> None:
    for info, shown in _SHOWN[file](case.fences):
        if info in case.fences:
            compare(_CASES / f"{file}.md", case, info, shown)
