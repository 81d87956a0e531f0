"""Dossiers on lighthouses of any size, for tests of pictures: so many sources with their dates, stances and events."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.load.corpus import load_corpus
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve

BASE = Path(__file__).parent.parent / "cases" / "checks" / "base"
FILES = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.*") if path.is_file()}

_HEAD = "---\nstatus: reviewed\nrights: open\nlicence: CC-BY-4.0\nabout: A log.\n"


@dataclass(frozen=True, slots=True)
class Log:
    """A source of such a dossier: key, date (EDTF, empty for none), stances, the events it speaks of, topics, name, kind."""

    key: str
    date: str = ""
    stances: str = ""
    events: str = ""
    topics: str = "signals/lamps"
    label: str = ""
    kind: str = ""


def coast(*logs: Log, events: str = "events: []\n", propositions: str | None = None, names: str = "{}\n") -> Dossier:
    """Return a dossier with these sources and no others."""
    kept = {path: content for path, content in FILES.items() if not path.startswith(("sources/", "references", "docs/briefs"))}
    written = {f"sources/{log.key}.md": _digest(log).encode() for log in logs}
    known = FILES["sources/propositions.yaml"].decode().replace("changed: When", "# When")
    told = {"events": events, "propositions": propositions or known, "names": names}
    registries = {f"sources/{name}.yaml": text.encode() for name, text in told.items()}
    bib = "\n".join(f"@misc{{{log.key}, title = {{A log}}{f', date = {{{log.date}}}' if log.date else ''}}}" for log in logs)
    library = resolve(load_corpus({**kept, **written, **registries, "references.bib": bib.encode()}, Settings(), {}))
    return Dossier(library, Citations(), Settings())


def _digest(log: Log) -> str:
    marks = f'at="para. 1" from="A b" to="c d" topics="{log.topics}"'
    marks += f' stance="{log.stances}"' if log.stances else ""
    marks += f' events="{log.events}"' if log.events else ""
    marks += f' kind="{log.kind}"' if log.kind else ""
    label = f"label: {log.label}\n" if log.label else ""
    return f"{_HEAD}{label}---\n## Log\n\n{{{marks}}}\nThe lamp was lit.\n"
