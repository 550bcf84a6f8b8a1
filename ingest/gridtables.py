"""Tables whose cells the format itself tells (XML, DOCX, a PDF's positions): columns, rows, header.

A title cell that spans columns stands before each of their names. A row with a cell in its first column
only, or with one cell over the whole width, is the title of the rows below it. A table that goes on over
the page with the same header is one table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout import Line, TableBlock, TableRow
from ingest.raw import RawCell, RawTable
from ingest.tableheads import plain_title
from kb.records import Span


@dataclass(frozen=True, slots=True)
class _Grid:
    """One table of the format: `names` of its columns, the cells of its header and of its rows."""

    names: tuple[str, ...]
    head: tuple[RawCell, ...]
    rows: tuple[tuple[RawCell, ...], ...]
    caption: str | None
    first: int
    last: int


def grid_tables(tables: Sequence[RawTable], lines: Sequence[Line], source: str) -> list[TableBlock]:
    """The tables of the format as blocks among `lines`; a table of fewer than two columns is none."""
    grids = [grid for table in tables if (grid := _grid(table, source)) is not None]
    grids.sort(key=lambda grid: grid.first)
    starts = [line.start for line in lines]
    blocks: list[TableBlock] = []
    for grid in grids:
        start, end = bisect_left(starts, grid.first), bisect_left(starts, grid.last)
        if start >= end or (blocks and start < blocks[-1].end):
            continue
        block = _block(grid, lines, start, end)
        if blocks and _goes_on(blocks[-1], block, lines):
            block = _joined(blocks.pop(), block, lines)
        blocks.append(block)
    return blocks


def _grid(table: RawTable, source: str) -> _Grid | None:
    cells = [cell for cell in table.cells if source[cell.start : cell.end].strip()]
    if not cells:
        return None
    width = max(cell.column + cell.columns for cell in table.cells)
    if width < 2:  # noqa: PLR2004
        return None
    rows: dict[int, list[RawCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    ordered = [sorted(rows[at], key=lambda cell: cell.column) for at in sorted(rows)]
    head: list[list[RawCell]] = []
    while len(head) < len(ordered) and all(cell.header for cell in ordered[len(head)]):
        head.append(ordered[len(head)])
    body = ordered[len(head) :] or ordered
    head = head if body is not ordered else []
    flat = tuple(cell for row in head for cell in row)
    return _Grid(
        _names(head, width, source),
        flat,
        tuple(tuple(row) for row in body),
        table.caption,
        min(cell.start for cell in cells),
        max(cell.end for cell in cells),
    )


def _names(head: Sequence[Sequence[RawCell]], width: int, source: str) -> tuple[str, ...]:
    """The names of the columns, top title first: "Realisatie" over "2022" is "Realisatie 2022"."""
    names: list[list[str]] = [[] for _ in range(width)]
    for row in head:
        for cell in row:
            text = plain_title(source[cell.start : cell.end].split())
            for column in range(cell.column, min(width, cell.column + cell.columns)):
                if text and (not names[column] or names[column][-1] != text):
                    names[column].append(text)
    return tuple(" ".join(parts) for parts in names)


def _block(grid: _Grid, lines: Sequence[Line], start: int, end: int) -> TableBlock:
    width = len(grid.names)
    above = tuple(_spans(cell, lines, start, end) for cell in grid.head)
    rows = tuple(_row(row, width, lines, start, end) for row in grid.rows)
    return TableBlock(start, end, tuple(spans for spans in above if spans), (), grid.names, rows, grid.caption)


def _row(row: Sequence[RawCell], width: int, lines: Sequence[Line], start: int, end: int) -> TableRow:
    cells: list[tuple[Span, ...] | None] = [None] * width
    own: list[Span] = []
    for cell in sorted(row, key=lambda cell: cell.start):
        spans = _spans(cell, lines, start, end)
        own.extend(spans)
        cells[cell.column] = (*(cells[cell.column] or ()), *spans) or None
    return TableRow(tuple(cells), (tuple(own),) if own else ())


def _spans(cell: RawCell, lines: Sequence[Line], start: int, end: int) -> tuple[Span, ...]:
    """The stretches of the lines that the cell covers: a cell of several lines has several."""
    found: list[Span] = []
    for line in lines[start:end]:
        left, right = max(cell.start, line.start), min(cell.end, line.end)
        if left < right:
            found.append((left, right))
    return tuple(found)


def _goes_on(before: TableBlock, block: TableBlock, lines: Sequence[Line]) -> bool:
    """Whether a table is the rest of the one before it, on the next page, under the same header."""
    first, second = lines[before.end - 1].page, lines[block.start].page
    if first is None or second is None or second - first != 1 or before.end != block.start:
        return False
    named = any(block.names)
    return before.names == block.names if named else len(before.names) == len(block.names)


def _joined(before: TableBlock, block: TableBlock, lines: Sequence[Line]) -> TableBlock:
    head = {span[0] for spans in block.above for span in spans}
    again = tuple(line for line in lines[block.start : block.end] if line.start in head)
    return TableBlock(
        before.start,
        block.end,
        before.above,
        (*before.again, *again),
        before.names,
        (*before.rows, *block.rows),
        before.title,
    )
