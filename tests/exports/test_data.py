"""The dossier as data: what other programs read in it, and what never leaves with it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import editions
import jsonschema
import pytest
from editions import golden, nasty, pandoc

from build_tools.exports import beside, bib, csl_json, data_files, formats, kinds, published, ris, tables
from build_tools.exports.dossier_schema import SCHEMA
from build_tools.model.pages import Artifact, Edition

Item = dict[str, Any]
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@pytest.fixture(params=[golden, nasty], ids=["golden", "nasty"])
def edition(request: pytest.FixtureRequest) -> Edition:
    made: Edition = request.param()
    return made


def artifacts(edition: Edition) -> list[Artifact]:
    return [*published(edition), *(artifact for page in edition.pages for artifact in beside(page, edition))]


def contents(edition: Edition) -> dict[str, str]:
    return {artifact.path: artifact.content.decode() for artifact in artifacts(edition)}


def whole(edition: Edition, name: str) -> str:
    return contents(edition)[f"data/{name}"]


def items(edition: Edition, name: str, source: str) -> dict[str, Item]:
    """Return what pandoc reads in one of our files, as CSL-JSON items by key."""
    read = json.loads(pandoc(whole(edition, name).encode(), source, "csljson"))
    return {item["id"]: item for item in read}


def words(item: Item) -> tuple[list[str], str, int | None, str | None]:
    """Return author, title, year and address of an item, as any format can hold them."""
    authors = [" ".join(str(part) for part in _name(person)) for person in item.get("author", ())]
    year = item["issued"]["date-parts"][0][0] if "issued" in item else None
    title = re.sub(r"</?(?:i|b)>|</?span[^<>]*>", "", item["title"]).casefold().translate(str.maketrans("“”", '""'))
    return authors, title, year, item.get("URL")


def _name(person: Item) -> list[str]:
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return [person[part].strip(", ") for part in order if person.get(part)]


def test_pandoc_reads_the_same_works_in_each_format(edition: Edition) -> None:
    own = {key: json.loads(work.csl_json) for key, work in edition.citations.works.items()}
    assert items(edition, "references.csl.json", "csljson").keys() == own.keys()
    for key, item in items(edition, "references.csl.json", "csljson").items():
        assert words(item) == words(own[key])
    for key, item in items(edition, "references.ris", "ris").items():
        authors, title, year, url = words(item)
        wanted = words(own[key])
        # RIS has no literal names: a comma in one parts it, and pandoc takes a dash for its family.
        literal = any("literal" in person for person in own[key].get("author", ()))
        assert (title, year) == wanted[1:3]
        assert url == (edition.citations.works[key].url or None)
        assert literal or sorted(" ".join(authors).split()) == sorted(" ".join(wanted[0]).split())


def test_our_biblatex_is_read_as_the_authors_own_file_is(edition: Edition) -> None:
    typed = edition.library.corpus.texts[edition.settings.bibliography]
    theirs = {item["id"]: item for item in json.loads(pandoc(typed.encode(), "biblatex", "csljson"))}
    ours = items(edition, "references.bib", "biblatex")
    for item in theirs.values():
        item.pop("abstract", None)
        item.pop("annote", None)
    assert ours == theirs


def test_entries_are_sorted_by_key_with_strings_expanded() -> None:
    text = whole(nasty(), "references.bib")
    keys = re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)
    assert keys == sorted(nasty().library.entries)
    assert "publisher = {Lamp and Buoy Office Press}" in text
    assert "lamp #" not in text


def test_titles_keep_the_capitals_that_were_typed() -> None:
    titles = {item["id"]: item["title"] for item in json.loads(whole(nasty(), "references.csl.json"))}
    assert titles["these"] == "A Thesis about Locks"
    assert titles["nix"] == "No Author, No Date"
    assert titles["Script:2021/a.b"].endswith("<i>and</i> more")


def test_every_csl_type_has_its_ris_type() -> None:
    found = dict(re.findall(r"TY  - (\w+)\r\nID  - (\S+)\r\n", whole(nasty(), "references.ris")))
    assert {"BOOK", "CHAP", "CPAPER", "THES", "ELEC", "RPRT", "JOUR", "GEN"} <= found.keys()
    known = "ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK ECHAP "
    known += "EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI "
    known += "MUSIC NEWS PAMP PAT PCOMM RPRT SER SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO"
    others = ["entry", "event", "performance", "unknown"]
    assert {kinds.kind(one).ris for one in [*others, *kinds._KINDS]} <= set(known.split())  # noqa: SLF001 - the whole table


def test_a_ris_record_is_lines_of_tag_and_value() -> None:
    lines = whole(nasty(), "references.ris").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    assert "DA  - 2020/05//" in lines
    assert "DA  - 1999///" in lines
    assert "Y2  - 2021/04/01/" in lines
    assert "AU  - von der Berg, Anna Maria" in lines
    assert "AU  - Moor, Bob, Jr" in lines


def test_the_dossier_is_what_its_schema_says(edition: Edition) -> None:
    schema = json.loads(whole(edition, "dossier.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(json.loads(whole(edition, "dossier.json")))] == []


def test_the_schema_refuses_what_it_does_not_know() -> None:
    dossier = json.loads(whole(golden(), "dossier.json"))
    checker = jsonschema.Draft202012Validator(SCHEMA)
    first = dossier["sources"][0]["statements"][0]
    for wrong in ({"original": "words"}, {"kind": 3}, {"target": {"type": "SpecificResource"}}):
        broken = {**dossier, "sources": [{**dossier["sources"][0], "statements": [{**first, **wrong}]}]}
        assert list(checker.iter_errors(broken)), wrong


def test_every_name_in_the_dossier_leads_somewhere() -> None:
    dossier = json.loads(whole(golden(), "dossier.json"))
    statements = {one["id"]: one for source in dossier["sources"] for one in source["statements"]}
    topics = {topic["id"] for topic in dossier["topics"]}
    propositions = {one["id"] for one in dossier["propositions"]}
    events = {one["id"] for one in dossier["events"]}
    assert len(statements) > 30
    for one in statements.values():
        assert set(one["topics"]) <= topics
        assert set(one["events"]) <= events
        assert {stance["proposition"] for stance in one["stances"]} <= propositions
    cited = [
        name
        for topic in dossier["topics"]
        for sentence in topic["synthesis"]
        for citation in sentence["citations"]
        for item in citation["items"]
        for name in item["statements"]
    ]
    assert cited
    assert set(cited) <= statements.keys()
    assert all(set(stance["statements"]) <= statements.keys() for one in dossier["propositions"] for stance in one["stances"])
    first = next(topic for topic in dossier["topics"] if topic["id"] == "water/silt")["synthesis"][0]
    assert first["text"] == "For the Harbour Trust silt was good for fields."
    assert first["citations"][0]["shown"]


def test_a_passage_is_found_again_by_its_target() -> None:
    """Follow the Web Annotation rules for a range by hand, in the original itself, for every passage of the dossier."""
    edition = golden()
    for source in json.loads(whole(edition, "dossier.json"))["sources"]:
        text = edition.library.corpus.readings[source["id"]].text
        for statement in source["statements"]:
            selector = statement["target"]["selector"]
            passage = edition.library.evidence[statement["id"]].passage
            assert passage
            start = selector.get("startSelector", selector)["exact"]
            end = selector.get("endSelector", selector)["exact"]
            inside = " ".join(text[passage.start : passage.end].split()).casefold().replace("’", "'")
            assert _letters(inside).startswith(_letters(start))
            assert _letters(inside).endswith(_letters(end))


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def test_no_more_than_four_words_of_a_source_leave_at_an_end(edition: Edition) -> None:
    found = 0
    for source in json.loads(whole(edition, "dossier.json"))["sources"]:
        for statement in source["statements"]:
            selector = statement["target"]["selector"] if statement["target"] else {}
            for part in (selector, selector.get("startSelector", {}), selector.get("endSelector", {})):
                for name in ("exact", "prefix", "suffix"):
                    found += name in part
                    assert len(part.get(name, "").split()) <= 4
    assert found > 60
    leaked = [path for path, text in contents(edition).items() if "four five six" in text or "dd ee ff gg" in text]
    assert leaked == []


def test_the_original_is_in_no_file(edition: Edition) -> None:
    """No run of words of an original that is longer than a selector may be, but those that the author's own words share."""
    texts = contents(edition)
    own = " ".join(edition.library.corpus.texts.values()).casefold()
    for reading in edition.library.corpus.readings.values():
        read = re.findall(r"\w+", reading.text.casefold())
        runs = {" ".join(read[at : at + 8]) for at in range(len(read) - 7)}
        for path, text in texts.items():
            said = re.findall(r"\w+", text.casefold())
            shared = runs & {" ".join(said[at : at + 8]) for at in range(len(said) - 7)}
            plain = " ".join(re.findall(r"\w+", own))
            assert [run for run in shared if run not in plain] == [], path


