"""The index of names: people, states and organisations, with every statement that names them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import gathered
from build_tools.pages.dossier import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.dossier import Name, Statement
    from build_tools.pages.dossier import Dossier

RANK = 70
_MENU = ("Evidence", "Names")
_ABOUT = "Who and what the statements name, with where each stands."


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the index, where the dossier keeps names, and a page for each name that many sources use."""
    names = dossier.library.corpus.names
    if names:
        yield Outline("names.md", "names", "Names", partial(_blocks, dossier), _ABOUT, _MENU)
    if names and len(dossier.library.bylines) > gathered.MOST:
        found = _found(names, tuple(dossier.library.statements.values()))
        for name in names:
            about = f"Every statement that names {name.name}{f', {name.note}' if name.note else ''}."
            yield from gathered.outlines(dossier, found.get(name.name, ()), _path(name), (*_MENU, name.name), about)


def _blocks(dossier: Dossier) -> Iterator[b.Block]:
    names = dossier.library.corpus.names
    found = _found(names, tuple(dossier.library.statements.values()))
    yield b.paragraph(_ABOUT)
    for kind in dict.fromkeys(name.kind for name in names):
        yield from _kind(kind, names, found, dossier)


def _found(names: tuple[Name, ...], statements: tuple[Statement, ...]) -> dict[str, tuple[Statement, ...]]:
    """Return the statements that name each name. The longest form counts where forms overlap."""
    whose = {form: name.name for name in reversed(names) for form in (name.name, *name.also)}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(whose, key=len, reverse=True)) + r")(?!\w)")
    naming: dict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        for match in pattern.finditer(f"{statement.text} {statement.voice}"):
            naming[whose[match.group()]][statement.id] = statement
    return {name: tuple(some.values()) for name, some in naming.items()}


def _kind(kind: str, names: tuple[Name, ...], found: dict[str, tuple[Statement, ...]], dossier: Dossier) -> Iterator[b.Block]:
    here = sorted((name for name in names if name.kind == kind and found.get(name.name)), key=_filed)
    if here:
        yield b.Heading(2, b.text(kind.capitalize()), kind)
        yield b.Terms(tuple((_term(name), _places(name, found[name.name], dossier)) for name in here), "names")


def _term(name: Name) -> b.Inlines:
    note = (b.Marked("meta", b.text(f" {name.note}")),) if name.note else ()
    return (b.Marked("name", b.text(name.name), name.anchor), *note)


def _places(name: Name, statements: tuple[Statement, ...], dossier: Dossier) -> b.Blocks:
    where = gathered.where(dossier, statements, _path(name))
    number = b.Text(f"{counted(len(statements), 'statement')}. ")
    return (b.Paragraph(where if gathered.many(dossier, statements) else (number, *where)),)


def _path(name: Name) -> str:
    return f"names/{name.anchor}.md"


def _filed(name: Name) -> str:
    """Return the form under which a name is filed: the one that is used alone, which for a person is the family name."""
    return (name.also[0] if name.also and name.kind == "people" else name.name).casefold()
