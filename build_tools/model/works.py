"""A work as a page shows it: its entry read by the citing engine, free of LaTeX; and all rendered citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.diagnostics import Span
    from build_tools.model.blocks import Inlines

# Words that no style changes but for their case, and an address that nobody can have (RFC 2606).
PAGE_TITLE = "PAGETITLE"
PAGE_URL = "https://this-page.invalid/"


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a family and a given name, or one `literal` name that is not taken apart."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """The name by which a citation calls the author."""
        return self.family or self.literal or self.given

    @property
    def full(self) -> str:
        """The name as it is read aloud, given name first."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """What a page shows of a bibliography entry, in plain words without LaTeX.

    `label` names it in a table: "Hale 1901", "Hale and Moon 1901". `issued` and `accessed` are ISO 8601 dates,
    or the entry's own words where it has no date. `csl_json` is the entry as a CSL-JSON item, `other_titles` are those of its
    series and its event as they were typed.
    """

    key: str
    type: str
    title: str
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    institutions: tuple[str, ...]
    container: str
    issued: str
    year: str
    url: str
    accessed: str
    note: str
    language: str
    label: str
    csl_json: str
    other_titles: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return the hash of the key, which hardly any two works share: that of all fields takes long."""
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Citations:
    """All that the citing step made: works by key, citations by their place, references by page path.

    In a rendered citation, a link to `cite:KEY:INDEX` holds the part that belongs to the citation's INDEX-th item.
    `this_page` is how a page of the dossier is cited, PAGE_TITLE and PAGE_URL standing in its place.
    With `in_page_order` the words of a citation depend on those before it on its page (ibid., numbers), so the place by
    which it is known is its number on that page.
    """

    works: Mapping[str, Work] = field(default_factory=dict)
    rendered: Mapping[Span, Inlines] = field(default_factory=dict)
    references: Mapping[str, tuple[tuple[str, Inlines], ...]] = field(default_factory=dict)
    this_page: Inlines = ()
    in_page_order: bool = False
