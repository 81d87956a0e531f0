"""What Zotero's connector and its readers make of a source: found with Zotero's own translators, held here by what they read.

Its "Embedded Metadata" takes a Highwire tag for a journal, a book or a report before anything else that is said of a work, a
name without a comma for a person's, one author with two words on either side of a comma for two, and the name of a site for
that of a web page; it loses what stands beside a name in CSL-JSON.
"""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from editions import built, golden
from test_head import read

from build_tools.exports import csl_json, ris
from build_tools.exports.head import head
from build_tools.model.pages import Edition, Page

_COMMON = "author = {Hale, Ada and {Harbour Board}}, date = {2021-05-24}, number = {7}"
# The type with more fields, what Zotero is to save it as, and the tag that names what it is part of.
KINDS = {
    "@article, journaltitle = {Whole}": ("journalArticle", "citation_journal_title"),
    "@article, entrysubtype = {magazine}, journaltitle = {Whole}": ("magazineArticle", "prism.publicationName"),
    "@article, entrysubtype = {newspaper}, journaltitle = {Whole}": ("newspaperArticle", "prism.publicationName"),
    "@book": ("book", ""),
    "@booklet": ("book", ""),
    "@collection": ("book", ""),
    "@dataset": ("dataset", ""),
    "@inbook, booktitle = {Whole}": ("bookSection", "citation_inbook_title"),
    "@incollection, booktitle = {Whole}": ("bookSection", "citation_inbook_title"),
    "@inproceedings, booktitle = {Whole}": ("conferencePaper", "prism.publicationName"),
    "@inreference, booktitle = {Whole}": ("encyclopediaArticle", "prism.publicationName"),
    "@jurisdiction": ("case", ""),
    "@legislation": ("statute", ""),
    "@letter": ("letter", ""),
    "@manual": ("book", ""),
    "@misc": ("document", ""),
    "@online, organization = {Whole}": ("webpage", "prism.publicationName"),
    "@patent": ("patent", ""),
    "@periodical": ("document", ""),
    "@phdthesis, school = {School}": ("thesis", ""),
    "@report, institution = {Board}": ("report", ""),
    "@software": ("computerProgram", ""),
    "@standard": ("standard", ""),
    "@unpublished": ("manuscript", ""),
    "@unpublished, eventtitle = {Silt Days}": ("presentation", ""),
    "@video": ("film", ""),
}
# Each of these alone decides what a work is saved as.
DECIDING = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
NAMES = {
    "Hale, Ada": "Hale, Ada",
    "{Harbour Board}": "Harbour Board,",
    "{Foreign, Harbour & Lamp Office}": "Foreign Harbour & Lamp Office,",
    "Plato": "Plato,",
    "von der Hale, Ada Mary": "von der Hale, Ada Mary;",
    "Moor, Jr, Bob": "Moor, Bob Jr",
    "d'Hale, Ada": "d’Hale, Ada",
}


@cache
def edition() -> Edition:
    entries = [
        f"{kind.partition(',')[0]}{{k{n}, title = {{Title {n}}}, {_COMMON}{''.join(kind.partition(',')[1:])}}}"
        for n, kind in enumerate(KINDS)
    ]
    names = (name.replace("&", r"\&") for name in NAMES)
    entries += [f"@book{{n{n}, title = {{T}}, date = {{2001}}, author = {{{name}}}}}" for n, name in enumerate(names)]
    entries += ["@book{bare, title = {T}, series = {Light Studies}, author = {van der Moor, Ben}, date = {2001}, edition = {2}}"]
    entries += ["@inproceedings{talk, author = {A, B}, title = {T}, booktitle = {Printed}, eventtitle = {Silt Days}, venue = {H}}"]
    entries += ["@legislation{law, title = {T}, date = {1999}, number = {9}, author = {A, B}}"]
    return built({"references.bib": "\n".join(entries).encode(), "mkdocs.yml": b"", "docs/index.md": b"---\ntitle: T\n---\n"})


def tags(key: str) -> list[tuple[str, str]]:
    return read(Page(f"sources/{key}.md", "source", edition().citations.works[key].title, ()), edition())[0]


@pytest.mark.parametrize(("number", "kind"), list(enumerate(KINDS)), ids=list(KINDS))
def test_a_source_is_saved_as_what_it_is(number: int, kind: str) -> None:
    found = dict(tags(f"k{number}"))
    item_type, part_of = KINDS[kind]
    assert found["z:itemType"] == item_type
    assert {DECIDING[name] for name in found.keys() & DECIDING.keys()} <= {item_type}
    assert found.get(part_of, "") == ("Whole" if part_of else "")


@pytest.mark.parametrize(("number", "name"), list(enumerate(NAMES)), ids=list(NAMES))
def test_a_name_is_not_taken_apart(number: int, name: str) -> None:
    assert [value for tag, value in tags(f"n{number}") if tag == "citation_author"] == [NAMES[name]]


def test_what_highwire_has_no_word_for_is_said_all_the_same() -> None:
    assert {("prism.edition", "2"), ("citation_series_title", "Light Studies")} <= set(tags("bare"))
    assert {
        ("citation_conference_title", "Silt Days"),
        ("prism.publicationName", "Printed"),
        ("eprints.place_of_pub", "H"),
    } <= set(tags("talk"))


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("@patent", "prism.number"),
        ("@standard", "prism.number"),
        ("@report, institution = {Board}", "citation_technical_report_number"),
    ],
)
def test_a_number_goes_along(kind: str, tag: str) -> None:
    assert (tag, "7") in tags(f"k{list(KINDS).index(kind)}")


def test_our_site_is_not_taken_for_that_of_the_source() -> None:
    source = next(page for page in golden().pages if page.kind == "source")
    own = next(page for page in golden().pages if page.kind != "source")
    for tag in ("og:site_name", "article:published_time"):
        assert tag not in head(source, golden())
        assert tag in head(own, golden())
    assert source.description.endswith("statements, each with its passage")


def test_particles_are_not_lost_in_csl_json() -> None:
    (item,) = json.loads(csl_json.write(edition(), ["bare"]))
    assert item["author"] == [{"family": "Moor", "given": "Ben van der"}]
    (item,) = json.loads(csl_json.write(edition(), [f"n{len(NAMES) - 1}"]))
    assert item["author"] == [{"family": "d’Hale", "given": "Ada"}]


def test_ris_names_event_and_proceedings_apart() -> None:
    talk = ris.write(edition(), ["talk"]).decode()
    assert re.findall(r"(?:T2|C3|C1)  - .*", talk.replace("\r", "")) == ["T2  - Silt Days", "C3  - Printed", "C1  - H"]
    law = ris.write(edition(), ["law"]).decode()
    assert "TY  - STAT" in law
    assert "M1  - 9" in law
    assert "SN  - " not in law
