"""Tables of a PDF page from its rules and the places of its words: cells, rows and header.

A table has three horizontal rules (or shaded rows) of one width at least, and two columns. Its lines are
written row by row, and cell by cell where a cell has several lines, so that every cell is one stretch.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import Piece
from ingest.pdf_device import Area, Word
from ingest.pdf_grid import Frame, find_frames
from ingest.pdf_lines import Row
from ingest.pdf_tablehead import extents_of, header_rows, header_spans, is_value, with_broken_titles
from kb.records import Box

_CELL_GAP = 0.75
_OPEN_GAP = 1.2
"""Without rules, columns are parted by white space of more than this size."""
_MOST_COLUMNS = 40
_TITLE_WORDS = 6
_SIGNS = frozenset(["€", "$", "<", ">", "≥", "≤", "±", "ca.", "circa"])


@dataclass(slots=True)
class TableCell:
    """A cell: its place in the grid, over how many columns it goes, and its lines of words."""

    row: int
    column: int
    lines: list[list[Word]]
    header: bool = False
    columns: int = 1

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
    """A table on a page: its box, its lines in order, its cells."""

    box: Box
    pieces: list[Piece]
    cells: list[TableCell]


def find_page_tables(rows: Sequence[Row], areas: Sequence[Area]) -> tuple[list[PageTable], list[Row]]:
    """The tables of a page, and the rows without what stands in them."""
    tables: list[PageTable] = []
    rest = list(rows)
    for frame in find_frames(areas):
        inside, outside = _parted(rest, frame.box)
        if not inside:
            continue
        above = _title_row(frame, inside, outside)
        table = _table(frame, inside, above)
        if table is not None:
            tables.append(table)
            rest = [row for row in outside if row is not above]
    for run in _open_runs(rest):
        table = _open_table(run)
        if table is not None:
            tables.append(table)
            rest = [row for row in rest if not any(row is other for other in run)]
    return tables, rest


def _title_row(frame: Frame, inside: Sequence[Row], outside: Sequence[Row]) -> Row | None:
    """The row of titles right above the first rule, in tables that have no rule above their header."""
    size = inside[0].words[0].size
    near = [row for row in outside if frame.box.top - 1.5 * size < row.base <= frame.box.top + 1]
    if len(near) != 1:
        return None
    row = near[0]
    within = row.words[0].x0 >= frame.box.x0 - 4 and row.words[-1].x1 <= frame.box.x1 + 4
    parts = _fragments(row.words)
    return row if within and len(parts) > 1 and all(len(part) <= _TITLE_WORDS for part in parts) else None


# --------------------------------------------------------------------------- tables without rules


def _open_runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows below each other with a label and at least two values each, and the rest of their labels."""
    runs: list[list[Row]] = []
    run: list[Row] = []
    loose = 0
    for row in rows:
        parts = _fragments(row.words, _OPEN_GAP)
        close = not run or row.base - run[-1].base < 3 * row.words[0].size
        if not close:
            runs.append(run)
            run, loose = [], 0
        if len(parts) > 2 and _is_short(parts):  # noqa: PLR2004
            run.append(row)
            loose = 0
        elif run and len(parts) == 1 and loose < 2 and row.words[-1].x1 < _second_column(run[-1]):  # noqa: PLR2004
            run.append(row)
            loose += 1
        else:
            runs.append(run)
            run, loose = [], 0
    runs.append(run)
    return [trimmed for found in runs if len(trimmed := _trimmed(found)) > 2]  # noqa: PLR2004


def _second_column(row: Row) -> float:
    parts = _fragments(row.words, _OPEN_GAP)
    return parts[1][0].x0 if len(parts) > 1 else float("inf")


def _is_short(parts: Sequence[Sequence[Word]]) -> bool:
    """Whether the cells behind the first are values or short: no columns of running text."""
    return sum(len(part) for part in parts[1:]) <= 2.2 * (len(parts) - 1)


def _trimmed(run: list[Row]) -> list[Row]:
    """A run without the loose rows at its end; the rest of its last label stays."""
    while run and len(_fragments(run[-1].words, _OPEN_GAP)) == 1:
        first = run[-1].words[0]
        near = len(run) > 1 and first.base - run[-2].base < 1.6 * first.size
        if near and (first.text[0].islower() or first.text[0] == "("):
            break
        run = run[:-1]
    return run


