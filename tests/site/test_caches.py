"""What is kept from one page or build to the next never shows: a site made with it is byte for byte the one made without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from built import Site
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_tools.shells import mkdocs_plugin

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _built(folder: Path, target: Path) -> Site:
    """Build in this process, where a part of the shell can be put out of use."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return Site(target)


def test_entries_of_the_menu_are_made_once_and_come_out_the_same(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering = _built(desk, tmp_path / "remembering")
    monkeypatch.setattr(mkdocs_plugin, "remember_menu", lambda _: None)
    forgetting = _built(desk, tmp_path / "forgetting")
    assert remembering.contents == forgetting.contents
