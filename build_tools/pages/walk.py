"""Go through all inline content of blocks in the order of the page, and put other content in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.model import blocks as b

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[b.Inlines], b.Inlines]


def rewritten(blocks: b.Blocks, change: Change) -> b.Blocks:
    """Return blocks with each run of inline content changed; `change` goes deeper by `within`."""
    return tuple(_block(block, change) for block in blocks)


def within(inline: b.Inline, change: Change) -> b.Inline:
    """Return an inline with the content inside of it changed, where it has any."""
    match inline:
        case b.Text() | b.Code() | b.Break() | b.Cited():
            return inline
        case b.Marked(role, content, anchor, title):  # as most are that hold others
            return b.Marked(role, change(content), anchor, title)
        case _:
            return replace(inline, content=change(inline.content))


def _block(block: b.Block, change: Change) -> b.Block:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case b.Paragraph() | b.Heading():
            return replace(block, content=change(block.content))
        case b.Group():
            return replace(block, blocks=rewritten(block.blocks, change))
        case b.Items():
            return replace(block, items=tuple(rewritten(item, change) for item in block.items))
        case b.Terms():
            return replace(block, items=tuple((change(term), rewritten(told, change)) for term, told in block.items))
        case b.Table():
            caption, head = change(block.caption), _cells(block.head, change)
            return replace(block, caption=caption, head=head, rows=tuple(_cells(row, change) for row in block.rows))
        case b.Figure():
            return replace(block, caption=change(block.caption))
        case _:
            return block


def _cells(cells: tuple[b.Cell, ...], change: Change) -> tuple[b.Cell, ...]:
    return tuple(replace(cell, content=change(cell.content)) for cell in cells)
