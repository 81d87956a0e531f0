"""Turns the inlines of pandoc's JSON into the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_tools.model.blocks import Break, Code, Emphasis, Link, Marked, Script, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from build_tools.model.blocks import Inline, Inlines

    Node = Mapping[str, Any]

_SPACES = {"Space", "SoftBreak"}
_SCRIPTS = {"Superscript": "super", "Subscript": "sub", "SmallCaps": "caps"}
_PLAIN = {"Underline", "Strikeout"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
# Only these are shown as links; any other address of an entry stays plain words.
_SCHEMES = ("https://", "http://", "mailto:", "ftp://", "#")


def read(nodes: Sequence[Node]) -> Inlines:
    """Return pandoc's inlines as the model's, neighbouring words joined."""
    result: list[Inline] = []
    words = ""
    for node in nodes:
        kind = node["t"]
        if kind == "Str":  # nine in ten are words and spaces
            words += node["c"]
        elif kind in _SPACES:
            words += " "
        else:
            result += (Text(words), *_inlines(node)) if words else _inlines(node)
            words = ""
    return joined((*result, Text(words)))


def joined(inlines: Iterable[Inline]) -> Inlines:
    """Join neighbouring words into one Text each."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(last := result[-1], Text):
            result[-1] = Text(last.text + inline.text)
        elif not isinstance(inline, Text) or inline.text:
            result.append(inline)
    return tuple(result)


def _inlines(node: Node) -> Iterator[Inline]:
    kind, content = node["t"], node.get("c")
    if kind == "LineBreak":
        yield Break()
    elif content is None:
        raise ValueError(f"pandoc sent an empty {kind}")
    elif kind in _PLAIN:
        yield from read(content)
    elif kind in _SCRIPTS:
        yield Script(read(content), _SCRIPTS[kind])
    elif kind in {"Emph", "Strong"}:
        yield Emphasis(read(content), strong=kind == "Strong")
    elif kind == "Note":
        yield Marked("note", joined(inline for block in content for inline in read(block["c"])))
    else:
        yield from _with_attributes(kind, content)


def _with_attributes(kind: str, content: Sequence[Any]) -> Iterator[Inline]:
    match kind, content:
        case "Link", [_, words, [target, _]]:
            yield from _link(target, read(words))
        case "Quoted", [{"t": mark}, words]:
            opening, closing = _QUOTES[mark]
            yield from (Text(opening), *read(words), Text(closing))
        case "Code", [_, words]:
            yield Code(words)
        case (("Span" | "Image" | "Cite"), [_, words, *_]):
            yield from read(words)
        case (("Math" | "RawInline"), [_, words]):
            yield Text(words)
        case _:
            raise ValueError(f"pandoc sent a {kind} that is not known")


def _link(target: str, words: Inlines) -> Iterator[Inline]:
    if target.lower().startswith(_SCHEMES):
        yield Link(target, words)
    else:
        yield from words
