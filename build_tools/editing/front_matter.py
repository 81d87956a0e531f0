"""Change one value of a file's front matter; comments, order and spacing around it stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import yaml

from build_tools.editing import Edit

_FENCED = re.compile(r"---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null|~)$)[^\W\d_](?:[^\n:#,\[\]{}\"]|[:#](?=\S))*(?<![\s:])", re.IGNORECASE)


Value = str | Sequence[str] | Mapping[int, str]


def value(text: str, path: Sequence[str], given: Value) -> Edit:
    """Give a field a value: `("status",)` of the file, `("original", "sha256")` of a mapping in it.

    Where the field is not there it is added, as the last one. Raises ValueError where there is no front matter to change.
    """
    node, offset, end = _root(text)
    for depth, name in enumerate(path):
        held = next((inner for key, inner in node.value if key.value == name), None)
        if held is None:
            return _added(node, path[depth:], given, offset, end)
        if depth + 1 < len(path) and not isinstance(held, yaml.MappingNode):
            raise ValueError(f"{name} holds no fields")
        node = held
    return _replaced(text, node, given, offset)


def item(text: str, path: Sequence[str | int], given: str) -> Edit:
    """Add an item to the list at a path, as its last; a number on the way counts in a list, -1 the last.

    Raises ValueError where there is no such list.
    """
    node: yaml.Node
    node, offset, _ = _root(text)
    for step in path:
        node = _inner(node, step)
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(f"{path[-1]} holds no list")  # noqa: TRY004 - the text is wrong, not a type of ours
    end = offset + node.end_mark.index
    if node.flow_style:
        return Edit(end - 1, end - 1, f", {written(given)}" if node.value else written(given))
    last = offset + node.value[-1].end_mark.index
    return Edit(last, last, f"\n{' ' * node.start_mark.column}- {written(given)}")


def _inner(node: yaml.Node, step: str | int) -> yaml.Node:
    match node, step:
        case yaml.SequenceNode(), int() if node.value:
            return node.value[step]  # type: ignore[no-any-return] # PyYAML types no values
        case yaml.MappingNode(), str():
            for name, inner in node.value:
                if name.value == step:
                    return inner  # type: ignore[no-any-return] # the same
    raise ValueError(f"there is no {step}")


def _root(text: str) -> tuple[yaml.MappingNode, int, int]:
    """Return the mapping of a front matter, and the offsets where it starts and ends."""
    match = _FENCED.match(text)
    node = yaml.compose(match.group(1), Loader=yaml.SafeLoader) if match else None
    if not match or not isinstance(node, yaml.MappingNode):
        raise ValueError("there is no front matter that could be changed")
    return node, match.start(1), match.end(1)


def written(given: Value) -> str:
    """Return a value as YAML on one line, quoted only where it has to be."""
    if isinstance(given, str):
        return given if _PLAIN.fullmatch(given) else json.dumps(given, ensure_ascii=False)
    if isinstance(given, Mapping):
        return f"{{{', '.join(f'{name}: {written(inner)}' for name, inner in given.items())}}}"
    return f"[{', '.join(written(item) for item in given)}]"


def _replaced(text: str, node: yaml.Node, given: Value, offset: int) -> Edit:
    start, end = offset + node.start_mark.index, offset + node.end_mark.index
    # A list in block style ends at the next field, a folded text at the line after it.
    held = text[start:end]
    end = start + len(held.rstrip())
    space = " " if start == end and text[start - 1 : start] == ":" else ""
    return Edit(start, end, space + written(given))


def _added(node: yaml.MappingNode, path: Sequence[str], given: Value, offset: int, end: int) -> Edit:
    if len(path) > 1:
        told = f"{path[0]}: {{{': {'.join(path[1:])}: {written(given)}{'}' * (len(path) - 1)}"
    else:
        told = f"{path[0]}: {written(given)}"
    if node.flow_style:
        at = offset + node.end_mark.index - 1
        return Edit(at, at, f", {told}" if node.value else told)
    if node.start_mark.column:
        at = offset + node.value[-1][1].end_mark.index
        return Edit(at, at, f"\n{' ' * node.start_mark.column}{told}")
    return Edit(end, end, f"{told}\n")
