"""Typst at work: a document's source and files become a PDF, with what its layout tells; a large one in a process of its own."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typst

from build_tools.shells import pdf_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
# Bytes of source from which a document gets a process of its own, about fifty sheets: Typst keeps all that it laid out, so what
# it took would still be held while the PDF is checked.
_LARGE = 400_000
_ALONE = (sys.executable, "-m", "build_tools.shells.typeset_alone")


@dataclass(frozen=True, slots=True)
class Job:
    """A document to set: its files by name, of which `main.typ` is the first, the folder of its typefaces, and its date in seconds.

    `questions` are the labels under which its layout tells something, see `typst.query`.
    """

    files: Mapping[str, bytes]
    faces: str
    timestamp: int
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A PDF, with what the layout told by question, and Typst's complaints; no PDF where it refused to set the document."""

    pdf: bytes
    complaints: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


def typeset(job: Job) -> Outcome:
    """Set a document."""
    return _apart(job) if len(job.files["main.typ"]) > _LARGE else typeset_here(job)


def _apart(job: Job) -> Outcome:
    """Set a document in a process of its own, which the system may end where memory runs out."""
    done = subprocess.run(_ALONE, input=pickle.dumps(job), stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own module
    if done.returncode:
        return Outcome(b"", (f"error: the process that sets it ended with {done.returncode}, as where memory runs out\n",))
    outcome: Outcome = pickle.loads(done.stdout)  # noqa: S301 - written by our own module a moment ago
    return outcome


def typeset_here(job: Job) -> Outcome:
    """Set a document in this process."""
    # Typst can read the files it is given, and nothing else: the folder that it takes for the project's is empty.
    with tempfile.TemporaryDirectory() as empty:
        try:
            pdf, warnings = typst.compile_with_warnings(
                job.files,  # type: ignore[call-overload]  # files by name, which the package takes and its types don't know
                root=empty,
                font_paths=pdf_fonts.loaded(job.faces),
                ignore_system_fonts=True,
                package_path=empty,
                package_cache_path=empty,
                pdf_standards=_STANDARDS,
                timestamp=job.timestamp,
            )
        except typst.TypstError as refused:
            return Outcome(b"", (refused.diagnostic,))
        told = {label: _told(job, label, empty) for label in job.questions}
    return Outcome(pdf, tuple(warning.diagnostic for warning in warnings), told)


def _told(job: Job, label: str, empty: str) -> Any:  # noqa: ANN401 - whatever the layout tells
    """Return what the layout of a document tells under a label; Typst knows what it has just set, so this takes little."""
    told = typst.query(  # type: ignore[type-var]  # files by name, as above
        job.files,
        label,
        field="value",
        root=empty,
        font_paths=pdf_fonts.loaded(job.faces),
        ignore_system_fonts=True,
        package_path=empty,
        package_cache_path=empty,
    )
    return json.loads(told)