def _open_table(run: Sequence[Row]) -> PageTable | None:
    """The table that rows without rules are: columns in line, and mostly values behind the first."""
    parts = [_fragments(row.words, _OPEN_GAP) for row in run]
    cells = [part for row in parts if len(row) > 1 for part in row[1:]]
    values = sum(is_value(part) or part[0].text.isdigit() for part in cells)
    full = [len(row) for row in parts if len(row) > 1]
    if len(full) < 3 or values < 0.5 * len(cells) or full.count(max(full)) < 0.5 * len(full):  # noqa: PLR2004
        return None
    low, high = min(row.words[0].x0 for row in run), max(row.words[-1].x1 for row in run)
    box = Box(low, run[0].words[0].top, high, run[-1].words[0].bottom)
    frame = Frame(box, (box.top, box.bottom), ())
    borders = _borders(frame, run)
    if len(borders) + 1 != max(full):
        return None
    return _written(frame, _logical_rows(run, borders, 1), borders)


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


def _table(frame: Frame, rows: Sequence[Row], above: Row | None) -> PageTable | None:
    """The table in a frame, with the titles above it; None when it holds running text or a picture."""
    borders = _borders(frame, rows)
    if not 1 <= len(borders) < _MOST_COLUMNS:
        return None
    bands = _bands(frame, rows)
    logical = [
        group for band in bands for group in _logical_rows(band, borders, len(bands), first=band is bands[0])
    ]
    if above is not None and len(_cells_of(above, borders)) > 1:
        logical.insert(0, [above])
    filled = sum(len(_merged(group, borders)) > 1 for group in logical)
    if filled < 2 or filled < 0.3 * len(logical):  # noqa: PLR2004
        return None
    if len(bands) < 0.4 * (len(frame.heights) - 1):
        return None  # the rules of a drawing, with few words among them
    return _written(frame, logical, borders)


def _borders(frame: Frame, rows: Sequence[Row]) -> list[float]:
    """Where one column ends and the next begins."""
    drawn = [place for place in frame.uprights if _clear(place, rows)]
    white = _white_borders(rows)
    # rules between all columns, or between some of them only
    return drawn if drawn and len(drawn) >= 0.6 * len(white) else white


def _white_borders(rows: Sequence[Row]) -> list[float]:
    """The middles of the white space between columns."""
    pieces = [_fragments(row.words) for row in rows]
    most = max(len(parts) for parts in pieces)
    if most < 2:  # noqa: PLR2004
        return []
    columns: list[list[float]] = []
    for parts in pieces:
        if len(parts) < max(2, 0.6 * most):
            continue
        columns += [[part[0].x0, part[-1].x1] for part in parts]
    columns.sort()
    merged: list[list[float]] = []
    for low, high in columns:
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(merged)]


def _clear(place: float, rows: Sequence[Row]) -> bool:
    """Whether an upright rule parts the words of most rows: titles may run over it."""
    cut = sum(any(word.x0 < place - 1 and word.x1 > place + 1 for word in row.words) for row in rows)
    return cut <= 0.2 * len(rows)


def _fragments(words: Sequence[Word], widest: float = _CELL_GAP) -> list[list[Word]]:
    """The words of a row parted at gaps wider than a space; a currency sign goes with its amount."""
    parts: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        last = parts[-1][-1]
        wide = word.x0 - last.x1 > widest * min(last.size, word.size)
        if wide and not word.raised and last.text not in _SIGNS:
            parts.append([])
        parts[-1].append(word)
    return parts


def _bands(frame: Frame, rows: Sequence[Row]) -> list[list[Row]]:
    """The rows between each two rules; empty ones are left out."""
    bands: list[list[Row]] = []
    at = 0
    for low, high in zip(frame.heights, frame.heights[1:], strict=False):
        band: list[Row] = []
        while at < len(rows) and rows[at].base - 0.3 * rows[at].words[0].size <= high + 1:
            if rows[at].base - 0.3 * rows[at].words[0].size >= low - 1:
                band.append(rows[at])
            at += 1
        if band:
            bands.append(band)
    return bands


