"""Tables of a PDF page from its rules and the places of its words: cells, rows and header.

A table has three horizontal rules (or shaded rows) of one width at least, and two columns. Its lines are
written row by row, and cell by cell where a cell has several lines, so that every cell is one stretch.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.columns import Piece
from ingest.pdf_apart import grown_down, parted_frames, titles_above
from ingest.pdf_cells import Grid, cells_of, grid_of
from ingest.pdf_device import Area, Word
from ingest.pdf_grid import Frame, find_frames
from ingest.pdf_lines import Row
from ingest.pdf_open_tables import open_runs
from ingest.pdf_tablehead import (
    extents_of,
    header_rows,
    header_spans,
    is_value,
    repeated_spans,
    stands_over,
    with_broken_titles,
)
from kb.records import Box

_MOST_COLUMNS = 40
_SAME = 4.0
"""Points within which the edges of two tables are the same."""
_MANY_BANDS = 3
"""With so many stretches between rules, the rules part the rows."""


@dataclass(slots=True)
class TableCell:
    """A cell: its place in the grid, its lines of words, over how many columns and rows it goes."""

    row: int
    column: int
    lines: list[list[Word]]
    header: bool = False
    columns: int = 1
    rows: int = 1

    @property
    def words(self) -> list[Word]:
        """Its words in order."""
        return [word for line in self.lines for word in line]

    @property
    def text(self) -> str:
        """Its text, for looking at."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class PageTable:
    """A table on a page: its box, its lines in order, its cells, the borders between its columns."""

    box: Box
    pieces: list[Piece]
    cells: list[TableCell]
    borders: tuple[float, ...] = ()


def find_page_tables(
    rows: Sequence[Row], areas: Sequence[Area], before: Sequence[PageTable] = ()
) -> tuple[list[PageTable], list[Row]]:
    """The tables of a page, and the rows without what stands in them.

    `before` are the tables of the page before: what goes on below them has their columns.
    """
    tables: list[PageTable] = []
    rest = list(rows)
    for frame in parted_frames(find_frames(areas), rows):
        inside, outside = _parted(rest, frame.box)
        if not inside:
            continue
        above = titles_above(frame, outside)
        whole, below = grown_down(frame, inside, outside)
        table = _table(whole, [*inside, *below], above, _known(whole.box, before))
        if table is not None:
            tables.append(table)
            taken = {id(row) for row in (*above, *below)}
            rest = [row for row in outside if id(row) not in taken]
    for run in open_runs(rest, before[-1].box.x0 if before else None):
        table = _open_table(run, before)
        if table is not None:
            tables.append(table)
            rest = [row for row in rest if not any(row is other for other in run)]
    return tables, rest


def _known(box: Box, before: Sequence[PageTable], *, ruled: bool = True) -> tuple[float, ...]:
    """The borders of the last table of the page before, when this one stands between the same edges.

    Without rules the right edge is that of its words, and tells nothing.
    """
    last = before[-1] if before else None
    same = (
        last is not None
        and abs(last.box.x0 - box.x0) < _SAME
        and (not ruled or abs(last.box.x1 - box.x1) < _SAME)
    )
    return last.borders if last is not None and same else ()


# --------------------------------------------------------------------------- tables without rules


def _open_table(run: Sequence[Row], before: Sequence[PageTable]) -> PageTable | None:
    """The table that rows without rules are, when their columns are parted by white space."""
    low, high = min(row.words[0].x0 for row in run), max(row.words[-1].x1 for row in run)
    box = Box(low, run[0].words[0].top, high, run[-1].words[0].bottom)
    frame = Frame(box, (box.top, box.bottom), ())
    grid = grid_of(frame, run, _known(box, before, ruled=False))
    if len(grid.borders) < 2:  # noqa: PLR2004
        return None
    return _written(frame, _logical_rows(run, grid, 1, first=True), grid, {})


# --------------------------------------------------------------------------- tables with rules


def _parted(rows: Sequence[Row], box: Box) -> tuple[list[Row], list[Row]]:
    inside: list[Row] = []
    outside: list[Row] = []
    for row in rows:
        held: list[Word] = []
        free: list[Word] = []
        for word in row.words:
            across = box.x0 - 3 <= (word.x0 + word.x1) / 2 <= box.x1 + 3
            along = box.top - 1 <= word.base - 0.3 * word.size <= box.bottom + 1
            (held if across and along else free).append(word)
        if held:
            inside.append(Row(row.base, held))
        if free:
            outside.append(Row(row.base, free))
    return inside, outside


