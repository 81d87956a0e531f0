"""The record of found passages: what makes it void, what renews it, and what it never holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.load import record
from build_tools.load.corpus import load_corpus
from build_tools.model.evidence import Standing
from build_tools.model.library import Library
from build_tools.model.settings import Settings
from build_tools.resolve import resolve
from build_tools.resolve.proofs import renew

GOLDEN = Path(__file__).parents[1] / "golden"
DIGEST, LOCK, ORIGINAL = "sources/trust1987.md", "sources/evidence.lock", "trust1987.txt"
FILES = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*.*") if path.is_file()}
ORIGINALS = {path.name: path.read_bytes() for path in (GOLDEN / "originals").iterdir()}
SETTINGS = Settings(originals="originals")


def library(*edits: tuple[str, str], originals: dict[str, bytes] | None = None) -> Library:
    """Resolve the golden dossier with edits of one digest; without originals unless they are given."""
    digest = FILES[DIGEST].decode()
    for old, new in edits:
        assert digest.count(old) == 1
        digest = digest.replace(old, new)
    return resolve(load_corpus({**FILES, DIGEST: digest.encode()}, SETTINGS, originals or {}))


def standing(held: Library, anchor: str = "para-5") -> str:
    return held.evidence[f"trust1987#{anchor}"].standing.value


def test_without_originals_every_passage_is_recorded() -> None:
    held = library()
    assert {evidence.standing for evidence in held.evidence.values()} == {Standing.RECORDED}
    assert all(len(evidence.recorded) == len("2024-05-01") for evidence in held.evidence.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("expects slow growth at best", "expects fast growth at best"),
        ('at="para. 5"', 'at="para. 50"'),
        ('from="Pleasure boats are"', 'from="Pleasure boats"'),
        ('to="grows at all"', 'to="at all"'),
        ('from="Pleasure boats are"', 'before="pond" from="Pleasure boats are"'),
        ('from="Pleasure boats are"', 'after="pond" from="Pleasure boats are"'),
        ("sha256: ", "sha256: 0"),
    ],
)
def test_a_change_of_statement_locator_selector_or_original_voids_the_record(old: str, new: str) -> None:
    held = library((old, new))
    anchor = "para-50" if "50" in new else "para-5"
    assert standing(held, anchor) == "unchecked"
    others = {one.standing for key, one in held.evidence.items() if key.startswith("trust1987") and not key.endswith(anchor)}
    assert others == {Standing.UNCHECKED if old.startswith("sha256") else Standing.RECORDED}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("expects slow growth at best", "expects  slow growth\nat best"),
        ('from="Pleasure boats are"', 'from="PLEASURE boats – are"'),
        ('kind="forecast" stance="boats-return=denies"', 'stance="boats-return=qualifies"'),
    ],
)
def test_what_does_not_touch_the_proof_leaves_it(old: str, new: str) -> None:
    assert standing(library((old, new))) == "recorded"


def test_with_originals_found_is_found_and_the_record_is_not_asked() -> None:
    held = library(originals=ORIGINALS)
    assert {evidence.standing for evidence in held.evidence.values()} == {Standing.FOUND}
    changed = library(originals={**ORIGINALS, ORIGINAL: ORIGINALS[ORIGINAL].replace(b"Pleasure boats are", b"Sailing boats are")})
    assert standing(changed) == "not found"
    assert standing(changed, "para-2") == "found"


def test_renewing_keeps_dates_that_hold_and_dates_what_is_new() -> None:
    held = library(("expects slow growth at best", "expects little growth"), originals=ORIGINALS)
    renewed = renew(held, "2031-01-02")
    before = held.corpus.record["trust1987"].proofs
    assert renewed["trust1987"].proofs["para-5"][1] == "2031-01-02"
    assert {anchor: proof for anchor, proof in renewed["trust1987"].proofs.items() if anchor != "para-5"} == {
        anchor: proof for anchor, proof in before.items() if anchor != "para-5"
    }
    assert renewed["capkova2004"] == held.corpus.record["capkova2004"]


def test_renewing_drops_what_is_not_found_and_keeps_sources_without_an_original_at_hand() -> None:
    held = library(('to="grows at all"', 'to="shrinks at all"'), originals={ORIGINAL: ORIGINALS[ORIGINAL]})
    renewed = renew(held, "2031-01-02")
    assert "para-5" not in renewed["trust1987"].proofs
    assert renewed["lowe2019"] == held.corpus.record["lowe2019"]
    without = replace(held, sources={key: source for key, source in held.sources.items() if key != "lowe2019"})
    assert "lowe2019" not in renew(without, "2031-01-02")


def test_the_committed_record_is_what_the_originals_prove_and_holds_none_of_their_words() -> None:
    held = library(originals=ORIGINALS)
    text = FILES[LOCK].decode()
    assert record.dump(renew(held, "2031-01-02")) == text
    assert not any(word in text for word in ("boats", "silt", "Nostalgia"))
