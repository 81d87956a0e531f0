"""The command `dossier review`: an editor walks through what is open in a draft; each answer is in the digest at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from build_tools import review, unreviewed
from build_tools.diagnostics import nearest
from build_tools.shells import at_desk, report, review_files
from build_tools.shells.review_acts import ACTS, PROMPT, Next, Shown, Walk, accept, help_on, width
from build_tools.shells.review_screen import screen
from build_tools.suggest import suggester

if TYPE_CHECKING:
    from build_tools.model.library import Library


@click.command("review")
@click.argument("key")
@click.option("--all", "every", is_flag=True, help="Every statement, not only those in which something is open.")
@click.pass_obj
def review_command(config_file: str, key: str, *, every: bool) -> None:
    """Walk through what is open in the digest of source KEY, passage by passage.

    Each answer is written into the digest at once, and nothing else in the file moves. In the live preview (mkdocs serve) the same
    can be done in the browser.
    """
    walk = Walk(at_desk.opened(config_file), key, every)
    library = at_desk.desk_of(walk.project).library()
    if key not in library.sources:
        near = nearest(key, library.sources) or f"the sources: {', '.join(library.sources)}"
        at_desk.fail(f'there is no source "{key}"; {near}')
    if key not in library.corpus.readings:
        click.echo("the original is not at hand: statements are shown without their passages", err=True)
    try:
        while (shown := _next(walk)) is not None:
            _ask(shown)
        _finish(walk)
    except (click.Abort, EOFError):
        click.echo()
    _tell_what_is_left(walk)


def _next(walk: Walk) -> Shown | None:
    """Return the next statement to look at, read from disk as it is now; None where there is none."""
    desk = at_desk.desk_of(walk.project)
    library = desk.library()
    source = library.sources[walk.key]
    numbers = range(len(source.statements)) if walk.every else unreviewed.open_items(library, walk.key)
    left = [at for at in numbers if source.statements[at].anchor not in walk.seen]
    if not left:
        return None
    if walk.known is None or len(library.statements) <= review_files.LARGE:
        walk.known = suggester(library, walk.project.settings.lang)
    item = unreviewed.item(library, walk.key, left[0], walk.known)
    where = f"{walk.key} · {item.statement.locator.text if item.statement.locator else 'no place'} · {len(left)} to go"
    answer = review.answer_of(item.statement, library.corpus.texts[source.path])
    if walk.typed and _is_or_begins(walk.typed[0], item.statement.anchor):
        answer = walk.typed[1]
    walk.typed = None
    shown = Shown(walk, desk, library, item, answer)
    click.echo(f"\n{screen(item, shown.answer, where, width())}")
    return shown


def _is_or_begins(place: str, other: str) -> bool:
    """Tell whether a place is another one, or was cut in two there: the halves have its name with a letter."""
    return other == place or (other.startswith(place) and other.removeprefix(place).isalpha())


def _ask(shown: Shown) -> None:
    """Ask until the statement is answered; each change is shown, and nothing is written before it is accepted."""
    while True:
        typed = click.prompt(PROMPT, prompt_suffix="\n> ", default="", show_default=False).strip()
        name, _, rest = typed.partition(" ")
        act = ACTS.get(name.casefold())
        if act is accept and not shown.answer.said:
            shown = replace(shown, answer=replace(shown.answer, said=rest or click.prompt("statement")))
        try:
            shown = act(shown, rest.strip()) if act else help_on(shown, rest)
        except Next:
            return
        except review_files.Changed as refusal:
            _tell(shown, refusal)
            shown.walk.typed = (shown.place, shown.answer)
            return
        except review.Refused as refusal:
            _tell(shown, refusal)


def _tell(shown: Shown, refusal: review.Refused) -> None:
    click.secho(f"not written: {refusal}", fg="red")
    texts = {**shown.library.corpus.texts, shown.library.sources[shown.walk.key].path: refusal.text}
    for one in refusal.wrong:
        click.echo(f"  {report.line(one, texts)}")


def _finish(walk: Walk) -> None:
    """Where nothing is open any more, offer to call the digest reviewed. It is never done unasked."""
    desk = at_desk.desk_of(walk.project)
    library = desk.library()
    source = library.sources[walk.key]
    if not source.draft or unreviewed.open_items(library, walk.key) or source.todo:
        return
    unsaid = unreviewed.unsaid(library, walk.key)
    click.echo(f"\nnothing is open in {source.path}")
    if left_out := unreviewed.unstated(library, walk.key):
        click.echo(f"no statement rests on para. {', '.join(map(str, left_out))}")
    if unsaid and not click.confirm(f"it takes no stance on {', '.join(unsaid)}. Is the source silent on all of these?"):
        click.echo("then give the statements that speak on them a stance; dossier review --all shows each of them")
        return
    if click.confirm("set status: reviewed?"):
        try:
            review_files.write(walk.project, review.finish(desk, walk.key, unsaid))
            click.secho(f"{source.path} is reviewed; dossier check --record writes down which passages were found", fg="green")
        except review.Refused as refusal:
            click.secho(f"not written: {refusal}", fg="red")
            for one in refusal.wrong:
                click.echo(f"  {report.line(one, {source.path: refusal.text})}")


def _tell_what_is_left(walk: Walk) -> None:
    library = at_desk.desk_of(walk.project).library()
    source = library.sources[walk.key]
    left = unreviewed.open_items(library, walk.key)
    done = f"{len(walk.written)} answers written" if len(walk.written) != 1 else "1 answer written"
    where = f": {_places(library, walk.key, left)}" if left else ""
    click.echo(f"{done}; {len(left)} of {len(source.statements)} statements open{where}")
    for todo in source.todo:
        click.echo(f"  todo: {todo.name}")


def _places(library: Library, key: str, numbers: tuple[int, ...]) -> str:
    some = [library.sources[key].statements[at] for at in numbers[:8]]
    return ", ".join(one.locator.text if one.locator else "?" for one in some) + (" …" if len(numbers) > len(some) else "")