def _table(
    frame: Frame, rows: Sequence[Row], above: Sequence[Row], known: Sequence[float] = ()
) -> PageTable | None:
    """The table in a frame, with the titles above it; None when it holds running text or a picture."""
    grid = grid_of(frame, [*above, *rows], known)
    if not 1 <= len(grid.borders) < _MOST_COLUMNS:
        return None
    bands = _bands(frame, rows)
    logical = _logical_rows(above, grid, 1, first=True) if above else []
    held: dict[int, set[int]] = {}
    for number, (height, band) in enumerate(bands):
        if number and frame.partial:
            held[len(logical)] = _going_on(frame, height, grid)
        logical += _logical_rows(band, grid, len(bands), first=not number)
    filled = sum(len(_merged(group, grid)) > 1 for group in logical)
    if filled < 2 or filled < 0.3 * len(logical):  # noqa: PLR2004
        return None
    if len(bands) < 0.4 * (len(frame.heights) - 1):
        return None  # the rules of a drawing, with few words among them
    return _written(frame, logical, grid, held)


def _going_on(frame: Frame, height: float, grid: Grid) -> set[int]:
    """The columns whose cell goes on below a height, where a rule parts the other columns."""
    edges = [frame.box.x0, *grid.borders, frame.box.x1]
    middles = [(left + right) / 2 for left, right in itertools.pairwise(edges)]
    return {column for column, place in enumerate(middles) if frame.goes_on(height, place)}


def _bands(frame: Frame, rows: Sequence[Row]) -> list[tuple[float, list[Row]]]:
    """The rows between each two rules, with the height of the upper one; empty ones are left out."""
    bands: list[tuple[float, list[Row]]] = []
    at = 0
    for low, high in zip(frame.heights, frame.heights[1:], strict=False):
        band: list[Row] = []
        while at < len(rows) and rows[at].base - 0.3 * rows[at].words[0].size <= high + 1:
            if rows[at].base - 0.3 * rows[at].words[0].size >= low - 1:
                band.append(rows[at])
            at += 1
        if band:
            bands.append((low, band))
    return bands


def _logical_rows(band: Sequence[Row], grid: Grid, bands: int, *, first: bool = False) -> list[list[Row]]:
    """The rows of the table between two rules: one, unless values stand below each other."""
    if len(band) == 1:
        return [list(band)]
    if first and _has_spanning_title(band[0], band[1], grid):
        return [[band[0]], *_logical_rows(band[1:], grid, bands)]
    spaced = _by_white_space(band, grid)
    if spaced is not None:
        return spaced
    return _by_values(band, grid, bands)


def _by_white_space(band: Sequence[Row], grid: Grid) -> list[list[Row]] | None:
    """Rows told by the white space between them, when it is clearly more than between lines of a cell.

    None when it is not, or when some of the rows so found hold lines that are as full as rows are.
    """
    cells = [cells_of(row, grid) for row in band]
    steps = [below.base - row.base for row, below in itertools.pairwise(band)]
    heights: dict[int, list[float]] = {}
    for row, columns in zip(band, cells, strict=True):
        for column in columns:
            heights.setdefault(column, []).append(row.base)
    within = [below - base for places in heights.values() for base, below in itertools.pairwise(places)]
    if not within:
        return None
    line = max(min(within), 0.95 * band[0].words[0].size)
    groups: list[list[int]] = [[0]]
    for at, step in enumerate(steps, 1):
        if step > 1.28 * line:
            groups.append([])
        groups[-1].append(at)
    width = len(grid.borders) + 1
    several = [group for group in groups if len(group) > 1]
    if not several or len(groups) < 2:  # noqa: PLR2004
        return None
    for group in several:
        full = sum(len(cells[at]) > 0.6 * width and _has_values(cells[at]) for at in group)
        if full > 1:
            return None
    return [[band[at] for at in group] for group in groups]


def _has_values(cells: dict[int, list[Word]]) -> bool:
    """Whether most cells behind the first are values."""
    behind = [words for column, words in cells.items() if column]
    return 2 * sum(is_value(words) for words in behind) > len(behind)


def _by_values(band: Sequence[Row], grid: Grid, bands: int) -> list[list[Row]]:
    """Rows told by their values: each row that has a label and a value begins one."""
    cells = [cells_of(row, grid) for row in band]
    valued = [any(is_value(words) for column, words in row.items() if column > 0) for row in cells]
    # between two rules stands one row, unless its lines are as full as rows are
    least = 2 if bands < _MANY_BANDS else max(2, round(0.6 * (len(grid.borders) + 1)))
    whole = [len(row) >= least and 0 in row for row in cells]
    starts = [at for at, row in enumerate(whole) if row and valued[at]]
    if len(starts) < 2:  # noqa: PLR2004
        starts = [at for at, row in enumerate(whole) if row] if bands < _MANY_BANDS else []
    if len(starts) < 2:  # noqa: PLR2004
        return [list(band)]
    groups: list[list[Row]] = []
    for at, row in enumerate(band):
        if (
            at in starts
            or not groups
            or _opens(cells[at], row, band, at, starts)
            or (at + 1 in starts and _would_fit(cells, band, at, grid))
        ):
            groups.append([row])
        else:
            groups[-1].append(row)
    return _with_tops(groups, grid)


