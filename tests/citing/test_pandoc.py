"""The citing engine, with the real pandoc."""

from __future__ import annotations

import json
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from build_tools.citing.engine import Document, EngineError, Rendering, Request
from build_tools.diagnostics import Span
from build_tools.model import locators
from build_tools.model.blocks import Emphasis, Inlines, Link, Marked, Script, Text, plain
from build_tools.model.citations import Citation, CitationItem
from build_tools.model.dossier import Entry, Field
from build_tools.shells import pandoc
from build_tools.shells.pandoc import PandocEngine

if TYPE_CHECKING:
    from pathlib import Path

HERE = Span("docs/index.md")
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0"><info><title>T</title><id>t</id></info>'
FIRST_NAMES = f"""{HEAD.format("in-text")}<citation disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name">
<layout delimiter="; "><names variable="author"><name form="short" initialize-with=". "/></names></layout></citation></style>"""
TAIL = '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
NUMBERS = f"""{HEAD.format("in-text")}<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>{TAIL}"""
NOTES = f"""{HEAD.format("note")}<citation><layout delimiter="; "><choose>
<if position="ibid-with-locator"><text value="ibid."/><text variable="locator" prefix=" "/></if>
<else-if position="ibid"><text value="ibid."/></else-if>
<else-if position="subsequent"><text variable="title" suffix=", note "/><text variable="first-reference-note-number"/></else-if>
<else><text variable="title"/></else></choose></layout></citation>{TAIL}"""


def entry(key: str, kind: str, **fields: str) -> Entry:
    return Entry(key, kind, tuple(Field(name, value, HERE) for name, value in fields.items()), HERE, HERE)


ENTRIES = (
    entry("moor2019", "book", author="Moor, Ada", title="Lamps of the {Kattegat}", date="2019", publisher="Harbour Press"),
    entry(
        "quill2021", "article", author="Quill, Ben and Rigg, Cy", title="Tides", journaltitle="Canal {\\&} Coast", date="2021-05"
    ),
    entry("tarn2020a", "report", author="Tarn, Eve", title="Alpha", date="2020", institution="{Rope and Twine Office} and Board"),
    entry("tarn2020b", "report", author="Tarn, Eve", title="Beta", date="2020", institution="Board"),
    entry(
        "board2022", "online", author="{{Lamp and Buoy Board}}", title="Survey", date="2022-03-01", url="https://example.org/a_b"
    ),
    entry("survey2018", "misc", title="Nobody's Survey", year="2018", month="5"),
    entry("many2024", "book", author="Sand, A and Vane, B and Wick, C", title="Three", date="2024"),
)


def item(key: str, locator: str = "", **more: str | bool) -> CitationItem:
    return CitationItem(
        key=key,
        locator=locators.parse(locator) if locator else None,
        prefix=str(more.get("prefix", "")),
        suffix=str(more.get("suffix", "")),
        author_only_in_text=bool(more.get("in_text")),
        suppress_author=bool(more.get("suppress_author")),
        key_span=HERE,
        locator_span=HERE,
    )


def cite(*items: CitationItem) -> Citation:
    return Citation(items, HERE, "")


def render(*pages: tuple[Citation, ...], entries: tuple[Entry, ...] = ENTRIES, style: str = "", lang: str = "en-GB") -> Rendering:
    documents = tuple(Document(f"page{number}", page) for number, page in enumerate(pages))
    return PandocEngine().render(Request(entries, documents, style, lang))


def words(*citations: Citation, lang: str = "en-GB", style: str = "") -> list[str]:
    return [plain(one) for one in render(citations, lang=lang, style=style).documents["page0"].citations]


def links(content: Inlines) -> list[Link]:
    found: list[Link] = []
    for inline in content:
        match inline:
            case Link(role="cite"):
                found.append(inline)
            case Emphasis(inner) | Script(inner) | Marked(_, inner):
                found += links(inner)
    return found


