"""What is kept from one page or build to the next never shows: a site made with it is byte for byte the one made without."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from built import Site
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from programs import environment, mkdocs_build

from build_tools.shells import mkdocs_templates
from build_tools.shells.builds import Builds
from build_tools.shells.mkdocs_plugin import DossierPlugin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@pytest.fixture(autouse=True)
def _same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Date the sites that this process builds as the programs date theirs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", environment()["SOURCE_DATE_EPOCH"])


def _built(folder: Path, target: Path, builds: Builds) -> Site:
    """Build in this process with what earlier builds left, as the live preview does on each save."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target))
    plugin = config.plugins["dossier"]
    assert isinstance(plugin, DossierPlugin)
    plugin.builds = builds
    build(config)
    return Site(target)


def _differing(first: Site, second: Site) -> list[str]:
    return [path for path in sorted(first.files | second.files) if first.contents.get(path) != second.contents.get(path)]


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edited(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edited


def _new_source(folder: Path) -> None:
    with (folder / "references.bib").open("a", encoding="utf-8") as bib:
        bib.write("\n@report{moor1990, author = {Moor, Ida}, title = {Reeds}, institution = {Reed Office}, date = {1990}}\n")
    front = (
        "status: reviewed\nrights: open\nlicence: CC0-1.0\nsilent: [cut-lowers-floods, fill-upper-reach, boats-return, town-pays]"
    )
    said = '{at="p. 3" from="Reeds" to="water" topics="water/wildlife" stance="dredging-safe=denies"}\nReeds need still water.'
    (folder / "sources" / "moor1990.md").write_text(f"---\n{front}\n---\n\n{said}\n", "utf-8")
    _edit("docs/topics/water/wildlife.md", "\n---\n", "\n---\nReeds need still water [@moor1990, p. 3]. ")(folder)


def _deletion(folder: Path) -> None:
    (folder / "docs" / "topics" / "town" / "trade.md").unlink()
    _edit("docs/topics/town/index.md", "[boats, trade]", "[boats]")(folder)
    for written in (folder / "sources").iterdir():
        written.write_text(written.read_text("utf-8").replace("town/trade", "town/boats"), "utf-8")
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace("(trade.md)", "(boats.md)").replace("town/trade", "town/cost"), "utf-8")


def _notes(folder: Path) -> None:
    """Cite in notes, in a style of our own."""
    (folder / "notes.csl").write_text(_NOTES, "utf-8")
    _edit("mkdocs.yml", "lang: en-GB", "lang: en-GB\n      csl: notes.csl")(folder)


_NOTES = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="." delimiter="; "><text variable="title"/><text variable="locator" prefix=", "/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
EDITS: dict[str, Callable[[Path], None]] = {
    "links to the author's lines": _edit("mkdocs.yml", "lang: en-GB", "lang: en-GB\n      edit_link: https://reed.example/{path}#L{line}"),
    "a line more in a digest": _edit("sources/lowe2019.md", "## The call\n", "\n## The call\n"),
    "the body of a digest": _edit("sources/lowe2019.md", "Mended locks will bring boats.", "Boats follow mended locks."),
    "the body of a topic": _edit("docs/topics/water/silt.md", "\n---\n", "\n---\n[Of silt more below.]{.analysis} "),
    "the title of a topic": _edit("docs/topics/water/flooding.md", "title: ", "title: High water and "),
    "the title of a work": _edit("references.bib", "Open the Gates", "Open Every Gate"),
    "the name of a source": _edit("sources/lowe2019.md", "label: Löwe and Rusk 2019", "label: The Sluice 2019"),
    "a stance": _edit("sources/lowe2019.md", "boats-return=asserts", "boats-return=denies"),
    "a date": _edit("references.bib", "2019-02-22", "1986-02-22"),
    "a group of the taxonomy": _edit("docs/topics/water/index.md", "group: The bed and the reed", "group: Below the water"),
    "a family's place": _edit("docs/index.md", "[water, town]", "[town, water]"),
    "a proposition": _edit("sources/propositions.yaml", "text: ", "text: As it is said, "),
    "an event": _edit("sources/events.yaml", "title: ", "title: The great "),
    "a new source": _new_source,
    "a deleted topic": _deletion,
    "a setting": _edit("mkdocs.yml", "quote_words: 40", "quote_words: 30"),
    "a feature of the theme": _edit("mkdocs.yml", "    - navigation.prune\n", ""),
    "the site's name": _edit("mkdocs.yml", "site_name: The Long Cut", "site_name: The Short Cut"),
    "the citation style": _notes,
    "the language": _edit("mkdocs.yml", "lang: en-GB", "lang: en-US"),
}  # fmt: skip


