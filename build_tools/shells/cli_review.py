"""The command `dossier review`: an editor walks through what is open in a draft; each answer is in the digest at once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from build_tools import review
from build_tools.diagnostics import nearest
from build_tools.shells import at_desk, report, review_files
from build_tools.shells.review_screen import said, screen
from build_tools.suggest import Suggester, suggester

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_tools.intake import Desk
    from build_tools.model.library import Library
    from build_tools.review import Answer, Change, Item
    from build_tools.shells.project import Project

_KINDS = ("claim", "forecast", "advice")
_EDITED_ABOVE = "# Nothing below this line is taken. The passage:"
_WIDEST = 160
_ASK_STANCE = "stance: proposition=asserts, =qualifies or =denies; - for none"


@dataclass(slots=True)
class _Walk:
    """A walk through one digest: what was seen, and what was written, with the place of each.

    `typed` is an answer that is not written yet, with its place, to be shown again after a split or another program's edit.
    `known` is what the dossier teaches; of a large one, what it taught at the start.
    """

    project: Project
    key: str
    every: bool
    seen: set[str] = field(default_factory=set)
    typed: tuple[str, Answer] | None = None
    known: Suggester | None = None
    written: list[tuple[Change, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the editor is looking at: the dossier as it was read, the statement, and the answer as it is now."""

    walk: _Walk
    desk: Desk
    library: Library
    item: Item
    answer: Answer

    @property
    def place(self) -> str:
        """The statement's address."""
        return self.item.statement.anchor


class _Next(Exception):  # noqa: N818 - no error: the way from one statement to the next
    """The statement is answered; go on with the next one."""


@click.command("review")
@click.argument("key")
@click.option("--all", "every", is_flag=True, help="Every statement, not only those in which something is open.")
@click.pass_obj
def review_command(config_file: str, key: str, *, every: bool) -> None:
    """Walk through what is open in the digest of source KEY, passage by passage.

    Each answer is written into the digest at once, and nothing else in the file moves. In the live preview (mkdocs serve) the same
    can be done in the browser.
    """
    walk = _Walk(at_desk.opened(config_file), key, every)
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


def _next(walk: _Walk) -> _Shown | None:
    """Return the next statement to look at, read from disk as it is now; None where there is none."""
    desk = at_desk.desk_of(walk.project)
    library = desk.library()
    source = library.sources[walk.key]
    numbers = range(len(source.statements)) if walk.every else review.open_items(library, walk.key)
    left = [at for at in numbers if source.statements[at].anchor not in walk.seen]
    if not left:
        return None
    if walk.known is None or len(library.statements) <= review_files.LARGE:
        walk.known = suggester(library, walk.project.settings.lang)
    item = review.item(library, walk.key, left[0], walk.known)
    where = f"{walk.key} · {item.statement.locator.text if item.statement.locator else 'no place'} · {len(left)} to go"
    answer = review.answer_of(item.statement, library.corpus.texts[source.path])
    if walk.typed and _is_or_begins(walk.typed[0], item.statement.anchor):
        answer = walk.typed[1]
    walk.typed = None
    shown = _Shown(walk, desk, library, item, answer)
    click.echo(f"\n{screen(item, shown.answer, where, _width())}")
    return shown


def _is_or_begins(place: str, other: str) -> bool:
    """Tell whether a place is another one, or was cut in two there: the halves have its name with a letter."""
    return other == place or (other.startswith(place) and other.removeprefix(place).isalpha())


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _ask(shown: _Shown) -> None:
    """Ask until the statement is answered; each change is shown, and nothing is written before it is accepted."""
    while True:
        typed = click.prompt(_PROMPT, prompt_suffix="\n> ", default="", show_default=False).strip()
        name, _, rest = typed.partition(" ")
        act = _ACTS.get(name.casefold())
        if act is _accept and not shown.answer.said:
            shown = replace(shown, answer=replace(shown.answer, said=rest or click.prompt("statement")))
        try:
            shown = act(shown, rest.strip()) if act else _help(shown, rest)
        except _Next:
            return
        except review_files.Changed as refusal:
            _tell(shown, refusal)
            shown.walk.typed = (shown.place, shown.answer)
            return
        except review.Refused as refusal:
            _tell(shown, refusal)


