"""The commands `dossier new dossier`, `source`, `topic` and `brief`: a start that is valid as it stands and replaces nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.diagnostics import nearest
from build_tools.editing import rewrite, starts
from build_tools.load import taxonomy
from build_tools.load.files import decode
from build_tools.model.taxonomy import Branch, Leaf, PlannedFamily
from build_tools.shells import at_desk, disk, report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_tools.editing import Edit

# What a new dossier has to file passages under, where nobody brings a taxonomy.
_FIRST = PlannedFamily("themes", "Themes", (Branch("First", (Leaf("first-topic", "First topic", "What belongs under it."),)),))


@click.group()
def new() -> None:
    """Start a dossier, a source, a topic or a brief."""


@new.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", help="The dossier's title; the folder's name where none is given.")
@click.option("--question", default="What do the sources say, and where do they part?", help="The question it answers.")
@click.option(
    "--taxonomy", "plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Families and topics, as YAML."
)
@click.option("--overwrite", is_flag=True, help="Write over files of the same names.")
def dossier(folder: Path, title: str, question: str, plan: Path | None, *, overwrite: bool) -> None:
    """Start a dossier in FOLDER: settings, first page, topics, bibliography, data files."""
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    _write(folder, starts.dossier(name, _planned(plan), question), overwrite=overwrite)
    click.echo(f"next: cd {folder} && dossier add FILE, then mkdocs serve", err=True)


def _planned(plan: Path | None) -> tuple[PlannedFamily, ...]:
    if plan is None:
        return (_FIRST,)
    text, undecoded = decode(plan.name, plan.read_bytes())
    families, wrong = ((), undecoded) if undecoded else taxonomy.load(plan.name, text)
    if wrong:
        click.echo(report.as_text(wrong, {plan.name: text}, ()), nl=False, err=True)
        at_desk.fail(f"{plan} can't be used; nothing was written")
    return families


@new.command()
@click.argument("key")
@click.pass_obj
def source(config_file: str, key: str) -> None:
    """Start the digest of the work KEY of the bibliography, whose text is not at hand; `dossier add` begins one from a text."""
    project = at_desk.opened(config_file)
    library = at_desk.desk_of(project).library()
    entry = library.entries.get(key)
    if entry is None:
        bib = project.settings.bibliography
        at_desk.fail(f'there is no entry "{key}" in {bib}; {nearest(key, library.entries) or "write it first"}')
    if Path(key).name != key:
        at_desk.fail(f'no file can be called "{key}", and a digest is called like its key: give the entry another one')
    pages = bool(entry.get("pages", "pagetotal", "isbn"))
    _write(project.root, [starts.source(f"{project.settings.sources}/{key}.md", pages=pages)])


@new.command()
@click.argument("name", metavar="FAMILY/NAME")
@click.option("--title", default="", help="The topic's title.")
@click.option("--question", default="", help="The question it answers.")
@click.option("--definition", default="", help="What belongs under it, in one sentence.")
@click.pass_obj
def topic(config_file: str, name: str, title: str, question: str, definition: str) -> None:
    """Start the topic FAMILY/NAME, and list it on its family's page, which is made where it is missing."""
    family, _, own = name.partition("/")
    if not (family and own) or (starts.slug(family), starts.slug(own)) != (family, own):
        at_desk.fail(
            f'"{name}" is no name of a topic: write family/name in small letters, digits and hyphens, such as water/floods'
        )
    project = at_desk.opened(config_file)
    files, docs = at_desk.desk_of(project).files, project.settings.docs
    made = dict([starts.topic(name, title or _title(own), question, definition)])
    index, landing = f"{docs}/topics/{family}/index.md", f"{docs}/index.md"
    edits: list[tuple[str, Edit | None]] = []
    if index in files:
        edits.append((index, _listed(index, files[index], own)))
    else:
        planned = PlannedFamily(family, _title(family), (Branch(_title(family), (Leaf(own, title or _title(own), definition),)),))
        made |= dict([next(starts.family(planned))])
        edits += [(landing, starts.in_menu(decode(landing, files[landing])[0], family))] if landing in files else []
    _write(project.root, made.items(), docs=docs)
    at_desk.write(project, files, [(path, rewrite(files[path], [edit])) for path, edit in edits if edit])
    click.echo("".join(f"listed on {path}\n" for path, edit in edits if edit), nl=False, err=True)


def _listed(index: str, content: bytes, name: str) -> Edit:
    try:
        return starts.in_family(decode(index, content)[0], name)
    except ValueError:
        at_desk.fail(
            f"{index} has no group of topics to list it in: add `topics: [{{group: First, topics: []}}]` to its front matter"
        )


@new.command()
@click.argument("name")
@click.option("--title", default="", help="The brief's title.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="A topic that it draws on; can be given more than once.")
@click.pass_obj
def brief(config_file: str, name: str, title: str, topics: tuple[str, ...]) -> None:
    """Start the brief NAME; it draws on the topics that are named, or on the first of each family."""
    if starts.slug(name) != name:
        at_desk.fail(f'"{name}" is no name of a brief: write small letters, digits and hyphens')
    project = at_desk.opened(config_file)
    library = at_desk.desk_of(project).library()
    for one in topics:
        if one not in library.topics:
            at_desk.fail(f'there is no topic "{one}"; {nearest(one, library.topics) or "the topics: " + ", ".join(library.topics)}')
    first = [family.groups[0].topics[0].name for family in library.families.values() if family.groups and family.groups[0].topics]
    known = [one for one in topics or first if one in library.topics]
    if not known:
        at_desk.fail("there is no topic yet that a brief could draw on: dossier new topic FAMILY/NAME")
    _write(project.root, [starts.brief(name, title or _title(name), known)], docs=project.settings.docs)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _write(root: Path, files: Iterable[tuple[str, str]], *, docs: str = "docs", overwrite: bool = False) -> None:
    """Write files that are not there yet; where one of them is, say so and write none."""
    made = [
        (root / path.replace("docs/", f"{docs}/", 1) if path.startswith("docs/") else root / path, text) for path, text in files
    ]
    there = [str(path) for path, _ in made if path.exists()]
    if there and not overwrite:
        at_desk.fail(f"{', '.join(there[:3])}{' and others' if len(there) > 3 else ''} would be overwritten; nothing was written")  # noqa: PLR2004 - enough to see
    for path, text in made:
        disk.write(path, text.encode())
        click.echo(f"wrote {path.relative_to(root)}", err=True)
