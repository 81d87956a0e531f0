"""Which documents for paper are wanted, and what came of setting them; nothing here loads what sets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.diagnostics import Diagnostic
    from build_tools.model.pages import Artifact, Page


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents to make: PDFs of topics, briefs and the whole dossier, and briefs as Word files, by ids and names.

    `paper` is the sheet (`a4`, `us-letter`) of all but the briefs, which say their own. `own` is a page that the site does not
    have, to be laid out as a brief.
    """

    topics: tuple[str, ...] = ()
    whole: bool = False
    paper: str = "a4"
    briefs: tuple[str, ...] = ()
    word: tuple[str, ...] = ()
    own: Page | None = None
    own_for_word: Page | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """The documents that passed every check, and what is wrong with the others."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
