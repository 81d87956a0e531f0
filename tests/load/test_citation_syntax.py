"""Our reading of pandoc's citation syntax, held against pandoc itself in every case of tests/cases/load/citations.md."""

from __future__ import annotations

import json
import random
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from cases import Case, compare, read_cases
from markdown_it import MarkdownIt

from build_tools.diagnostics import Span
from build_tools.load.citation_items import RawCitation
from build_tools.load.citation_plugin import citations_plugin, to_citation
from build_tools.load.cite_syntax import CITE_SYNTAX, RawProblem, to_diagnostic
from build_tools.model import locators

CASES = Path(__file__).parents[1] / "cases" / "load" / "citations.md"
MARKDOWN = MarkdownIt("commonmark").use(citations_plugin)
MODES = {"NormalCitation": "in brackets", "AuthorInText": "in text", "SuppressAuthor": "without author"}
# Prints what pandoc took for the locator, and leaves the rest of the suffix behind it.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Locators</title><id>locators</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="⟧"><text value="‹"/><label variable="locator" form="long" plural="never"/><text value="="/>
<text variable="locator"/><text value="›"/></layout></citation></style>"""


def cases() -> list[Case]:
    return [case for case in read_cases(CASES) if "markdown" in case.fences]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_citations_are_read(case: Case) -> None:
    compare(CASES, case, "citations", ours(case.fences["markdown"]))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_pandoc_reads_the_same_or_the_case_says_why_not(case: Case) -> None:
    if "pandoc" not in case.fences:
        assert pandoc()[case.title] == case.fences["citations"]
        return
    compare(CASES, case, "pandoc", pandoc()[case.title])
    assert case.fences["pandoc"] != case.fences["citations"], "we don't differ any more: take the fence out"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_problems_are_told(case: Case) -> None:
    told = "".join(
        f"{case.fences['markdown'][one.start : one.end]!r}: {one.message}\n" for one in problems(case.fences["markdown"])
    )
    if "problems" in case.fences:
        compare(CASES, case, "problems", told)
    else:
        assert not told


def test_a_citation_gets_its_place_in_the_file() -> None:
    [raw] = citations("see [see @moor2019, paras. 9–12, end]")
    citation = to_citation(raw, lambda offset: offset + 100, "docs/index.md")
    [item] = citation.items
    assert citation.span == Span("docs/index.md", 104, 137)
    assert item.key_span == Span("docs/index.md", 110, 118)
    assert item.locator_span == Span("docs/index.md", 120, 131)
    assert item.locator == locators.parse("paras. 9–12")
    assert (item.prefix, item.suffix) == ("see", ", end")


def test_a_problem_becomes_a_diagnostic() -> None:
    [problem] = problems("[@moor2019, para. one]")
    diagnostic = to_diagnostic(problem, lambda offset: offset + 7, "docs/index.md")
    assert diagnostic.code == CITE_SYNTAX.code
    assert diagnostic.span == Span("docs/index.md", 19, 24)
    assert diagnostic.help


@pytest.mark.parametrize("fence", ["```\n[@k]\n```", "    [@k]", "<div>[@k]</div>"])
def test_blocks_that_are_no_text_hold_no_citations(fence: str) -> None:
    assert not citations(fence)


def test_nothing_that_can_be_typed_breaks_the_reader() -> None:
    pieces = [
        "[",
        "]",
        "@k",
        "-",
        "@",
        "{",
        "}",
        ";",
        ",",
        " ",
        "p. ",
        "3",
        "\n",
        "`",
        "*",
        "<",
        ">",
        "(",
        ")",
        "\\",
        "para.",
        "^",
        "é",
    ]
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 14)))
        for block in MARKDOWN.parse(text):
            for token in block.children or ():
                if token.type == "citation":
                    assert offsets_fit(token.meta["citation"], block.content), text


def offsets_fit(raw: RawCitation, content: str) -> bool:
    keys = all(content[item.key_start : item.key_end] == item.key for item in raw.items)
    places = all(content[item.locator_start : item.locator_end].replace("*", "") == item.locator for item in raw.items)
    return keys and places and content[raw.start : raw.end] == raw.text


def citations(markdown: str) -> list[RawCitation]:
    return [token.meta["citation"] for token in tokens(markdown) if token.type == "citation"]


def problems(markdown: str) -> list[RawProblem]:
    found: list[RawProblem] = []
    for token in tokens(markdown):
        if token.type == "citation":
            found += token.meta["problems"]
        elif token.type == "citation_problem":
            found.append(token.meta["problem"])
    return found


def tokens(markdown: str) -> list[Any]:
    return [token for block in MARKDOWN.parse(markdown) for token in block.children or ()]


def ours(markdown: str) -> str:
    return "".join("-\n" + "".join(our_items(raw)) for raw in citations(markdown))


def our_items(raw: RawCitation) -> list[str]:
    lines = []
    for item in raw.items:
        found = locators.parse(item.locator, explicit=item.explicit)
        words = found.text[len(locators.label_at_start(found.text)) :] if found else ""
        mode = "in text" if item.in_text else "without author" if item.suppress_author else "in brackets"
        suffix = without_marks(item.suffix)
        # Pandoc's citing step puts this comma in; ours leaves it to the engine.
        comma = ", " if suffix[:1].isalnum() and not item.locator and not item.explicit else ""
        lines.append(line(mode, item.key, without_marks(item.prefix), f"{found.label} {words}" if found else "", comma + suffix))
    return lines


def line(mode: str, key: str, prefix: str, locator: str, suffix: str) -> str:
    parts = [f"{name} {value!r}" for name, value in (("prefix", prefix), ("suffix", suffix)) if value]
    shown = [re.sub(r"--?", "–", locator).replace("sub verbo", "sub-verbo")] if locator else []
    return ", ".join([f"{mode}: {key}", *shown, *parts]) + "\n"


def without_marks(words: str) -> str:
    inline = MARKDOWN.parseInline("x" + words)[0].children or []
    return "".join(token.content for token in inline)[1:]


@cache
def pandoc() -> dict[str, str]:
    """Return what pandoc reads in each case: the citations from its reader, the locators from its citing step."""
    divs = "\n".join(f"::: {{#case}}\n{case.fences['markdown']}\n:::\n" for case in cases())
    read = run(["-f", "markdown-smart-example_lists", "-t", "json"], divs)
    cites = [outermost_cites(div["c"][1]) for div in read["blocks"]]
    items = [item for found in cites for cite in found for item in cite["c"][0]]
    located = iter(pandoc_locators(read, items))
    shown = []
    for found in cites:
        lines = ""
        for cite in found:
            lines += "-\n"
            for item in cite["c"][0]:
                locator, suffix = next(located)
                lines += line(MODES[item["citationMode"]["t"]], item["citationId"], plain(item["citationPrefix"]), locator, suffix)
        shown.append(lines)
    return {case.title: lines for case, lines in zip(cases(), shown, strict=True)}


def pandoc_locators(read: dict[str, Any], items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    cite = {"citationId": "k", "citationMode": {"t": "NormalCitation"}, "citationPrefix": []}
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[{**item, **cite}], []]}]} for item in items]
    entry = {"t": "MetaMap", "c": {"id": {"t": "MetaString", "c": "k"}, "type": {"t": "MetaString", "c": "book"}}}
    style = "data:text/xml," + "".join(f"%{byte:02X}" for byte in STYLE.encode())
    meta = {"references": {"t": "MetaList", "c": [entry]}, "csl": {"t": "MetaString", "c": style}}
    done = run(["-f", "json", "-t", "json", "--citeproc"], json.dumps({**read, "meta": meta, "blocks": blocks}))
    printed = [
        re.search(r"‹(.*?)=\s*(.*?)›(.*)⟧$", plain(block["c"]), re.DOTALL) for block in done["blocks"] if block["t"] == "Para"
    ]
    return [(f"{one[1]} {one[2]}".strip() if one[2] else "", one[3]) if one else ("", "?") for one in printed]


def run(arguments: list[str], text: str) -> Any:  # noqa: ANN401 - pandoc's own JSON
    command = [pypandoc.get_pandoc_path(), *arguments]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)  # noqa: S603 - our own binary
    return json.loads(done.stdout)


def outermost_cites(node: object) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node] if node.get("t") == "Cite" else [cite for value in node.values() for cite in outermost_cites(value)]
    return [cite for value in node for cite in outermost_cites(value)] if isinstance(node, list) else []


def plain(node: object) -> str:
    """Return the words in pandoc's inlines."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    assert isinstance(node, dict)
    if node["t"] in {"Space", "SoftBreak"}:
        return " "
    kind, content = node["t"], node["c"]
    if isinstance(content, str):
        return content.replace("\xa0", " ")
    if kind in {"Code", "Link", "Span", "Cite"}:
        return content[1] if isinstance(content[1], str) else plain(content[1])
    return plain(content)
