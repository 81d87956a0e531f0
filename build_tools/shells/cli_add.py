"""The command `dossier add`: a file becomes a source, with its original stored, its entry drafted and a digest begun."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from build_tools import intake
from build_tools.diagnostics import Span
from build_tools.editing.draft import Rights
from build_tools.load import originals
from build_tools.load.line_kinds import KINDS
from build_tools.load.metadata import metadata
from build_tools.load.unreadable import Unreadable
from build_tools.model import dates
from build_tools.resolve.portions import MOST
from build_tools.shells import at_desk, report
from build_tools.shells.obtained import is_address, obtain
from build_tools.suggest import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from build_tools.intake import Desk, Taken
    from build_tools.model.reading import Reading
    from build_tools.shells.project import Project

_SHOWN = 60


@click.command()
@click.argument("file", metavar="FILE|ADDRESS")
@click.option("--key", default="", help="The source's key, instead of one made from surname and year.")
@click.option(
    "--rights", type=click.Choice(["restricted", "open"]), default="restricted", show_default=True, help="What it allows."
)
@click.option("--licence", default="", help="The licence of an open source; its passages then stand as statements.")
@click.option("--passage", "most", default=MOST, show_default=True, help="The most words of a passage; 0 for single sentences.")
@click.option("--mark", "marked", multiple=True, metavar="LINE=KIND", help="Overrule what a line is taken for; see --show.")
@click.option("--show", is_flag=True, help="Print what each line is taken for, and write nothing.")
@click.option("--print-entry", is_flag=True, help="Print the entry, where another program writes the bibliography.")
@click.pass_obj
def add(  # noqa: PLR0913 - one for each option
    config_file: str,
    file: str,
    *,
    key: str,
    rights: str,
    licence: str,
    most: int,
    marked: tuple[str, ...],
    show: bool,
    print_entry: bool,
) -> None:
    """Take in FILE, or the page at a web address, as a source: store it, draft its bibliography entry, and begin its digest.

    The digest has a block for each passage, with its place filled in; where TODO stands, the statement is yours to write. Run again
    on the same file, it changes nothing.
    """
    if rights == "open" and not licence:
        at_desk.fail("an open source needs its licence: add --licence CC-BY-4.0, or leave out --rights open")
    project = at_desk.opened(config_file)
    marks, today = _marks(marked), datetime.now(UTC).date().isoformat()
    desk = at_desk.desk_of(project)
    if is_address(file) and (there := intake.source_at(desk.library(), file)):
        click.echo(f'"{there}" is there already, from this address; dossier refresh {there} {file} takes a newer copy', err=True)
        return
    got = obtain(file)
    try:
        reading = originals.read(got.name, got.content, marks=marks, extract=desk.extract)
    except Unreadable as error:
        click.echo(report.as_text([error.at(Span(file))], {}, ()), nl=False, err=True)
        at_desk.fail("nothing was changed")
    if show:
        click.echo("\n".join(shown(reading)))
        return
    wanted = intake.Wanted(key, Rights(rights, licence), most, marks, got.date, listed=not print_entry)
    known = metadata(reading, address=got.address, today=today)
    proposing = partial(suggest, lang=known.language.value or project.settings.lang, written=dates.read(known.date.value))
    try:
        taken = intake.take_in(desk, got.content, reading, known, wanted, proposing)
    except intake.Refused as refusal:
        at_desk.fail(str(refusal))
    _write(project, desk, taken)
    if print_entry and taken.entry:
        click.echo(taken.entry, nl=False)


def shown(reading: Reading) -> Iterator[str]:
    """Yield each line of an original with its number, its kind, its paragraph and the rule that took it for that."""
    numbers = {paragraph.start: f"para. {paragraph.number}" for paragraph in reading.paragraphs}
    for line in reading.lines:
        words = " ".join(reading.text[line.start : line.end].split())
        told = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        yield f"{line.number:>5}  {line.kind:<12}{numbers.get(line.start, ''):<11}{line.rule:<42}{told}"


def _marks(marked: Sequence[str]) -> dict[int, str]:
    marks = {}
    for one in marked:
        line, _, kind = one.partition("=")
        if not line.isdecimal() or kind not in KINDS:
            at_desk.fail(f'"{one}" is no mark: write --mark 12=caption; the kinds: {", ".join(KINDS)}')
        marks[int(line)] = kind
    return marks


def _write(project: Project, desk: Desk, taken: Taken) -> None:
    """Write what was worked out, and say what was done: the original first, so that a digest never waits for it."""
    if taken.wrong:
        click.echo(report.as_text(taken.wrong, desk.library().corpus.texts, ()), nl=False, err=True)
        at_desk.fail("nothing was written, because the dossier would have these errors")
    if not taken.changes and not taken.original:
        click.echo(f'"{taken.key}" is there already, made from this very file; nothing was changed', err=True)
        return
    if taken.original:
        click.echo(f"stored   {at_desk.store(project, *taken.original)}", err=True)
    at_desk.write(project, desk.files, taken.changes)
    for path, _ in taken.changes:
        click.echo(f"{'appended' if path in desk.files else 'wrote   '} {path}", err=True)
    click.echo(
        f'"{taken.key}": a draft with {taken.passages} passages; mkdocs serve shows it, dossier check says what is open', err=True
    )
