"""Read the dossier's first page: what it is, and the key judgements with the editor's confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.diagnostics import nearest
from build_tools.load import front_matter, judgements, prose, sections
from build_tools.load.schema import Kind, Spec
from build_tools.model.dossier import Mention
from build_tools.model.prose import Landing

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic

FIELDS = (
    Spec("title", "the dossier's title", required=True),
    Spec("question", "the question the dossier answers", required=True),
    Spec("families", "the families of topics in the order of the menu, by the names of their folders", Kind.TEXTS),
    judgements.FIELD,
)


def load(path: str, text: str) -> tuple[Landing, tuple[Diagnostic, ...]]:
    """Read `docs/index.md`."""
    fields, start, wrong = front_matter.split(path, text, FIELDS)
    parts, twice = sections.find(path, text, start)
    introduction, more = prose.load(path, text, start, end=sections.introduced(text, parts))
    read, unread = judgements.load(path, text, fields.table("judgements"), parts)
    claims = judgements.claims(fields.table("judgements"))
    stray = tuple(
        judgements.JUDGEMENT.at(
            part.span,
            f'no judgement in the front matter has the claim "{part.title}"',
            nearest(part.title, claims) or "add it under judgements",
        )
        for part in parts.values()
        if part.title not in claims
    )
    families = tuple(Mention(given.text, given.span) for given in fields.list("families"))
    landing = Landing(path, fields.words("title"), fields.words("question"), families, introduction, read, fields.span)
    return landing, (*wrong, *twice, *more, *unread, *stray)
