"""Where the columns of a table on a PDF page end and begin, and which words of a row stand in which.

Upright rules tell it where they are drawn. Elsewhere white space does: a corridor that no row of the table
crosses, and that is wide in a good part of them. Values set to the right come close to what stands on their
left, so that in single rows the corridor can be as narrow as a space.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf_device import Word
from ingest.pdf_grid import Frame
from ingest.pdf_lines import Row
from ingest.pdf_tablehead import is_value

_CELL_GAP = 0.75
"""White space of more than this part of the size parts cells, whatever the other rows say."""
_TIGHT_GAP = 0.42
"""White space of this part may part cells, when the other rows have white space at its place."""
_WIDE_ROWS = 0.3
"""The share of the rows in which a corridor has the width of a cell gap."""
_ALIGNED = 1.5
"""Points within which edges are in line."""
_SEAM_ROWS = 4
_SIGNS = frozenset(["€", "$", "<", ">", "≥", "≤", "±", "ca.", "circa"])


@dataclass(slots=True)
class Grid:
    """The columns of a table: the `borders` between them, from where to where the words of each reach, and
    the upright rules that are drawn (place, top, bottom).
    """

    borders: list[float]
    extents: dict[int, tuple[float, float]] = field(default_factory=dict)
    posts: tuple[tuple[float, float, float], ...] = ()

    def column(self, place: float) -> int:
        """The column of a place."""
        return sum(border <= place for border in self.borders)


def fragments(words: Sequence[Word], widest: float = _CELL_GAP) -> list[list[Word]]:
    """The words of a row parted at gaps wider than a space; a currency sign goes with its amount."""
    parts: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        last = parts[-1][-1]
        wide = word.x0 - last.x1 > widest * min(last.size, word.size)
        signed = last.text in _SIGNS and len(parts[-1]) == 1
        if wide and not word.raised and not signed:
            parts.append([])
        parts[-1].append(word)
    return parts


def grid_of(frame: Frame, rows: Sequence[Row], known: Sequence[float] = ()) -> Grid:
    """The columns of the table in a frame; `known` are the borders of the table that it may be the rest of."""
    drawn = [place for place in frame.uprights if _clear(place, rows)]
    white = _white_borders(rows)
    # rules between all columns, or between some of them only
    borders = drawn if drawn and len(drawn) >= 0.6 * len(white) else white
    if known and len(known) >= len(borders) and all(_parts_words(place, rows) for place in known):
        borders = list(known)
    grid = Grid(borders, posts=frame.posts if borders is drawn else ())
    for row in rows:
        columns = {grid.column((word.x0 + word.x1) / 2) for word in row.words}
        if len(columns) <= 0.5 * (len(borders) + 1):
            continue  # a title over columns, or the rest of a cell
        for word in row.words:
            column = grid.column((word.x0 + word.x1) / 2)
            if grid.column(word.x0) == grid.column(word.x1):
                low, high = grid.extents.get(column, (word.x0, word.x1))
                grid.extents[column] = (min(low, word.x0), max(high, word.x1))
    return grid


def _white_borders(rows: Sequence[Row]) -> list[float]:
    """The middles of the white space between columns: corridors that no row with several cells crosses."""
    wide = [fragments(row.words) for row in rows]
    most = max(len(parts) for parts in wide)
    if most < 2:  # noqa: PLR2004
        return []
    full = [row for row, parts in zip(rows, wide, strict=True) if len(parts) >= max(2, 0.5 * most)]
    columns: list[list[float]] = []
    for row in full:
        columns += [[part[0].x0, part[-1].x1] for part in fragments(row.words, _TIGHT_GAP)]
    columns.sort()
    merged: list[list[float]] = []
    for low, high in columns:
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    corridors = [(left[1], right[0]) for left, right in itertools.pairwise(merged)]
    return [_narrowed(low, high, rows) for low, high in corridors if _is_corridor((low + high) / 2, full)]


def _narrowed(low: float, high: float, rows: Sequence[Row]) -> float:
    """The middle of a corridor, once the words of all other rows that reach into it are left out of it."""
    for row in rows:
        for word in row.words:
            if low < word.x0 < high < word.x1:
                high = word.x0
            elif word.x0 < low < word.x1 < high:
                low = word.x1
    return (low + high) / 2


def _is_corridor(place: float, rows: Sequence[Row]) -> bool:
    """Whether the white space at a place is that of a cell border in enough of the rows that cross it."""
    edges: list[tuple[float, float]] = []
    wide = 0
    for row in rows:
        before = [word for word in row.words if word.x1 <= place]
        behind = [word for word in row.words if word.x0 >= place]
        if before and behind:
            edges.append((before[-1].x1, behind[0].x0))
            wide += behind[0].x0 - before[-1].x1 > _CELL_GAP * min(before[-1].size, behind[0].size)
    return wide >= max(1, _WIDE_ROWS * len(edges)) or _is_seam(edges)


def _is_seam(edges: Sequence[tuple[float, float]]) -> bool:
    """Whether values set to the right meet words set to the left: both edges of the corridor are straight."""
    if len(edges) < _SEAM_ROWS:
        return False
    low, high = max(left for left, _ in edges), min(right for _, right in edges)
    straight = sum(low - left < _ALIGNED and right - high < _ALIGNED for left, right in edges)
    return straight >= 0.7 * len(edges)


def _clear(place: float, rows: Sequence[Row]) -> bool:
    """Whether an upright rule parts the words of most rows: titles may run over it."""
    cut = sum(any(word.x0 < place - 1 and word.x1 > place + 1 for word in row.words) for row in rows)
    return cut <= 0.2 * len(rows)


def _parts_words(place: float, rows: Sequence[Row]) -> bool:
    """Whether a border runs between words in all rows of several cells."""
    return not any(
        any(word.x0 < place - 1 and word.x1 > place + 1 for word in row.words)
        for row in rows
        if len(fragments(row.words)) > 1
    )


def cells_of(row: Row, grid: Grid) -> dict[int, list[Word]]:
    """The words of a row by column; a stretch of words over a border belongs where it begins."""
    cells: dict[int, list[Word]] = {}
    parts = fragments(row.words)
    for part in parts:
        pieces = _parted(part, row.base, grid)
        if len(parts) == 1 and _is_title(pieces, row.base, grid):
            pieces = [part]
        for piece in pieces:
            over = any(piece[0].x0 < border - 1 and piece[-1].x1 > border + 1 for border in grid.borders)
            place = piece[0].x0 + 0.5 if over else (piece[0].x0 + piece[-1].x1) / 2
            cells.setdefault(grid.column(place), []).extend(piece)
    return cells


def _is_title(pieces: Sequence[Sequence[Word]], base: float, grid: Grid) -> bool:
    """Whether the only stretch of words of a row is a title over columns, that borders cut by chance."""
    if grid.column(pieces[0][0].x0 + 0.5) or any(is_value(piece) for piece in pieces[1:]):
        return False
    drawn = any(_drawn(border, base, grid) for border in grid.borders)
    if all(word.bold for piece in pieces for word in piece):
        return not drawn
    return not drawn and (len(pieces) == 2 or not all(_in_line(piece, grid) for piece in pieces))  # noqa: PLR2004


def _parted(part: Sequence[Word], base: float, grid: Grid) -> list[list[Word]]:
    """A stretch of words parted at the borders that run between its words, where they are borders here."""
    pieces: list[list[Word]] = [[part[0]]]
    for at in range(1, len(part)):
        left, right = part[at - 1], part[at]
        border = next((place for place in grid.borders if left.x1 - 1 <= place <= right.x0 + 1), None)
        signed = left.text in _SIGNS and len(pieces[-1]) == 1
        if border is not None and not right.raised and not signed:
            behind = _within(part[at:], grid)
            before = pieces[-1]
            if (
                right.x0 - left.x1 > 0.5 * left.size
                or _drawn(border, base, grid)
                or (_in_line(behind, grid) and _in_line(before, grid))
            ):
                pieces.append([])
        pieces[-1].append(right)
    return pieces


def _within(words: Sequence[Word], grid: Grid) -> list[Word]:
    """The words from the first one up to the end of its column."""
    column = grid.column(words[0].x0 + 0.5)
    return list(itertools.takewhile(lambda word: grid.column(word.x0 + 0.5) == column, words))


def _drawn(border: float, base: float, grid: Grid) -> bool:
    """Whether the upright rule of a border is drawn at this height: not where a cell goes over columns."""
    return any(abs(at - border) < 3 and top - 2 <= base - 2 <= bottom + 2 for at, top, bottom in grid.posts)  # noqa: PLR2004


def _in_line(words: Sequence[Word], grid: Grid) -> bool:
    """Whether words stand as a cell of their column does: in line with it on the left, on the right or in
    the middle, or as a value.
    """
    if is_value(words):
        return True
    low, high = grid.extents.get(grid.column(words[0].x0 + 0.5), (0.0, 0.0))
    left, right = words[0].x0 - low, high - words[-1].x1
    return abs(left) < _ALIGNED or abs(right) < _ALIGNED or abs(left - right) < _ALIGNED
