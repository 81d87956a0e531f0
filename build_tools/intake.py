"""The one way in: a text that was read becomes a stored original, a bibliography entry and the draft of a digest.

Nothing here touches the world: what is to be written is handed back as bytes, in an order in which every state is valid.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from build_tools.checks import run as run_checks
from build_tools.diagnostics import Diagnostic, Span, errors
from build_tools.editing import draft
from build_tools.editing.entry import appended, entry
from build_tools.editing.keys import key as new_key
from build_tools.load import formats
from build_tools.load.corpus import load_corpus
from build_tools.model.dossier import Original
from build_tools.model.words import forms
from build_tools.resolve import resolve
from build_tools.resolve.portions import MOST, portions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from build_tools.load.corpus import Extractor
    from build_tools.model.library import Library
    from build_tools.model.metadata import Metadata
    from build_tools.model.reading import Reading
    from build_tools.model.settings import Settings
    from build_tools.model.suggestions import Suggestion
    from build_tools.resolve.portions import Portion

    Suggest = Callable[[Library, Reading, Sequence[Portion]], Sequence[Suggestion]]

# Fewer words of a title say too little to call two works the same.
_FEWEST = 3
# What BibLaTeX and a file system both take for a name.
_KEY = re.compile(r"[^\W_][\w.:+-]*")


class Refused(Exception):  # noqa: N818 - it is no error of ours: the message tells an editor what to do instead
    """A file can't be taken in as it was asked; the message says why, and what can be done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor asks for: a key, rights, the most words of a passage, kinds of lines, a stored bibliography or none.

    `accessed` is the ISO date on which the file was fetched, empty where it was at hand. With `listed` false the entry is not
    written to the bibliography, since another program writes that.
    """

    key: str = ""
    rights: draft.Rights = field(default_factory=draft.Rights)
    most: int = MOST
    marks: Mapping[int, str] = field(default_factory=dict)
    accessed: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in a file comes to: the key, the passages, and the files to write, each as (path, bytes).

    A path counts from the project's root; that of the original counts from the folder of originals, and stands in `original`.
    `changes` are in the order in which they are to be written: after each of them the dossier is as sound as before. `entry` is the
    text of the entry where there was none, and `wrong` what would be wrong afterwards and was not before.
    """

    key: str
    passages: int
    original: tuple[str, bytes] | None
    changes: tuple[tuple[str, bytes], ...]
    entry: str
    wrong: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The dossier as it is: the author's files by path, the originals at hand by name, the settings."""

    files: Mapping[str, bytes]
    originals: Mapping[str, bytes]
    settings: Settings
    extract: Extractor = formats.extract

    def library(self) -> Library:
        """Return the dossier read and resolved."""
        return resolve(load_corpus(self.files, self.settings, self.originals, self.extract))

    def errors(self) -> frozenset[Diagnostic]:
        """Return all errors of the dossier, those in drafts too."""
        library = self.library()
        found = (*library.corpus.diagnostics, *run_checks(library, replace(self.settings, drafts=True)))
        return frozenset(errors(found))


def take_in(desk: Desk, content: bytes, reading: Reading, known: Metadata, wanted: Wanted, suggest: Suggest) -> Taken:  # noqa: PLR0913, PLR0917 - one for each thing that a file brings along
    """Work out what has to be written for a file to become a source. Raises Refused."""
    library, sha256 = desk.library(), hashlib.sha256(content).hexdigest()
    name = _key(library, known, wanted, sha256)
    digest_path = f"{desk.settings.sources}/{name}.md"
    stored = next((file for file, held in desk.originals.items() if held == content), "")
    file = stored or file_name(name, reading.name, sha256, desk.originals)
    parts = tuple(portions(reading, most=wanted.most))
    changes: list[tuple[str, bytes]] = []
    if digest_path not in desk.files:
        proposed = suggest(library, reading, parts)
        passages = [_passage(part, reading, wanted) for part in parts]
        text = draft.digest(
            known, Original(file, sha256, Span(digest_path)), passages, proposed, rights=wanted.rights, marks=wanted.marks
        )
        changes.append((digest_path, text.encode()))
    written = "" if name in library.entries else entry(name, known, form=reading.format, accessed=wanted.accessed)
    if written and wanted.listed:
        bib = desk.settings.bibliography
        changes.append((bib, appended(desk.files.get(bib, b""), written)))
    after = replace(desk, files={**desk.files, **dict(changes)}, originals={**desk.originals, file: content})
    wrong = tuple(sorted(after.errors() - desk.errors())) if changes else ()
    return Taken(name, len(parts), None if stored else (file, content), tuple(changes), written, wrong)


def _key(library: Library, known: Metadata, wanted: Wanted, sha256: str) -> str:
    """Return the key of the source that a file belongs to: one that has it already, one whose entry it is, or a new one."""
    same = next((one.key for one in library.corpus.sources if one.original and one.original.sha256 == sha256), "")
    if same and wanted.key not in {"", same}:
        raise Refused(f'this file was taken in already, as "{same}"; rename that source if its key should be "{wanted.key}"')
    if wanted.key and not _KEY.fullmatch(wanted.key):
        raise Refused(f'"{wanted.key}" is no key: letters and digits, such as moor2020')
    found = same or wanted.key or _entry_of(library, known)
    if found and not same and found in library.sources:
        help_text = f"dossier refresh {found} FILE takes in a newer copy, and --key another work"
        raise Refused(f'"{found}" has a digest already, made from another file; {help_text}')
    taken = {key.casefold() for key in (*library.entries, *library.sources)}
    return found or new_key(known, taken)


def source_at(library: Library, address: str) -> str:
    """Return the key of the source that was taken in from a web address, or nothing."""
    sought = _address(address)
    return next(
        (key for key in library.sources if key in library.entries and _address(library.entries[key].get("url")) == sought), ""
    )


def _entry_of(library: Library, known: Metadata) -> str:
    """Return the key of the entry that has the work's address, or its title; nothing where there is none."""
    address, title = _address(known.address.value), forms(known.title.value)
    for one in library.entries.values():
        if address and _address(one.get("url")) == address:
            return one.key
    for one in library.entries.values():
        if len(title) >= _FEWEST and forms(one.get("title").translate(_BRACES)) == title:
            return one.key
    return ""


_BRACES = str.maketrans("", "", "{}")


def _address(url: str) -> str:
    """Return a web address without what does not tell two pages apart: its scheme, a last slash, an anchor."""
    return url.partition("://")[2].partition("#")[0].removeprefix("www.").rstrip("/").casefold()


def file_name(key: str, name: str, sha256: str, taken: Mapping[str, bytes]) -> str:
    """Return the name under which an original is stored: its key, with its own ending."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name.rpartition("/")[2] else ""
    return f"{key}{ending}" if f"{key}{ending}" not in taken else f"{key}-{sha256[:8]}{ending}"


def _passage(part: Portion, reading: Reading, wanted: Wanted) -> draft.Passage:
    said = _whole(part, reading) if wanted.rights.rights == "open" and wanted.rights.licence else ""
    return draft.Passage(part.section, part.locator.text, part.selector, said)


def _whole(part: Portion, reading: Reading) -> str:
    """Return the words of a passage, with the marks after its last word and without note numbers."""
    end = part.end
    while end < len(reading.text) and reading.text[end] in '.!?…”’»")':
        end += 1
    words, at = "", part.start
    for low, high in reading.markers:
        if part.start <= low < end:
            words, at = words + reading.text[at:low], high
    return words + reading.text[at:end]