def test_tables_are_read_back_as_they_were(edition: Edition) -> None:
    for file in tables.FILES:
        text = whole(edition, file.path)
        assert text.count("\n") == text.count("\r\n")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert list(rows[0]) == [name for name, _ in file.columns]
        assert not any(_FORMULA.match(value) for row in rows for value in row.values())
    statements = list(csv.DictReader(io.StringIO(whole(edition, "statements.csv"), newline="")))
    assert [_unguarded(row["statement"]) for row in statements] == [
        one.text for source in edition.library.sources.values() for one in source.statements
    ]
    stances = list(csv.DictReader(io.StringIO(whole(edition, "propositions.csv"), newline="")))
    assert len(stances) == len(edition.library.propositions) * len(edition.library.sources)


def _unguarded(value: str) -> str:
    return value.removeprefix("'")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "'=1", 'a"b', "a,b", "a\r\nb", "", " =1"])
def test_a_field_is_no_formula_and_comes_back(value: str) -> None:
    (row,) = csv.reader(io.StringIO(tables.field(value), newline=""), strict=True)
    assert not _FORMULA.match(row[0])
    assert _unguarded(row[0]) == value


def test_no_file_of_ones_own_disk_and_no_words_of_others_are_published(edition: Edition) -> None:
    texts = contents(edition)
    assert not [path for path, text in texts.items() if "SECRET" in text or "/home/" in text or "U0VDUkVU" in text]
    assert not [path for path, text in texts.items() if re.search(r"^\s*file\s*=", text, re.MULTILINE)]


