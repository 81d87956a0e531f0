"""What an editor's answer writes into a digest, what it leaves alone, and what is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from ferry import DRAFT, KEY, PATH, desk

from build_tools import review, unreviewed
from build_tools.intake import Desk
from build_tools.load import digests
from build_tools.review import Answer, Change, Refused
from build_tools.suggest import Suggester, suggester

SAID = "Nobody asked those who cross, although a ferry is cheap."
GOOD = Answer(SAID, ("town/boats", "town/cost"), ("town-pays=denies",), "Osk Brandt", "claim", ("ballot",))


def after(held: Desk, change: Change) -> Desk:
    return replace(held, files={**held.files, **dict(change.after)})


def digest(held: Desk) -> str:
    return held.files[PATH].decode()


def test_what_is_open_is_told() -> None:
    library = desk().library()
    told = [unreviewed.what_is_open(library, one) for one in library.sources[KEY].statements]
    assert [len(one) for one in told] == [2, 2, 1]
    assert unreviewed.open_items(library, KEY) == (0, 1, 2)
    assert unreviewed.open_items(library, "lowe2019") == ()


def test_an_answer_is_written_and_its_topics_are_decided() -> None:
    held = desk()
    now = after(held, review.accept(held, KEY, 0, GOOD))
    block = digest(now).split("##\n\n")[1].split("\n\n\n")[0]
    assert (
        block
        == (
            '{at="para. 1" from="The town has" to="the town"   topics="town/boats town/cost" %dates none% stance="town-pays=denies"'
            ' voice="Osk Brandt" events="ballot" }\n' + SAID
        )
        or SAID in block
    )
    said = now.library().sources[KEY].statements[0]
    assert (said.text, said.voice, [one.name for one in said.events]) == (SAID, "Osk Brandt", ["ballot"])
    assert [one.proposition.name for one in said.stances] == ["town-pays"]
    assert unreviewed.open_items(now.library(), KEY) == (1, 2)
    decided = [(one.at, one.topic, one.taken) for one in now.library().corpus.decisions if one.source == KEY]
    assert decided == [("para. 1", "town/boats", True), ("para. 1", "town/cost", True)]


def test_a_topic_that_is_taken_away_is_a_refusal_and_can_be_taken_back() -> None:
    held = desk()
    now = after(held, review.accept(held, KEY, 2, Answer("Sluices held in 2016.", ("water/flooding",))))
    assert ("town/boats", False) in [(one.topic, one.taken) for one in now.library().corpus.decisions if one.source == KEY]
    again = after(now, review.accept(now, KEY, 2, Answer("Sluices held in 2016.", ("water/flooding", "town/boats"))))
    decided = [(one.topic, one.taken) for one in again.library().corpus.decisions if one.source == KEY]
    assert sorted(decided) == [("town/boats", True), ("water/flooding", True)]


def test_a_confirmation_without_a_change_leaves_the_digest_alone() -> None:
    held = desk()
    answer = review.answer_of(held.library().sources[KEY].statements[2], DRAFT)
    change = review.accept(held, KEY, 2, answer)
    assert [path for path, _ in change.after] == ["sources/decisions.yaml"]
    assert unreviewed.open_items(after(held, change).library(), KEY) == (0, 1)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (Answer("", ("town/boats",)), "", "no words"),
        (Answer("TODO", ("town/boats",)), "", "no words"),
        (Answer(SAID, ()), "", "under no topic"),
        (Answer(SAID, ("town/boatz",)), "topic-unknown", "town/boats"),
        (Answer(SAID, ("town/boats",), ("town-pay=denies",)), "proposition-unknown", "town-pays"),
        (Answer(SAID, ("town/boats",), ("town-pays=maybe",)), "digest-attribute", "stance"),
        (Answer(SAID, ("town/boats",), (), "", "claim", ("balot",)), "event-unknown", "ballot"),
        (Answer("The town has never once asked the people who cross it.", ("town/boats",)), "words-copied", "para. 1"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_reason(answer: Answer, code: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        review.accept(desk(), KEY, 0, answer)
    told = " ".join([str(refused.value), *(f"{one.message} {one.help}" for one in refused.value.wrong)])
    assert words in told
    assert {one.code for one in refused.value.wrong} == ({code} if code else set())


def test_a_passage_is_cut_in_two_and_both_halves_are_found() -> None:
    held = desk()
    at = unreviewed.item(held.library(), KEY, 1, _known(held)).begins[1]
    now = after(held, review.split(held, KEY, 1, at))
    library = now.library()
    statements = library.sources[KEY].statements
    assert [one.locator.text for one in statements if one.locator] == ["para. 1", "para. 2a", "para. 2b", "para. 3"]
    reading = library.corpus.readings[KEY]
    found = [library.evidence[one.id].passage for one in statements[1:3]]
    assert [reading.text[one.start : one.end].split()[0] for one in found if one] == ["The", "Dredging"]
    assert [one.name for one in statements[2].topics] == ["water/silt", "town/trade"]
    again = after(now, review.split(now, KEY, 1, unreviewed.item(library, KEY, 1, _known(now)).begins[0]))
    assert [one.locator.text for one in again.library().sources[KEY].statements if one.locator][1:4] == [
        "para. 2a",
        "para. 2c",
        "para. 2b",
    ]


@pytest.mark.parametrize("offset", [0, -3, 10_000])
def test_a_cut_beside_the_passage_is_refused(offset: int) -> None:
    with pytest.raises(Refused):
        review.split(desk(), KEY, 1, offset)


def test_a_passage_without_its_original_is_not_cut() -> None:
    with pytest.raises(Refused, match="not at hand"):
        review.split(replace(desk(), originals={}), KEY, 1, 80)


def test_a_rejected_statement_goes_and_its_topics_are_refused_for_the_passage() -> None:
    held = desk()
    now = after(held, review.reject(held, KEY, 1))
    assert len(now.library().sources[KEY].statements) == 2
    decided = [(one.at, one.topic, one.taken) for one in now.library().corpus.decisions if one.source == KEY]
    assert decided == [("para. 2", "water/silt", False), ("para. 2", "town/trade", False)]


def test_a_digest_is_reviewed_only_when_nothing_is_open() -> None:
    held = desk()
    with pytest.raises(Refused, match="3 statements"):
        review.finish(held, KEY)
    for index, topic in enumerate(("town/boats", "water/silt", "water/flooding")):
        held = after(held, review.accept(held, KEY, index, Answer(f"{SAID} So it is said, {index} times.", (topic,))))
    with pytest.raises(Refused) as refused:
        review.finish(held, KEY)
    assert {one.code for one in refused.value.wrong} == {"stance-missing"}
    unsaid = unreviewed.unsaid(held.library(), KEY)
    now = after(held, review.finish(held, KEY, unsaid))
    assert now.library().sources[KEY].reviewed
    assert unreviewed.unsaid(now.library(), KEY) == ()
    assert "status:   reviewed   # not yet" in digest(now)
    asked = DRAFT.replace("rights:", "todo: [who wrote it]\nrights:").encode()
    with pytest.raises(Refused, match="1 questions"):
        review.finish(desk(asked), KEY)


_ENDS = (
    ('from="The town has"', 'to="the town"'), ('from="The Harbour"', 'to="ferry needs it"'), ('from="In January"', 'to="in peace"'),
)  # fmt: skip
_SPACES, _COMMENTS = ("", " ", "  "), ("", " %note%", " %b c%")
_WORDS = ("Ferries", "cost", "less", "than", "locks,", "and “nobody”", "asked", "*them*", "in", "1998;", "[x]", "so", "what?")


def _generated(chance: random.Random) -> bytes:
    """Return a digest with odd spacing, comments, line ends and headings."""
    lines = DRAFT.split("---\n")[1].rstrip("\n").split("\n")
    chance.shuffle(lines)
    front = "\n".join(f"{line}{chance.choice(['', '  # why not'])}" for line in lines if line)
    blocks = []
    for number, (first, last) in enumerate(
        (("The town has", "the town"), ("The Harbour", "ferry needs it"), ("In January", "in peace")), 1
    ):
        given = [
            f'at="para. {number}"',
            f'from="{first}"',
            f'to="{last}"',
            'topics="town/boats"',
            'voice="Osk Brandt"',
            "kind=forecast",
        ]
        chance.shuffle(given)
        gap, pad = chance.choice(("  ", " ")), chance.choice(_SPACES)
        said = "TODO" if chance.random() < 0.5 else "\n".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 6)))
        heading = chance.choice(["", "## One\n\n", "##   Two   ##\n\n\n"])
        blocks.append(f"{heading}{{{pad}{gap.join(given)}{chance.choice(_COMMENTS)}{pad}}}\n{said}\n" + "\n" * chance.randint(1, 3))
    text = f"---\n{front}\n---\n{''.join(blocks)}"
    ended = text.replace("\n", "\r\n") if chance.random() < 0.3 else text
    return (b"\xef\xbb\xbf" if chance.random() < 0.3 else b"") + ended.encode()


@pytest.mark.parametrize("seed", range(25))
def test_nothing_outside_the_statement_moves_by_a_byte(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = _generated(chance)
    held = desk(content)
    library = held.library()
    text = library.corpus.texts[PATH]
    index = chance.randrange(3)
    statement = library.sources[KEY].statements[index]
    answer = Answer(
        f"{' '.join(chance.choice(_WORDS) for _ in range(9))}.", ("town/cost", "town/boats"), (), chance.choice(["", "Edda"])
    )
    changes = [review.accept(held, KEY, index, answer), review.reject(held, KEY, index)]
    changes.append(review.split(held, KEY, index, unreviewed.item(library, KEY, index, _known(held)).begins[0]))
    for change in changes:
        now = dict(change.after)[PATH]
        before, behind = text[: statement.span.start], text[statement.span.end :].lstrip("\n")
        if b"\r\n" in content:
            before, behind = before.replace("\n", "\r\n"), behind.replace("\n", "\r\n")
        mark = content[: len(content) - len(content.removeprefix(b"\xef\xbb\xbf"))]
        assert now.startswith(mark + before.encode()), "something before the statement moved"
        assert now.endswith(behind.encode()), "something after the statement moved"
        assert now.count(b"\n") == now.count(b"\r\n") or b"\r\n" not in content
        wrong = digests.load(PATH, now.decode("utf-8-sig").replace("\r\n", "\n"))[1]
        assert wrong == ()


def _known(held: Desk) -> Suggester:
    return suggester(held.library())


def test_paragraphs_without_a_statement_are_told() -> None:
    held = desk()
    assert unreviewed.unstated(held.library(), KEY) == ()
    assert unreviewed.unstated(after(held, review.reject(held, KEY, 1)).library(), KEY) == (2,)
    assert unreviewed.unstated(replace(held, originals={}).library(), KEY) == ()