def test_each_part_of_a_citation_leads_to_its_own_item() -> None:
    [rendered] = render((cite(item("moor2019", "para. 9"), item("board2022", "para. 4")),)).documents["page0"].citations
    assert rendered == (
        Text("("),
        Link("cite:moor2019:0", (Text("Moor 2019, para. 9"),), "cite"),
        Text("; "),
        Link("cite:board2022:1", (Text("Lamp and Buoy Board 2022, para. 4"),), "cite"),
        Text(")"),
    )


def test_one_source_at_two_places_has_two_links() -> None:
    [rendered] = render((cite(item("moor2019", "p. 3"), item("quill2021"), item("moor2019", "p. 7")),)).documents["page0"].citations
    assert [(link.target, plain(link.content)) for link in links(rendered)] == [
        ("cite:moor2019:0", "Moor 2019, 3"),
        ("cite:moor2019:2", "2019, 7"),
        ("cite:quill2021:1", "Quill and Rigg 2021"),
    ]


def test_prefix_and_suffix_stand_around_with_their_marks() -> None:
    [rendered] = (
        render((cite(item("moor2019", "p. 3", prefix="1. see", suffix=", at the *end* <b>")),)).documents["page0"].citations
    )
    assert plain(rendered) == "(1. see Moor 2019, 3, at the end <b>)"
    assert Emphasis((Text("end"),)) in rendered


def test_an_author_is_suppressed() -> None:
    assert words(cite(item("moor2019", "p. 3", suppress_author=True))) == ["(2019, 3)"]


def test_an_author_is_named_in_the_text() -> None:
    assert words(cite(item("moor2019", "para. 3", in_text=True))) == ["Moor (2019, para. 3)"]
    assert words(cite(item("moor2019", in_text=True, suffix="see the chart"))) == ["Moor (2019, see the chart)"]


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("para. 9", "para. 9"),
        ("para. 9b", "para. 9"),
        ("paras. 9, 12b", "paras 9, 12"),
        ("paras. 9–12", "paras 9–12"),
        ("pp. 3–5", "3–5"),
        ("chap. 4", "ch. 4"),
        ("§ 4", "sect. 4"),
        ("fig. 2", "fig. 2"),
        ("act 2", "act 2"),
        ("tbl. 2", "table 2"),
    ],
)
def test_locators_are_labelled_in_british_english(locator: str, shown: str) -> None:
    [rendered] = words(cite(item("moor2019", locator)))
    assert rendered.replace("\xa0", " ") == f"(Moor 2019, {shown})".replace("\xa0", " ")


def test_locators_are_labelled_in_another_language() -> None:
    assert words(cite(item("moor2019", "para. 9")), lang="de") == ["(Moor 2019, Abs. 9)"]


def test_an_entry_without_author_goes_by_its_title() -> None:
    rendering = render((cite(item("survey2018")),))
    assert plain(rendering.documents["page0"].citations[0]) == "(‘Nobody’s Survey’ 2018)"
    assert rendering.works["survey2018"].label == "Nobody’s Survey 2018"
    assert rendering.works["survey2018"].issued == "2018-05"


def test_a_corporate_author_is_one_name() -> None:
    work = render((cite(item("board2022")),)).works["board2022"]
    assert [author.literal for author in work.authors] == ["Lamp and Buoy Board"]
    assert (work.label, work.issued, work.url) == ("Lamp and Buoy Board 2022", "2022-03-01", "https://example.org/a_b")


def test_works_hold_plain_words() -> None:
    works = render(()).works
    assert works["moor2019"].title == "Lamps of the Kattegat"
    assert works["quill2021"].container == "Canal & Coast"
    assert works["tarn2020a"].institutions == ("Rope and Twine Office", "Board")
    assert json.loads(works["moor2019"].csl_json)["id"] == "moor2019"
    assert [works[key].label for key in ("quill2021", "many2024", "tarn2020a", "tarn2020b")] == [
        "Quill and Rigg 2021",
        "Sand et al. 2024",
        "Tarn 2020a",
        "Tarn 2020b",
    ]


