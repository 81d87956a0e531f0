"""How each page of the dossier is cited, in the dossier's own style."""

from __future__ import annotations

from dataclasses import replace

import editions
from editions import SETTINGS, golden

from build_tools.model.blocks import Link, Paragraph, plain
from build_tools.model.pages import Edition
from build_tools.model.settings import Settings
from build_tools.shells import disk

_HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0"><info><title>T</title><id>t</id></info>'
_TITLE = '<text variable="title" text-case="uppercase" suffix=". "/>'
NUMERIC = (
    f'{_HEAD.format("in-text")}<citation><layout><text variable="citation-number"/></layout></citation><bibliography><layout>'
    f'<text variable="citation-number" prefix="[" suffix="] "/>{_TITLE}<text variable="version"/></layout></bibliography></style>'
)
NO_LIST = f'{_HEAD.format("note")}<citation><layout><text variable="title"/></layout></citation></style>'


def built(settings: Settings) -> Edition:
    return editions.built(disk.project_files(editions.GOLDEN, settings), settings)


def lines(edition: Edition) -> dict[str, str]:
    """Return the line of each page that has one."""
    feet = {page.path: page.blocks[-1] for page in edition.pages}
    return {path: plain(foot.content) for path, foot in feet.items() if isinstance(foot, Paragraph) and "cite-page" in foot.role}


def test_every_page_says_how_it_is_cited() -> None:
    said = lines(golden())
    assert said.keys() == {page.path for page in golden().pages}
    for page in golden().pages:
        line = said[page.path]
        assert line.startswith("Cite this page: The Long Cut & Co. 2026. ")
        assert page.title in line
        assert "1a2b3c4d" in line
        assert f"https://canal.example.org/dossier/{page.path[:-3]}.html" in line
        assert "this-page" not in line
        assert "PAGETITLE" not in line


def test_a_digest_is_not_cited_as_its_source() -> None:
    assert "The Future of the Long Cut (digest)" in lines(golden())["sources/trust1987.md"]


def test_the_address_is_a_link() -> None:
    foot = next(page.blocks[-1] for page in golden().pages if page.path == "method.md")
    assert isinstance(foot, Paragraph)
    (link,) = (part for part in foot.content if isinstance(part, Link))
    assert link.target == "https://canal.example.org/dossier/method.html"


def test_the_entry_for_this_page_is_nowhere_else() -> None:
    edition = golden()
    assert "dossier-this-page" not in edition.citations.works
    assert "dossier-this-page" not in edition.citations.references
    assert "dossier-this-page" not in repr([*edition.pages])


def test_a_style_that_numbers_or_lists_nothing_still_cites_the_page() -> None:
    assert lines(built(replace(SETTINGS, csl=NUMERIC)))["method.md"] == "Cite this page: Method. 1a2b3c4d"
    assert lines(built(replace(SETTINGS, csl=NO_LIST)))["method.md"].startswith("Cite this page: Method")


def test_without_a_date_the_line_is_left_out() -> None:
    assert lines(built(replace(SETTINGS, date=""))) == {}


def test_without_an_address_none_is_shown() -> None:
    assert "http" not in lines(built(replace(SETTINGS, site_url="")))["method.md"]


def test_a_site_name_is_no_latex() -> None:
    assert lines(built(replace(SETTINGS, site_name="50% of {Cuts} & Co_$1#")))["method.md"].startswith(
        "Cite this page: 50% of Cuts & Co_$1#. 2026."
    )
