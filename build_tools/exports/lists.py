"""What stands in a list: no headings, since Material's search index breaks off at one within a list item."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.blocks import Block, Blocks, Emphasis, Group, Heading, Marked, Paragraph


def without_headings(blocks: Blocks) -> Blocks:
    """Return what belongs to a list item with its headings as strong words that keep their anchors."""
    return tuple(_lowered(block) for block in blocks)


def _lowered(block: Block) -> Block:
    match block:
        case Heading(_, content, anchor):
            return Paragraph((Marked("heading", (Emphasis(content, strong=True),), anchor),))
        case Group(blocks=blocks):
            return replace(block, blocks=without_headings(blocks))
        case _:
            return block
