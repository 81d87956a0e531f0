"""What an editor can type while a statement is under review: a letter for each act, with what it does."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from build_tools import review
from build_tools.diagnostics import nearest
from build_tools.shells import review_files
from build_tools.shells.review_screen import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_tools.intake import Desk
    from build_tools.model.library import Library
    from build_tools.review import Answer, Change
    from build_tools.shells.project import Project
    from build_tools.suggest import Suggester
    from build_tools.unreviewed import Item

_KINDS = ("claim", "forecast", "advice")
_EDITED_ABOVE = "# Nothing below this line is taken. The passage:"
_WIDEST = 160
_ASK_STANCE = "stance: proposition=asserts, =qualifies or =denies; - for none"


@dataclass(slots=True)
class Walk:
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
class Shown:
    """What the editor is looking at: the dossier as it was read, the statement, and the answer as it is now."""

    walk: Walk
    desk: Desk
    library: Library
    item: Item
    answer: Answer

    @property
    def place(self) -> str:
        """The statement's address."""
        return self.item.statement.anchor


class Next(Exception):  # noqa: N818 - no error: the way from one statement to the next
    """The statement is answered; go on with the next one."""


def width() -> int:
    """Return how wide the terminal is, within what can be read."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _with(shown: Shown, answer: Answer) -> Shown:
    """Show an answer that is not written yet."""
    click.echo("\n".join(said(answer, width())))
    click.secho("not written yet; [a] accepts it", dim=True)
    return replace(shown, answer=answer)


def accept(shown: Shown, _: str) -> Shown:
    """Write the answer as it is shown, and go on."""
    _write(shown, review.accept(shown.desk, shown.walk.key, shown.item.index, shown.answer))
    shown.walk.seen.add(shown.place)
    raise Next


def _write(shown: Shown, change: Change) -> None:
    review_files.write(shown.walk.project, change)
    shown.walk.written.append((change, shown.place))
    click.secho(f"written: {', '.join(path for path, _ in change.after)}" if change.after else "nothing to change", fg="green")


def _words(shown: Shown, rest: str) -> Shown:
    return _with(shown, replace(shown.answer, said=rest or click.prompt("statement")))


def _editor(shown: Shown, _: str) -> Shown:
    below = "\n".join(f"# {line}" for line in shown.item.passage.splitlines())
    typed = click.edit(f"{shown.answer.said}\n\n{_EDITED_ABOVE}\n{below}\n", extension=".md")
    said = " ".join((typed or "").partition(_EDITED_ABOVE)[0].split())
    return _with(shown, replace(shown.answer, said=said)) if said else shown


def _topics(shown: Shown, rest: str) -> Shown:
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


def _stance(shown: Shown, rest: str) -> Shown:
    proposed = dict(zip("abc", (one.proposition for one in shown.item.suggestion.propositions), strict=False))
    typed = rest or click.prompt(_ASK_STANCE, default=" ".join(shown.answer.stances) or "-")
    stances = []
    for word in "" if typed == "-" else typed.replace(",", " ").split():
        name, _, attitude = word.partition("=")
        stances.append(f"{proposed.get(name, name)}={attitude}")
    return _with(shown, replace(shown.answer, stances=tuple(stances)))


def _voice(shown: Shown, rest: str) -> Shown:
    proposed = shown.item.suggestion.voice or shown.answer.voice or "-"
    typed = rest or click.prompt("voice: whom the source reports; - where it speaks for itself", default=proposed)
    return _with(shown, replace(shown.answer, voice="" if typed == "-" else typed))


def _kind(shown: Shown, rest: str) -> Shown:
    typed = rest or click.prompt("kind", type=click.Choice(_KINDS), default=shown.answer.kind)
    if typed not in _KINDS:
        raise review.Refused(f"the kinds: {', '.join(_KINDS)}")
    return _with(shown, replace(shown.answer, kind=typed))


def _events(shown: Shown, rest: str) -> Shown:
    typed = rest or click.prompt("events; - for none", default=" ".join(shown.item.suggestion.events) or "-")
    events = () if typed == "-" else tuple(typed.replace(",", " ").split())
    if unknown := [one for one in events if one not in shown.library.events]:
        near = nearest(unknown[0], shown.library.events) or f"the events: {', '.join(shown.library.events)}"
        raise review.Refused(f'there is no event "{unknown[0]}"; {near}')
    return _with(shown, replace(shown.answer, events=events))


def _split(shown: Shown, rest: str) -> Shown:
    begins, passage = shown.item.begins, shown.item.passage
    for number, at in enumerate(begins, 1):
        click.echo(f"  {number}  {' '.join(passage[at : at + 70].split())} …")
    typed = rest or click.prompt("the second statement begins at: a number, or the words")
    at = begins[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(begins) else passage.find(typed)
    if at <= 0:
        raise review.Refused(f'the passage does not hold "{typed}"')
    _write(shown, review.split(shown.desk, shown.walk.key, shown.item.index, at))
    shown.walk.typed = (shown.place, shown.answer)
    raise Next


def _reject(shown: Shown, _: str) -> Shown:
    if shown.answer.said and not click.confirm("take this statement out of the digest?"):
        return shown
    _write(shown, review.reject(shown.desk, shown.walk.key, shown.item.index))
    raise Next


def _skip(shown: Shown, _: str) -> Shown:
    shown.walk.seen.add(shown.place)
    raise Next


def _undo(shown: Shown, _: str) -> Shown:
    if not shown.walk.written:
        raise review.Refused("there is nothing to take back")
    change, place = shown.walk.written[-1]
    review_files.take_back(shown.walk.project, change)
    shown.walk.written.pop()
    shown.walk.seen.discard(place)
    click.secho(f"taken back: {', '.join(path for path, _ in change.before)}", fg="green")
    raise Next


def _quit(shown: Shown, _: str) -> Shown:
    del shown
    raise click.Abort


def help_on(shown: Shown, _: str) -> Shown:
    """Say what each letter does."""
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
ACTS: dict[str, Callable[[Shown, str], Shown]] = {
    "a": accept, "w": _words, "e": _editor, "t": _topics, "c": _stance, "v": _voice, "k": _kind, "n": _events, "p": _split,
    "r": _reject, "s": _skip, "u": _undo, "q": _quit,
}  # fmt: skip
PROMPT = "[a]ccept [w]ords [t]opics stan[c]e s[p]lit [r]eject [s]kip [u]ndo [q]uit [?]"