def _tell(shown: _Shown, refusal: review.Refused) -> None:
    click.secho(f"not written: {refusal}", fg="red")
    texts = {**shown.library.corpus.texts, shown.library.sources[shown.walk.key].path: refusal.text}
    for one in refusal.wrong:
        click.echo(f"  {report.line(one, texts)}")


def _with(shown: _Shown, answer: Answer) -> _Shown:
    """Show an answer that is not written yet."""
    click.echo("\n".join(said(answer, _width())))
    click.secho("not written yet; [a] accepts it", dim=True)
    return replace(shown, answer=answer)


def _accept(shown: _Shown, _: str) -> _Shown:
    _write(shown, review.accept(shown.desk, shown.walk.key, shown.item.index, shown.answer))
    shown.walk.seen.add(shown.place)
    raise _Next


def _write(shown: _Shown, change: Change) -> None:
    review_files.write(shown.walk.project, change)
    shown.walk.written.append((change, shown.place))
    click.secho(f"written: {', '.join(path for path, _ in change.after)}" if change.after else "nothing to change", fg="green")


def _words(shown: _Shown, rest: str) -> _Shown:
    return _with(shown, replace(shown.answer, said=rest or click.prompt("statement")))


def _editor(shown: _Shown, _: str) -> _Shown:
    below = "\n".join(f"# {line}" for line in shown.item.passage.splitlines())
    typed = click.edit(f"{shown.answer.said}\n\n{_EDITED_ABOVE}\n{below}\n", extension=".md")
    said = " ".join((typed or "").partition(_EDITED_ABOVE)[0].split())
    return _with(shown, replace(shown.answer, said=said)) if said else shown


def _topics(shown: _Shown, rest: str) -> _Shown:
    proposed = {str(number): one.topic for number, one in enumerate(shown.item.suggestion.topics, 1)}
    typed = rest or click.prompt("topics: numbers or names, + adds, - takes away", default=" ".join(shown.answer.topics))
    words = typed.replace(",", " ").split()
    kept = list(shown.answer.topics) if all(word[0] in "+-" for word in words) else []
    for word in words:
        bare = word.lstrip("+-")
        topic = _known(proposed.get(bare, bare), shown.library)
        kept = [one for one in kept if one != topic] + ([] if word[0] == "-" else [topic])
    return _with(shown, replace(shown.answer, topics=tuple(kept)))


def _known(topic: str, library: Library) -> str:
    """Return a topic's id, also where only its last part is typed. Raises Refused where there is none, naming the nearest."""
    short = [one for one in library.topics if one.partition("/")[2] == topic]
    if topic in library.topics:
        return topic
    if len(short) == 1:
        return short[0]
    near = nearest(topic, library.topics) or nearest(topic, (one.partition("/")[2] for one in library.topics))
    raise review.Refused(f'there is no topic "{topic}"; {near or "the topics: " + ", ".join(library.topics)}')


def _stance(shown: _Shown, rest: str) -> _Shown:
    proposed = dict(zip("abc", (one.proposition for one in shown.item.suggestion.propositions), strict=False))
    typed = rest or click.prompt(_ASK_STANCE, default=" ".join(shown.answer.stances) or "-")
    stances = []
    for word in "" if typed == "-" else typed.replace(",", " ").split():
        name, _, attitude = word.partition("=")
        stances.append(f"{proposed.get(name, name)}={attitude}")
    return _with(shown, replace(shown.answer, stances=tuple(stances)))


def _voice(shown: _Shown, rest: str) -> _Shown:
    proposed = shown.item.suggestion.voice or shown.answer.voice or "-"
    typed = rest or click.prompt("voice: whom the source reports; - where it speaks for itself", default=proposed)
    return _with(shown, replace(shown.answer, voice="" if typed == "-" else typed))


def _kind(shown: _Shown, rest: str) -> _Shown:
    typed = rest or click.prompt("kind", type=click.Choice(_KINDS), default=shown.answer.kind)
    if typed not in _KINDS:
        raise review.Refused(f"the kinds: {', '.join(_KINDS)}")
    return _with(shown, replace(shown.answer, kind=typed))


def _events(shown: _Shown, rest: str) -> _Shown:
    typed = rest or click.prompt("events; - for none", default=" ".join(shown.item.suggestion.events) or "-")
    events = () if typed == "-" else tuple(typed.replace(",", " ").split())
    if unknown := [one for one in events if one not in shown.library.events]:
        near = nearest(unknown[0], shown.library.events) or f"the events: {', '.join(shown.library.events)}"
        raise review.Refused(f'there is no event "{unknown[0]}"; {near}')
    return _with(shown, replace(shown.answer, events=events))