def test_after_any_edit_a_rebuild_is_a_clean_build(desk: Path, tmp_path: Path) -> None:
    builds = Builds()
    _built(desk, tmp_path / "first", builds)
    wrong: dict[str, list[str]] = {}
    for name, edit in EDITS.items():
        edit(desk)
        again = _built(desk, tmp_path / "again", builds)
        clean = mkdocs_build(desk, tmp_path / "clean")
        assert clean.code == 0, (name, clean.err)
        if differing := _differing(again, Site(tmp_path / "clean")):
            wrong[name] = differing
    assert wrong == {}


def test_a_page_made_when_a_browser_asks_is_the_page_of_a_build(desk: Path, tmp_path: Path) -> None:
    hook = desk / "hook.py"
    hook.write_text('"""Sees every page, so that MkDocs makes them all."""', "utf-8")
    whole = _preview(desk, tmp_path / "whole", hooks=["hook.py"])
    asked = _preview(desk, tmp_path / "asked")
    pages = sorted(path for path in whole.files if path.endswith(".html"))
    assert len(pages) > 20
    assert [path for path in pages if path in asked.files] == ["404.html"]
    config = load_config(str(desk / "mkdocs.yml"))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 8000, str(tmp_path / "asked"))
    app: Any = config.plugins.on_serve(server, config=config, builder=lambda: None).get_app()
    for path in pages:
        assert b"".join(app({"PATH_INFO": f"/{path}"}, lambda *_: None))
    config.plugins.on_startup(command="build", dirty=False)
    assert [path for path in _differing(whole, Site(tmp_path / "asked")) if not path.startswith("sitemap")] == []


def _preview(folder: Path, target: Path, hooks: Sequence[str] = ()) -> Site:
    """Build in this process as the live preview does."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target), hooks=list(hooks))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    return Site(target)


def _damaged(content: bytes) -> bytes:
    """Return a file's bytes with one in the middle changed."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :] if content else b"?"


@pytest.mark.parametrize("harm", [_damaged, lambda content: content[: len(content) // 2], lambda _: b""])
def test_a_damaged_cache_is_made_anew(harm: Callable[[bytes], bytes], golden: Site, desk: Path, tmp_path: Path) -> None:
    mkdocs_build(desk, tmp_path / "first")
    kept = [path for path in (desk / ".cache").rglob("*") if path.is_file() and "fonts" not in path.parts]
    assert kept
    for path in kept:
        path.write_bytes(harm(path.read_bytes()))
    again = mkdocs_build(desk, tmp_path / "again")
    assert (again.code, _differing(golden, Site(tmp_path / "again"))) == (0, []), again.err


def test_two_builds_at_once_are_the_same(golden: Site, desk: Path, tmp_path: Path) -> None:
    targets = [tmp_path / "one", tmp_path / "other"]
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda target: mkdocs_build(desk, target), targets))
    assert [one.code for one in done] == [0, 0], [one.err for one in done]
    assert [_differing(golden, Site(target)) for target in targets] == [[], []]


def test_nothing_is_kept_in_what_is_published(golden: Site) -> None:
    assert not [path for path in golden.files if "cache" in path]


def test_another_compiler_finds_no_template_of_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    class Compiler(Environment):
        def compile(self, *given: Any, **told: Any) -> Any:  # noqa: ANN401 - as Jinja declares it
            compiled.append("once")
            return super().compile(*given, **told)

    for named in ("3.1.6", "3.1.6", "3.2.0"):
        monkeypatch.setattr(mkdocs_templates, "version", lambda _, named=named: named)
        env = Compiler(loader=DictLoader({"page": "{{ 6 * 7 }}"}), autoescape=True)
        env.bytecode_cache = mkdocs_templates.KeptTemplates(tmp_path, env)
        assert env.get_template("page").render() == "42"
    assert compiled == ["once", "once"]
