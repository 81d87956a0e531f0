"""The command line `dossier`: build, check, explain, find and export."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import click

from build_tools import exports
from build_tools.diagnostics import nearest
from build_tools.load import record
from build_tools.load.corpus import LOCK
from build_tools.pages.dossier import counted
from build_tools.pipeline import Build, all_rules
from build_tools.resolve.proofs import renew
from build_tools.resolve.search import find
from build_tools.shells import disk, refresh_unfinished, report
from build_tools.shells.cli_lazy import LazyGroup
from build_tools.shells.pdf_rules import RULES as PDF_RULES
from build_tools.shells.project import Project, ProjectError, open_project
from build_tools.shells.schemas import schemas

_FOUND, _WRONG, _UNUSABLE = 0, 1, 2


def _fail(message: str) -> NoReturn:
    click.echo(f"dossier: {message}", err=True)
    sys.exit(_UNUSABLE)


def _open(config_file: str) -> Project:
    try:
        return open_project(Path(config_file))
    except ProjectError as error:
        _fail(str(error))


class _Commands(LazyGroup):
    """All commands; those that stand in files of their own are named here."""

    elsewhere = MappingProxyType(
        {
            "add": "build_tools.shells.cli_add:add",
            "brief": "build_tools.shells.cli_pdf:brief",
            "new": "build_tools.shells.cli_new:new",
            "pdf": "build_tools.shells.cli_pdf:pdf",
            "refresh": "build_tools.shells.cli_refresh:refresh",
            "review": "build_tools.shells.cli_review:review_command",
            "suggest": "build_tools.shells.cli_suggest:suggest",
        }
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dossier")
@click.option("-f", "--config-file", default="mkdocs.yml", show_default=True, help="The dossier's mkdocs.yml.")
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Turn source texts into a dossier in which every sentence opens the passage it rests on.

    \b
    A day's work:
      mkdocs serve                   write, and see pages and mistakes on each save
      dossier check                  everything that is wrong, with place and remedy
      dossier explain cite-locator   what a mistake means, with an example
      dossier find "dual-use"        a citation to paste, for each statement with these words
      dossier suggest KEY            topics for each passage of a source, with the words that spoke for them
      dossier review KEY             walk through what is open in a draft, passage by passage
      dossier check --record         write down which passages were found today
      dossier add FILE               take in a source: its original, its entry, a draft of its digest
      dossier build                  the site, in the folder site/
      dossier pdf -o out             the whole dossier for paper; --topic for one topic
      dossier brief NAME -o out.pdf  a brief of docs/briefs for paper, or for Word as out.docx

    Run it in the folder that holds mkdocs.yml.
    """  # noqa: D301 - \b keeps click from filling the lines
    context.obj = config_file


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    show_default=True,
    help="How to write the diagnostics.",
)
@click.option("--record", "recording", is_flag=True, help="Write the passages found now to evidence.lock.")
@click.option("-q", "--quiet", is_flag=True, help="Leave the summary out.")
@click.pass_obj
def check(config_file: str, form: str, *, recording: bool, quiet: bool) -> None:
    """Say everything that is wrong, with file, line, column and remedy.

    Ends with 0 where nothing is wrong, 1 where something is, 2 where the dossier can't be read.
    """
    project = _open(config_file)
    build = project.build()
    click.echo(report.FORMATS[form](build.diagnostics, build.library.corpus.texts, all_rules()), nl=False)
    if form == "text" and not quiet:
        click.echo(report.summary(build), nl=False)
    if recording:
        _record(project, build)
    sys.exit(_WRONG if build.errors else _FOUND)


def _record(project: Project, build: Build) -> None:
    if not build.desk.corpus.readings:
        _fail("nothing to record: no original is at hand; set `originals` in mkdocs.yml to the folder that holds them")
    path = project.root / project.settings.sources / LOCK
    renewed = renew(build.desk, datetime.now(UTC).date().isoformat())
    disk.write(path, record.dump(renewed).encode())
    proven = sum(len(source.proofs) for source in renewed.values())
    click.echo(
        f"recorded {counted(proven, 'passage')} of {counted(len(renewed), 'source')} in {path.relative_to(project.root)}", err=True
    )


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell what the diagnostic CODE means, why it matters, and how to put it right."""
    rules = {rule.code: rule for rule in (*all_rules(), *PDF_RULES, refresh_unfinished.RULE)}
    if code not in rules:
        _fail(f'no diagnostic has the code "{code}"; {nearest(code, rules) or "the codes: " + ", ".join(rules)}')
    rule = rules[code]
    click.echo(f"{rule.code} ({rule.severity})\n\n{rule.what}.\n\n{rule.why}")
    for label, example in (("Refused", rule.bad), ("Right", rule.good)):
        if example:
            click.echo(f"\n{label}:\n" + "\n".join(f"    {line}" for line in example.splitlines()))


@main.command(name="find")
@click.argument("words")
@click.option("-n", "--most", default=10, show_default=True, help="How many to print.")
@click.pass_obj
def find_command(config_file: str, words: str, most: int) -> None:
    """Print a citation to paste for each statement or passage that holds WORDS."""
    library = _open(config_file).build().desk
    hits = find(library, words)
    for hit in hits[:most]:
        click.echo(f"{hit.citation}  {hit.text}" + ("  (in the passage)" if hit.in_passage else ""))
    if len(hits) > most:
        click.echo(f"… and {len(hits) - most} more; --most shows more", err=True)
    if not hits:
        click.echo(f'no statement and no passage at hand holds "{words}"', err=True)
        sys.exit(_WRONG)


@main.command(name="build")
@click.option("-d", "--site-dir", default="", help="Where to write the site, instead of the folder that mkdocs.yml names.")
@click.option("--strict/--no-strict", default=True, show_default=True, help="Refuse a site with errors.")
@click.pass_obj
def build_command(config_file: str, site_dir: str, *, strict: bool) -> None:
    """Build the site with MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--clean", "--config-file", config_file]
    command += ["--strict"] if strict else []
    command += ["--site-dir", str(Path(site_dir).resolve())] if site_dir else []
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own interpreter and MkDocs


@main.command(name="schemas")
@click.argument("folder", type=click.Path(file_okay=False))
def schemas_command(folder: str) -> None:
    """Write JSON Schemas of front matter and data files into FOLDER, for an editor's program."""
    click.echo(f"{disk.write_all(Path(folder), schemas())} schemas in {folder}", err=True)


class _Formats(click.Group):
    """A command for each format, which are gathered when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all formats."""
        del ctx
        return list(exports.formats())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that writes a format."""
        del ctx
        return _exporter(cmd_name) if cmd_name in exports.formats() else None


@main.group(cls=_Formats)
def export() -> None:
    """Write the dossier in another form."""


def _exporter(name: str) -> click.Command:
    @click.argument("folder", type=click.Path(file_okay=False))
    @click.option("--overwrite", is_flag=True, help="Write into a folder that is not empty.")
    @click.pass_obj
    def write(config_file: str, folder: str, *, overwrite: bool) -> None:
        target = Path(folder)
        if target.is_dir() and any(target.iterdir()) and not overwrite:
            _fail(f"{folder} is not empty; name another folder, or add --overwrite")
        build = _open(config_file).build()
        if build.errors:
            click.echo(report.as_text(build.errors, build.library.corpus.texts, ()), nl=False, err=True)
            sys.exit(_WRONG)
        count = disk.write_all(target, exports.formats()[name](build.edition))
        click.echo(f"{count} files in {folder}", err=True)

    write.__doc__ = f"Write the dossier as {name} into FOLDER."
    return click.command(name)(write)


if __name__ == "__main__":
    main()
