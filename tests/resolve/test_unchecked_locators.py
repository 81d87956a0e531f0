"""A locator in a work that has no digest can't be checked, and is counted."""

from __future__ import annotations

from test_proofs import FILES, SETTINGS, library

from build_tools.load.corpus import load_corpus
from build_tools.resolve import resolve


def test_none_where_every_work_has_its_digest() -> None:
    assert library().unchecked_locators() == 0


def test_each_citation_with_a_locator_counts_once_the_digest_is_gone() -> None:
    files = {path: content for path, content in FILES.items() if path != "sources/lowe2019.md"}
    held = resolve(load_corpus(files, SETTINGS, {}))
    cited = [item for citation in held.citations() for item in citation.items if item.key == "lowe2019" and item.locator]
    assert held.unchecked_locators() == len(cited) > 0
