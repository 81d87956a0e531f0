"""The options of the plugin in `mkdocs.yml`, with what holds where none is given."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as option


class DossierConfig(base.Config):
    """The options of the plugin in `mkdocs.yml`; see Settings for what each means."""

    sources = option.Type(str, default="sources")
    bibliography = option.Type(str, default="references.bib")
    originals = option.Type(str, default="sources/originals")
    csl = option.Type(str, default="")
    lang = option.Type(str, default="en-GB")
    quote_words = option.Type(int, default=40)
    quote_total = option.Type(int, default=300)
    copied_words = option.Type(int, default=8)
    drafts = option.Type(bool, default=False)
    pdf = option.Type(bool, default=False)
    social_cards = option.Type(bool, default=True)
    search_passages = option.Type(bool, default=False)
    edit_link = option.Type(str, default="")
