"""The commands `dossier pdf` and `dossier brief`: topics, briefs or all of a dossier for paper, checked before they are written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from build_tools.diagnostics import nearest
from build_tools.pages.dossier import counted
from build_tools.shells import disk, report
from build_tools.shells.pdf_rules import RULES
from build_tools.shells.printed import Wanted
from build_tools.shells.project import CACHE, ProjectError, open_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.pipeline import Build
    from build_tools.shells.printed import Printed
    from build_tools.shells.project import Project

_WRONG, _UNUSABLE = 1, 2
SHEETS = {"a4": "a4", "letter": "us-letter"}


@click.command()
@click.option("-t", "--topic", "topics", multiple=True, metavar="ID", help="A topic; can be given more than once.")
@click.option("--all", "every", is_flag=True, help="Every topic and brief, and the whole dossier.")
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True, help="The sheet.")
@click.option("-o", "--output", "folder", type=click.Path(file_okay=False), required=True, help="The folder to write into.")
@click.pass_obj
def pdf(config_file: str, topics: tuple[str, ...], paper: str, folder: str, *, every: bool) -> None:
    """Write PDFs: of some topics, or of the whole dossier where none is named; with --all of the briefs as well.

    Each is opened again and checked: words, links, fonts, margins, PDF/A-3a and PDF/UA-1. One that fails is not written.
    """
    from build_tools.shells.pdf_dossier import made  # noqa: PLC0415 - only this command needs Typst

    project = _opened(config_file)
    build = project.build()
    _refuse_errors(build)
    known = build.library.topics
    for topic in topics:
        if topic not in known:
            _fail(f'there is no topic "{topic}"; {nearest(topic, known) or "the topics: " + ", ".join(known)}')
    wanted = Wanted(tuple(known) if every else topics, every or not topics, paper, tuple(build.library.briefs) if every else ())
    printed = made(build, project.settings, project.root / CACHE, wanted, _say)
    count = disk.write_all(Path(folder), printed.artifacts)
    click.echo(report.as_text(printed.diagnostics, build.library.corpus.texts, RULES), nl=False, err=True)
    click.echo(f"{counted(count, 'PDF')} in {folder}", err=True)
    sys.exit(_WRONG if printed.diagnostics else 0)


@click.command()
@click.argument("name", default="")
@click.option("-t", "--topic", "topics", multiple=True, metavar="ID", help="What stands under this topic; once or more.")
@click.option("-s", "--source", "sources", multiple=True, metavar="KEY", help="What this source says; once or more.")
@click.option("--since", default="", metavar="DATE", help="What was published in or after 2023, 2023-05 or 2023-05-24.")
@click.option("--title", default="", help="The title of a brief of one's own, instead of one made of what was asked for.")
@click.option("--paper", type=click.Choice(list(SHEETS)), default=None, help="The sheet of such a brief; A4 where none is given.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), required=True, help="The file to write.")
@click.pass_obj
def brief(config_file: str, /, name: str, target: str, **asked: Any) -> None:  # noqa: ANN401 - the options above, by name
    """Write the brief NAME, a file in docs/briefs, as a PDF, or for Word where the file to write ends in .docx.

    Without a NAME it writes a brief of one's own: what the sources say under the topics, by the sources and since the date that
    are asked for. Several topics or sources widen it; topics, sources and a date together narrow it.

    It is opened again and checked. A PDF that fills more pages than it may is not written; what to cut is told instead.
    A Word file breaks its pages as Word does, and has the lines under each judgement that stand in the margin on paper.
    """
    project = _opened(config_file)
    build = project.build()
    _refuse_errors(build)
    if bool(name) == any(asked[one] for one in ("topics", "sources", "since")):
        _fail("name either a brief of docs/briefs or what a brief of your own is to hold: --topic, --source or --since")
    if name and (asked["title"] or asked["paper"]):
        _fail("a brief of docs/briefs says its own title and paper: --title and --paper are for a brief of your own")
    printed = _named(build, project, name, target) if name else _custom(build, project, target, asked)
    for artifact in printed.artifacts:
        disk.write(Path(target), artifact.content)
        click.echo(target, err=True)
    click.echo(report.as_text(printed.diagnostics, build.library.corpus.texts, RULES), nl=False, err=True)
    sys.exit(_WRONG if printed.diagnostics else 0)


def _named(build: Build, project: Project, name: str, target: str) -> Printed:
    """Make a brief of docs/briefs."""
    from build_tools.shells.pdf_dossier import made  # noqa: PLC0415 - only this command needs Typst

    known = build.library.briefs
    if name not in known:
        _fail(f'there is no brief "{name}"; {nearest(name, known) or "the briefs: " + ", ".join(known)}')
    wanted = Wanted(word=(name,)) if _is_word(target) else Wanted(briefs=(name,))
    return made(build, project.settings, project.root / CACHE, wanted, _say)


def _custom(build: Build, project: Project, target: str, asked: Mapping[str, Any]) -> Printed:
    """Make a brief of what is asked for."""
    from build_tools.shells import custom_brief  # noqa: PLC0415 - as above
    from build_tools.shells.pdf_dossier import made  # noqa: PLC0415 - as above

    wanted, wrong = custom_brief.selection(build.library, asked["topics"], asked["sources"], asked["since"])
    if wrong:
        _fail("\ndossier: ".join(wrong))
    page = custom_brief.page(build, wanted, asked["title"], project.engine())
    if isinstance(page, str):
        click.echo(f"dossier: {page}", err=True)
        sys.exit(_WRONG)
    paper = SHEETS[asked["paper"] or "a4"]
    own = Wanted(own_for_word=page, paper=paper) if _is_word(target) else Wanted(own=page, paper=paper)
    return made(build, project.settings, project.root / CACHE, own, _say)


def _say(told: str) -> None:
    """Show what is being done where a person sits at the terminal."""
    if sys.stderr.isatty():
        click.echo(told, err=True)


def _is_word(target: str) -> bool:
    return target.lower().endswith(".docx")


def _opened(config_file: str) -> Project:
    try:
        return open_project(Path(config_file))
    except ProjectError as error:
        _fail(str(error))


def _refuse_errors(build: Build) -> None:
    if build.errors:
        click.echo(report.as_text(build.errors, build.library.corpus.texts, ()), nl=False, err=True)
        sys.exit(_WRONG)


def _fail(message: str) -> NoReturn:
    click.echo(f"dossier: {message}", err=True)
    sys.exit(_UNUSABLE)
