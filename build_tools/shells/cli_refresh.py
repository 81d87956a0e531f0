"""The command `dossier refresh`: what a newer copy of an original means for a digest, and its acceptance when an editor says so."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import click

from build_tools import refresh as renewal
from build_tools.diagnostics import Span, nearest
from build_tools.intake import file_name
from build_tools.load.unreadable import Unreadable
from build_tools.resolve.newer import Fate
from build_tools.shells import at_desk, report
from build_tools.shells.obtained import obtain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.library import Library
    from build_tools.refresh import Plan
    from build_tools.resolve.newer import Renewed

_SHOWN = 160


@click.command()
@click.argument("key")
@click.argument("file", required=False, metavar="[FILE|ADDRESS]")
@click.option("--accept", is_flag=True, help="Write the new places into the digest, and into what cites them.")
@click.pass_obj
def refresh(config_file: str, key: str, file: str | None, *, accept: bool) -> None:
    """Say what FILE, a newer copy of the original of KEY, means for its digest: what moved, changed or is gone, and who cites it.

    Without FILE, the copy that lies in the folder of originals now. Nothing is written without --accept. Then the places and the
    selectors of the digest are renewed, and the citations that lead to them; the words of the statements stay yours to read again.
    """
    project = at_desk.opened(config_file)
    at_desk.finish(project)
    desk = at_desk.desk_of(project)
    library = desk.library()
    source = library.sources.get(key)
    if source is None or source.original is None:
        known = [name for name, one in library.sources.items() if one.original]
        at_desk.fail(f'no digest "{key}" names an original; {nearest(key, known) or "the sources: " + ", ".join(known)}')
    got = obtain(file) if file else None
    content = got.content if got else desk.originals.get(source.original.file)
    if content is None:
        at_desk.fail(f"{source.original.file} is not in the folder of originals: name the newer copy, dossier refresh {key} FILE")
    same = next((name for name, held in desk.originals.items() if held == content), "")
    name = same or file_name(key, got.name if got else "", hashlib.sha256(content).hexdigest(), desk.originals)
    try:
        made = renewal.plan(desk, source, content, name)
    except Unreadable as error:
        click.echo(report.as_text([error.at(Span(file or name))], {}, ()), nl=False, err=True)
        at_desk.fail("nothing was changed")
    click.echo("".join(f"{line}\n" for line in _told(made, library)), nl=False)
    if not made.changes:
        click.echo(f'nothing to accept: "{key}" was made from this very copy', err=True)
    elif not accept:
        click.echo("nothing was changed; --accept renews the places in the digest and in what cites them", err=True)
    elif made.stuck:
        at_desk.fail("nothing was changed: the citations marked above have no one new place; cite single paragraphs there first")
    else:
        if name not in desk.originals:
            at_desk.store(project, name, content)
        at_desk.write_together(project, desk.files, made.changes)
        click.echo(
            f"renewed {', '.join(path for path, _ in made.changes)}; then dossier check, and --record once all is found", err=True
        )


def _told(made: Plan, library: Library) -> Iterator[str]:
    """Yield what became of the passages, first in figures, then one by one with the pages that rest on them."""
    counts = Counter(one.fate for one in made.passages)
    yield f"{made.key}: " + ", ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate])
    if not made.known:
        yield "the copy that the digest was made from is not at hand, so a change between the ends of a passage can't be seen"
    for line in made.lost:
        yield f"mark {line}: no line of the new copy has the words that were marked"
    for one in made.passages:
        if one.fate is not Fate.SAME:
            yield from _one(one, before=made.known)
            for use in made.uses.get(one.statement.id, ()):
                stuck = "  ← no one new place" if use in made.stuck else ""
                yield f"    cited in {report.at_span(use.sentence.span, library.corpus.texts)}{stuck}"


def _one(one: Renewed, *, before: bool) -> Iterator[str]:
    was = one.statement.locator.text if one.statement.locator else "?"
    like = f", {one.likeness:.0%} of its words" if one.fate is Fate.CHANGED else ""
    like += " (its selector did not find it in the old copy either)" if before and not one.before else ""
    place = f"{was} → {one.at}" if one.at not in {"", was} else was
    yield f"{one.fate:<8} {place}{like}: {_short(one.statement.text or 'not stated yet')}"
    if one.fate is Fate.CHANGED:
        yield f"    - {_short(one.before)}"
        yield f"    + {_short(one.now)}"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
