"""A change in a digest moves nothing else: comments, order, spacing, line ends and byte order mark survive to the byte."""

from __future__ import annotations

import pytest
import yaml

from build_tools.editing import Edit, apply, front_matter, rewrite, statements
from build_tools.load import digests
from build_tools.model.dossier import Source

DIGEST = """\
---
# why this source matters
status:   draft   # not yet
rights: restricted
original: {file: tides.txt, sha256: 00ff}
cautions:
  - One.
  - "Two: with a colon."
about: >
  Folded words
  of Ada Hale.
---
## Fog

##  Bells   and   whistles  ##

{at="para. 1"   from="Of all the" topics="signals/fog" kind=forecast .quote}
No danger weighed heavier.

{ from="The bell \\"tolled" at="para. 2" %a comment% }
Bells were
rung.


Words without attributes.
"""


def loaded(text: str) -> Source:
    return digests.load("sources/hale1901.md", text)[0]


def unchanged(before: str, after: str, edit: Edit) -> bool:
    """Tell whether all text before and after an edit stands as it stood."""
    return after.startswith(before[: edit.start]) and after.endswith(before[edit.end :])


@pytest.mark.parametrize("index", [0, 1, 2])
@pytest.mark.parametrize("name", ["at", "from", "topics", "kind", "voice"])
@pytest.mark.parametrize("given", ["para. 7", 'with "quotes" and {braces}', ""])
def test_an_attribute_changes_alone(index: int, name: str, given: str) -> None:
    source = loaded(DIGEST)
    edit = statements.attribute(DIGEST, source.statements[index], name, given)
    after = apply(DIGEST, [edit])
    assert unchanged(DIGEST, after, edit)
    line = after[loaded(after).statements[index].span.start :].partition("\n")[0]
    assert (f'{name}="{statements.writable(given)}"' in line) if given else f"{name}=" not in line
    texts = [one.text for one in loaded(after).statements]
    assert texts == [one.text for one in source.statements]
    assert apply(after, [statements.attribute(after, loaded(after).statements[index], name, given)]) == after


def test_words_change_alone_and_stay_one_paragraph() -> None:
    statement = loaded(DIGEST).statements[1]
    edit = statements.words(statement, "# They were\n\nrung by hand.")
    after = apply(DIGEST, [edit])
    assert unchanged(DIGEST, after, edit)
    assert [one.text for one in loaded(after).statements][1] == "# They were rung by hand."


@pytest.mark.parametrize("said", ["- a list", "1. a number", "> a quotation", "``` code", "7) other"])
def test_words_are_never_taken_for_a_block_of_another_kind(said: str) -> None:
    after = apply(DIGEST, [statements.words(loaded(DIGEST).statements[0], said)])
    source, wrong = digests.load("sources/hale1901.md", after)
    assert source.statements[0].text == said
    assert [one.code for one in wrong] == [one.code for one in digests.load("sources/hale1901.md", DIGEST)[1]]


def test_a_statement_is_added_and_taken_out_again() -> None:
    second = loaded(DIGEST).statements[1]
    added = apply(DIGEST, [statements.added_after(second, [("topics", "a/b"), ("at", "para. 2b")], "New.")])
    assert [one.text for one in loaded(added).statements] == [
        "No danger weighed heavier.",
        "Bells were rung.",
        "New.",
        "Words without attributes.",
    ]
    assert '\n\n{at="para. 2b" topics="a/b"}\nNew.\n' in added
    assert len(apply(added, [statements.removed(added, loaded(added).statements[2])])) < len(added)


@pytest.mark.parametrize(
    ("path", "given", "line"),
    [
        (("status",), "reviewed", "status:   reviewed   # not yet"),
        (("original", "sha256"), "12ab", "original: {file: tides.txt, sha256: 12ab}".replace("12ab", '"12ab"')),
        (("original", "file"), "new one.txt", "original: {file: new one.txt, sha256: 00ff}"),
        (("cautions",), ["Three.", "With: colon"], 'cautions: [Three., "With: colon"]'),
        (("about",), "Ada Hale: a keeper", 'about: "Ada Hale: a keeper"'),
        (("silent",), ["one", "two"], "silent: [one, two]"),
        (("original", "page"), "yes", 'original: {file: tides.txt, sha256: 00ff, page: "yes"}'),
    ],
)
def test_a_field_changes_alone(path: tuple[str, ...], given: str | list[str], line: str) -> None:
    edit = front_matter.value(DIGEST, path, given)
    after = apply(DIGEST, [edit])
    assert unchanged(DIGEST, after, edit)
    assert (
        line in after.replace(":\n  [", ": [").splitlines()
        or f"\n{line.partition(': ')[0]}:\n  {line.partition(': ')[2]}\n" in after
    )
    held = yaml.safe_load(after.split("---\n")[1])
    for name in path:
        held = held[name]
    assert held == given


def test_line_ends_and_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + DIGEST.replace("\n", "\r\n").encode()
    source = loaded(DIGEST)
    edits = [statements.words(source.statements[1], "Rung."), front_matter.value(DIGEST, ("status",), "reviewed")]
    assert rewrite(content, edits) == b"\xef\xbb\xbf" + apply(DIGEST, edits).replace("\n", "\r\n").encode()
    assert rewrite(DIGEST.encode(), edits) == apply(DIGEST, edits).encode()


def test_two_edits_of_the_same_words_are_refused() -> None:
    with pytest.raises(ValueError, match="two edits"):
        apply("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])
