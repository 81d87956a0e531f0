"""Finding statements and passages by their words."""

from __future__ import annotations

from test_proofs import ORIGINALS, library

from build_tools.resolve.search import Hit, find


def hits(words: str, *, at_hand: bool = True) -> tuple[Hit, ...]:
    return find(library(originals=ORIGINALS if at_hand else {}), words)


def test_a_statement_is_found_with_a_citation_to_paste() -> None:
    (hit,) = hits("slow growth")
    assert hit.citation == "[@trust1987, para. 5]"
    assert hit.text == "In August 31 pleasure boats lie on the lower reach, and the harbour master expects slow growth at best."
    assert not hit.in_passage


def test_a_passage_is_found_where_its_original_is_at_hand() -> None:
    assert [(hit.citation, hit.in_passage) for hit in hits("a long pond")] == [("[@trust1987, para. 4c]", True)]
    assert hits("a long pond", at_hand=False) == ()


def test_statements_come_before_passages_and_earlier_sources_before_later_ones() -> None:
    found = hits("boats")
    assert [hit.in_passage for hit in found] == sorted(hit.in_passage for hit in found)
    keys = [hit.statement.source for hit in found if not hit.in_passage]
    assert keys == sorted(keys, key=["trust1987", "capkova2004", "lowe2019"].index)
    assert len({hit.statement.id for hit in found}) == len(found)


def test_the_voice_counts_and_the_last_word_may_be_begun() -> None:
    assert [hit.citation for hit in hits("envoy of ha")] == ["[@lowe2019, para. 6b]"]
    assert hits("nvoy of halm") == ()


def test_typography_and_case_play_no_part_and_nothing_finds_nothing() -> None:
    assert hits("COOPER'S ROW") == hits("Cooper’s row")
    assert hits("–") == hits("") == hits("zeppelin") == ()
