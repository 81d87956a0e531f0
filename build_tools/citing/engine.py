"""What a citing engine takes and gives: entries and pages' citations in, the words of a citation style out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.model.blocks import Inlines
    from build_tools.model.citations import Citation
    from build_tools.model.dossier import Entry
    from build_tools.model.works import Work


@dataclass(frozen=True, slots=True)
class Document:
    """A page that cites: its name, and its citations in the order in which a reader meets them.

    Of a page with `only_references` nothing else is shown, so its citations need no words.
    """

    name: str
    citations: tuple[Citation, ...]
    only_references: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """All that a build cites. `style` is the text of a CSL file, empty for the engine's own; `lang` is BCP 47."""

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    style: str = ""
    lang: str = "en-GB"


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A page's citations in its own order, if they are shown, and the references it needs as (key, words), in the style's order.

    The part of a citation that belongs to one source is a Link with role `cite` and target `cite:KEY:INDEX`, INDEX
    being the item's place in the citation. A note style's citation is Marked with role `note`.
    """

    citations: tuple[Inlines, ...]
    references: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A request in the words of its style: works by key, documents by name, and what the engine complained of."""

    works: Mapping[str, Work]
    documents: Mapping[str, RenderedDocument]
    problems: tuple[str, ...] = ()


class EngineError(Exception):
    """The engine is missing or failed, so there is no rendering.

    `help` is an action that can be taken now; `option` names the line of `mkdocs.yml` that is at fault, if one is.
    """

    def __init__(self, message: str, help: str = "", option: str = "") -> None:  # noqa: A002 - the word that is printed
        super().__init__(message)
        self.message = message
        self.help = help
        self.option = option


class StyleError(EngineError):
    """The citation style is missing or can't be followed."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word that is printed
        super().__init__(message, help, "csl")


class Engine(Protocol):
    """Puts citations into the words of a style."""

    def render(self, request: Request) -> Rendering:
        """Render all documents, or raise EngineError."""
        ...
