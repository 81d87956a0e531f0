"""The pages of a review in the browser: the passage on one side, what the digest says of it on the other, plain forms."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from build_tools import review, unreviewed
from build_tools.diagnostics import place
from build_tools.review import Answer
from build_tools.shells import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.library import Library
    from build_tools.unreviewed import Item

STYLE = "style.css"
_KINDS = ("claim", "forecast", "advice")
_ATTITUDES = ("asserts", "asserts/inferred", "qualifies", "qualifies/inferred", "denies", "denies/inferred")
_AROUND = 400


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of one digest has: its key, the preview's token, a hash of the file, its page, whether undo can be done."""

    key: str
    token: str
    state: str
    page: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor typed and was not written, with the reason."""

    form: Mapping[str, str]
    told: str
    wrong: Sequence[Diagnostic] = ()
    text: str = ""


def style() -> str:
    """Return the style sheet of these pages."""
    return files("build_tools.theme").joinpath("review.css").read_text("utf-8")


def answer(form: Mapping[str, str]) -> Answer:
    """Return the answer that a form holds."""
    stances = [f"{name.removeprefix('stance:')}={value}" for name, value in form.items() if name.startswith("stance:") and value]
    return Answer(
        " ".join(form.get("said", "").split()),
        tuple(dict.fromkeys(_names(f"{form.get('topic', '')} {form.get('topics', '')}"))),
        tuple(dict.fromkeys([*stances, *_names(form.get("stances", ""))])),
        " ".join(form.get("voice", "").split()),
        form.get("kind", "claim"),
        tuple(dict.fromkeys(_names(f"{form.get('event', '')} {form.get('events', '')}"))),
    )


def _names(typed: str) -> list[str]:
    return typed.replace(",", " ").split()


def statement(library: Library, frame: Frame, item: Item, left: Sequence[int], typed: Typed | None) -> str:
    """Return the page of one statement."""
    source = library.sources[frame.key]
    now = review.answer_of(item.statement, library.corpus.texts[source.path])
    given = answer(typed.form) if typed else now
    at = item.statement.locator.text if item.statement.locator else "no place"
    count, done = len(source.statements), len(source.statements) - len(left)
    body = [
        *_head(frame, at),
        f"<p><code>{escape(str(place(item.statement.span, library.corpus.texts[source.path])))}</code></p>",
        f'<p><progress max="{count}" value="{done}"></progress> {done} of {count} done</p></header>',
        *_refused(typed, source.path),
        '<main class="two">',
        *_passage(item),
        *_form(library, frame, item, given),
        "</main>",
        *_places(library, frame.key, item.index, left),
        *_built(frame, item.statement.anchor),
    ]
    return _page(f"{at} · {frame.key}", body)


def _head(frame: Frame, title: str) -> Iterator[str]:
    yield f'<header><p><a href="/_review/">Drafts</a> · <a href="{escape(frame.page)}">{escape(frame.key)}</a></p>'
    yield f"<h1>{escape(title)}</h1>"


def _built(frame: Frame, anchor: str) -> Iterator[str]:
    """Yield the digest's page as it is built. It is not led to the statement at once: that would scroll this page along."""
    yield '<aside aria-label="Preview"><details open class="live"><summary>The page as it is built</summary>'
    yield f'<p><a href="{escape(frame.page)}#{escape(anchor)}" target="built">Go to this statement</a></p>'
    yield f'<iframe name="built" title="The page of {escape(frame.key)}" src="{escape(frame.page)}"></iframe></details></aside>'


def _refused(typed: Typed | None, path: str) -> Iterator[str]:
    if typed is None:
        return
    yield f'<div class="refused" role="alert"><p><strong>Not written.</strong> {escape(typed.told)}</p>'
    for one in typed.wrong:
        help_text = f"<br>Help: {escape(one.help)}" if one.help else ""
        where = escape(str(report.at(one, {path: typed.text})))
        yield f"<p><code>{where}</code> {escape(one.message)} <code>{one.code}</code>{help_text}</p>"
    yield "</div>"


def _passage(item: Item) -> Iterator[str]:
    yield '<section aria-label="Passage">'
    if item.passage:
        yield f'<p class="passage"><span>{escape(item.before[-_AROUND:])}</span><mark>{escape(item.passage)}</mark>'
        yield f"<span>{escape(item.after[:_AROUND])}</span></p>"
    else:
        yield '<p class="passage">The original is not at hand: this statement can be read, not held against its passage.</p>'
    yield '<p class="local">From the original on this machine. It is not part of any page that is published.</p>'
    told = (("Dates", item.suggestion.dates), ("Names", item.suggestion.names))
    yield from (f"<p>{label}: {escape(', '.join(some))}</p>" for label, some in told if some)
    yield "</section>"