def test_markup_in_a_title_stays_text() -> None:
    title = "<script>alert(1)</script> 5% \\& more \\textemdash{} `{=html}"
    rendering = render((cite(item("odd")),), entries=(entry("odd", "book", author="Moor, Ada", title=title, date="2019"),))
    assert rendering.works["odd"].title.startswith("<script>alert(1)</script> 5% & more —")
    [(key, reference)] = rendering.documents["page0"].references
    assert key == "odd"
    assert "alert(1)</" in plain(reference)
    assert all(isinstance(inline, Text | Emphasis) for inline in reference)


@pytest.mark.parametrize("title", ["5% of all", "Lamp #1", "Tea & oil", "For $5 a day", "a_b", "ends in a backslash\\"])
def test_what_latex_would_swallow_stays_text(title: str) -> None:
    works = render((), entries=(entry("odd", "book", title=title, date="2019"),)).works
    assert works["odd"].title == title.removesuffix("\\")


def test_a_value_can_not_break_out_of_its_entry() -> None:
    broken = entry("odd", "book", author="Moor, Ada", title="A } , note = {x", date="2019")
    works = render((), entries=(broken, *ENTRIES)).works
    assert works["odd"].title == "A } , note = {x"
    assert set(works) == {"odd", *(one.key for one in ENTRIES)}


def test_an_entry_that_can_not_be_read_costs_no_other() -> None:
    rendering = render((cite(item("moor2019")),), entries=(*ENTRIES, entry("a b", "", title="x")))
    assert plain(rendering.documents["page0"].citations[0]) == "(Moor 2019)"
    assert rendering.problems == ("pandoc can't read the entry a b",)


def test_an_unknown_key_is_shown_as_such() -> None:
    rendering = render((cite(item("nobody", "p. 3"), item("moor2019")),))
    assert "nobody?" in plain(rendering.documents["page0"].citations[0])
    assert rendering.problems == ()


def test_letters_of_a_year_are_the_same_on_every_page() -> None:
    rendering = render((cite(item("tarn2020b")),), (cite(item("tarn2020a")),), ())
    assert [plain(one) for page in rendering.documents.values() for one in page.citations] == ["(Tarn 2020b)", "(Tarn 2020a)"]
    assert [[key for key, _ in page.references] for page in rendering.documents.values()] == [["tarn2020b"], ["tarn2020a"], []]


@pytest.mark.parametrize(("other", "shown"), [("Tarn, Abe", ["A. Tarn", "E. Tarn"]), ("Tarp, Abe", ["Tarp", "Tarn"])])
def test_people_of_one_family_name_are_told_apart(other: str, shown: list[str]) -> None:
    entries = (entry("a", "book", author=other, title="Alpha"), entry("b", "report", author="Tarn, Eve", title="Beta"))
    made = render((cite(item("a")), cite(item("b"))), entries=entries, style=FIRST_NAMES)
    assert [plain(one) for one in made.documents["page0"].citations] == shown


def test_of_a_page_that_only_lists_works_no_citation_is_rendered() -> None:
    listed = Document("list", (cite(item("quill2021")), cite(item("moor2019"))), only_references=True)
    shown = Document("page", (cite(item("tarn2020a")),))
    for style, number in (("", ""), (NUMBERS, "[1]")):
        made = PandocEngine().render(Request(ENTRIES, (shown, listed), style)).documents
        assert {key for key, _ in made["list"].references} == {"quill2021", "moor2019"}
        assert plain(made["page"].citations[0]).startswith(number or "(Tarn")
    assert not PandocEngine().render(Request(ENTRIES, (shown, listed))).documents["list"].citations


def test_numbers_begin_anew_on_each_page() -> None:
    first = (cite(item("quill2021")), cite(item("moor2019"), item("quill2021")))
    second = (cite(item("moor2019")),)
    rendering = render(first, second, (), style=NUMBERS)
    assert [[plain(one) for one in page.citations] for page in rendering.documents.values()] == [["[1]", "[1, 2]"], ["[1]"], []]
    assert [key for key, _ in rendering.documents["page0"].references] == ["quill2021", "moor2019"]
    assert [link.target for link in links(rendering.documents["page0"].citations[1])] == ["cite:quill2021:1", "cite:moor2019:0"]


def test_a_number_follows_the_author_that_the_text_names() -> None:
    assert words(cite(item("quill2021", in_text=True)), cite(item("many2024", in_text=True)), style=NUMBERS) == [
        "Quill and Rigg [1]",
        "Sand et al. [2]",
    ]


