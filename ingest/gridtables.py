"""Tables whose cells the format itself tells (XML, DOCX, a PDF's positions): columns, rows, header.

A title cell that spans columns stands before each of their names; a cell of the body that spans columns or
rows is in all of them. Where no header is marked, the first row is one when it looks it. A row with a cell
in its first column only, or with one cell over the whole width, is the title of the rows below it. A table
that goes on over the page with the same header is one table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.groups import begins_lower, begins_upper
from ingest.layout import Line, TableBlock, TableRow
from ingest.raw import RawCell, RawTable
from ingest.tableheads import CAPTION, is_known_title, is_periods, plain_title
from kb.records import Span

_CAPTION_LINES = 3
_TITLE_WORDS = 4
_MUCH_LONGER = 4
"""Cells of so many times the words of what stands above them have a title there."""


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
        before = blocks[-1].end if blocks else 0
        if start >= end or start < before:
            continue
        block = _captioned(_block(grid, lines, start, end), lines, before)
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
    if not head and _is_head(ordered, width, source):
        head, body = ordered[:1], ordered[1:]
    flat = tuple(cell for row in head for cell in row)
    return _Grid(
        _names(head, width, source),
        flat,
        tuple(tuple(row) for row in body),
        table.caption,
        min(cell.start for cell in cells),
        max(cell.end for cell in cells),
    )


def _is_head(rows: Sequence[Sequence[RawCell]], width: int, source: str) -> bool:
    """Whether the first row, not marked as header, looks one: full, and titles above what is below."""
    first = [source[cell.start : cell.end] for cell in rows[0]]
    if len(rows) < 2 or len(first) != width or any(cell.columns > 1 for cell in rows[0]):  # noqa: PLR2004
        return False
    values = 0
    longer = 0
    for at, title in enumerate(first):
        found = [source[cell.start : cell.end] for row in rows[1:] for cell in row if cell.column == at]
        numbers = sum(text[:1].isdigit() for text in found)
        if title[:1].isdigit() and not is_periods(title):
            return False
        values += at > 0 and 2 * numbers > len(found)
        words = sorted(len(text.split()) for text in found)
        longer += bool(words) and words[len(words) // 2] >= _MUCH_LONGER * len(title.split())
    titles = all(
        len(text.split()) <= _TITLE_WORDS and begins_upper(text) and text[-1] not in ".;" for text in first
    )
    return bool(values or (longer and titles) or all(map(is_known_title, first)))


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
    inside = lines[start:end]
    above = tuple(spans for cell in grid.head if (spans := _spans(cell, inside)))
    rows: list[TableRow] = []
    hanging: list[RawCell] = []
    for row in grid.rows:
        at = row[0].row
        hanging = [cell for cell in hanging if cell.row + cell.rows > at]
        rows.append(_row(row, hanging, width, inside))
        hanging += row
    return TableBlock(start, end, above, (), grid.names, tuple(rows), grid.caption)


def _captioned(block: TableBlock, lines: Sequence[Line], before: int) -> TableBlock:
    """The table with the lines right above it that are its caption."""
    for start in range(block.start - 1, max(before, block.start - _CAPTION_LINES) - 1, -1):
        caption = lines[start : block.start]
        text = " ".join(line.text for line in caption)
        if CAPTION.match(text) or text == block.title:
            above = (tuple(line.span for line in caption), *block.above)
            return replace(block, start=start, above=above, title=text)
        if lines[start].ended or lines[start].hint == "heading":
            break
    return block


def _row(row: Sequence[RawCell], hanging: Sequence[RawCell], width: int, lines: Sequence[Line]) -> TableRow:
    """A row with the cells that hang into it from above."""
    cells: list[tuple[Span, ...] | None] = [None] * width
    own: list[Span] = []
    for cell in sorted(row, key=lambda cell: cell.start):
        spans = _spans(cell, lines)
        own.extend(spans)
        cells[cell.column] = (*(cells[cell.column] or ()), *spans) or None
    for cell in (*row, *hanging):
        spans = _spans(cell, lines)
        # a title over the whole width stands in the first column only
        for column in range(cell.column, min(width, cell.column + (cell.columns if cell.column else 1))):
            cells[column] = cells[column] or spans or None
    return TableRow(tuple(cells), (tuple(own),) if own else ())


def _spans(cell: RawCell, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The stretches of the lines that the cell covers: a cell of several lines has several."""
    found: list[Span] = []
    at = max(0, bisect_right(lines, cell.start, key=lambda line: line.start) - 1)
    while at < len(lines) and lines[at].start < cell.end:
        left, right = max(cell.start, lines[at].start), min(cell.end, lines[at].end)
        if left < right:
            found.append((left, right))
        at += 1
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
    rows = (*before.rows, *block.rows)
    if before.rows and block.rows and _is_rest(before.rows[-1], block.rows[0], lines):
        rows = (*before.rows[:-1], _one_row(before.rows[-1], block.rows[0]), *block.rows[1:])
    return TableBlock(
        before.start,
        block.end,
        before.above,
        (*before.again, *again),
        before.names,
        rows,
        before.title,
    )


def _is_rest(above: TableRow, row: TableRow, lines: Sequence[Line]) -> bool:
    """Whether the first row on a page is the rest of the last row of the page before, which ended in it.

    It has fewer cells, all of them below cells of that row, and goes on in lower case.
    """
    filled = [at for at, cell in enumerate(row.cells) if cell]
    if not filled or len(filled) >= sum(cell is not None for cell in above.cells):
        return False
    if any(above.cells[at] is None for at in filled):
        return False
    starts = {line.start: line for line in lines}
    first = (row.cells[filled[0]] or ())[0][0]
    at = max((start for start in starts if start <= first), default=-1)
    return at >= 0 and begins_lower(starts[at].text[first - at :])


def _one_row(above: TableRow, row: TableRow) -> TableRow:
    cells = tuple(
        (*one, *other) if one and other else one or other
        for one, other in zip(above.cells, row.cells, strict=True)
    )
    return TableRow(cells, (tuple(span for spans in (*above.own, *row.own) for span in spans),))
