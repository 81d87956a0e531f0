"""Where statements stand, in a line: each place once, places of one kind under one name."""

from __future__ import annotations

import pytest
from coasts import FILES

from build_tools.load.corpus import load_corpus
from build_tools.model import blocks as b
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.pages.dossier import Dossier
from build_tools.pages.statements import places
from build_tools.resolve import resolve

_DIGEST = "---\nstatus: reviewed\nrights: open\nlicence: CC-BY-4.0\nabout: A log.\nlabel: Hale 1901\n---\n## Log\n"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (("para. 2",), "Hale 1901, para. 2"),
        (("para. 2a", "para. 2b"), "Hale 1901, para. 2"),
        (("para. 2a", "para. 3", "para. 5"), "Hale 1901, paras. 2, 3, 5"),
        (("paras. 2–3", "para. 5"), "Hale 1901, paras. 2–3, 5"),
        (("para. 2", "p. 4", "p. 7"), "Hale 1901, para. 2, pp. 4, 7"),
    ],
)
def test_places_of_one_kind_share_its_name(at: tuple[str, ...], shown: str) -> None:
    said = "".join(f'\n{{at="{one}" from="A b" to="c d" topics="signals/lamps"}}\nThe lamp was lit.\n' for one in at)
    library = resolve(load_corpus({**FILES, "sources/hale1901.md": (_DIGEST + said).encode()}, Settings(), {}))
    statements = tuple(one for one in library.statements.values() if one.source == "hale1901")
    assert len(statements) == len(at)
    assert b.plain(places(Dossier(library, Citations(), Settings()), statements)) == shown