def _has_spanning_title(upper: Row, lower: Row, grid: Grid) -> bool:
    """Whether a title in the first row of a header stands over several columns: it is in line with none."""
    above, below = cells_of(upper, grid), cells_of(lower, grid)
    lines = [{column: [words] for column, words in row.items()} for row in (above, below)]
    if repeated_spans(*lines):
        return True
    if 0 in above or len(above) >= len(below):
        return False
    for column, words in above.items():
        other = below.get(column)
        low, high = grid.extents.get(column, (words[0].x0, words[-1].x1))
        if other is None:
            if column in grid.extents and low - 2 < words[0].x0 and words[-1].x1 < high + 2:
                continue  # the first line of a title that goes on further down
            return True
        if words[0].x0 < low - 2 or words[-1].x1 > high + 2:
            return True
        left, right = words[0].x0 - other[0].x0, words[-1].x1 - other[-1].x1
        if min(abs(left), abs(right), abs(left + right) / 2) > 4:  # noqa: PLR2004 - points
            return True
    return False


def _opens(cells: dict[int, list[Word]], row: Row, band: Sequence[Row], at: int, starts: Sequence[int]) -> bool:
    """Whether a row with a label only begins something: a title of rows, or a label over two lines."""
    if set(cells) != {0}:
        return False
    before = row.base - band[at - 1].base
    behind = band[at + 1].base - row.base if at + 1 < len(band) else 1000.0
    first = row.words[0]
    bold = first.bold and not band[at - 1].words[0].bold
    below_titles = at == 1 and first.bold and len(band[0].words) > 1 and before > 1.4 * first.size
    return bold or (below_titles and at + 1 in starts) or (at + 1 in starts and behind < before - 0.5)


def _would_fit(cells: Sequence[dict[int, list[Word]]], band: Sequence[Row], at: int, grid: Grid) -> bool:
    """Whether a row with a label only is a title of rows: its first word had fitted on the line before it."""
    before = cells[at - 1].get(0)
    if set(cells[at]) != {0} or before is None or len(cells[at - 1]) == 1 or 0 not in grid.extents:
        return False
    first = band[at].words[0]
    room = grid.extents[0][1] - before[-1].x1
    return first.text[0].isupper() and first.x1 - first.x0 + 0.35 * first.size < room - 1


def _with_tops(groups: list[list[Row]], grid: Grid) -> list[list[Row]]:
    """A label's first line that stands above its values goes with them, unless it is a bold title."""
    result: list[list[Row]] = []
    for group in groups:
        before = result[-1] if result else None
        if before is not None and len(before) == 1:
            alone = set(cells_of(before[0], grid)) == {0}
            near = group[0].base - before[0].base < 1.35 * before[0].words[0].size
            same = before[0].words[0].bold == group[0].words[0].bold
            if alone and near and same:
                result[-1] = [*before, *group]
                continue
        result.append(group)
    return result


def _merged(group: Sequence[Row], grid: Grid) -> dict[int, list[list[Word]]]:
    """The cells of one row of the table: column → lines of words."""
    cells: dict[int, list[list[Word]]] = {}
    for row in group:
        for column, words in cells_of(row, grid).items():
            cells.setdefault(column, []).append(words)
    return cells


def _joined_down(
    merged: Sequence[dict[int, list[list[Word]]]], held: Mapping[int, set[int]]
) -> dict[tuple[int, int], int]:
    """Lines of cells that go on below a rule put in the cell where these begin: its place → its rows."""
    tall: dict[tuple[int, int], int] = {}
    first: dict[int, int] = {}
    for number, row in enumerate(merged):
        going_on = held.get(number, set())
        for column in [column for column in first if column not in going_on]:
            del first[column]
        for column in going_on:
            origin = first.setdefault(column, number - 1)
            merged[origin].setdefault(column, []).extend(row.pop(column, []))
            tall[origin, column] = number - origin + 1
    return tall


def _written(
    frame: Frame, logical: Sequence[Sequence[Row]], grid: Grid, held: Mapping[int, set[int]]
) -> PageTable:
    """The table with its header told, and its lines in the order of its cells."""
    merged = [_merged(group, grid) for group in logical]
    tall = _joined_down(merged, held)
    heads = header_rows(merged)
    titles: dict[int, tuple[int, int]] = {}
    if heads > 1 and stands_over(merged[0], merged[1], extents_of(merged[heads - 1 :])):
        titles = header_spans(merged[0], extents_of(merged[heads - 1 :]), merged[1])
    with_broken_titles(merged, heads, titles)
    cells: list[TableCell] = []
    pieces: list[Piece] = []
    for number, row in enumerate(merged):
        header = number < heads
        spans = titles if number == 0 else {}
        single = all(len(lines) == 1 for lines in row.values())
        for column in sorted(row):
            first, wide = spans.get(column, (column, 1))
            if row[column]:
                cells.append(TableCell(number, first, row[column], header, wide, tall.get((number, column), 1)))
        ordered = [row[column] for column in sorted(row)]
        if single:
            words = [word for lines in ordered for line in lines for word in line]
            pieces.append(Piece(words, logical[number][0].base, 0, "table"))
        else:
            pieces += [Piece(line, line[0].base, 0, "table") for lines in ordered for line in lines]
    return PageTable(frame.box, pieces, cells, tuple(grid.borders))