def test_keys_are_never_renamed() -> None:
    edition = nasty()
    typed = set(re.findall(r"@(?!string)\w+\{([^,\s]+),", edition.library.corpus.texts["references.bib"]))
    assert "Script:2021/a.b" in typed
    assert set(edition.library.entries) == typed
    assert {item["id"] for item in json.loads(whole(edition, "references.csl.json"))} == set(edition.citations.works) <= typed
    assert set(re.findall(r"^ID  - (.*)\r$", whole(edition, "references.ris"), re.MULTILINE)) == set(edition.citations.works)


def test_a_page_offers_its_own_references() -> None:
    texts = contents(nasty())
    keys = {item["id"] for item in json.loads(texts["data/pages/topics/town/trade.csl.json"])}
    assert {"zwei2020", "Script:2021/a.b", "teil2019"} <= keys
    assert keys < nasty().citations.works.keys()
    assert "@mvbook{ganz2019," in texts["data/pages/topics/town/trade.bib"], "an entry lacks the one it inherits from"
    assert texts["data/pages/topics/town/trade.ris"].count("ER  - ") == len(keys)
    assert json.loads(texts["data/pages/sources/evil1900.csl.json"])[0]["title"] == "Leaflet"


def test_every_link_to_data_leads_to_a_file(edition: Edition) -> None:
    linked = set(re.findall(r"target='((?:data/|llms)[^']*)'", repr([page.blocks for page in edition.pages])))
    assert len(linked) > 30
    assert linked == contents(edition).keys()


def test_all_that_is_published_is_described() -> None:
    assert {file.address for file in data_files()} == {path for path in contents(golden()) if not path.startswith("data/pages/")}
    assert {"bib", "csl-json", "csv", "json", "llms", "markdown", "ris"} <= formats().keys()


def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    assert artifacts(edition) == artifacts(edition)


def test_an_unbalanced_value_stays_in_its_field() -> None:
    assert bib._value("a } b") == "{a  b}"  # noqa: SLF001 - no bibliography is read so wrong that this could be asked from outside
    assert bib._value("{a} {b}") == "{{a} {b}}"  # noqa: SLF001 - as above


def test_unknown_keys_are_left_out() -> None:
    for module in (bib, csl_json, ris):
        assert b"nobody" not in module.write(golden(), ("nobody",))


def test_the_editions_differ() -> None:
    assert editions.nasty().citations.works.keys() > editions.golden().citations.works.keys()
