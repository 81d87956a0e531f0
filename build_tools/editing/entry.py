"""The draft of a bibliography entry, and a bibliography with it at its end: nothing before it moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.editing.keys import several, surname
from build_tools.model.metadata import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_tools.model.metadata import Fact, Metadata, Person

# Languages as Babel, the LaTeX package, calls them; BibLaTeX 3.19, section 3.9.
_LANGUAGES = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "ja": "japanese", "ko": "korean", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "al", "el", "bin", "ter", "zu"}
)
_SPECIAL = re.compile(r"[&%$#_{}]")
_OTHERS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def entry(key: str, known: Metadata, *, form: str = "", accessed: str = "") -> str:
    """Return the entry of a work as BibLaTeX. `form` is the file's format; `accessed` the ISO date on which it was fetched.

    A comment above the entry says what was inferred. What was not found is left out, and asked for in the digest.
    """
    fields = [(name, value) for name, value in _fields(known, accessed) if value]
    kind = "report" if form in {"pdf", "docx"} else "online"
    width = max(len(name) for name, _ in fields) if fields else 0
    lines = ",\n".join(f"  {name:<{width}} = {{{value}}}" for name, value in fields)
    return f"{_comment(key, known)}@{kind}{{{key}{',' if fields else ''}\n{lines}\n}}\n"


def appended(bib: bytes, text: str) -> bytes:
    """Return a bibliography with an entry after all that is there; its line ends are kept."""
    newline = b"\r\n" if b"\r\n" in bib else b"\n"
    gap = b"" if not bib.strip() else newline if bib.endswith(b"\n") else newline * 2
    return bib + gap + text.encode().replace(b"\n", newline)


def inferred(known: Metadata) -> Iterator[tuple[str, str]]:
    """Yield what of a work was inferred, as (field, how)."""
    for name, fact in _facts(known):
        if fact.known is Known.INFERRED and fact:
            yield name, fact.where
    if any(person.known is Known.INFERRED for person in known.persons):
        yield "author", next(person.where for person in known.persons if person.known is Known.INFERRED)


def _facts(known: Metadata) -> tuple[tuple[str, Fact], ...]:
    return (
        ("title", known.title), ("institution", known.institution), ("date", known.date), ("langid", known.language),
        ("url", known.address),
    )  # fmt: skip


def _comment(key: str, known: Metadata) -> str:
    told = "; ".join(f"{name} ({' '.join(how.split())})" if how else name for name, how in inferred(known))
    return f"% {key}: a draft. Inferred, to be checked: {told.replace('@', ' at ')}\n" if told else ""


def _fields(known: Metadata, accessed: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        yield role, " and ".join(_name(person) for person in known.persons if person.role == role)
    yield "title", _written(known.title.value)
    yield "subtitle", _written(known.subtitle.value)
    yield "institution", " and ".join(_whole(name) for name in several(known.institution.value))
    yield "organization" if known.institution else "institution", _whole(_other(known))
    doubtful = known.lower_bound or known.date.known is Known.INFERRED
    yield "date", f"{known.date.value}?" if known.date and doubtful else known.date.value
    yield "url", known.address.value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    yield "urldate", accessed
    yield "langid", _LANGUAGES.get(known.language.value.partition("-")[0].lower(), "")
    yield "note", _written(known.note)


def _whole(name: str) -> str:
    """Return an institution's name so that no "and" in it is taken for the end of it."""
    return f"{{{_written(name)}}}" if " and " in name else _written(name)


def _other(known: Metadata) -> str:
    """Return what a work was published in, where that is not its institution."""
    return known.container.value if known.container.value != known.institution.value else ""


def _name(person: Person) -> str:
    """Return a person's name with the surname first; an institution's, and a name of one word, is not taken apart."""
    name = person.name
    if person.corporate:
        return f"{{{_written(name)}}}"
    if "," in name:
        return _written(name)
    *given, last = name.split() or [""]
    if not given:
        return f"{{{_written(last)}}}"
    particles: list[str] = []
    while given and given[-1].casefold() in _PARTICLES and len(given) > 1:
        particles.insert(0, given.pop())
    return _written(f"{' '.join([*particles, surname(name)])}, {' '.join(given)}").replace(" and ", " {and} ")


def _written(words: str) -> str:
    """Return words as a BibLaTeX value."""
    plain = " ".join(words.split())
    return (
        _SPECIAL.sub(lambda match: f"\\{match[0]}", re.sub(r"[\\~^]", lambda match: "\0" + match[0], plain))
        .replace("\0\\", _OTHERS["\\"])
        .replace("\0~", _OTHERS["~"])
        .replace("\0^", _OTHERS["^"])
    )
