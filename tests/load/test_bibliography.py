"""The bibliography: plain-text cases, and what must hold for any bytes."""

from __future__ import annotations

import logging
import random
import time
from pathlib import Path

import pytest
from cases import Case, compare, read_cases

from build_tools.diagnostics import place
from build_tools.load.bib_rules import RULES
from build_tools.load.bibliography import load
from build_tools.model.dossier import Entry

CASES = Path(__file__).parents[1] / "cases" / "load" / "bibliography.md"
ALL = [case for case in read_cases(CASES) if case.fences]
ENTRY = """@article{tide%d,
  author = {Keeper, Anna and {Tide Board}},
  title = {The {North} Channel},
  publisher = "Harbour Press",
  month = mar,
  year = 1911,
  url = {https://example.org/a?b=%d},
}
"""
# A second for what takes about a tenth of it: far from both a slow machine and a quadratic search.
PATIENCE = 5.0
PARTS = (
    *"@{}()\"#%,=\\\n \r~'é\0",
    "@book{",
    "@book(",
    "\n@book{k, ",
    "@string{a = ",
    "@comment{",
    "@preamble{",
    "title",
    " = ",
    "{x}",
    '"y"',
    "jan",
    "1911",
    "key",
    "},\n",
    ",\n  year = 1911",
    "\ufeff",
)


def show(text: str) -> str:
    entries, found = load("refs.bib", text)
    lines: list[str] = []
    for entry in entries:
        lines.append(f"{entry.key} {entry.type}")
        lines += [f"  {field.name} = {field.value}".replace("\r", "").replace("\n", "⏎") for field in entry.fields]
    for diagnostic in found:
        lines.append(f"{place(diagnostic.span, text)}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}")
        lines.append(f"  help: {diagnostic.help}")
    return "".join(f"{line}\n" for line in lines)


def one(text: str) -> Entry:
    entries, found = load("refs.bib", text)
    assert found == ()
    return entries[0]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.title)
def test_case(case: Case) -> None:
    compare(CASES, case, "out", show(case.fences["bib"]))


def test_each_rule_is_raised_by_a_case_and_explained() -> None:
    expected = "".join(case.fences["out"] for case in ALL)
    for rule in RULES:
        assert f"[{rule.code}]" in expected
        assert rule.what
        assert rule.why
        assert rule.bad
        assert rule.good


def test_spans_cut_the_entry_its_key_and_its_fields_out_of_the_file() -> None:
    text = 'note\n@book{ tide1 ,\n  Title = {a} # "b", year = 1911 }\n'
    entry = one(text)
    assert text[entry.span.start : entry.span.end] == text[5:-1]
    assert text[entry.key_span.start : entry.key_span.end] == "tide1"
    assert [text[field.span.start : field.span.end] for field in entry.fields] == ['Title = {a} # "b"', "year = 1911"]


@pytest.mark.parametrize("name", ["url", "doi", "file"])
def test_addresses_stay_as_typed(name: str) -> None:
    address = r"https://example.org/~a_b%20c?d=1&e={2}#f\_g//  h"
    assert one(f"@misc{{tide, {name} = {{{address}}}}}").get(name) == address


def test_windows_line_ends_change_nothing_but_values() -> None:
    text = ENTRY % (1, 1)
    assert show(text.replace("\n", "\r\n")) == show(text)


def test_a_byte_order_mark_is_no_part_of_anything() -> None:
    assert show("\ufeff" + ENTRY % (1, 1)) == show(ENTRY % (1, 1))


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger("bibtexparser.splitter").disabled
    load("refs.bib", "@book{tide, title = {a\n@book{light,}")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("bibtexparser.splitter").disabled is before


@pytest.mark.parametrize("lost", range(len(ENTRY % (2, 2))))
def test_a_lost_character_leaves_the_entries_around_it(lost: int) -> None:
    middle = ENTRY % (2, 2)
    text = ENTRY % (1, 1) + middle[:lost] + middle[lost + 1 :] + ENTRY % (3, 3)
    entries = {entry.key: entry for entry in load("refs.bib", text)[0]}
    for number in (1, 3):
        assert [field.value for field in entries[f"tide{number}"].fields] == [
            field.value for field in one(ENTRY % (number, number)).fields
        ]


@pytest.mark.parametrize("lost", [index for index, char in enumerate(ENTRY % (2, 2)) if char in '@{}",='])
def test_a_lost_mark_is_reported(lost: int) -> None:
    text = ENTRY % (2, 2)
    unneeded = (text.index(", Anna"), text.index("b=2") + 1, text.rindex(","))
    found = load("refs.bib", text[:lost] + text[lost + 1 :] + ENTRY % (3, 3))[1]
    assert found or lost in unneeded


@pytest.mark.parametrize("seed", range(200))
def test_any_text_gives_diagnostics_in_the_file(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - test data, and the same in each run
    text = "".join(chance.choices(PARTS, k=chance.randrange(120)))
    entries, found = load("refs.bib", text)
    assert all(0 <= diagnostic.span.start <= diagnostic.span.end <= len(text) for diagnostic in found)
    assert all(diagnostic.message and diagnostic.help for diagnostic in found)
    assert list(found) == sorted(found)
    keys = [entry.key for entry in entries]
    assert len(keys) == len(set(keys))
    for entry in entries:
        assert text[entry.key_span.start : entry.key_span.end] == entry.key
        for field in entry.fields:
            assert entry.span.start <= field.span.start < field.span.end <= entry.span.end
            assert text[field.span.start : field.span.start + len(field.name)].lower() == field.name
            assert field.value.count("{") == field.value.count("}")


@pytest.mark.parametrize(
    "around", ["%s", "@book{tide, %s", "@book{tide, title = {%s", '@book{tide, title = "%s\n}', "@book(tide, %s)"]
)
@pytest.mark.parametrize(
    "part",
    [
        "{",
        "}",
        '"',
        "%",
        "#",
        ",",
        "=",
        "\\",
        "\0",
        "\n",
        " ",
        "@",
        "@a{",
        "@a{x}",
        '@a(x, b="})',
        "@comment{",
        "a # ",
        "a={\n",
        "% @a{",
    ],
)
def test_time_is_bounded(around: str, part: str) -> None:
    start = time.process_time()
    load("refs.bib", around % (part * 5_000))
    assert time.process_time() - start < PATIENCE


@pytest.mark.parametrize("text", ["x" * 5_000_000, "@book{tide, title = {" + "x" * 5_000_000 + "}}", "@book{" + "x" * 5_000_000])
def test_a_line_of_five_megabytes_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    load("refs.bib", text)
    assert time.process_time() - start < PATIENCE


def test_strings_made_of_strings_do_not_fill_the_memory() -> None:
    doubling = "".join(f"@string{{s{number + 1} = s{number} # s{number}}}\n" for number in range(60))
    entries, found = load("refs.bib", f'@string{{s0 = "tide"}}\n{doubling}@book{{light, title = s60}}')
    assert len(entries[0].get("title")) < 20_000
    assert found[0].message == 'string "s11" is too long to be put in'
