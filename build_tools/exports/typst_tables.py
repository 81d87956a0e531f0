"""A table on paper: columns as wide as their words ask for, rows of one length, and which cells head a row."""

from __future__ import annotations

from itertools import zip_longest
from math import sqrt

from build_tools.model.blocks import Cell, Table, plain

# A column gets room for its longest word, up to an address that is broken anyway, and more the more it holds.
_LONGEST_WORD = 18
_MOST_WORDS = 400
_SHORT = 30
# What fits beside one another on a sheet.
_LINE = 9_000
# Of a stance the second word may stand below the first.
_STANCES = "matrix"


def columns(table: Table) -> tuple[int, ...]:
    """Return the share of each column, in hundredths of a character."""
    rows = _rows(table)
    body = zip_longest(*(rows[1:] if table.head else rows), fillvalue=Cell(()))
    short = [() if table.role == _STANCES else column for column in body]
    shares = [_share(column) for column in zip_longest(*rows, fillvalue=Cell(()))]
    wished = tuple(max(pair) for pair in zip_longest(shares, map(_one_line, short), fillvalue=0))
    return wished if sum(wished) <= _LINE else tuple(shares)


def padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Return a row with as many cells as the table has columns."""
    return (*row, *(Cell(()) for _ in range(width - len(row))))


def row_heads(table: Table) -> tuple[tuple[int, int], ...]:
    """Return row and column of each cell in the body that heads its row, rows counted with the head."""
    first = 1 if table.head else 0
    return tuple(
        (number, place)
        for number, row in enumerate(table.rows, first)
        for place, cell in enumerate(row)
        if cell.header and plain(cell.content).strip()
    )


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return (table.head, *table.rows)


def _one_line(column: tuple[Cell, ...]) -> int:
    """Return the share by which short cells stay on one line; nothing where one is longer."""
    most = max((len(plain(cell.content)) for cell in column), default=0)
    return 100 * (most + 2) if most <= _SHORT else 0


def _share(column: tuple[Cell, ...]) -> int:
    said = [plain(cell.content) for cell in column]
    longest = max((len(word) for words in said for word in words.split()), default=0)
    most = max(min(len(words), _MOST_WORDS) for words in said)
    return round(100 * max(min(longest, _LONGEST_WORD) + 2, 3 * sqrt(most)))
