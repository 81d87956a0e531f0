"""The command line as a person and a program use it: exit codes, formats, explanations, citations to paste, the record."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from programs import GOLDEN, LOCK, Outcome, copied, dossier

from build_tools.diagnostics import Rule, Severity
from build_tools.pipeline import all_rules
from build_tools.shells.pdf_rules import RULES as PDF_RULES
from build_tools.shells.project import open_project
from build_tools.shells.refresh_unfinished import RULE as UNFINISHED

if TYPE_CHECKING:
    from pathlib import Path

_TOPIC, _SOURCE = "docs/topics/water/silt.md", "sources/capkova2004.md"


def _edit(desk: Path, name: str, old: str, new: str) -> None:
    path = desk / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _place(desk: Path, name: str, words: str) -> tuple[int, int]:
    """Return line and column, both from 1, of words in a file."""
    before = (desk / name).read_text("utf-8").partition(words)[0]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the miniature dossier that no test changes."""
    return copied(GOLDEN, tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy with two mistakes in two files."""
    desk = copied(GOLDEN, tmp_path_factory.mktemp("faulty"))
    _edit(desk, _TOPIC, "@capkova2004, para. 2", "@capkova2040, para. 2")
    _edit(desk, _SOURCE, "water/wildlife", "water/wildlive")
    return desk


def test_a_sound_dossier_ends_with_zero_and_its_figures(sound: Path) -> None:
    done = dossier(sound, "check")
    assert done.code == 0, done.out
    assert "0 errors" in done.out
    assert re.search(r"^passages: \d+ found$", done.out, re.MULTILINE)
    assert dossier(sound, "check", "--quiet").out == ""


def test_mistakes_end_with_one_and_all_their_places(faulty: Path) -> None:
    done = dossier(faulty, "check")
    assert done.code == 1
    for name, words, code in ((_TOPIC, "capkova2040", "cite-unknown"), (_SOURCE, "water/wildlive", "topic-unknown")):
        line, column = _place(faulty, name, words)
        assert re.search(rf"^{re.escape(name)}:{line}:{column}: error\[{code}\] ", done.out, re.MULTILINE), done.out
    assert 'help: did you mean "capkova2004"?' in done.out


def test_json_tells_the_same_to_a_program(faulty: Path) -> None:
    rows = json.loads(dossier(faulty, "check", "--format", "json").out)
    line, column = _place(faulty, _TOPIC, "capkova2040")
    row = next(row for row in rows if row["code"] == "cite-unknown")
    assert (row["path"], row["line"], row["column"], row["severity"]) == (_TOPIC, line, column, "error")
    assert all(row["message"] for row in rows)
    assert json.loads(dossier(faulty, "check", "--format", "json", "--quiet").out) == rows


def test_github_shows_them_beside_the_lines(faulty: Path) -> None:
    line, column = _place(faulty, _TOPIC, "capkova2040")
    told = dossier(faulty, "check", "--format", "github").out.splitlines()
    assert any(one.startswith(f"::error file={_TOPIC},line={line},col={column},title=cite-unknown::") for one in told), told
    assert all(re.match(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,title=[a-z-]+::.", one) for one in told)


def test_sarif_has_the_shape_that_its_standard_asks_for(faulty: Path) -> None:
    done = dossier(faulty, "check", "--format", "sarif")
    told: dict[str, Any] = json.loads(done.out)
    assert (done.code, told["version"], told["$schema"]) == (1, "2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = told["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert (faulty / place["artifactLocation"]["uri"]).is_file()
        assert min(place["region"]["startLine"], place["region"]["startColumn"]) >= 1


@pytest.mark.parametrize("command", [("check",), ("find", "lead"), ("export", "markdown", "out")], ids=" ".join)
def test_a_folder_without_a_dossier_ends_with_two_and_says_what_to_do(command: tuple[str, ...], tmp_path: Path) -> None:
    done = dossier(tmp_path, *command)
    assert (done.code, done.out) == (2, "")
    assert "mkdocs.yml" in done.err
    assert "run this in a dossier's folder" in done.err
    assert "Traceback" not in done.err


def test_a_broken_mkdocs_yml_ends_with_two(desk: Path) -> None:
    (desk / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    done = dossier(desk, "check")
    assert done.code == 2
    assert "mkdocs.yml" in done.err
    assert "Traceback" not in done.err


def test_help_teaches() -> None:
    done = dossier(GOLDEN, "--help")
    assert done.code == 0
    assert all(command in done.out for command in ("build", "check", "explain", "find", "export", "mkdocs serve", "--record"))


@pytest.mark.parametrize("rule", [*all_rules(), *PDF_RULES, UNFINISHED], ids=lambda rule: rule.code)
def test_every_code_says_what_and_why(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert rule.what
    assert rule.why
    assert not rule.what.endswith(".")
    assert rule.why.endswith(".")


def test_no_two_rules_share_a_code() -> None:
    codes = [rule.code for rule in (*all_rules(), *PDF_RULES, UNFINISHED)]
    assert len(codes) == len(set(codes))


def test_a_code_is_explained(sound: Path) -> None:
    rule = next(rule for rule in all_rules() if rule.severity is Severity.ERROR and rule.bad)
    done = dossier(sound, "explain", rule.code)
    assert done.code == 0
    assert all(told in done.out for told in (rule.code, rule.what, rule.why, "Refused:", "Right:"))


def test_an_unknown_code_is_answered_with_help(sound: Path) -> None:
    near, far = dossier(sound, "explain", "cite-unknwon"), dossier(sound, "explain", "zzz")
    assert (near.code, far.code) == (2, 2)
    assert 'did you mean "cite-unknown"?' in near.err
    assert all(rule.code in far.err for rule in all_rules())


def test_a_citation_to_paste_resolves(desk: Path) -> None:
    found = dossier(desk, "find", "lead ore")
    citation = found.out.split("]")[0] + "]"
    assert (found.code, citation) == (0, "[@capkova2004, para. 2]")
    _edit(desk, _TOPIC, "For the Harbour Trust", f"Barges carried ore {citation}. For the Harbour Trust")
    assert dossier(desk, "check").code == 0


def test_words_of_a_passage_are_found_too(sound: Path) -> None:
    done = dossier(sound, "find", "I counted 212 burrows")
    assert done.code == 0
    assert re.match(r"\[@capkova2004, para\. 1b\]  .*\(in the passage\)$", done.out.splitlines()[0])


def test_words_that_nobody_says_end_with_one(sound: Path) -> None:
    done = dossier(sound, "find", "steam tramway")
    assert (done.code, done.out) == (1, "")
    assert "steam tramway" in done.err


def test_the_record_is_written_once_and_then_stays_as_it_is(desk: Path) -> None:
    (desk / LOCK).unlink(missing_ok=True)
    assert _recorded(desk).code == 0
    first = (desk / LOCK).read_bytes()
    assert _recorded(desk).code == 0
    assert (desk / LOCK).read_bytes() == first
    statements = sum(len(source["statements"]) for source in json.loads(first)["sources"].values())
    assert f"passages: {statements} found" in dossier(desk, "check").out


def test_without_the_originals_a_changed_statement_is_unchecked(desk: Path) -> None:
    _recorded(desk)
    held = (desk / LOCK).read_bytes()
    (desk / "originals").rename(desk / "away")
    assert re.search(r"^passages: \d+ recorded$", dossier(desk, "check").out, re.MULTILINE)
    _edit(desk, _SOURCE, "the lead does not move", "the lead stays where it is")
    assert re.search(r"^passages: \d+ recorded, 1 unchecked$", dossier(desk, "check").out, re.MULTILINE)
    refused = _recorded(desk)
    assert (refused.code, "no original is at hand" in refused.err) == (2, True)
    assert (desk / LOCK).read_bytes() == held


def _recorded(desk: Path) -> Outcome:
    return dossier(desk, "check", "--record")


def test_an_export_refuses_a_folder_that_is_not_empty(desk: Path) -> None:
    mine = desk / "out" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    refused = dossier(desk, "export", "markdown", "out")
    assert (refused.code, "--overwrite" in refused.err) == (2, True)
    assert [path.name for path in mine.parent.iterdir()] == ["mine.txt"]
    assert dossier(desk, "export", "markdown", "out", "--overwrite").code == 0
    assert mine.read_text("utf-8") == "mine"
    assert (mine.parent / "docs" / "index.md").is_file()


def test_an_export_of_mistakes_is_refused(faulty: Path) -> None:
    done = dossier(faulty, "export", "markdown", "out")
    assert (done.code, "error[cite-unknown]" in done.err, (faulty / "out").exists()) == (1, True, False)


def test_build_makes_the_site_and_refuses_mistakes(desk: Path, faulty: Path) -> None:
    done = dossier(desk, "build")
    assert done.code == 0, done.err
    assert (desk / "site" / _TOPIC.removeprefix("docs/").replace(".md", ".html")).is_file()
    refused = dossier(faulty, "build")
    assert refused.code != 0
    assert refused.err.count("error[cite-unknown]") == 1
    assert "Traceback" not in refused.err


def test_build_works_from_another_folder(desk: Path, tmp_path: Path) -> None:
    done = dossier(tmp_path, "--config-file", str(desk / "mkdocs.yml"), "build", "--site-dir", "there")
    assert done.code == 0, done.err
    assert (tmp_path / "there" / "index.html").is_file()
    assert open_project(desk / "mkdocs.yml").build().errors == ()


def test_a_brief_of_ones_own_is_written_and_what_is_unknown_is_told(sound: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.docx"
    done = dossier(sound, "brief", "--topic", "water/silt", "--since", "2004", "--output", str(target))
    assert (done.code, target.read_bytes()[:2]) == (0, b"PK")
    done = dossier(sound, "brief", "--topic", "water/slit", "--source", "low2019", "--output", str(target))
    assert (done.code, done.err.count('did you mean "')) == (2, 2)
    done = dossier(sound, "brief", "--topic", "town/cost", "--since", "2100", "--output", str(target))
    assert (done.code, "no statement is under all that was asked for" in done.err) == (1, True)
    assert dossier(sound, "brief", "--output", str(target)).code == 2
    assert dossier(sound, "brief", "any", "--paper", "letter", "--output", str(target)).code == 2
