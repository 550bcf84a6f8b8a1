"""Tables of a PDF page from its rules and the places of its words: cells, rows and header.

A table has three horizontal rules (or shaded rows) of one width at least, and two columns. Its lines are
written row by row, and cell by cell where a cell has several lines, so that every cell is one stretch.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import Piece
from ingest.pdf_device import Area, Word
from ingest.pdf_grid import Frame, find_frames
from ingest.pdf_lines import Row
from kb.records import Box

_VALUE = re.compile(
    r"[<>≤≥±~+\-–]?\s*[€$]?\s*[\d.,]+\s*(?:%|x|pt|mln|mld)?|n\.?v\.?t\.?|[-–—]|n\.?b\.?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?|Q[1-4]|T\d")
_CELL_GAP = 0.75
_MOST_COLUMNS = 40


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
        table = _table(frame, inside)
        if table is not None:
            tables.append(table)
            rest = outside
    return tables, rest


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


def _table(frame: Frame, rows: Sequence[Row]) -> PageTable | None:
    """The table in a frame, or None when it holds running text or a picture."""
    borders = _borders(frame, rows)
    if not 1 <= len(borders) < _MOST_COLUMNS:
        return None
    bands = _bands(frame, rows)
    lines = [_cells_of(row, borders) for row in rows]
    logical = [
        group for band in bands for group in _logical_rows(band, borders, len(bands), first=band is bands[0])
    ]
    filled = sum(len(_merged(group, borders)) > 1 for group in logical)
    if filled < 2 or filled < 0.3 * len(logical) or not lines:  # noqa: PLR2004
        return None
    if len(bands) < 0.4 * (len(frame.heights) - 1):
        return None  # the rules of a drawing, with few words among them
    return _written(frame, logical, borders)


def _borders(frame: Frame, rows: Sequence[Row]) -> list[float]:
    """Where one column ends and the next begins."""
    if frame.uprights:
        return [place for place in frame.uprights if _clear(place, rows)]
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


def _fragments(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a row parted at gaps wider than a space."""
    parts: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        last = parts[-1][-1]
        if word.x0 - last.x1 > _CELL_GAP * min(last.size, word.size) and not word.raised:
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


def _is_value(words: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in words if not word.raised)
    return bool(_VALUE.fullmatch(text)) and not _YEAR.fullmatch(text)


def _logical_rows(
    band: Sequence[Row], borders: Sequence[float], bands: int, *, first: bool = False
) -> list[list[Row]]:
    """The rows of the table between two rules: one, unless values stand below each other."""
    if len(band) == 1:
        return [list(band)]
    if first and _has_spanning_title(band[0], band[1], borders):
        return [[band[0]], *_logical_rows(band[1:], borders, bands)]
    cells = [_cells_of(row, borders) for row in band]
    valued = [any(_is_value(words) for column, words in row.items() if column > 0) for row in cells]
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
    heads = _header_rows(merged)
    titles = _header_spans(merged[0], _extents(merged[heads - 1 :])) if heads > 1 else {}
    _with_broken_titles(merged, heads, titles)
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


def _header_rows(merged: Sequence[dict[int, list[list[Word]]]]) -> int:
    """How many rows from the top are the header: bold ones with several cells, or one row without values."""

    def bold(row: dict[int, list[list[Word]]]) -> bool:
        words = [word for lines in row.values() for line in lines for word in line]
        return all(word.bold for word in words)

    all_bold = sum(bold(row) for row in merged) > 0.7 * len(merged)
    if not all_bold:
        count = 0
        while (
            count < min(3, len(merged) - 1) and bold(merged[count]) and (count == 0 or len(merged[count]) > 1)
        ):
            count += 1
        if count and any(len(merged[at]) > 1 for at in range(count)):
            return count
    first = merged[0]
    values = [_is_value([word for line in lines for word in line]) for column, lines in first.items() if column]
    return 1 if len(merged) > 1 and len(first) > 1 and not any(values) else 0


def _header_spans(
    row: dict[int, list[list[Word]]], extents: dict[int, tuple[float, float]]
) -> dict[int, tuple[int, int]]:
    """Over which columns each title of an upper header row stands: (first column, number of columns).

    The columns are shared out in order, so that the middle of each title lies as near as can be to the
    middle of its columns. The first column belongs to a title only when one stands in it.
    """
    titles = sorted(row)
    last = max(extents)
    if len(titles) > 0.6 * len(extents) or not titles:
        return {}
    low = 0 if titles[0] == 0 else 1
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, low): (0.0, ())}
    for order, title in enumerate(titles):
        after = titles[order + 1] if order + 1 < len(titles) else last + 1
        words = [word for line in row[title] for word in line]
        centre = (min(word.x0 for word in words) + max(word.x1 for word in words)) / 2
        for (done, start), (cost, ends) in list(best.items()):
            if done != order or start > title:
                continue
            for end in range(title + 1, after + 1) if order + 1 < len(titles) else [last + 1]:
                group = [extents[column] for column in range(start, end) if column in extents]
                if not group:
                    continue
                middle = (min(part[0] for part in group) + max(part[1] for part in group)) / 2
                total = (cost + abs(middle - centre), (*ends, end))
                if total < best.get((order + 1, end), (float("inf"), ())):
                    best[order + 1, end] = total
    whole = best.get((len(titles), last + 1))
    if whole is None:
        return {}
    edges = [low, *whole[1]]
    return {title: (edges[at], edges[at + 1] - edges[at]) for at, title in enumerate(titles)}


def _extents(merged: Sequence[dict[int, list[list[Word]]]]) -> dict[int, tuple[float, float]]:
    """From where to where the text of each column reaches, header titles apart."""
    extents: dict[int, tuple[float, float]] = {}
    for row in merged:
        for column, lines in row.items():
            for line in lines:
                low, high = extents.get(column, (line[0].x0, line[-1].x1))
                extents[column] = (min(low, line[0].x0), max(high, line[-1].x1))
    return extents


def _with_broken_titles(
    merged: list[dict[int, list[list[Word]]]], heads: int, spans: dict[int, tuple[int, int]]
) -> None:
    """A title of one column that is broken off ("Streef-") goes with the line of the title below it."""
    if heads < 2:  # noqa: PLR2004
        return
    upper, lower = merged[0], merged[1]
    for column in [column for column, (_, wide) in spans.items() if wide == 1 and column in lower]:
        if upper[column][-1][-1].text.endswith("-") and len(upper) > 1:
            lower[column] = [*upper.pop(column), *lower[column]]
            del spans[column]
