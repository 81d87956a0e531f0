"""Pages made by chance from a seed, with words that try to be markup, and the words and links they ought to keep."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from random import Random

from build_tools.model import blocks as b
from build_tools.model.library import Corpus
from build_tools.model.pages import Edition, Outline, Page, Pages
from build_tools.model.settings import Settings
from build_tools.model.works import Citations
from build_tools.resolve import resolve

PATH = "topics/coast/tides.md"

HOSTILE = (
    *(
        "*",
        "_",
        "**",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "#",
        "##",
        "\\",
        "|",
        "~",
        "~~",
        "~~~",
        "!",
        "&",
        "+",
        "-",
        "--",
        "=",
    ),
    *(
        "===",
        "---",
        "***",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "12.",
        "2.",
        "# head",
        "C#",
        "> quoted",
        "    indented",
        "\tTab",
    ),
    *("[a](b)", "![a](b)", "[a]: b", "[^1]: note", "<b>bold</b>", "<script>alert(1)</script>", "<!-- no -->", "</article>", "<br"),
    *(
        "&amp;",
        "&lt;",
        "&#42;",
        "&copy",
        "a|b",
        "| a | b |",
        "|---|",
        "*a*",
        "__a__",
        "`a`",
        "``` fence",
        "snake_case_name",
        "5 < 6 > 4",
    ),
    *(
        "two\nlines",
        "line\n- item",
        "line\n===",
        "\n\n",
        "  ",
        "a\\",
        "\\*",
        "\\|",
        "{#id}",
        "{: .cls }",
        "[TOC]",
        "!!! note",
        "https://a.example/_x_",
    ),
    *(
        '"quoted"',
        "it's",
        "“harbour”",
        "naïve",
        "灯塔",
        "маяк",
        "a\u00a0b",
        "\u00ad",
        "x\u2028y",
        "\x00\x02nul\x03",
        "\ud800",
        "😀",
        "a@b.example",
    ),
    *("the", "tide", "lamp", "of", "keeper", "42", "harbour light", " ", " and ", "sea. ", "wall, "),
)

# A link's target, and its address as seen from PATH with `.md` kept; None where the words stand without a link.
TARGETS: tuple[tuple[str, str | None], ...] = (
    ("index.md", "../../index.md"),
    ("topics/coast/piers.md#para-3", "piers.md#para-3"),
    ("topics/coast/tides.md#here", "#here"),
    ("topics/locks.md", "../locks.md"),
    ("sources/log (old)_*.md#a_b", "../../sources/log (old)_*.md#a_b"),
    ("topics/a/../b/été [1].md", "../b/été [1].md"),
    ("#here", "#here"),
    (
        "https://canal.example/a?b=1&copy;=(2)#:~:text=low%20tide,high",
        "https://canal.example/a?b=1&copy;=(2)#:~:text=low%20tide,high",
    ),
    ("mailto:keeper@canal.example", "mailto:keeper@canal.example"),
    ("javascript:alert(1)", None),
    (" Java\nScript:alert(1)", None),
    ("\x01javascript:alert(1)", None),
    ("data:text/html,<b>", None),
    ("//canal.example/x", None),
    ("/etc/x.md", None),
    ("\\\\canal.example", None),
    ("../../../outside.md", None),
    ("", None),
)


def page(seed: int) -> Page:
    chance = Random(seed)  # noqa: S311 - a test needs the same page again, not a secret
    return Page(PATH, "topic", _words(chance), _blocks(chance, 3), _words(chance))


def pages(count: int) -> Iterator[Page]:
    return (page(seed) for seed in range(count))


def _words(chance: Random) -> str:
    return "".join(chance.choices(HOSTILE, k=chance.randrange(6)))


def _blocks(chance: Random, depth: int) -> b.Blocks:
    return tuple(_block(chance, depth) for _ in range(chance.randrange(5 if depth < 3 else 12)))


def _block(chance: Random, depth: int) -> b.Block:  # noqa: PLR0911 - one answer for each kind of block
    role = chance.choice(("", "statement", "quotation", "aside", 'a"<b'))
    anchor = chance.choice(("", "", f"a{chance.randrange(50)}", 'x"y'))
    kind = chance.randrange(8 if depth else 4)
    match kind:
        case 1:
            return b.Heading(chance.randrange(2, 7), _inlines(chance, 2), anchor)
        case 2:
            return b.Preformatted(_words(chance), chance.choice(("", "python", 'a"b`')))
        case 3:
            cells = [tuple(_cell(chance) for _ in range(chance.randrange(4))) for _ in range(chance.randrange(1, 4))]
            return b.Table(_inlines(chance, 1), cells[0], tuple(cells[1:]), role)
        case 4:
            return b.Group(role, _blocks(chance, depth - 1), anchor, _words(chance))
        case 5:
            items = tuple(_blocks(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
            return b.Items(items, ordered=chance.random() < 0.5, role=role)
        case 6:
            terms = tuple((_inlines(chance, 1), _blocks(chance, depth - 1)) for _ in range(chance.randrange(1, 3)))
            return b.Terms(terms, role)
        case 7:
            return b.Rule()
        case _:
            return b.Paragraph(_inlines(chance, 2), role)


def _cell(chance: Random) -> b.Cell:
    return b.Cell(_inlines(chance, 1), chance.choice(("", "denies")), header=chance.random() < 0.3)


def _inlines(chance: Random, depth: int) -> b.Inlines:
    return tuple(_inline(chance, depth) for _ in range(chance.randrange(5)))


def _inline(chance: Random, depth: int) -> b.Inline:  # noqa: PLR0911 - one answer for each kind of inline content
    if not depth or chance.random() < 0.5:
        return b.Text(_words(chance))
    inner = _inlines(chance, depth - 1)
    match chance.randrange(6):
        case 0:
            return b.Code(_words(chance))
        case 1:
            return b.Emphasis(inner, strong=chance.random() < 0.5)
        case 2:
            return b.Script(inner, chance.choice(("super", "sub", "caps")))
        case 3:
            return b.Marked(chance.choice(("voice", 'a"<b', "")), inner, chance.choice(("", "m1", 'm"2')), _words(chance))
        case 4:
            return b.Break()
        case _:
            return b.Link(chance.choice(TARGETS)[0], inner, chance.choice(("", "citation")), _words(chance))


def walk(blocks: b.Blocks) -> Iterator[b.Block | b.Inline]:
    """Yield all blocks and inline content in reading order; a caption comes before its table."""
    for block in blocks:
        yield block
        match block:
            case b.Group(blocks=inner):
                yield from walk(inner)
            case b.Items(items=items):
                yield from chain.from_iterable(walk(item) for item in items)
            case b.Terms(items=terms):
                yield from chain.from_iterable(chain(_walk_inlines(term), walk(inner)) for term, inner in terms)
            case b.Table(caption, head, rows):
                cells = chain(head, *rows)
                yield from chain(_walk_inlines(caption), *(_walk_inlines(cell.content) for cell in cells))
            case b.Paragraph(content) | b.Heading(content=content):
                yield from _walk_inlines(content)
            case _:
                pass


def _walk_inlines(content: b.Inlines) -> Iterator[b.Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, b.Emphasis | b.Script | b.Link | b.Marked):
            yield from _walk_inlines(inline.content)


def words(blocks: b.Blocks) -> str:
    """Return all words of blocks in reading order."""
    return "".join(part.text for part in walk(blocks) if isinstance(part, b.Text | b.Code | b.Preformatted))


def headings(blocks: b.Blocks) -> int:
    """Count the headings that do not stand in a list."""
    inner = (headings(block.blocks) if isinstance(block, b.Group) else isinstance(block, b.Heading) for block in blocks)
    return sum(inner)


def links(blocks: b.Blocks) -> list[str]:
    """Return the addresses of all links that ought to be links, as seen from PATH; the outer of two nested ones."""
    addresses = dict(TARGETS)
    inner = {id(part) for link in walk(blocks) if _leads(link) for part in _walk_inlines(_content(link)) if _leads(part)}
    return [
        str(addresses[part.target]) for part in walk(blocks) if isinstance(part, b.Link) and _leads(part) and id(part) not in inner
    ]


def _leads(part: b.Block | b.Inline) -> bool:
    return isinstance(part, b.Link) and dict(TARGETS)[part.target] is not None


def _content(part: b.Block | b.Inline) -> b.Inlines:
    return part.content if isinstance(part, b.Link) else ()


def _of(page: Page) -> b.Blocks:
    return page.blocks


def edition(pages: tuple[Page, ...], site_name: str) -> Edition:
    """Return pages as an edition of a dossier that has nothing else."""
    outlines = [Outline(one.path, one.kind, one.title, partial(_of, one), one.description) for one in pages]
    return Edition(resolve(Corpus({}, "")), Citations(), Pages(outlines), Settings(site_name=site_name))
