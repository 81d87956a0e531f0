"""Sets one document with one engine, as a process that `benchmarks.briefs` measures: nothing is loaded but what setting takes.

python -m benchmarks.presses NAME GIVEN TARGET
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# What a PDF of ours says it was made on.
DATE = "2026-01-01"
LATEX = "pandoc, XeLaTeX"
OURS = "ours, with all checks"
AGAIN = "again"


def ours(given: Path, target: Path) -> None:
    """Set our manuscript and check it."""
    from build_tools.shells import pdf  # noqa: PLC0415 - its cost counts where it is used

    manuscript = pickle.loads(given.read_bytes())  # noqa: S301 - written by the benchmark a moment ago
    printed = pdf.print_all((manuscript,), DATE, {}, _cache(given))
    if printed.diagnostics:
        raise RuntimeError(printed.diagnostics[0].message)
    target.write_bytes(printed.artifacts[0].content)


def ours_again(given: Path, target: Path) -> None:
    """Set our manuscript twice with an edit between; leave the CPU seconds of the second time."""
    from build_tools.shells import pdf  # noqa: PLC0415 - as above

    ours(given, target)
    manuscript = pickle.loads(given.read_bytes())  # noqa: S301 - as above
    began = time.process_time()
    edited = replace(manuscript, source=manuscript.source.replace('[#"', '[#"Not ', 1))
    printed = pdf.print_all((edited,), DATE, {}, _cache(given))
    if printed.diagnostics:
        raise RuntimeError(printed.diagnostics[0].message)
    target.write_text(str(time.process_time() - began))


def _cache(given: Path) -> Path:
    """Return a cache that keeps the fonts from one run to the next, and no PDF."""
    cache = given.parent / "cache"
    shutil.rmtree(cache / "pdf", ignore_errors=True)
    return cache


def weasyprint(given: Path, target: Path) -> None:
    """Set HTML with WeasyPrint, as tagged PDF."""
    from weasyprint import HTML  # noqa: PLC0415 - as above

    HTML(filename=str(given)).write_pdf(str(target), pdf_variant="pdf/ua-1")


def pandoc_typst(given: Path, target: Path) -> None:
    """Set pandoc's tree through pandoc's Typst writer."""
    import typst  # noqa: PLC0415 - as above

    source = given.with_suffix(".typ")
    _pandoc(given, "--to=typst", f"--output={source}")
    target.write_bytes(typst.compile(str(source)))


def pandoc_latex(given: Path, target: Path) -> None:
    """Set pandoc's tree through pandoc's LaTeX writer."""
    _pandoc(given, "--pdf-engine=xelatex", f"--output={target}")


def _pandoc(given: Path, *arguments: str) -> None:
    import pypandoc  # noqa: PLC0415 - as above

    # TeX leaves its logs where it runs.
    command = [pypandoc.get_pandoc_path(), "--from=json", "--standalone", *arguments, str(given)]
    subprocess.run(command, check=True, cwd=given.parent)


# Each engine with the kind of file that it is given.
PRESSES: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    OURS: ("manuscript", ours),
    "WeasyPrint": ("html", weasyprint),
    "pandoc, Typst": ("json", pandoc_typst),
    LATEX: ("json", pandoc_latex),
}


if __name__ == "__main__":
    _name, _given, _target = sys.argv[1:]
    (ours_again if _name == AGAIN else PRESSES[_name][1])(Path(_given), Path(_target))
