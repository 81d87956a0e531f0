"""The dossier for machine readers: every statement with its source and its place, every side of every proposition."""

from __future__ import annotations

from dataclasses import replace

from editions import golden, nasty

from build_tools.exports import llms
from build_tools.model.pages import Edition


def _files(edition: Edition) -> dict[str, str]:
    return {file.path: file.content.decode() for file in llms.export(edition)}


def test_the_index_leads_to_every_topic_brief_and_source() -> None:
    index = _files(golden())["llms.txt"]
    assert index.startswith("# The Long Cut & Co.\n\n> ")
    for page in golden().pages:
        if page.kind in {"topic", "brief", "source"}:
            assert f"- [{page.title}](https://canal.example.org/dossier/{page.path.removesuffix('.md')}.html): " in index


def test_every_statement_stands_there_with_its_place() -> None:
    for edition in (golden(), nasty()):
        whole = _files(edition)["llms-full.txt"]
        statements = [one for one in edition.library.statements.values() if one.stated]
        assert statements
        for one in statements:
            place = f"sources/{one.source}.html#{one.anchor}"
            line = next(line for line in whole.splitlines() if line.endswith((place, place.replace(":", "%3A"))))
            assert line.startswith(f"- {one.text} (")
            assert one.locator is None or one.locator.shown in line


def test_every_synthesis_is_whole_with_its_citations() -> None:
    whole = _files(golden())["llms-full.txt"]
    for topic in golden().library.topics.values():
        assert f"## Topic: {topic.title}\n" in whole
        assert f"Question: {topic.question}\n" in whole
    assert "para. " in whole.partition("## Propositions")[0]


def test_every_side_is_told_and_silence_is_not() -> None:
    whole = _files(golden())["llms-full.txt"]
    part = whole.partition("## Propositions")[2].partition("## Source")[0]
    assert len([line for line in part.splitlines() if line.startswith("- ")]) == len(golden().library.propositions)
    assert " asserts it (" in part
    assert " silent it" not in part


def test_without_an_address_the_links_are_relative() -> None:
    edition = replace(golden(), settings=replace(golden().settings, site_url=""))
    assert "](topics/water/silt.html)" in _files(edition)["llms.txt"]
