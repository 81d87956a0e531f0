"""A form of a name that two entries of the index share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.checks._places import line
from build_tools.diagnostics import Rule, Severity
from build_tools.model.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.diagnostics import Diagnostic
    from build_tools.model.dossier import Name
    from build_tools.model.library import Library
    from build_tools.model.settings import Settings

RULE = Rule(
    "name-duplicate",
    what="A form of a name that two entries of the index share",
    why="Statements are filed in the index by the forms of a name. A form that two share files one person's words under another's.",
    bad="- {name: Ada Hale, also: [Hale]}\n- {name: John Hale, also: [Hale]}",
    good="- {name: Ada Hale, also: [Hale, Miss Hale]}\n- {name: John Hale, also: [Captain Hale]}",
    severity=Severity.WARNING,
)


def find(library: Library, _: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each form that an earlier name has too."""
    first: dict[tuple[str, ...], Name] = {}
    for name in library.corpus.names:
        for form in dict.fromkeys((name.name, *name.also)):
            earlier = first.setdefault(forms(form), name)
            if earlier is not name:
                message = f'"{form}" also stands for {earlier.name} at {line(library, earlier.span)}'
                yield RULE.at(name.span, message, "keep it under one of the two, or give a longer form")
