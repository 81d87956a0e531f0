"""From an empty folder to a site: a new dossier from a taxonomy, one source after another, and nothing the second time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from programs import GOLDEN, ORIGINALS, ROOT, copied, dossier, front_matter, mkdocs_build
from test_add import state

THEIRS = sorted(ORIGINALS.glob("*.txt")) if ORIGINALS.is_dir() else []
OURS = sorted((GOLDEN / "originals").glob("*.txt"))


def taxonomy(topics: Path, target: Path) -> Path:
    """Write the topics of a dossier as the taxonomy of a new one."""
    families = []
    for index in sorted(topics.glob("*/index.md")):
        family = front_matter(index)
        groups = []
        for group in family["topics"]:  # type: ignore[attr-defined] # a list of mappings, as its schema says
            leaves = [{"id": name, **front_matter(index.parent / f"{name}.md")} for name in group["topics"]]
            groups.append({"title": group["group"], "leaves": leaves})
        families.append({"id": index.parent.name, "title": family["title"], "topics": groups})
    target.write_text(yaml.safe_dump({"version": 1, "families": families}, allow_unicode=True), "utf-8")
    return target


@pytest.mark.parametrize(
    ("texts", "topics"),
    [
        pytest.param(OURS, GOLDEN / "docs" / "topics", id="invented"),
        pytest.param(
            THEIRS, ROOT / "docs" / "topics", id="originals", marks=pytest.mark.skipif(not THEIRS, reason="no original is at hand")
        ),
    ],
)
def test_an_empty_folder_becomes_a_site_of_drafts(texts: list[Path], topics: Path, tmp_path: Path) -> None:
    plan, desk = taxonomy(topics, tmp_path / "taxonomy.yaml"), tmp_path / "new"
    assert dossier(tmp_path, "new", "dossier", str(desk), "--taxonomy", str(plan)).code == 0
    if (cache := copied(GOLDEN, tmp_path / "fonts") / ".cache").exists():
        cache.rename(desk / ".cache")
    empty = dossier(desk, "check")
    assert (empty.code, "0 errors" in empty.out) == (0, True), empty.out
    for text in texts:
        done = dossier(desk, "add", str(text))
        assert done.code == 0, done.err
    after = state(desk)
    for text in texts:
        assert "nothing was changed" in dossier(desk, "add", str(text)).err
    assert state(desk) == after

    checked = dossier(desk, "check")
    assert (checked.code, "0 errors" in checked.out) == (0, True), checked.out
    published = mkdocs_build(desk, tmp_path / "published")
    assert published.code == 0, published.err
    assert list((tmp_path / "published" / "sources").glob("*.html")) == [tmp_path / "published" / "sources" / "index.html"]

    config = desk / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("drafts: false", "drafts: true"), "utf-8")
    shown = mkdocs_build(desk, tmp_path / "site")
    assert shown.code == 0, shown.err
    digests = sorted(path.stem for path in (desk / "sources").glob("*.md"))
    assert len(digests) == len(texts)
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html")
    }
    for key in digests:
        assert "no editor has reviewed it" in pages[f"sources/{key}.html"]
        here = [page for path, page in pages.items() if path.startswith("topics/") and f"sources/{key}.html#para-" in page]
        assert any("Not stated yet" in page for page in here), f"{key} is under no topic"


def test_a_topic_and_a_brief_are_started_in_their_places(tmp_path: Path) -> None:
    desk = copied(GOLDEN, tmp_path / "desk")
    assert dossier(desk, "new", "topic", "water/mud", "--title", "Mud", "--question", "Who carries it away?").code == 0
    assert dossier(desk, "new", "topic", "air/gulls").code == 0
    assert dossier(desk, "new", "brief", "mud", "--topic", "water/mud").code == 0
    assert front_matter(desk / "docs" / "topics" / "water" / "mud.md")["question"] == "Who carries it away?"
    before, after = (
        (folder / "docs" / "topics" / "water" / "index.md").read_text("utf-8").splitlines() for folder in (GOLDEN, desk)
    )
    assert [line for line in after if line not in before] == [line for line in after if "mud]" in line]
    checked = dossier(desk, "check")
    assert checked.code == 0, checked.out
    whole = state(desk)
    for words in (
        ("topic", "water/mud"),
        ("brief", "mud"),
        ("dossier", "."),
        ("topic", "../mud"),
        ("brief", "A B"),
        ("topic", "mud"),
    ):
        refused = dossier(desk, "new", *words)
        assert (refused.code, "Traceback" in refused.err) == (2, False), words
    assert state(desk) == whole


def test_the_digest_of_a_book_that_is_not_at_hand_is_started_once(tmp_path: Path) -> None:
    desk = copied(GOLDEN, tmp_path / "desk")
    before = dossier(desk, "check")
    with (desk / "references.bib").open("a", encoding="utf-8") as bib:
        bib.write("\n@book{kell1977, author = {Kell, Una}, title = {Silt}, date = {1977}, isbn = {978-3-16-148410-0}}\n")
    assert dossier(desk, "new", "source", "kell1977").code == 0
    checked = dossier(desk, "check")
    assert checked.code == before.code == 0, checked.out
    assert "1 of 1 statements are still to be written" in checked.out
    assert 'at="p. 1"' in (desk / "sources" / "kell1977.md").read_text("utf-8")
    whole = state(desk)
    again, unknown = dossier(desk, "new", "source", "kell1977"), dossier(desk, "new", "source", "kel1977")
    assert (again.code, "would be overwritten" in again.err) == (2, True), again.err
    assert (unknown.code, 'did you mean "kell1977"?' in unknown.err) == (2, True), unknown.err
    assert state(desk) == whole


@pytest.mark.parametrize("text", ["families: water\n", "[\n", "families: []\n", "families: [{id: a, topics: [{title: b}]}]\n"])
def test_a_taxonomy_that_cannot_be_read_is_told_and_nothing_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    done = dossier(tmp_path, "new", "dossier", "new", "--taxonomy", "plan.yaml")
    assert (done.code, "error[taxonomy]" in done.err, "Traceback" in done.err) == (2, True, False), done.err
    assert not (tmp_path / "new").exists()