def _cells_of(row: Row, borders: Sequence[float]) -> dict[int, list[Word]]:
    """The words of a row by column; a stretch of words over a border belongs where it begins."""
    cells: dict[int, list[Word]] = {}
    for part in _fragments(row.words):
        over = [border for border in borders if part[0].x0 < border - 1 and part[-1].x1 > border + 1]
        tight = over and not any(
            right.x0 - left.x1 > 0.5 * left.size and any(left.x1 <= border <= right.x0 for border in over)
            for left, right in itertools.pairwise(part)
        )
        for word in part:
            middle = part[0].x0 + 0.5 if tight else (word.x0 + word.x1) / 2
            cells.setdefault(sum(border <= middle for border in borders), []).append(word)
    return cells


def _logical_rows(
    band: Sequence[Row], borders: Sequence[float], bands: int, *, first: bool = False
) -> list[list[Row]]:
    """The rows of the table between two rules: one, unless values stand below each other."""
    if len(band) == 1:
        return [list(band)]
    if first and _has_spanning_title(band[0], band[1], borders):
        return [[band[0]], *_logical_rows(band[1:], borders, bands)]
    cells = [_cells_of(row, borders) for row in band]
    valued = [any(is_value(words) for column, words in row.items() if column > 0) for row in cells]
    whole = [len(row) > 1 and 0 in row for row in cells]
    starts = [at for at, row in enumerate(whole) if row and valued[at]]
    if len(starts) < 2:  # noqa: PLR2004
        starts = [at for at, row in enumerate(whole) if row] if bands < 3 else []  # noqa: PLR2004
    if len(starts) < 2:  # noqa: PLR2004
        return [list(band)]
    groups: list[list[Row]] = []
    for at, row in enumerate(band):
        if at in starts or not groups or _opens(cells[at], row, band, at, starts):
            groups.append([row])
        else:
            groups[-1].append(row)
    return _with_tops(groups, borders)


def _has_spanning_title(upper: Row, lower: Row, borders: Sequence[float]) -> bool:
    """Whether a title in the first row of a header stands over several columns: it is in line with none."""
    above, below = _cells_of(upper, borders), _cells_of(lower, borders)
    if 0 in above or len(above) >= len(below):
        return False
    for column, words in above.items():
        other = below.get(column)
        if other is None:
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
    return bold or (at + 1 in starts and behind < before - 0.5)


def _with_tops(groups: list[list[Row]], borders: Sequence[float]) -> list[list[Row]]:
    """A label's first line that stands above its values goes with them, unless it is a bold title."""
    result: list[list[Row]] = []
    for group in groups:
        before = result[-1] if result else None
        if before is not None and len(before) == 1:
            alone = set(_cells_of(before[0], borders)) == {0}
            near = group[0].base - before[0].base < 1.35 * before[0].words[0].size
            same = before[0].words[0].bold == group[0].words[0].bold
            if alone and near and same:
                result[-1] = [*before, *group]
                continue
        result.append(group)
    return result


def _merged(group: Sequence[Row], borders: Sequence[float]) -> dict[int, list[list[Word]]]:
    """The cells of one row of the table: column → lines of words."""
    cells: dict[int, list[list[Word]]] = {}
    for row in group:
        for column, words in _cells_of(row, borders).items():
            cells.setdefault(column, []).append(words)
    return cells


def _written(frame: Frame, logical: Sequence[Sequence[Row]], borders: Sequence[float]) -> PageTable:
    """The table with its header told, and its lines in the order of its cells."""
    merged = [_merged(group, borders) for group in logical]
    heads = header_rows(merged)
    titles = header_spans(merged[0], extents_of(merged[heads - 1 :])) if heads > 1 else {}
    with_broken_titles(merged, heads, titles)
    cells: list[TableCell] = []
    pieces: list[Piece] = []
    for number, row in enumerate(merged):
        header = number < heads
        spans = titles if number == 0 else {}
        single = all(len(lines) == 1 for lines in row.values())
        for column in sorted(row):
            first, wide = spans.get(column, (column, 1))
            cells.append(TableCell(number, first, row[column], header, wide))
        ordered = [row[column] for column in sorted(row)]
        if single:
            words = [word for lines in ordered for line in lines for word in line]
            pieces.append(Piece(words, logical[number][0].base, 0, "table"))
        else:
            pieces += [Piece(line, line[0].base, 0, "table") for lines in ordered for line in lines]
    return PageTable(frame.box, pieces, cells)
