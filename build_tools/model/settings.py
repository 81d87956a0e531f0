"""What a dossier's `mkdocs.yml` decides: where its files are, how citations look, what may be quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Decisions of a publisher. Paths count from the project's root.

    `quote_words` and `quote_total` bound the words quoted from a restricted source: per quotation and in all.
    `copied_words` is the length of a run of words shared with an original that counts as copied. `drafts` lets
    sources that are not reviewed into the build; without it they are an error.
    """

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
    site_name: str = ""
    site_url: str = ""
    version: str = ""
    date: str = ""