def _form(library: Library, frame: Frame, item: Item, given: Answer) -> Iterator[str]:
    yield f'<form method="post" action="/_review/{quote(frame.key)}">{_hidden(frame, item.index)}'
    open_here = f'<small class="open">{escape("; ".join(item.open))}</small>' if item.open else ""
    yield f'<label for="said">Statement, in your own words {open_here}</label>'
    yield f'<textarea id="said" name="said" rows="5" autofocus>{escape(given.said)}</textarea>'
    yield from _topics(library, item, given)
    yield from _stances(library, item, given)
    yield '<div class="row">'
    voice = _hint("whom the source reports", item.suggestion.voice if item.suggestion.voice != given.voice else "")
    yield f'<p><label for="voice">Voice</label><input id="voice" name="voice" value="{escape(given.voice)}">{voice}</p>'
    yield f'<p><label for="kind">Kind</label><select id="kind" name="kind">{_options(_KINDS, given.kind)}</select></p></div>'
    yield from _events(library, item, given)
    yield '<div class="buttons"><button name="do" value="accept" class="first">Accept</button>'
    yield '<button name="do" value="skip">Skip</button>'
    yield '<button name="do" value="reject" title="Nothing here is worth a statement: take it out">Reject</button>'
    yield f"{_undo(frame)}</div>"
    if item.begins:
        cuts = "".join(
            f'<option value="{at}">{escape(" ".join(item.passage[at : at + 60].split()))} …</option>' for at in item.begins
        )
        yield '<div class="row split"><p><label for="cut">Two statements: the second begins at</label>'
        yield f'<select id="cut" name="cut">{cuts}</select></p><button name="do" value="split">Split</button></div>'
    yield "</form>"


def _undo(frame: Frame) -> str:
    disabled = "" if frame.can_undo else " disabled"
    return f'<button name="do" value="undo" title="Take the last answer back" formnovalidate{disabled}>Undo</button>'


def _hidden(frame: Frame, index: int = 0) -> str:
    held = (("token", frame.token), ("state", frame.state), ("index", str(index)))
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in held)


def _topics(library: Library, item: Item, given: Answer) -> Iterator[str]:
    """Yield a box to tick for each topic that is set or proposed, and a line for others."""
    proposed = {one.topic: one for one in item.suggestion.topics}
    yield "<fieldset><legend>Topics</legend>"
    for topic in dict.fromkeys([*(one for one in given.topics if one in library.topics), *proposed]):
        ticked = " checked" if topic in given.topics else ""
        why = f"{proposed[topic].score:.2f} · {', '.join(proposed[topic].because)}" if topic in proposed else ""
        title = library.topics[topic].title if topic in library.topics else topic
        yield f'<label class="tick"><input type="checkbox" name="topic" value="{escape(topic)}"{ticked}> <span>{escape(title)} '
        yield f"<small>{escape(topic)}{' · ' if why else ''}{escape(why)}</small></span></label>"
    unknown = " ".join(one for one in given.topics if one not in library.topics)
    yield f'<label for="topics">Others</label><input id="topics" name="topics" list="all-topics" value="{escape(unknown)}">'
    yield f"{_list('all-topics', library.topics)}</fieldset>"


def _stances(library: Library, item: Item, given: Answer) -> Iterator[str]:
    """Yield a choice for each proposition that is set or proposed, and a line for others."""
    if not library.propositions:
        return
    held = dict(one.partition("=")[::2] for one in given.stances)
    proposed = {one.proposition: one for one in item.suggestion.propositions}
    yield "<fieldset><legend>Stance</legend>"
    for name in dict.fromkeys([*(one for one in held if one in library.propositions), *proposed]):
        words = library.propositions[name].text
        why = f"seems to speak on it: {', '.join(proposed[name].because)}" if name in proposed else ""
        choice = _options(_ATTITUDES, held.get(name, ""), nothing="–")
        yield f'<p class="stance"><label for="s-{escape(name)}">{escape(words)} <small>{escape(why)}</small></label>'
        yield f'<select id="s-{escape(name)}" name="stance:{escape(name)}">{choice}</select></p>'
    others = " ".join(f"{name}={value}" for name, value in held.items() if name not in library.propositions)
    yield f'<label for="stances">Others <small>such as {escape(next(iter(library.propositions)))}=denies</small></label>'
    yield f'<input id="stances" name="stances" list="all-propositions" value="{escape(others)}">'
    yield f"{_list('all-propositions', (f'{name}={how}' for name in library.propositions for how in _ATTITUDES[::2]))}</fieldset>"


