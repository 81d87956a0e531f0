"""A page is made anew where something in it changed: an edited digest or topic does not touch what only names it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import pytest
from coasts import FILES

from build_tools.load.corpus import load_corpus
from build_tools.model.memory import Memory
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.pages import make_pages
from build_tools.pages.dossier import Dossier
from build_tools.resolve import resolve

_T = TypeVar("_T")
FOG, LAMPS = "docs/topics/signals/fog.md", "docs/topics/signals/lamps.md"
HALE, ORTIZ = "sources/hale1901.md", "sources/ortiz1934.md"
# A file, words in it, what comes in their place, and whose pages of their own are made anew.
EDITS = {
    "a statement": (ORTIZ, "nobody has to tend it", "it tends itself", {LAMPS, ORTIZ}),
    "a sentence that cites nothing": (LAMPS, "never answered", "did not answer", {LAMPS}),
    "a sentence that cites": (LAMPS, "thought the keeper", "held the keeper", {LAMPS, HALE, ORTIZ}),
    "a topic's question": (FOG, "can't see", "sees nothing", {FOG}),
    "a topic's title": (FOG, "title: Fog", "title: Mist", {FOG, LAMPS, HALE}),
    "the name of a source": (ORTIZ, "label: Ortiz 1934", "label: The Engineer", {FOG, LAMPS, ORTIZ}),
}


class Noting(Memory):
    """A memory that notes what it has made."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.made: set[Hashable] = set()

    def recall(self, name: Hashable, given: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what was kept, or make it and note its name."""

        def noted() -> _T:
            self.made.add(name)
            return make()

        return super().recall(name, given, noted)


def _build(files: dict[str, bytes], memory: Noting) -> None:
    memory.next_build()
    memory.made = set()
    library = resolve(load_corpus(files, Settings(), {}), memory)
    make_pages(Dossier(library, Citations(), Settings()), memory)


@pytest.mark.parametrize("edit", EDITS)
def test_only_pages_that_show_an_edit_are_made_anew(edit: str) -> None:
    path, old, new, touched = EDITS[edit]
    memory = Noting()
    _build(FILES, memory)
    before = FILES[path].decode()
    assert old in before
    _build({**FILES, path: before.replace(old, new, 1).encode()}, memory)
    kinds = ("build_tools.pages.topic", "build_tools.pages.source")
    assert {name[1] for name in memory.made if isinstance(name, tuple) and name[0] in kinds} == touched
