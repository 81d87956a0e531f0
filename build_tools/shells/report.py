"""Write diagnostics for people and programs: plain text, JSON, GitHub annotations and SARIF; and the summary of a build."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Sized

from build_tools.diagnostics import Diagnostic, Place, Rule, Severity, Span, place
from build_tools.model.evidence import Standing
from build_tools.pages.dossier import counted
from build_tools.pipeline import Build

Format = Callable[[Sequence[Diagnostic], Mapping[str, str], Sequence[Rule]], str]


def at(diagnostic: Diagnostic, texts: Mapping[str, str]) -> Place:
    """Return where a diagnostic is, as path, line and column."""
    return place(diagnostic.span, texts.get(diagnostic.span.path, ""))


def at_span(span: Span, texts: Mapping[str, str]) -> Place:
    """Return where a span starts, as path, line and column."""
    return place(span, texts.get(span.path, ""))


def line(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str:
    """Return a diagnostic as `path:line:column: error[code] message`, with its help on a second line."""
    told = f"{at(diagnostic, texts)}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"
    return f"{told}\n  help: {diagnostic.help}" if diagnostic.help else told


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """Return diagnostics for a terminal."""
    del rules
    return "".join(line(diagnostic, texts) + "\n" for diagnostic in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """Return diagnostics as a JSON list of path, line, column, code, severity, message and help."""
    del rules
    rows = []
    for one in diagnostics:
        where = at(one, texts)
        rows.append({
            "path": where.path, "line": where.line, "column": where.column,
            "code": one.code, "severity": one.severity.value, "message": one.message, "help": one.help,
        })  # fmt: skip
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def as_github(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """Return diagnostics as GitHub's workflow commands, which it shows beside the lines."""
    del rules
    told = []
    for one in diagnostics:
        where = at(one, texts)
        kind = {Severity.NOTE: "notice"}.get(one.severity, one.severity.value)
        words = f"{one.message}\n{one.help}" if one.help else one.message
        title = _property(one.code)
        told.append(f"::{kind} file={_property(where.path)},line={where.line},col={where.column},title={title}::{_data(words)}\n")
    return "".join(told)


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """Return diagnostics as SARIF 2.1.0, which code hosts and editors read."""
    codes = {one.code for one in diagnostics}
    known = [
        {"id": rule.code, "shortDescription": {"text": rule.what}, "fullDescription": {"text": rule.why}}
        for rule in rules
        if rule.code in codes
    ]
    driver = {"name": "dossier", "rules": known}
    run = {
        "tool": {"driver": driver},
        "results": [_sarif_result(one, texts) for one in diagnostics],
        "columnKind": "unicodeCodePoints",
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _sarif_result(one: Diagnostic, texts: Mapping[str, str]) -> dict[str, object]:
    where = at(one, texts)
    region = {"startLine": where.line, "startColumn": where.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": where.path}, "region": region}}
    words = f"{one.message}. {one.help}" if one.help else one.message
    return {"ruleId": one.code, "level": one.severity.value, "message": {"text": words}, "locations": [location]}


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}


def summary(build: Build) -> str:
    """Return the figures of a build in a few lines: what was read, how well it is proven, what is wrong."""
    library = build.library
    by_source = {key: Counter(map(library.standing, source.statements)) for key, source in library.sources.items()}
    standings = sum(by_source.values(), Counter[Standing]())
    sentences = [sentence for _, _, prose in library.prose() for sentence in prose.sentences]
    severities = Counter(one.severity for one in build.diagnostics)
    own = sum(sentence.analysis for sentence in sentences)
    unchecked = library.unchecked_locators()
    counts: dict[str, Sized] = {
        "source": library.sources,
        "statement": library.statements,
        "topic": library.topics,
        "proposition": library.propositions,
        "page": build.pages.outlines,
    }
    drafts = [key for key in build.desk.sources if key not in library.sources]
    lines = [
        ", ".join(counted(len(things), name) for name, things in counts.items()),
        "passages: " + (_counted(standings) or "none"),
        *(f"  {key}: {_counted(by_source[key]) or 'no statements'}" for key in library.sources),
        f"prose: {len(sentences)} sentences, {sum(bool(one.citations) for one in sentences)} cite, {own} editor's own analysis",
        *([f"drafts left out: {', '.join(drafts)}"] if drafts else []),
        *([f"locators: {unchecked} unchecked, because their works have no digest"] if unchecked else []),
        ", ".join(counted(severities[one], one.value) for one in (Severity.ERROR, Severity.WARNING)),
    ]
    return "\n".join(lines) + "\n"


def _counted(standings: Counter[Standing]) -> str:
    return ", ".join(f"{standings[one]} {one.value}" for one in Standing if standings[one])
