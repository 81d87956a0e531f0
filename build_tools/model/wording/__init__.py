"""The words of a layout, language by language; a language is one file here with a `Wording`, named in `_KNOWN`."""

from __future__ import annotations

from build_tools.model.wording.english import ENGLISH
from build_tools.model.wording.fields import Wording
from build_tools.model.wording.french import FRENCH
from build_tools.model.wording.german import GERMAN

__all__ = ["ENGLISH", "Wording", "languages", "wording"]

_KNOWN = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def wording(language: str) -> Wording:
    """Return the words for a language tag such as `de-AT`; the English ones where there are none."""
    return _KNOWN.get(language.partition("-")[0].lower(), ENGLISH)


def languages() -> tuple[str, ...]:
    """Return the languages that there are words for."""
    return tuple(_KNOWN)
