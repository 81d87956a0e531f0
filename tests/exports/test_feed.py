"""The feed: valid Atom, newest first, with sources as they came in and syntheses as they last changed."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from editions import golden, nasty

from build_tools.exports.feed import feed
from build_tools.model.history import UNKNOWN, Change, History
from build_tools.model.pages import Edition

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY: History = {
    "sources/trust1987.md": Change("2026-01-05", "2026-03-01"),
    "sources/capkova2004.md": Change("2026-02-01", "2026-02-01"),
    "docs/topics/water/silt.md": Change("2026-01-05", "2026-03-04"),
}


def read(edition: Edition, history: History) -> ET.Element:
    (file,) = feed(edition, history)
    assert file.path == "feed.xml"
    return ET.fromstring(file.content)  # noqa: S314 - our own words


def told(root: ET.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}", "") for entry in root.iter(f"{ATOM}entry")]


def unrecorded(edition: Edition) -> Edition:
    corpus = replace(edition.library.corpus, record={})
    return replace(edition, library=replace(edition.library, corpus=corpus))


def test_what_changed_last_comes_first() -> None:
    root = read(unrecorded(golden()), HISTORY)
    assert told(root, "updated") == ["2026-03-04T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-05T00:00:00Z"]
    assert told(root, "title")[0].startswith("Synthesis: ")
    assert told(root, "title")[1:] == ["New source: What the Silt Remembers", "New source: The Future of the Long Cut"]
    assert root.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"


def test_every_feed_has_what_atom_demands() -> None:
    for edition in (golden(), nasty(), replace(golden(), settings=replace(golden().settings, site_url=""))):
        root = read(edition, HISTORY)
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        for part in (root, *root.iter(f"{ATOM}entry")):
            assert all(part.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
            assert part.findtext(f"{ATOM}id", "").partition(":")[0] in {"https", "urn"}
            assert part.find(f"{ATOM}link") is not None
        assert len(set(told(root, "id"))) == len(told(root, "id"))


def test_addresses_are_whole_where_the_site_has_one() -> None:
    root = read(unrecorded(golden()), HISTORY)
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "https://canal.example.org/dossier/feed.xml",
        "https://canal.example.org/dossier/",
    ]
    assert told(root, "id")[0] == "https://canal.example.org/dossier/topics/water/silt.html"


def test_without_an_address_a_name_stays_the_same_from_build_to_build() -> None:
    edition = unrecorded(replace(golden(), settings=replace(golden().settings, site_url="")))
    root = read(edition, HISTORY)
    assert told(root, "id") == told(read(edition, HISTORY), "id")
    assert all(name.startswith("urn:uuid:") for name in told(root, "id"))
    assert [link.get("href") for link in root.iter(f"{ATOM}link")][1] == "topics/water/silt.html"


def test_without_history_the_record_tells_when_a_source_came_in() -> None:
    days = [day for record in golden().library.corpus.record.values() for (day,) in [min((d,) for _, d in record.proofs.values())]]
    assert [one[:10] for one in told(read(golden(), UNKNOWN), "updated")] == sorted(days, reverse=True)


def test_where_nothing_is_known_there_is_no_feed() -> None:
    assert feed(unrecorded(golden()), UNKNOWN) == ()
