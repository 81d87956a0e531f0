"""What the pages say of the passages, with the originals at hand and without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from programs import LOCK, ROOT

if TYPE_CHECKING:
    from built import Site


def test_with_the_originals_every_passage_of_the_real_dossier_is_found(real: Site) -> None:
    assert set(real.standings()) == {"found"}


def test_without_the_originals_every_passage_of_the_real_dossier_is_recorded(bare: Site) -> None:
    recorded = json.loads((ROOT / LOCK).read_text("utf-8"))["sources"].values()
    assert bare.standings() == {"recorded": sum(len(source["statements"]) for source in recorded)}


def test_both_ways_the_real_dossier_has_the_same_pages(real: Site, bare: Site) -> None:
    """The search is cut into as many files as its words need, and some of its words come from the originals."""
    assert _without_words(real) == _without_words(bare)


def _without_words(site: Site) -> set[str]:
    return {path for path in site.files if not path.startswith(("search/words-", "search/terms-"))}


def test_quotations_are_cut_from_the_originals_of_the_miniature_dossier(golden: Site) -> None:
    quoted = [path for path, page in golden.pages.items() if "quotation" in page.classes]
    assert quoted
    assert set(golden.standings()) == {"found"}
