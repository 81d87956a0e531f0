"""PDFs of the dossier: set with Typst, several at once, opened again and checked; kept, so that only changed ones are set anew."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as remembered
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from build_tools import theme
from build_tools.diagnostics import Severity, Span
from build_tools.exports import typst_brief
from build_tools.exports.typst_document import LAYOUT
from build_tools.model.pages import Artifact
from build_tools.shells import kept, pdf_budget, pdf_check, pdf_finish, pdf_fonts, pdf_place
from build_tools.shells.pdf_rules import FACE, GLYPH, TYPST
from build_tools.shells.printed import Printed
from build_tools.shells.revision import seconds
from build_tools.shells.typesetting import Job, Outcome, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from build_tools.diagnostics import Diagnostic
    from build_tools.exports.typst_document import Manuscript

_FOUND = re.compile(
    r"^(?P<grade>error|warning): (?P<message>.*?)\n(?:\s*┌─ (?P<file>\S+?):(?P<line>\d+):\d+)?", re.MULTILINE | re.DOTALL
)
_UNSHOWN = re.compile(r'the text `"(?P<words>.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_CODE = ("typesetting.py", *(f"pdf{part}.py" for part in ("", "_budget", "_check", "_fonts", "_finish", "_place", "_text")))
_MOST_KEPT = 400
# Under these labels a layout tells where its anchors stand, and where the parts of a brief begin.
_PLACES, _PARTS = "<places>", "<part>"


Say = Callable[[str], None]


def silent(told: str) -> None:
    """Say nothing."""
    del told


def print_all(manuscripts: Sequence[Manuscript], date: str, texts: Mapping[str, str], cache: Path, say: Say = silent) -> Printed:
    """Set documents as PDFs. `date` (ISO 8601) is what they say they were made on; `texts` are the author's files.

    `say` is told of each document that is not taken from the cache, when it is begun.
    """
    try:
        faces = pdf_fonts.gathered(cache)
    except pdf_fonts.FaceMissingError as missing:
        remedy = f"install the package that brings it: pip install {missing.package}"
        return Printed((), (FACE.at(Span(""), f"the typeface {missing.face} is not installed", remedy),) if manuscripts else ())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        press = _Press(faces, seconds(date), texts, cache / "pdf", _counting(say, len(manuscripts)))
        done = list(pool.map(press.printed, manuscripts))
    kept.forget(cache / "pdf", _MOST_KEPT)
    return Printed(tuple(one for one, _ in done if one), tuple(sorted(wrong for _, told in done for wrong in told)))


def _counting(say: Say, total: int) -> Say:
    """Return how a document is told that is begun: which one of how many."""
    numbers = count(1)
    return lambda path: say(f"setting PDFs, {next(numbers)} of at most {total}: {path}")


@dataclass(frozen=True, slots=True)
class _Press:
    """All that setting takes besides a manuscript. `faces` is the folder of the typefaces."""

    faces: str
    timestamp: int
    texts: Mapping[str, str]
    folder: Path
    say: Say

    def printed(self, manuscript: Manuscript) -> tuple[Artifact | None, tuple[Diagnostic, ...]]:
        """Return a document's PDF, or what is wrong with it."""
        place = self.folder / f"{_fingerprint(manuscript, self.timestamp)}.pdf"
        if content := kept.read(place):
            return Artifact(manuscript.path, content), ()
        self.say(manuscript.path)
        asked = (_PLACES, _PARTS) if manuscript.budget else (_PLACES,)
        outcome = typeset(Job(_inputs(manuscript), self.faces, self.timestamp, asked))
        told = tuple(self._complaints(outcome, manuscript))
        if any(one.severity is Severity.ERROR for one in told):
            return None, told
        goals = {one["name"]: pdf_finish.Goal(one["page"], one["x"], one["y"], one["said"]) for one in outcome.told[_PLACES][0]}
        content = pdf_finish.finished(outcome.pdf, manuscript.tables, goals)
        told += tuple(pdf_check.problems(content, manuscript, _made_from(manuscript), self.texts))
        if told:
            return None, told
        kept.write(place, content)
        return Artifact(manuscript.path, content), ()

    def _complaints(self, outcome: Outcome, manuscript: Manuscript) -> Iterator[Diagnostic]:
        """Yield what Typst complains of, and what to cut where a document is longer than it may be."""
        for complaint in outcome.complaints:
            yield from _told(complaint, manuscript, self.texts)
        parts = outcome.told.get(_PARTS, ())
        spots = tuple(pdf_budget.Spot(one["name"], one["page"], one["y"]) for one in parts)
        height = parts[0]["height"] if parts else 0.0
        yield from pdf_budget.too_long(spots, manuscript, height, _made_from(manuscript), self.texts)


def _inputs(manuscript: Manuscript) -> dict[str, bytes]:
    """Return all files that Typst may read, by name."""
    attached = {file.path: file.content for file in manuscript.attached}
    return {"main.typ": manuscript.source.encode("utf-8", "replace"), **_layouts(), **attached}


def _told(said: str, manuscript: Manuscript, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield what Typst said, each at the author's file that the words come from."""
    for found in _FOUND.finditer(said):
        page = manuscript.page_at(int(found["line"])) if (found["file"] or "").endswith("main.typ") else None
        span = Span(page.edited) if page and page.edited else _made_from(manuscript)
        if unshown := _UNSHOWN.search(found["message"]):
            yield _missing_glyph(unshown["words"], span, texts)
        else:
            place = pdf_place.of_source(manuscript.source, int(found["line"]), span, texts) if page else span
            yield TYPST.at(place, f"{manuscript.path}: {found['message']}", "report this with the file named here")


def _missing_glyph(words: str, span: Span, texts: Mapping[str, str]) -> Diagnostic:
    """Say which characters have no glyph, where the author typed them."""
    shown = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), words)
    places = [span.path, *texts] if span.path in texts else list(texts)
    span = next((Span(path, at, at + len(shown)) for path in places if (at := texts[path].find(shown)) >= 0), span)
    codes = " ".join(f"U+{ord(one):04X}" for one in shown[:4])
    return GLYPH.at(
        span, f"no font has “{shown}” ({codes}), so it can't stand in a PDF", "take it out, or write it in other letters"
    )


def _made_from(manuscript: Manuscript) -> Span:
    return Span(next((page.edited for _, page in manuscript.starts if page.edited), ""))


@remembered
def _layouts() -> dict[str, bytes]:
    return {name: (files(theme) / name).read_bytes() for name in (LAYOUT, typst_brief.LAYOUT)}


@remembered
def _machine() -> str:
    """Name all that a PDF depends on besides its manuscript: fonts, Typst, the layout and the code that sets and checks."""
    code = b"".join([*_layouts().values(), *((files("build_tools.shells") / name).read_bytes() for name in _CODE)])
    return f"{pdf_fonts.fingerprint()} {hashlib.sha256(code).hexdigest()}"


def _fingerprint(manuscript: Manuscript, timestamp: int) -> str:
    parts = (
        _machine(),
        manuscript.path,
        manuscript.source,
        repr(manuscript.tables),
        str(timestamp),
        str(manuscript.budget),
        *(f"{file.path} {hashlib.sha256(file.content).hexdigest()}" for file in manuscript.attached),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
