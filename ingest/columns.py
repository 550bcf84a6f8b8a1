"""Reading order of a page, from the places of its words alone.

A page is read as a person sees it. Boxes and tables are units of their own. In what remains, the tallest
empty corridor with running text on both sides parts two columns: what stands above it is read first, then
the column on the left, the column on the right, and what stands below. Each part is read the same way.
Text that runs over the full width, a rule or a box ends a corridor; a heading of full width that is short
does so too, when the text beside it leaves room for it. Where a corridor has labels, marks or values on
one side, it is no border of columns: rows are read as rows.
Order of evidence: what is drawn (boxes, rules), then white space, then how full the lines are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.column_gaps import Corridor, best_corridor
from ingest.pdf_device import Word
from ingest.pdf_lines import Row
from kb.records import Box

_DEEPEST = 12
_WORTH_KEEPING = 12
"""A corridor as tall as this many lines is remembered for the rest of the page and the next pages."""
_MOST_GUTTERS = 6


@dataclass(slots=True)
class Piece:
    """A line of reading order: neighbouring words of one row that belong to one column.

    `region` numbers the column, box or table it stands in; `kind` is "box", "aside" (a narrow column
    beside the text), "table" or None.
    """

    words: list[Word]
    base: float
    region: int = 0
    kind: str | None = None

    @property
    def box(self) -> Box:
        """The rectangle around its words."""
        return Box(
            self.words[0].x0,
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            max(word.bottom for word in self.words),
        )

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda word: len(word.text)).size


@dataclass(slots=True)
class Unit:
    """Something that is read as one: a box or a table, with its lines in order."""

    box: Box
    pieces: list[Piece]
    kind: str


@dataclass(slots=True)
class Part:
    """A part of a page: rows of words, from top to bottom, and units among them."""

    rows: list[Row]
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What holds for a whole page: size of the running text, distance of its lines, rules across it."""

    body: float
    pitch: float
    rules: tuple[Box, ...] = ()


class Reader:
    """Puts the parts of one page in reading order. `gutters` are the corridors found so far, from the pages
    before as well: columns keep their places in a document.
    """

    def __init__(self, sheet: Sheet, gutters: Sequence[Corridor] = ()) -> None:
        self.sheet = sheet
        self.regions = 0
        self.gutters = list(gutters)

    def read(self, part: Part, kind: str | None = None, depth: int = 0) -> list[Piece]:
        """The lines of `part` in reading order."""
        boxes = [unit.box for unit in part.units]
        corridor = best_corridor(part.rows, boxes, self.sheet, self.gutters) if depth < _DEEPEST else None
        if corridor is None:
            return self._rows(part, kind)
        if corridor.bottom - corridor.top > _WORTH_KEEPING * self.sheet.pitch:
            self.gutters = [corridor, *self.gutters][:_MOST_GUTTERS]
        above, inside, below = _cut(part, corridor.top, corridor.bottom)
        pieces = self.read(above, kind, depth + 1) if above.rows or above.units else []
        pieces += self._columns(inside, corridor, kind, depth)
        if below.rows or below.units:
            pieces += self.read(below, kind, depth + 1)
        return pieces

    def _columns(self, inside: Part, corridor: Corridor, kind: str | None, depth: int) -> list[Piece]:
        """Both sides of a corridor: bands between headings of full width, each read column by column."""
        pieces: list[Piece] = []
        top = corridor.top
        for heading in [*_headings_across(inside, corridor, self.sheet), None]:
            bottom = heading.base - 0.9 * self.sheet.pitch if heading else corridor.bottom
            _, band, _ = _cut(inside, top, bottom)
            left, right = _split(band, corridor)
            kinds = _asides(left, right, self.sheet) if kind is None and len(part_words(band)) else (kind, kind)
            for side, name in zip((left, right), kinds, strict=True):
                if side.rows or side.units:
                    pieces += self.read(side, name, depth + 1)
            if heading is not None:
                self.regions += 1
                pieces.append(Piece(heading.words, heading.base, self.regions, kind))
                top = heading.base + 0.2 * self.sheet.pitch
        return pieces

    def _rows(self, part: Part, kind: str | None) -> list[Piece]:
        """A part without columns: its rows, and its units where they stand."""
        self.regions += 1
        region = self.regions
        queue: list[tuple[float, list[Piece]]] = [
            (row.base, [Piece(row.words, row.base, region, kind)]) for row in part.rows
        ]
        queue += [(unit.box.top, self._unit(unit)) for unit in part.units]
        queue.sort(key=lambda item: item[0])
        return [piece for _, pieces in queue for piece in pieces]

    def _unit(self, unit: Unit) -> list[Piece]:
        self.regions += 1
        for piece in unit.pieces:
            piece.region = self.regions
            piece.kind = piece.kind or unit.kind
        return unit.pieces


def part_words(part: Part) -> list[Word]:
    """All words of a part."""
    return [word for row in part.rows for word in row.words]


