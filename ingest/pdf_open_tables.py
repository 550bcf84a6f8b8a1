"""Tables that have no rules between their rows: found by rows of short cells that stand in line.

A run begins with a row of a label and two cells or more. What follows belongs to it as long as every stretch
of words stands in one of its columns: the rest of a label, a cell of many lines, a title of rows. Titles above
it belong to it when they are bold, or stand over its columns only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.pdf_cells import fragments
from ingest.pdf_device import Word
from ingest.pdf_lines import Row
from ingest.pdf_tablehead import is_value
from ingest.tablevalues import table_words

_OPEN_GAP = 1.0
"""Without rules, columns are parted by white space of more than this size."""
_SHARE = 0.5
_SAME = 4.0
_LEAST_ROWS = 3
_VALUE_WORDS = 3
_LONGEST_CELL = 9
"""Lines of one cell below each other, beside which nothing stands."""
_TITLE_WORDS = 4
_TITLE_OF_ROWS = 12
_MOST_TITLES = 4

Intervals = list[list[float]]


def open_runs(rows: Sequence[Row], going_on: float | None = None) -> list[list[Row]]:
    """The rows of each table without rules, its titles among them.

    `going_on` is where a table of the page before begins on the left: the first run may be its last row.
    """
    runs: list[list[Row]] = []
    at = 0
    while at < len(rows):
        end = _run_from(rows, at)
        run = _trimmed(list(rows[at:end]))
        last = going_on is not None and not runs and run and abs(run[0].words[0].x0 - going_on) < _SAME
        if _is_table(run, 2 if last else _LEAST_ROWS):
            first = _titles_from(rows, at, run)
            if runs and first < _place_after(rows, runs[-1]):
                first = at
            runs.append([*rows[first:at], *run])
            at += len(run)
        else:
            at += 1
    return runs


def _place_after(rows: Sequence[Row], run: Sequence[Row]) -> int:
    """The place of the row behind a run."""
    return next(at for at, row in enumerate(rows) if row is run[-1]) + 1


def _run_from(rows: Sequence[Row], start: int) -> int:
    """The end of the run that begins at `start`; `start` itself when none does."""
    if not _opens(rows[start]):
        return start
    columns = _columns([rows[start]])
    loose = 0
    at = start + 1
    while at < len(rows):
        row, last = rows[at], rows[at - 1]
        size = row.words[0].size
        if row.base - last.base > 3 * max(size, last.words[0].size):
            break
        parts = fragments(row.words, _OPEN_GAP)
        if _opens(row):
            columns = _merged(columns, parts)
            loose = 0
        elif loose < _LONGEST_CELL and _stands_in(parts, columns, size):
            columns = _merged(columns, [part for part in parts if part[-1].x1 < columns[0][0]])
            loose += 1
        else:
            break
        at += 1
    return at


def _opens(row: Row) -> bool:
    """Whether a row holds a label and at least two short cells: no columns of running text."""
    parts = fragments(row.words, _OPEN_GAP)
    return len(parts) > 2 and sum(len(part) for part in parts[1:]) <= 2.6 * (len(parts) - 1)  # noqa: PLR2004


def _columns(rows: Sequence[Row]) -> Intervals:
    found: Intervals = []
    for row in rows:
        found = _merged(found, fragments(row.words, _OPEN_GAP))
    return found


def _merged(columns: Intervals, parts: Sequence[Sequence[Word]]) -> Intervals:
    """The stretches from left to right that columns take, with those of one more row."""
    every = sorted([*columns, *([part[0].x0, part[-1].x1] for part in parts)])
    merged: Intervals = []
    for low, high in every:
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return merged


def _stands_in(parts: Sequence[Sequence[Word]], columns: Intervals, size: float) -> bool:
    """Whether each stretch of words stands in a column: it begins in one, and reaches none behind it.

    What stands left of all columns is a label, below titles that stand over the others only. A bold title of
    rows may run over columns.
    """
    if len(columns) < _LEAST_ROWS:
        return False
    if len(parts) == 1 and abs(parts[0][0].x0 - columns[0][0]) < 1 and all(word.bold for word in parts[0]):
        return len(parts[0]) <= _TITLE_OF_ROWS
    for part in parts:
        low, high = part[0].x0, part[-1].x1
        if high < columns[0][0]:
            continue
        over = [column for column in columns if column[0] < high and column[1] > low]
        if len(over) != 1 or low < over[0][0] - 0.5 * size:
            return False
    return True


def _trimmed(run: list[Row]) -> list[Row]:
    """A run without the loose rows at its end; the rest of its last cells stays."""
    while run and len(fragments(run[-1].words, _OPEN_GAP)) == 1:
        first = run[-1].words[0]
        near = len(run) > 1 and first.base - run[-2].base < 1.6 * first.size
        label = min(row.words[0].x0 for row in run)
        if near and (first.text[0].islower() or first.text[0] == "(" or first.x0 > label + 2 * first.size):
            break
        run = run[:-1]
    return run


def _is_table(run: Sequence[Row], least: int) -> bool:
    """Whether rows are a table: so many at least with several cells, most of them alike, mostly values."""
    parts = [fragments(row.words, _OPEN_GAP) for row in run]
    full = [row for row in parts if len(row) > 2]  # noqa: PLR2004
    if len(full) < least:
        return False
    cells = [part for row in full for part in row[1:]]
    values = sum(_is_short_value(part) for part in cells)
    _, usual = Counter(len(row) for row in full).most_common(1)[0]
    return values >= _SHARE * len(cells) and usual >= _SHARE * len(full)


def _is_short_value(words: Sequence[Word]) -> bool:
    """Whether a cell is a value: a number with a word or two beside it, or a word that is a cell by itself."""
    if is_value(words):
        return True
    text = " ".join(word.text for word in words)
    numbered = len(words) <= _VALUE_WORDS and any(word.text[0].isdigit() for word in words)
    return numbered or text in table_words().word_cells


def _titles_from(rows: Sequence[Row], start: int, run: Sequence[Row]) -> int:
    """Where the titles above a run begin; `start` when it has none, or bears them itself."""
    columns = _columns([row for row in run if _opens(row)])
    if len(columns) < 2:  # noqa: PLR2004
        return start
    first = at = start
    while at > max(0, start - _MOST_TITLES):
        row, below = rows[at - 1], rows[at]
        size = row.words[0].size
        if below.base - row.base > 3 * size:
            break
        if _is_title(row, columns, size):
            first = at - 1
        elif not _is_group(row, columns):
            break
        at -= 1
    return first


def _is_group(row: Row, columns: Intervals) -> bool:
    """Whether a row is a title of rows, between the header and the first row: words in the first column."""
    parts = fragments(row.words, _OPEN_GAP)
    return len(parts) == 1 and abs(row.words[0].x0 - columns[0][0]) < 0.5 * row.words[0].size


def _is_title(row: Row, columns: Intervals, size: float) -> bool:
    """Whether a row holds titles: short stretches over the columns behind the first, in bold or by number."""
    parts = fragments(row.words, _OPEN_GAP)
    if any(len(part) > _TITLE_WORDS for part in parts):
        return False
    edge = columns[1][0] - 2 * size
    values = [part for part in parts if part[0].x0 > edge]
    inside = row.words[0].x0 > columns[0][0] - size and row.words[-1].x1 < columns[-1][1] + 4 * size
    bold = all(word.bold for word in row.words)
    if not inside or not values:
        # the first line of a title of the label's column alone
        return False
    return bold or len(values) > 1 or len(parts) > 1
