"""The command `dossier suggest`: what each passage of a source seems to speak to, and which words spoke for it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from build_tools.diagnostics import nearest, place
from build_tools.shells import at_desk
from build_tools.suggest import around, judged, names, suggester
from build_tools.suggest.cue_terms import cue_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Statement
    from build_tools.model.library import Library
    from build_tools.model.reading import Reading
    from build_tools.model.suggestions import NameGuess, Suggestion

_MOST_NAMES = 20


@click.command()
@click.argument("key", required=False)
@click.option("--cues", "of_topics", is_flag=True, help="Propose cue terms for the topics instead.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, for a program.")
@click.pass_obj
def suggest(config_file: str, key: str | None, *, of_topics: bool, as_json: bool) -> None:
    """Tell what the passages of source KEY seem to speak to, each suggestion with the words that spoke for it.

    Topics have a score from 0 to 1; an asterisk marks those that the statement has already. Dates, events, names and who
    speaks are told as well, and on which propositions a passage seems to speak: how it stands on them is yours to judge.
    What was judged of a reviewed source itself is not learned from here.
    Nothing is written; `dossier review KEY` asks for each of them.
    """
    project = at_desk.opened(config_file)
    library = at_desk.desk_of(project).library()
    if of_topics:
        _tell_cues(library)
    elif key is None or key not in library.sources:
        near = nearest(key or "", library.sources) or f"the sources: {', '.join(library.sources)}"
        at_desk.fail(f'there is no source "{key}"; {near}' if key else f"name a source, or ask for --cues; {near}")
    elif key not in library.corpus.readings:
        at_desk.fail(f'the original of "{key}" is not at hand; set `originals` in mkdocs.yml to the folder that holds it')
    else:
        _tell(library, key, project.settings.lang, as_json=as_json)


def _tell(library: Library, key: str, lang: str, *, as_json: bool) -> None:
    reading, known = library.corpus.readings[key], suggester(library, lang, key if library.sources[key].reviewed else "")
    rows = []
    for statement, text, wider in _passages(library, key, reading):
        suggestion = known.passage(text, wider, library.dated.get(key))
        if as_json:
            rows.append({"at": statement.locator.text if statement.locator else "", **asdict(suggestion)})
        else:
            _tell_passage(library, statement, suggestion)
    proposed = names.proposals("\n".join(reading.text[one.start : one.end] for one in reading.paragraphs), known.index, lang)
    if as_json:
        held = {"source": key, "passages": rows, "names": [asdict(one) for one in proposed]}
        click.echo(json.dumps(held, indent=2, ensure_ascii=False))
    elif proposed:
        click.echo("not in names.yaml: " + ", ".join(_name(one) for one in proposed[:_MOST_NAMES]))


def _name(one: NameGuess) -> str:
    return f"{one.name} ({', '.join(filter(None, (one.kind, f'{one.count} times' if one.count > 1 else '')))})".replace(" ()", "")


def _passages(library: Library, key: str, reading: Reading) -> Iterator[tuple[Statement, str, str]]:
    """Yield each statement whose passage is found, the passage, and the paragraph that it stands in."""
    for statement in library.sources[key].statements:
        evidence = library.evidence.get(statement.id)
        if evidence and evidence.passage:
            yield statement, reading.text[evidence.passage.start : evidence.passage.end], around(reading, evidence.passage)


def _tell_passage(library: Library, statement: Statement, suggestion: Suggestion) -> None:
    where = place(statement.span, library.corpus.texts[statement.span.path])
    click.secho(f"{statement.locator.text if statement.locator else '?'}  {where}", bold=True)
    held = {mention.name for mention in statement.topics}
    for one in suggestion.topics:
        click.echo(f"  {one.score:.2f} {'*' if one.topic in held else ' '} {one.topic:<28} {', '.join(one.because)}")
    for guess in suggestion.propositions:
        click.echo(f"         on {guess.proposition:<25} {', '.join(guess.because)}")
    said = (("speaks", (suggestion.voice,) if suggestion.voice else ()), ("dates", suggestion.dates),
            ("events", suggestion.events), ("names", suggestion.names))  # fmt: skip
    for title, some in said:
        if some:
            click.echo(f"         {title}: {', '.join(some)}")


def _tell_cues(library: Library) -> None:
    for guess in cue_terms(tuple(library.topics.values()), judged(library)):
        click.echo(f"{guess.topic:<28} {guess.cue:<20} in {guess.inside} of its passages and statements, in {guess.outside} others")