def _cut(part: Part, top: float, bottom: float) -> tuple[Part, Part, Part]:
    """What lies above `top`, between, and below `bottom`, by the baselines of rows and the middle of units."""
    parts = (Part([]), Part([]), Part([]))
    for row in part.rows:
        parts[0 if row.base < top else 2 if row.base > bottom else 1].rows.append(row)
    for unit in part.units:
        middle = (unit.box.top + unit.box.bottom) / 2
        parts[0 if middle < top else 2 if middle > bottom else 1].units.append(unit)
    return parts


def _split(part: Part, corridor: Corridor) -> tuple[Part, Part]:
    """What lies left and right of a corridor."""
    left, right = Part([]), Part([])
    middle = (corridor.x0 + corridor.x1) / 2
    for row in part.rows:
        before = [word for word in row.words if (word.x0 + word.x1) / 2 < middle]
        behind = [word for word in row.words if (word.x0 + word.x1) / 2 >= middle]
        for side, words in ((left, before), (right, behind)):
            if words:
                side.rows.append(Row(row.base, words))
    for unit in part.units:
        (left if (unit.box.x0 + unit.box.x1) / 2 < middle else right).units.append(unit)
    return left, right


def _asides(left: Part, right: Part, sheet: Sheet) -> tuple[str | None, str | None]:
    """Which side is an aside: a narrow column beside a wide one, in smaller letters or with few words."""
    measures = [_measure(side) for side in (left, right)]
    (width_l, size_l, count_l), (width_r, size_r, count_r) = measures
    few_l, few_r = (len(side.rows) > 2 and own < 0.3 * other for side, own, other in (  # noqa: PLR2004
        (left, count_l, count_r), (right, count_r, count_l)
    ))  # fmt: skip
    narrow_l = width_l < 0.55 * width_r and (size_l < 0.93 * size_r or few_l)
    narrow_r = width_r < 0.55 * width_l and (size_r < 0.93 * size_l or few_r)
    if narrow_l and count_r > 40 and size_r > 0.8 * sheet.body:  # noqa: PLR2004
        return "aside", None
    if narrow_r and count_l > 40 and size_l > 0.8 * sheet.body:  # noqa: PLR2004
        return None, "aside"
    return None, None


def _measure(part: Part) -> tuple[float, float, int]:
    """Width, middle size of letters and number of words of a part."""
    words = part_words(part)
    if not words:
        return 0.0, 0.0, 0
    return (
        max(word.x1 for word in words) - min(word.x0 for word in words),
        median(word.size for word in words),
        len(words),
    )


def _headings_across(part: Part, corridor: Corridor, sheet: Sheet) -> list[Row]:
    """Short headings on one side that stand over both columns: the other side leaves room beside them.

    The column beside it is open there, and goes on at the same height as the text below the heading; and
    the heading looks different from the text (larger or bold).
    """
    left, right = _split(part, corridor)
    others = [row.base for row in right.rows]
    own = [row.base for row in left.rows]
    found: list[Row] = []
    for row in left.rows:
        above = [base for base in others if base < row.base + 0.1]
        below = [base for base in others if base > row.base + 0.1]
        behind = [base for base in own if base > row.base + 0.1]
        if not (above and behind) or row.base == own[0] or not _stands_out(row, sheet):
            continue
        if not below:
            # the text ends below the heading: both columns stop above it
            before = max(base for base in own if base < row.base - 0.1)
            if above[-1] < row.base - sheet.pitch and abs(above[-1] - before) < 2.6 * sheet.pitch:
                found.append(row)
            continue
        open_space = below[0] - above[-1] > 2.2 * sheet.pitch and row.base - above[-1] > 0.9 * sheet.pitch
        level = abs(below[0] - behind[0]) < 0.9 * sheet.pitch
        if open_space and level and below[0] - row.base > 0.8 * sheet.pitch:
            found.append(row)
    return found


def _stands_out(row: Row, sheet: Sheet) -> bool:
    letters = sum(len(word.text) for word in row.words)
    larger = sum(len(word.text) for word in row.words if word.size > 1.12 * sheet.body)
    bold = sum(len(word.text) for word in row.words if word.bold)
    return max(larger, bold) > 0.9 * letters


def inside_box(word: Word, box: Box) -> bool:
    """Whether the middle of a word lies in a box."""
    across = (word.x0 + word.x1) / 2
    return box.x0 <= across <= box.x1 and box.top - 1 <= word.base - 0.3 * word.size <= box.bottom + 1


def take_boxes(rows: Sequence[Row], boxes: Iterable[Box]) -> Iterator[tuple[Box, list[Row], list[Row]]]:
    """For each box: the rows of words in it, and the rows that are left without them."""
    rest = list(rows)
    for box in boxes:
        within: list[Row] = []
        without: list[Row] = []
        for row in rest:
            if not box.top - 2 <= row.base <= box.bottom + row.words[0].size:
                without.append(row)
                continue
            held = [word for word in row.words if inside_box(word, box)]
            free = [word for word in row.words if not inside_box(word, box)]
            if held:
                within.append(Row(row.base, held))
            if free:
                without.append(Row(row.base, free))
        rest = without
        yield box, within, rest
