"""What can't be read in entries that nothing cites stops nothing; in an entry that something needs it stays an error."""

from __future__ import annotations

from build_tools.diagnostics import Severity
from build_tools.load import bib_uncited, bibliography

COMMENTED = "@article{{{key},\n  title = {{Lamps}},\n  //doi = {{10.5555/lamps}},\n{more}}}\n"


def told(text: str, *cited: str) -> list[tuple[str, Severity, int]]:
    entries, found = bibliography.load("references.bib", text)
    eased = bib_uncited.eased(found, text, bib_uncited.needed(cited, entries))
    return [(one.code, one.severity, text.count("\n", 0, one.span.start) + 1) for one in eased]


def test_a_field_that_is_no_field_is_a_warning_where_nobody_cites_the_entry() -> None:
    text = COMMENTED.format(key="hale1901", more="")
    assert told(text) == [("bib-bad-field", Severity.WARNING, 3)]
    assert told(text, "hale1901") == [("bib-bad-field", Severity.ERROR, 3)]


def test_what_many_uncited_entries_have_is_told_once_and_the_cited_one_by_itself() -> None:
    text = "".join(COMMENTED.format(key=f"hale{year}", more="") for year in range(1900, 1950))
    assert told(text, "hale1901") == [("bib-bad-field", Severity.ERROR, 7), ("bib-uncited", Severity.WARNING, 3)]
    (gathered,) = bib_uncited.eased(bibliography.load("references.bib", text)[1], text, ())
    assert gathered.message.startswith("50 mistakes in entries that nothing cites: 50 bib-bad-field; the first: ")


def test_what_a_cited_entry_inherits_from_is_needed() -> None:
    text = COMMENTED.format(key="lamps", more="") + "@inbook{hale1901, crossref = {lamps}, title = {Wicks}}\n"
    assert told(text, "hale1901") == [("bib-bad-field", Severity.ERROR, 3)]


def test_a_second_entry_of_a_cited_key_is_an_error() -> None:
    text = "@book{hale1901, title = {A}}\n@book{hale1901, title = {B}}\n@book{moor, title = {A}}\n@book{moor, title = {B}}\n"
    assert told(text, "hale1901") == [("bib-duplicate-key", Severity.ERROR, 2), ("bib-duplicate-key", Severity.WARNING, 4)]


def test_a_damaged_string_may_hide_anything() -> None:
    assert [severity for _, severity, _ in told("@string{press = {Harbour\n@book{a, title = {A}}\n")] == [Severity.ERROR]
