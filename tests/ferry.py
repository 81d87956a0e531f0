"""A draft of an invented source on the golden dossier's subject, as `dossier add` leaves it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_tools.intake import Desk
from build_tools.model.settings import Settings
from build_tools.shells import disk

GOLDEN = Path(__file__).parents[0] / "golden"
KEY, PATH = "brandt2020", "sources/brandt2020.md"
FERRY = """\
A ferry for the Long Cut

The town has talked of its canal for forty years and has never once asked the people who cross it. A ferry at the basin would \
carry three hundred a day, and it would cost a tenth of what the locks would cost the town.

The Harbour Trust said in May 2019 that “a ferry is a toy for summer visitors”. According to the council of Ormsby, visitors \
spend more on an hour's crossing than barges brought in a week. Dredging the upper reach would stir up lead, and no ferry needs it.

In January 2016 the sluices held the floods below the weir. Reed and otters have come back since 1998, and they should be left \
in peace.
"""
SHA256 = hashlib.sha256(FERRY.encode()).hexdigest()
DRAFT = f"""\
---
# begun on a rainy day
status:   draft   # not yet
rights: restricted
original: {{file: brandt2020.txt, sha256: {SHA256}}}
---
##  The call  ##

{{at="para. 1" from="The town has" to="the town"   topics="town/boats" %dates none% }}
TODO


{{ at="para. 2" from="The Harbour" to="ferry needs it" topics="water/silt town/trade" voice="The Harbour Trust"}}
TODO

{{at="para. 3" from="In January" to="in peace" topics="water/flooding town/boats"}}
Working sluices kept the water back
early in 2016.
"""
ENTRY = """
@misc{brandt2020,
  author = {Brandt, Osk},
  title = {A Ferry for the Long Cut},
  date = {2020-03-12},
  url = {https://example.org/ferry},
}
"""


def files(draft: bytes = DRAFT.encode()) -> dict[str, bytes]:
    """Return the author's files of the golden dossier with the draft among them."""
    held = disk.project_files(GOLDEN, Settings(originals="originals"))
    held["references.bib"] += ENTRY.encode()
    return {**held, PATH: draft}


def desk(draft: bytes = DRAFT.encode()) -> Desk:
    """Return the golden dossier with the draft, and its original at hand."""
    settings = Settings(originals="originals")
    originals = {**disk.originals(GOLDEN, settings), "brandt2020.txt": FERRY.encode()}
    return Desk(files(draft), originals, settings)


def on_disk(folder: Path) -> Path:
    """Write the draft, its entry and its original into a copy of the golden dossier."""
    (folder / PATH).write_text(DRAFT, "utf-8")
    (folder / "originals" / "brandt2020.txt").write_text(FERRY, "utf-8")
    bib = folder / "references.bib"
    bib.write_text(bib.read_text("utf-8") + ENTRY, "utf-8")
    return folder