def test_ibid_and_note_numbers_begin_anew_on_each_page() -> None:
    page = (cite(item("moor2019")), cite(item("moor2019", "p. 3")), cite(item("quill2021")), cite(item("moor2019")))
    rendering = render(page, page, style=NOTES)
    expected = ["Lamps of the Kattegat", "Ibid. 3", "Tides", "Lamps of the Kattegat, note 1"]
    assert [[plain(one) for one in page.citations] for page in rendering.documents.values()] == [expected, expected]
    [note] = rendering.documents["page1"].citations[1]
    assert isinstance(note, Marked)
    assert note.role == "note"
    assert [link.target for link in links((note,))] == ["cite:moor2019:0"]


def test_a_cache_hit_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(ENTRIES, (Document("page", (cite(item("moor2019")),)),))
    first = PandocEngine(tmp_path).render(request)
    monkeypatch.setattr(subprocess, "run", None)
    assert PandocEngine(tmp_path).render(request) == first


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"0" * 64 + b"\n{}"])
def test_a_damaged_cache_is_built_again(tmp_path: Path, damage: bytes) -> None:
    request = Request(ENTRIES, (Document("page", (cite(item("moor2019")),)),))
    first = PandocEngine(tmp_path).render(request)
    [file] = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:-9])
    assert PandocEngine(tmp_path).render(request) == first
    assert file.read_bytes() == whole


def test_another_style_language_or_locator_is_another_request(tmp_path: Path) -> None:
    for request in (
        Request(ENTRIES, (Document("page", (cite(item("moor2019", "p. 3")),)),)),
        Request(ENTRIES, (Document("page", (cite(item("moor2019", "p. 4")),)),)),
        Request(ENTRIES, (Document("page", (cite(item("moor2019", "p. 3")),)),), lang="de"),
        Request(ENTRIES, (Document("page", (cite(item("moor2019", "p. 3")),)),), style=NOTES),
        Request(ENTRIES[:3], (Document("page", (cite(item("moor2019", "p. 3")),)),)),
    ):
        PandocEngine(tmp_path).render(request)
    assert len(list(tmp_path.iterdir())) == 5


def test_a_cache_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    rendering = PandocEngine(tmp_path / "file" / "cache").render(Request(ENTRIES, ()))
    assert len(rendering.problems) == 1
    assert rendering.works


def stand_in(folder: Path, script: str) -> str:
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo no luck >&2; exit 3", "pandoc failed: no luck"),
        ("echo '{'", "pandoc's answer can't be read"),
        ("echo '[]'", "pandoc's answer can't be read"),
        ("""echo '{"problems": [], "documents": []}'""", "pandoc's answer can't be read"),
    ],
)
def test_a_failing_pandoc_is_an_error(tmp_path: Path, script: str, message: str) -> None:
    with pytest.raises(EngineError, match=message) as raised:
        PandocEngine(tmp_path / "cache", stand_in(tmp_path, script)).render(Request(ENTRIES, ()))
    assert raised.value.help
    assert not list((tmp_path / "cache").glob("*"))


def test_a_slow_pandoc_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_TIMEOUT", 0.2)
    with pytest.raises(EngineError, match="longer than"):
        PandocEngine(None, stand_in(tmp_path, "exec sleep 5")).render(Request(ENTRIES, ()))


def test_a_missing_pandoc_is_an_error(tmp_path: Path) -> None:
    for cache in (None, tmp_path):
        with pytest.raises(EngineError) as raised:
            PandocEngine(cache, str(tmp_path / "nowhere")).render(Request(ENTRIES, ()))
        assert "pypandoc-binary" in raised.value.help


@pytest.mark.parametrize("style", ["not a style", "<style><citation>", HEAD.format("note") + "</style>"])
def test_a_style_that_can_not_be_read_is_an_error(style: str) -> None:
    with pytest.raises(EngineError) as raised:
        PandocEngine().render(Request(ENTRIES, (Document("page", (cite(item("moor2019")),)),), style))
    assert raised.value.help
