"""Editions to export: the miniature dossier as it is, and the same with a bibliography and a digest that try to break out."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pypandoc

from build_tools.model.pages import Edition
from build_tools.model.settings import Settings
from build_tools.pipeline import build
from build_tools.shells import disk
from build_tools.shells.pandoc import PandocEngine

GOLDEN = Path(__file__).parents[1] / "golden"
SETTINGS = Settings(
    originals="originals",
    site_name="The Long Cut & Co.",
    site_url="https://canal.example.org/dossier/",
    version="1a2b3c4d",
    date="2026-03-04",
)
DIGEST = """---
status: reviewed
rights: restricted
about: A leaflet.
silent: []
---
## All

{at="para. 1" from="One two three four five six seven" to="eight nine ten eleven twelve" topics="town/trade" voice="@harbour"}
=HYPERLINK("https://example.org") says the leaflet, "quoted".

{at="para. 2" from="No end" before="aa bb cc dd ee ff" after="gg hh ii jj kk ll" topics="town/trade"}
'Tis plain.
"""
# As Better BibTeX exports from Zotero: paths of one's own disk, abstracts and private notes among the fields.
NASTY = r"""
@string{lamp = {Lamp and Buoy Office}}
@book{zwei2020, author = {von der Berg, Anna Maria and Moor, Jr, Bob}, editor = {Quill, Eda},
  title = {Ropes {\&} Twine, 100\% “pure”},
  publisher = lamp # { Press}, location = {Vessingham}, date = {2020-05/2020-07}, isbn = {978-3-16-148410-0},
  file = {Full Text:/home/eda/Zotero/storage/ABCD1234/SECRET.pdf:application/pdf}, abstract = {SECRET words of others},
  annotation = {SECRET note}, bdsk-file-1 = {U0VDUkVU}, keywords = {rope, twine}, url = {https://example.org/a?x=1&y=%20z#p}}
@online{Script:2021/a.b, author = {{Board of Tides, Ltd}}, title = {</script><script>alert("1")</script> \emph{and} more},
  date = {2021-03-09}, urldate = {2021-04-01}, url = {https://example.org/</script>"'}}
@inbook{teil2019, crossref = {ganz2019}, author = {東京, 花子}, title = {Часть — первая}, pages = {3--9}}
@mvbook{ganz2019, editor = {Иванов, Пётр}, title = {Целое}, date = {2019}, publisher = {P}}
@misc{nix, title = {No Author, No Date}}
@thesis{these, author = {Rusk, T.}, title = {A Thesis about Locks}, type = {phdthesis}, institution = {Ormsby}, date = {1999-21}}
@inproceedings{konf, author = {A, B}, title = {T}, booktitle = {Proceedings}, eventtitle = {Silt Days}, date = {2001~}}
@online{evil1900, author = {Evil, E}, title = {Leaflet}, date = {1900}}
"""


def _files() -> dict[str, bytes]:
    return disk.project_files(GOLDEN, SETTINGS)


def built(files: dict[str, bytes], settings: Settings = SETTINGS) -> Edition:
    """Build an edition of files, with the real pandoc."""
    return build(files, settings, disk.originals(GOLDEN, settings), PandocEngine()).edition


@cache
def golden() -> Edition:
    """Return the miniature dossier."""
    return built(_files())


@cache
def nasty() -> Edition:
    """Return the miniature dossier with entries and a digest that try to break out of every format."""
    files = _files()
    files["references.bib"] += NASTY.encode()
    files["sources/evil1900.md"] = DIGEST.encode()
    files["docs/topics/town/trade.md"] += b"\n\nOne more sentence [@zwei2020, p. 3; @{Script:2021/a.b}; @teil2019].\n"
    return built(files)


def pandoc(words: bytes, source: str, target: str) -> str:
    """Convert a bibliography with the real pandoc."""
    command = [pypandoc.get_pandoc_path(), "--from", source, "--to", target]
    done = subprocess.run(command, input=words, capture_output=True, check=True)  # noqa: S603 - the installed pandoc, fixed words
    return done.stdout.decode()
