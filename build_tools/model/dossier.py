"""What an editor takes from the sources: entries, digests with their statements, propositions, events, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_tools.diagnostics import Span
    from build_tools.model.blocks import Inlines
    from build_tools.model.dates import Moment
    from build_tools.model.locators import Locator
    from build_tools.model.prose import Prose

# Stands in a digest where a statement is still to be written.
OPEN = "TODO"
_UNSAFE = re.compile(r"[^\w]+")


class Attitude(StrEnum):
    """How a source stands on a proposition."""

    ASSERTS = "asserts"
    QUALIFIES = "qualifies"
    DENIES = "denies"
    SILENT = "silent"


class Basis(StrEnum):
    """Whether a stance is said in the text or follows from it."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that an author typed for another thing (a topic, a proposition, a key), and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a bibliography entry: its lower-case name, its value with strings expanded, and where it stands."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry in BibLaTeX's terms. Values are as typed: LaTeX is for the citing engine to read."""

    key: str
    type: str
    fields: tuple[Field, ...]
    span: Span
    key_span: Span

    def get(self, *names: str) -> str:
        """Return the value of the first of these fields that is there, or an empty string."""
        found = self.field(*names)
        return found.value if found else ""

    def field(self, *names: str) -> Field | None:
        """Return the first of these fields that is there."""
        for name in names:
            for one in self.fields:
                if one.name == name:
                    return one
        return None

    def __hash__(self) -> int:
        """Return the hash of the key, which hardly any two entries share: that of all fields and places takes long."""
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Selector:
    """Finds a passage again: its first and last words (at most 4 each), and words before and after where needed.

    After the W3C Web Annotation Data Model, sections 4.2.4 and 4.2.9, and the URL text fragment.
    """

    start: str
    end: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement shows of its source's attitude to a proposition."""

    proposition: Mention
    attitude: Attitude
    basis: Basis


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of a source in our own words, pointing at its passage.

    `voice` is whom the source reports, empty where it speaks for itself. `kind` is claim, forecast or advice.
    `locator` is None, and `topics` empty, where the author gave none. `text` is empty where only TODO stands there. `anchor` is
    the statement's address within its source's page, `id` that within the dossier.
    """

    source: str
    locator: Locator | None
    selector: Selector | None
    content: Inlines
    text: str
    topics: tuple[Mention, ...]
    stances: tuple[Stance, ...]
    events: tuple[Mention, ...]
    voice: str
    kind: str
    quoted: bool
    section: str
    span: Span
    at_span: Span
    text_span: Span
    anchor: str = field(init=False, repr=False, compare=False)
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out both addresses once: they are asked for again and again."""
        anchor = self.locator.slug if self.locator else f"statement-{self.span.start}"
        object.__setattr__(self, "anchor", anchor)
        object.__setattr__(self, "id", f"{self.source}#{anchor}")

    @property
    def stated(self) -> bool:
        """Whether an editor has written the statement; a draft starts with passages and no words on them."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Original:
    """Which file a source was read from, and the SHA-256 of its bytes."""

    file: str
    sha256: str
    span: Span


@dataclass(frozen=True, slots=True)
class Byline:
    """What a page shows of a source that it only names, so that it need not look at the whole digest."""

    key: str
    label: str
    status: str

    @property
    def reviewed(self) -> bool:
        """Whether an editor has read the digest against its original."""
        return self.status == "reviewed"

    @property
    def draft(self) -> bool:
        """Whether the digest calls itself a draft. One whose front matter can't be read is neither."""
        return self.status == "draft"


@dataclass(frozen=True, slots=True)
class Source(Byline):
    """A digest: a source in our own words, statement by statement."""

    path: str
    rights: str
    licence: str
    original: Original | None
    about: str
    note: str
    cautions: tuple[str, ...]
    silent: tuple[Mention, ...]
    todo: tuple[Mention, ...]
    marks: Mapping[int, str]
    statements: tuple[Statement, ...]
    span: Span

    @property
    def byline(self) -> Byline:
        """The source's name and status alone."""
        return Byline(self.key, self.label, self.status)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A sentence that sources can assert, qualify, deny, or be silent on; `changed` tells what time explains."""

    id: str
    text: str
    topics: tuple[Mention, ...]
    changed: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and when. `moment` is None where the date can't be read."""

    id: str
    title: str
    date: str
    moment: Moment | None
    note: str
    span: Span
    date_span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A person, state or organisation of the index, with the other forms it is found under."""

    name: str
    kind: str
    also: tuple[str, ...]
    note: str
    span: Span

    @property
    def anchor(self) -> str:
        """The name's address within the index of names."""
        return _UNSAFE.sub("-", self.name.casefold()).strip("-")


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words in which a reader may ask for a statement; the search finds it by them and shows none of them."""

    statement: Mention
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided on a suggested topic: whether the passage at a locator of a source belongs under it."""

    source: str
    at: str
    topic: str
    taken: bool
    span: Span
