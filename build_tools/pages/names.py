"""The index of names: people, states and organisations, with every statement that names them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING

from build_tools.model import blocks as b
from build_tools.model.pages import Outline
from build_tools.pages import gathered
from build_tools.pages.dossier import counted
from build_tools.pages.statements import places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from build_tools.model.dossier import Name, Statement
    from build_tools.pages.dossier import Dossier

RANK = 70
_MENU = ("Evidence", "Names")
_Found = dict[str, "tuple[Statement, ...]"]
_ABOUT = "Who and what the statements name, with where each stands."


def outlines(dossier: Dossier) -> Iterator[Outline]:
    """Yield the index, where the dossier keeps names, and where there are many sources, a page for each name."""
    if not dossier.library.corpus.names:
        return
    found = cache(partial(_found, dossier))
    yield Outline("names.md", "names", "Names", partial(_blocks, dossier, found), _ABOUT, _MENU)
    if len(dossier.library.bylines) > gathered.MOST:
        for name in dossier.library.corpus.names:
            about = f"Every statement that names {name.name}{f', {name.note}' if name.note else ''}."
            yield Outline(
                _path(name), "gathered", name.name, partial(_alone, dossier, found, name, about), about, (*_MENU, name.name)
            )


def _alone(dossier: Dossier, found: Callable[[], _Found], name: Name, about: str) -> Iterator[b.Block]:
    return gathered.blocks(dossier, found().get(name.name, ()), about)


def _blocks(dossier: Dossier, found: Callable[[], _Found]) -> Iterator[b.Block]:
    names = dossier.library.corpus.names
    yield b.paragraph(_ABOUT)
    for kind in dict.fromkeys(name.kind for name in names):
        yield from _kind(kind, found(), dossier)


def _found(dossier: Dossier) -> _Found:
    """Return the statements that name each name. The longest form counts where forms overlap."""
    names = dossier.library.corpus.names
    whose = {form: name.name for name in reversed(names) for form in (name.name, *name.also)}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(whose, key=len, reverse=True)) + r")(?!\w)")
    naming: dict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in dossier.library.statements.values():
        for match in pattern.finditer(f"{statement.text} {statement.voice}"):
            naming[whose[match.group()]][statement.id] = statement
    return {name: tuple(some.values()) for name, some in naming.items()}


def _kind(kind: str, found: _Found, dossier: Dossier) -> Iterator[b.Block]:
    here = sorted((name for name in dossier.library.corpus.names if name.kind == kind and found.get(name.name)), key=_filed)
    if here:
        yield b.Heading(2, b.text(kind.capitalize()), kind)
        yield b.Terms(tuple((_term(name), _places(name, found[name.name], dossier)) for name in here), "names")


def _term(name: Name) -> b.Inlines:
    note = (b.Marked("meta", b.text(f" {name.note}")),) if name.note else ()
    return (b.Marked("name", b.text(name.name), name.anchor), *note)


def _places(name: Name, statements: tuple[Statement, ...], dossier: Dossier) -> b.Blocks:
    if len(dossier.library.bylines) > gathered.MOST:
        return (b.Paragraph((gathered.link(dossier, statements, _path(name)),)),)
    return (b.Paragraph((b.Text(f"{counted(len(statements), 'statement')}. "), *places(dossier, statements))),)


def _path(name: Name) -> str:
    return f"names/{name.anchor}.md"


def _filed(name: Name) -> str:
    """Return the form under which a name is filed: the one that is used alone, which for a person is the family name."""
    return (name.also[0] if name.also and name.kind == "people" else name.name).casefold()
