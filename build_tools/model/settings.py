"""What a dossier's `mkdocs.yml` decides: where its files are, how citations look, what may be quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Decisions of a publisher. Paths count from the project's root.

    `config` is the file that they stand in. `csl` is the text of a citation style, empty for the engine's own.
    `quote_words` and `quote_total` bound the words quoted from a restricted source: per quotation and in all. `copied_words` is
    the length of a run of words shared with an original that counts as copied. `drafts` lets sources that are not reviewed into
    the build; without it they are left out. `pdf` publishes PDFs beside the pages. `social_cards` draws the pictures that are
    shown with a link to a page, where the site has an address. `version` and `date` (ISO 8601) name the
    state of the text that is built; both are empty where it has no history. `desk` tells that only the editor sees the pages.
    `search_passages` lets the words of passages, without their order, help the search.
    """

    config: str = "mkdocs.yml"
    docs: str = "docs"
    sources: str = "sources"
    bibliography: str = "references.bib"
    originals: str = "sources/originals"
    csl: str = ""
    lang: str = "en-GB"
    quote_words: int = 40
    quote_total: int = 300
    copied_words: int = 8
    drafts: bool = False
    desk: bool = False
    pdf: bool = False
    social_cards: bool = True
    search_passages: bool = False
    site_name: str = ""
    site_url: str = ""
    directory_urls: bool = False
    version: str = ""
    date: str = ""