def _split(shown: _Shown, rest: str) -> _Shown:
    begins, passage = shown.item.begins, shown.item.passage
    for number, at in enumerate(begins, 1):
        click.echo(f"  {number}  {' '.join(passage[at : at + 70].split())} …")
    typed = rest or click.prompt("the second statement begins at: a number, or the words")
    at = begins[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(begins) else passage.find(typed)
    if at <= 0:
        raise review.Refused(f'the passage does not hold "{typed}"')
    _write(shown, review.split(shown.desk, shown.walk.key, shown.item.index, at))
    shown.walk.typed = (shown.place, shown.answer)
    raise _Next


def _reject(shown: _Shown, _: str) -> _Shown:
    if shown.answer.said and not click.confirm("take this statement out of the digest?"):
        return shown
    _write(shown, review.reject(shown.desk, shown.walk.key, shown.item.index))
    raise _Next


def _skip(shown: _Shown, _: str) -> _Shown:
    shown.walk.seen.add(shown.place)
    raise _Next


def _undo(shown: _Shown, _: str) -> _Shown:
    if not shown.walk.written:
        raise review.Refused("there is nothing to take back")
    change, place = shown.walk.written[-1]
    review_files.take_back(shown.walk.project, change)
    shown.walk.written.pop()
    shown.walk.seen.discard(place)
    click.secho(f"taken back: {', '.join(path for path, _ in change.before)}", fg="green")
    raise _Next


def _quit(shown: _Shown, _: str) -> _Shown:
    del shown
    raise click.Abort


def _help(shown: _Shown, _: str) -> _Shown:
    for name, told in _TOLD.items():
        click.echo(f"  {name}  {told}")
    return shown


_TOLD = {
    "a": "accept: write it down as it is shown",
    "w": "words: type the statement, in your own words; also `w No danger …`",
    "e": "editor: type it in your own program ($EDITOR), with the passage below it",
    "t": "topics: `t 1 3`, `t +2`, `t -trade`, `t water/silt`",
    "c": "stance: `c a=denies` for proposal a, `c ID=denies/inferred`, `c -`",
    "v": "voice: whom the source reports; `v -` where it speaks for itself",
    "k": "kind: claim, forecast or advice",
    "n": "events: `n flood-2016`, `n -` for none",
    "p": "split: the passage makes two statements",
    "r": "reject: nothing here is worth a statement; it is taken out",
    "s": "skip: leave it open",
    "u": "undo: take the last answer back",
    "q": "quit: what was answered is written already",
}
_ACTS: dict[str, Callable[[_Shown, str], _Shown]] = {
    "a": _accept, "w": _words, "e": _editor, "t": _topics, "c": _stance, "v": _voice, "k": _kind, "n": _events, "p": _split,
    "r": _reject, "s": _skip, "u": _undo, "q": _quit,
}  # fmt: skip
_PROMPT = "[a]ccept [w]ords [t]opics stan[c]e s[p]lit [r]eject [s]kip [u]ndo [q]uit [?]"


def _finish(walk: _Walk) -> None:
    """Where nothing is open any more, offer to call the digest reviewed. It is never done unasked."""
    desk = at_desk.desk_of(walk.project)
    library = desk.library()
    source = library.sources[walk.key]
    if not source.draft or review.open_items(library, walk.key) or source.todo:
        return
    unsaid = review.unsaid(library, walk.key)
    click.echo(f"\nnothing is open in {source.path}")
    if left_out := review.unstated(library, walk.key):
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


def _tell_what_is_left(walk: _Walk) -> None:
    library = at_desk.desk_of(walk.project).library()
    source = library.sources[walk.key]
    left = review.open_items(library, walk.key)
    done = f"{len(walk.written)} answers written" if len(walk.written) != 1 else "1 answer written"
    where = f": {_places(library, walk.key, left)}" if left else ""
    click.echo(f"{done}; {len(left)} of {len(source.statements)} statements open{where}")
    for todo in source.todo:
        click.echo(f"  todo: {todo.name}")


def _places(library: Library, key: str, numbers: tuple[int, ...]) -> str:
    some = [library.sources[key].statements[at] for at in numbers[:8]]
    return ", ".join(one.locator.text if one.locator else "?" for one in some) + (" …" if len(numbers) > len(some) else "")
