"""The rows of a flattened table: which value belongs to which column.

Atoms (values and words in order) are laid on rows of a label and so many columns at the least cost. A row
begins at the beginning of a line; skipping a column costs, and so do words in a column of numbers. After a
first pass the columns are known better (this one has signed values, that one is always empty), and the
atoms are laid again. A column that a row skips below a cell of words is spanned by that cell.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.groups import begins_lower
from ingest.layout import Line
from ingest.tablevalues import Atom

_SKIP = 1.2
_WORDS = 1.4
_REFERENCE = 0.4
_MERGE_GLUED = 0.7
_NO_LABEL = 3.0
_GROUP_APART = 0.8
_GROUP_TIGHT = 1.7
_ROW_TIGHT = 0.5
_GROUP_TWICE = 1.2
_GROUP_LAST = 4.0
_SPANNED = 0.1
_WORDY, _WORDY_MOST, _TITLE_WORDS = 0.3, 1.5, 8
_TOO_MANY = 8.0
_MOST = 2.0
_ROUNDS = 4
_LABEL_LINES = 3
"""A label has seldom more lines than this; a cell of words has."""
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Row:
    """A row: atoms per column (0 is the label); a group row has a label only."""

    cells: dict[int, tuple[Atom, ...]]
    lines: tuple[int, int]

    @property
    def is_group(self) -> bool:
        """Whether the row is the title of the rows below it."""
        return not any(column for column in self.cells)


@dataclass(frozen=True, slots=True)
class _Step:
    """How an atom was laid: "row" (begins a row), "cell" (next column), "more" (goes on in its cell)."""

    action: str
    column: int


class Layer:
    """Lays atoms on rows of a label and `columns` further columns."""

    def __init__(
        self, atoms: Sequence[Atom], lines: Sequence[Line], columns: int, texts: frozenset[int] = frozenset()
    ) -> None:
        self.atoms = atoms
        self.lines = lines
        self.columns = columns
        self.texts = texts
        self.costs: dict[tuple[str, int], float] = {}
        self.skips: dict[int, float] = {}
        self.spanned: dict[int, frozenset[int]] = {}
        self.label_width = self._label_width()
        seen = Counter(atom.text.casefold() for atom in atoms if atom.is_text and atom.first)
        self.places = {id(atom): at for at, atom in enumerate(atoms)}
        self.run: list[int] = []
        for atom in atoms:
            self.run.append(self.run[-1] + 1 if self.run and atom.is_text else 0)
        self.labels = {text for text, count in seen.items() if count > 1}

    def rows(self) -> list[Row]:
        """The rows at the least cost, with what the first pass taught about the columns."""
        rows = self._lay()
        for _ in range(_ROUNDS):
            self._learn(rows)
            better = self._lay()
            if better == rows:
                break
            rows = better
        return rows

    # ------------------------------------------------------------------ costs

    def _label_width(self) -> float:
        """How wide the lines of labels over several lines are: a wider line is no part of a label."""
        widths = [
            len(self.lines[atom.line].text)
            for atom, after in zip(self.atoms, self.atoms[1:], strict=False)
            if atom.is_text and after.is_text and after.first and begins_lower(after.text)
        ]
        widths.sort()
        return widths[len(widths) // 2] * 1.35 if widths else math.inf

    def _skip(self, column: int, at: int) -> float:
        """What it costs that a row has nothing in `column`; `at` is the atom behind the hole."""
        if column in self.spanned.get(at, ()):
            return _SPANNED
        return self.skips.get(column, _SKIP + 0.05 * (self.columns - column))

    def _cost(self, atom: Atom, column: int) -> float:
        learned = self.costs.get((atom.kind, column))
        if learned is not None:
            return learned
        if column == 0:
            return 0.0 if atom.is_text else _NO_LABEL
        if column in self.texts:
            return 0.3 if atom.is_text else 0.0 if atom.kind in ("reference", "none", "word") else _WORDS
        if atom.is_text:
            return _WORDS
        strange = atom.kind == "reference" and (self.texts or column < self.columns)
        return _REFERENCE * (3 if self.texts else 1) if strange else 0.0

    def _learn(self, rows: Sequence[Row]) -> None:
        """Costs from how often each kind of atom stands in each column, smoothed."""
        self._find_spans(rows)
        full = [row for row in rows if not row.is_group]
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for row in full:
            for column in range(1, self.columns + 1):
                cell = row.cells.get(column)
                if cell or column not in self.spanned.get(self._first(row), ()):
                    counts[column][cell[0].kind if cell else "skip"] += 1
        kinds = ("number", "signed", "none", "word", "reference", "text", "skip")
        for column, seen in counts.items():
            total = sum(seen.values()) + 0.25 * len(kinds)
            for kind in kinds:
                cost = min(_MOST, 0.7 * -math.log((seen[kind] + 0.25) / total))
                if kind == "skip":
                    self.skips[column] = cost + 0.25
                else:
                    # an empty value fits everywhere, and a number is no stranger among other values
                    floor = 0.4 if kind == "none" else cost
                    self.costs[kind, column] = min(cost, floor) + (0.5 if kind == "text" else 0.0)

    def _first(self, row: Row) -> int:
        return min(self.places[id(cell[0])] for cell in row.cells.values())

    def _find_spans(self, rows: Sequence[Row]) -> None:
        """For the rows below a cell of several lines of words: that cell may span them."""
        place = self.places
        self.spanned = {}
        open_: frozenset[int] = frozenset()
        for row in rows:
            for cell in row.cells.values():
                for atom in cell:
                    self.spanned[place[id(atom)]] = open_
            long = {column for column, cell in row.cells.items() if column and _is_long(cell)}
            full = len(row.cells) == self.columns + 1
            if row.is_group or (full and not long):
                open_ = frozenset()
            elif long:
                open_ = frozenset(long)

    # ------------------------------------------------------------------ the cheapest way

    def _lay(self) -> list[Row]:
        """Dynamic programming over the atoms; a state is a column, or a label right below a group row."""
        width = self.columns + 2
        count = len(self.atoms)
        best = [[_FAR] * width for _ in range(count)]
        came: list[list[tuple[int, str]]] = [[(-1, "")] * width for _ in range(count)]
        for state, cost in self._row_starts(0):
            best[0][state], came[0][state] = cost, (-1, "row")
        for at in range(1, count):
            for state in range(width):
                if best[at - 1][state] < _FAR:
                    self._extend(at, state, best, came)
        return self._trace(best, came)

    def _column(self, state: int) -> int:
        return 0 if state > self.columns else state

    def _extend(self, at: int, state: int, best: list[list[float]], came: list[list[tuple[int, str]]]) -> None:
        so_far = best[at - 1][state]
        atom = self.atoms[at]
        column = self._column(state)

        def offer(to: int, cost: float, action: str) -> None:
            if so_far + cost < best[at][to]:
                best[at][to] = so_far + cost
                came[at][to] = (state, action)

        if atom.tail:
            offer(state, 0.0, "more")
            return
        if atom.first:
            end = self._row_end(at, state)
            for start, cost in self._row_starts(at):
                below_group = column == 0 and start == 0
                offer(self.columns + 1 if below_group else start, end + cost, "row")
        more = self._more(at, column)
        # more atoms than columns: they must go somewhere
        offer(state, _TOO_MANY if more is None else more, "more")
        skipped = 0.0
        for to in range(column + 1, self.columns + 1):
            offer(to, skipped + self._cost(atom, to) + self._apart(at), "cell")
            skipped += self._skip(to, at)

    def _row_starts(self, at: int) -> list[tuple[int, float]]:
        """Columns in which a row can begin with this atom, with the cost."""
        atom = self.atoms[at]
        gap = self.lines[atom.line].gap > 0 or at == 0
        tight = 0.0 if gap else _ROW_TIGHT
        if atom.is_text:
            lower = 1.5 if begins_lower(atom.text) and at else 0.0
            return [(0, tight + lower)]
        starts: list[tuple[int, float]] = []
        skipped = 0.0
        for column in range(1, self.columns + 1):
            starts.append((column, _NO_LABEL + tight + skipped + self._cost(atom, column)))
            skipped += self._skip(column, at)
        return starts

    def _row_end(self, at: int, state: int) -> float:
        """What it costs that a row ends before atom `at`: columns that stay empty, or a group row."""
        column = self._column(state)
        if column == 0:
            apart = at < len(self.atoms) and self.lines[self.atoms[at].line].gap > 0
            twice = _GROUP_TWICE if state > self.columns else 0.0
            return (_GROUP_APART if apart else _GROUP_TIGHT) + twice + self._wordy(at)
        if column == self.columns:
            return 0.0
        if not self.skips:
            return 0.6 + 0.15 * (self.columns - column)
        return sum(self._skip(rest, at - 1) for rest in range(column + 1, self.columns + 1))

    def _wordy(self, at: int) -> float:
        """What speaks against the words before atom `at` as a title of rows: more than a line or two."""
        first = at - 1
        while self.run[first]:
            first -= 1
        words = sum(len(atom.text.split()) for atom in self.atoms[first:at] if atom.is_text)
        return min(_WORDY_MOST, _WORDY * max(0, words - _TITLE_WORDS))

    def _apart(self, at: int) -> float:
        """What speaks against words as a cell: they go on from words, or look like the label of a row."""
        atom, before = self.atoms[at], self.atoms[at - 1]
        if not atom.is_text or not atom.first:
            return 0.0
        lower = begins_lower(atom.text)
        cost = (1.0 if lower else 0.2) if before.is_text else 0.0
        if atom.text.casefold() in self.labels:
            cost += 1.0
        return cost + (0.8 if self.lines[atom.line].gap > 0 and not lower else 0.0)

    def _more(self, at: int, column: int) -> float | None:
        """What it costs to go on in the cell of the atom before; None when that cannot be."""
        atom, before = self.atoms[at], self.atoms[at - 1]
        if atom.glued and before.line == atom.line:
            return _MERGE_GLUED
        words_before = before.is_text or (before.glued and column == 0)
        if not atom.first or not atom.is_text or not words_before:
            return None
        line, last = self.lines[atom.line], self.lines[before.line]
        lower = begins_lower(atom.text) or atom.text[:1] in "(0123456789"
        cost = 0.0 if lower else 1.0
        if before.text.endswith(("-", ",", " en", " of", " van", " de", " het", ":")):
            cost -= 0.4
        if before.text.endswith((".", ";")) and not lower:
            cost += 0.6
        if line.gap > 0:
            cost += 0.15 if lower else 0.8 + 0.5 * bool(column)
        if column == 0 and not lower and len(last.text) > self.label_width:
            cost += 1.5
        if column == 0 and self.run[at] > _LABEL_LINES:
            cost += 0.4
        return max(0.0, cost)

    def _trace(self, best: list[list[float]], came: list[list[tuple[int, str]]]) -> list[Row]:
        count = len(self.atoms)
        ends = [
            cost + (_GROUP_LAST if self._column(state) == 0 else self._row_end(count, state))
            for state, cost in enumerate(best[-1])
        ]
        state = ends.index(min(ends))
        steps: list[_Step] = []
        for at in range(count - 1, -1, -1):
            before, action = came[at][state]
            steps.append(_Step(action, self._column(state)))
            state = before
        steps.reverse()
        rows: list[dict[int, list[Atom]]] = []
        for atom, step in zip(self.atoms, steps, strict=True):
            if step.action == "row":
                rows.append({step.column: [atom]})
            elif step.action == "cell":
                rows[-1][step.column] = [atom]
            else:
                rows[-1][step.column].append(atom)
        return [_row(cells) for cells in rows]


def _row(cells: dict[int, list[Atom]]) -> Row:
    places = [atom.line for cell in cells.values() for atom in cell]
    return Row({column: tuple(cell) for column, cell in cells.items()}, (min(places), max(places)))


def with_spans(rows: Sequence[Row], columns: int) -> list[Row]:
    """The rows with cells of words that span the rows below them filled in.

    A cell of words that stands alone in its column of values, above rows that skip just that column, holds
    for those rows as well; a full row, a group row or a row with a cell there ends it.
    """
    result: list[Row] = []
    spanning: dict[int, tuple[Atom, ...]] = {}
    for row in rows:
        if row.is_group:
            spanning = {}
            result.append(row)
            continue
        missing = [column for column in range(1, columns + 1) if column not in row.cells]
        filled = {column: spanning[column] for column in missing if column in spanning}
        spanning = {
            **{column: cell for column, cell in row.cells.items() if column and _is_long(cell)},
            **filled,
        }
        result.append(replace(row, cells={**row.cells, **filled}) if filled else row)
    return result


def _is_long(cell: Sequence[Atom]) -> bool:
    """Whether a cell is words over several lines: only such a cell is taller than its row."""
    return cell[0].is_text and cell[0].line != cell[-1].line