def _events(library: Library, item: Item, given: Answer) -> Iterator[str]:
    if not library.events:
        return
    yield "<fieldset><legend>Events</legend>"
    for name in dict.fromkeys([*(one for one in given.events if one in library.events), *item.suggestion.events]):
        ticked = " checked" if name in given.events else ""
        event = library.events[name]
        yield f'<label class="tick"><input type="checkbox" name="event" value="{escape(name)}"{ticked}> '
        yield f"<span>{escape(event.title)} <small>{escape(event.date)}</small></span></label>"
    others = " ".join(one for one in given.events if one not in library.events)
    yield f'<label for="events">Others</label><input id="events" name="events" list="all-events" value="{escape(others)}">'
    yield f"{_list('all-events', library.events)}</fieldset>"


def _list(name: str, values: Iterable[str]) -> str:
    return f'<datalist id="{name}">{"".join(f"<option>{escape(value)}</option>" for value in values)}</datalist>'


def _options(values: Iterable[str], chosen: str, *, nothing: str = "") -> str:
    first = f'<option value="">{nothing}</option>' if nothing else ""
    return first + "".join(f"<option{' selected' if value == chosen else ''}>{value}</option>" for value in values)


def _hint(told: str, proposed: str) -> str:
    return f"<small>{told}{f'; proposed: {escape(proposed)}' if proposed else ''}</small>"


def _places(library: Library, key: str, index: int, left: Sequence[int]) -> Iterator[str]:
    """Yield a way to each statement of the digest."""
    yield '<nav aria-label="Statements"><ol>'
    for number, one in enumerate(library.sources[key].statements):
        at = escape(one.locator.text if one.locator else "?")
        here = ' aria-current="true"' if number == index else ""
        state = "open" if number in left else "done"
        yield f'<li class="{state}"><a href="/_review/{quote(key)}?at={number}"{here}>{at}<span> {state}</span></a></li>'
    yield "</ol></nav>"


def finished(library: Library, frame: Frame, unsaid: Sequence[str]) -> str:
    """Return the page of a digest in which nothing is open: what is still to be done, and the offer to call it reviewed."""
    source = library.sources[frame.key]
    body = [
        *_head(frame, "Nothing is open"),
        "</header><main>",
        f'<form method="post" action="/_review/{quote(frame.key)}">{_hidden(frame)}',
    ]
    if not source.draft:
        body.append("<p>This digest is reviewed.</p>")
    elif source.todo:
        body += ["<p>Its front matter still lists:</p><ul>", *(f"<li>{escape(one.name)}</li>" for one in source.todo), "</ul>"]
        body.append(f"<p>Find these out, and take them out of <code>todo</code> in <code>{escape(source.path)}</code>.</p>")
    else:
        if left_out := unreviewed.unstated(library, frame.key):
            body.append(f"<p>No statement rests on para. {', '.join(map(str, left_out))} of the original.</p>")
        if unsaid:
            listed = "".join(f"<li>{escape(library.propositions[one].text)} <small>{escape(one)}</small></li>" for one in unsaid)
            body.append(f"<p>It takes no stance on these propositions:</p><ul>{listed}</ul>")
            body.append('<p><label><input type="checkbox" name="silent" value="yes" required> The source is silent on all of them')
            body.append("<small>; if not, give a statement its stance first</small></label></p>")
        body.append('<p><button name="do" value="finish" class="first">Set status: reviewed</button></p>')
    body.append(f"<p>{_undo(frame)}</p></form></main>")
    return _page(f"Nothing is open · {frame.key}", [*body, *_places(library, frame.key, -1, ())])


def overview(library: Library) -> str:
    """Return the page that leads to each draft."""
    drafts = [source for source in library.sources.values() if source.draft]
    rows = [
        f'<li><a href="/_review/{quote(one.key)}">{escape(one.label or one.key)}</a> '
        f"<small>{len(unreviewed.open_items(library, one.key))} of {len(one.statements)} statements open</small></li>"
        for one in drafts
    ]
    told = f"<ul>{''.join(rows)}</ul>" if rows else "<p>There is no draft. <code>dossier add FILE</code> takes in a source.</p>"
    return _page("Drafts", [f'<header><p><a href="/">Preview</a></p><h1>Drafts</h1></header><main>{told}</main>'])


def stopped(reason: str) -> str:
    """Return the page of a request that is not served."""
    return _page("Not served", [f"<main><p>{escape(reason)}</p></main>"])


def _page(title: str, body: Iterable[str]) -> str:
    return "\n".join([
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/_review/{STYLE}"></head><body>', *body, "</body></html>",
    ])  # fmt: skip
