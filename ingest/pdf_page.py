"""One page of a PDF: from words with places to lines in reading order, each with what the layout says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.column_gaps import Corridor
from ingest.columns import Part, Piece, Reader, Sheet, Unit, take_boxes
from ingest.pdf_charts import find_charts, take_charts
from ingest.pdf_device import Area, PageContent, Word
from ingest.pdf_lines import Row, body_size, letter_spaced, rows_of, straightened, upright
from ingest.pdf_tables import PageTable, find_page_tables
from kb.records import Box

_THIN = 2.6
"""A drawn area at most this high (points) is a rule."""
_BACKGROUND = 0.5
_MOST_PICTURES = 200
_FULL_LINE, _SIDE_WORDS = 5, 6
_LEVEL = 3.0
"""Points: baselines within these stand level."""
_MARGIN = 0.11
"""The share of the page's height in which a head or foot can stand."""


@dataclass(slots=True)
class Layout:
    """A page as read: `pieces` in reading order, `loose` what stands askew or turned, `tables` with cells.

    `sheet` holds size and line distance of its running text, `foot` the ids of the pieces at its foot,
    `gutters` the corridors between its columns.
    """

    pieces: list[Piece]
    loose: list[Piece]
    tables: list[PageTable]
    sheet: Sheet
    width: float
    height: float
    foot: frozenset[int] = frozenset()
    gutters: tuple[Corridor, ...] = ()


def lay_out(content: PageContent, gutters: Sequence[Corridor] = (), before: Sequence[PageTable] = ()) -> Layout:
    """The lines of a page. `gutters` are the corridors between the columns of the page before, `before` are
    its tables.
    """
    main, words, others = upright([word for word in content.words if word.text])
    width, height = content.width, content.height
    if main in (1, 3):
        width, height = height, width
    shown = content.crop if content.crop is not None and main == 0 else Box(0.0, 0.0, width, height)
    words = [word for word in words if _on_page(word, shown)]
    rows = rows_of(straightened(words))
    for row in rows:
        row.words = letter_spaced(row.words)
    size = body_size(words)
    areas = content.areas if main == 0 else []
    rules = tuple(_rules(areas, width))
    sheet = Sheet(size, _pitch(rows, size), rules)
    head, middle, foot = _margins(rows, height, sheet)
    tables, middle = find_page_tables(middle, areas, before)
    charts, middle = take_charts(middle, find_charts(areas))
    units = [*(Unit(table.box, table.pieces, "table") for table in tables), *charts]
    boxes = _boxes(areas, units, width, height) if main == 0 else []
    reader = Reader(sheet, gutters)
    part = _with_boxes(reader, middle, boxes, units)
    pieces = [*_apart(reader.read(Part(head)), sheet), *_settled(reader.read(part), sheet)]
    at_foot = _apart(reader.read(Part(foot)), sheet)
    _over_pictures(pieces, content.pictures if main == 0 else (), width * height)
    marks = frozenset(id(piece) for piece in at_foot)
    return Layout(
        [*pieces, *at_foot], _loose(others), tables, sheet, width, height, marks, tuple(reader.gutters)
    )


def _on_page(word: Word, shown: Box) -> bool:
    """Whether a word stands in the part of the page that is shown: printers' marks stand outside it."""
    near = 2.0
    across = shown.x0 - near < word.x0 < shown.x1 + near
    return across and shown.top - near < word.base < shown.bottom + 0.5 * word.size


def _over_pictures(pieces: Iterable[Piece], pictures: Sequence[Box], page: float) -> None:
    """Text that stands in a picture is text of a figure; a picture of the whole page is a background."""
    frames = [box for box in pictures if 0.01 * page < _surface(box) < _BACKGROUND * page][:_MOST_PICTURES]
    for piece in pieces if frames else ():
        box = piece.box
        if piece.kind is None and any(_overlap(box, frame) > 0.95 * _surface(box) for frame in frames):
            piece.kind = "figure"


def _apart(pieces: Sequence[Piece], sheet: Sheet) -> list[Piece]:
    """Lines of head and foot parted at wide gaps: what stands left and right there are different things."""
    result: list[Piece] = []
    for piece in pieces:
        run = [piece.words[0]]
        for word in piece.words[1:]:
            if word.x0 - run[-1].x1 > 2 * sheet.body:
                result.append(Piece(run, piece.base, piece.region, piece.kind))
                run = []
            run.append(word)
        result.append(Piece(run, piece.base, piece.region, piece.kind))
    return result


def _pitch(rows: Sequence[Row], body: float) -> float:
    """The usual distance of the baselines of lines below each other."""
    steps: list[float] = []
    for at, row in enumerate(rows):
        for below in rows[at + 1 : at + 6]:
            over = below.words[0].x0 < row.words[-1].x1 and below.words[-1].x1 > row.words[0].x0
            if over and 0.9 * body < below.base - row.base < 2.2 * body:
                steps.append(below.base - row.base)
                break
    return median(steps) if steps else 1.25 * body


def _rules(areas: Iterable[Area], width: float) -> Iterable[Box]:
    """Horizontal rules and the long edges of filled areas that are no page background."""
    for area in areas:
        box = area.box
        if box.bottom - box.top <= _THIN and box.x1 - box.x0 > 0.03 * width:
            yield box


def _margins(rows: Sequence[Row], height: float, sheet: Sheet) -> tuple[list[Row], list[Row], list[Row]]:
    """Head, text and foot: rows at the edges with white space between them and the text."""
    head = foot = 0
    for at, row in enumerate(rows[:4]):
        after = rows[at + 1] if at + 1 < len(rows) else None
        if row.base > _MARGIN * height or after is None:
            break
        if after.base - row.base > 1.9 * sheet.pitch:
            head = at + 1
    for at in range(len(rows) - 1, max(len(rows) - 6, head), -1):
        row, before = rows[at], rows[at - 1]
        if row.base < (1 - _MARGIN) * height:
            break
        if row.base - before.base > 1.9 * sheet.pitch:
            foot = len(rows) - at
    end = len(rows) - foot
    return list(rows[:head]), list(rows[head:end]), list(rows[end:])


def _boxes(areas: Iterable[Area], units: Sequence[Unit], width: float, height: float) -> list[Box]:
    """Drawn areas that can hold text: no rules, no page backgrounds, no cells of tables; the largest first."""
    found: list[Box] = []
    for area in areas:
        box = Box(
            max(area.box.x0, 0), max(area.box.top, 0), min(area.box.x1, width), min(area.box.bottom, height)
        )
        wide, tall = box.x1 - box.x0, box.bottom - box.top
        if wide < 50 or tall < 16 or wide * tall > 0.7 * width * height:  # noqa: PLR2004
            continue
        if any(_overlap(box, unit.box) > 0.5 * min(_surface(box), _surface(unit.box)) for unit in units):
            continue
        found.append(box)
    found.sort(key=_surface, reverse=True)
    kept: list[Box] = []
    for box in found[:400]:
        if not any(_overlap(box, other) > 0.6 * _surface(box) for other in kept):
            kept.append(box)
    return kept


def _surface(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _overlap(one: Box, other: Box) -> float:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across * along if across > 0 and along > 0 else 0.0


def _with_boxes(reader: Reader, rows: list[Row], boxes: Sequence[Box], tables: list[Unit]) -> Part:
    """The part of a page with its boxes taken out as units; a box that holds nearly all text is none."""
    total = sum(len(word.text) for row in rows for word in row.words)
    units = list(tables)
    for box, within, rest in take_boxes(rows, boxes):
        letters = sum(len(word.text) for row in within for word in row.words)
        if not letters or letters > 0.75 * total or not _holds(box, within, rest):
            continue
        inner = [unit for unit in units if _overlap(unit.box, box) > 0.8 * _surface(unit.box)]
        pieces = reader.read(Part(within, inner), "box")
        units = [unit for unit in units if unit not in inner]
        units.append(Unit(_around(box, pieces), pieces, "box"))
        rows = rest
    return Part(rows, units)


def _holds(box: Box, within: Sequence[Row], rest: Sequence[Row]) -> bool:
    """Whether a box holds its text: no word sticks out, and no row goes on outside as running text."""
    words = [word for row in within for word in row.words]
    if any(word.x0 < box.x0 - 2 or word.x1 > box.x1 + 2 for word in words):
        return False
    bases = {round(row.base, 1): row for row in rest}
    cut = 0
    for row in within:
        beside = bases.get(round(row.base, 1))
        if beside is not None:
            near = min(
                min(abs(word.x0 - row.words[-1].x1), abs(row.words[0].x0 - word.x1)) for word in beside.words
            )
            cut += near < 0.6 * row.words[0].size
    return cut == 0


def _around(box: Box, pieces: Sequence[Piece]) -> Box:
    """The part of a box that its text takes: a box can be drawn far larger (a picture frame)."""
    top = min(piece.box.top for piece in pieces)
    bottom = max(piece.box.bottom for piece in pieces)
    left = min(piece.box.x0 for piece in pieces)
    right = max(piece.box.x1 for piece in pieces)
    return Box(
        max(box.x0, left - 20), max(box.top, top - 14), min(box.x1, right + 20), min(box.bottom, bottom + 14)
    )


def _with_side_headings(pieces: Sequence[Piece], sheet: Sheet) -> list[Piece]:
    """Bold words in the margin, each level with the first line of a paragraph: its heading, put before it."""
    main = [piece for piece in pieces if piece.kind is None]
    asides = [piece for piece in pieces if piece.kind == "aside"]
    if not main or not asides or not all(word.bold for piece in asides for word in piece.words):
        return list(pieces)
    edge = min(piece.box.x0 for piece in main if len(piece.words) > _FULL_LINE) if any(
        len(piece.words) > _FULL_LINE for piece in main
    ) else 0.0  # fmt: skip
    if any(piece.box.x1 > edge or len(piece.words) > _SIDE_WORDS for piece in asides):
        return list(pieces)
    before: dict[int, list[Piece]] = {}
    host: Piece | None = None
    last: Piece | None = None
    for piece in sorted(asides, key=lambda piece: piece.base):
        goes_on = host is not None and last is not None and piece.base - last.base < 1.5 * sheet.pitch
        if not goes_on:
            host = next((other for other in main if abs(other.base - piece.base) < _LEVEL), None)
        if host is None:
            return list(pieces)
        before.setdefault(id(host), []).append(piece)
        last = piece
    for piece in asides:
        piece.kind = None
    result: list[Piece] = []
    for piece in pieces:
        if id(piece) in before:
            result += before[id(piece)]
        if not any(piece is aside for aside in asides):
            result.append(piece)
    return result


def _settled(pieces: Sequence[Piece], sheet: Sheet) -> list[Piece]:
    """Boxes and asides moved behind the paragraph that they stand in: nothing comes between its lines."""
    pieces = _with_side_headings(pieces, sheet)
    edges = _edges(pieces)
    result: list[Piece] = []
    held: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if piece.kind in ("box", "aside"):
            held.append(piece)
            continue
        # at the head of a page a sentence of the page before can go on below a box
        begins = _new_paragraph(last, piece, edges, sheet) if last is not None else not _goes_on(piece)
        if held and begins:
            result += held
            held = []
        result.append(piece)
        last = piece
    if held and last is not None and not _ended(last, edges):
        at = _last_start(result, edges, sheet)
        return [*result[:at], *held, *result[at:]]
    return result + held


def _edges(pieces: Sequence[Piece]) -> dict[int, tuple[float, float]]:
    """From where to where each region reaches."""
    edges: dict[int, tuple[float, float]] = {}
    for piece in pieces:
        low, high = edges.get(piece.region, (piece.box.x0, piece.box.x1))
        edges[piece.region] = (min(low, piece.box.x0), max(high, piece.box.x1))
    return edges


def _closed(piece: Piece) -> bool:
    return piece.words[-1].text.rstrip("'’”»)0123456789").endswith((".", "!", "?", ":"))


def _ended(piece: Piece, edges: dict[int, tuple[float, float]]) -> bool:
    """Whether a paragraph ends with this line: with a sentence, before the edge of its column."""
    low, high = edges[piece.region]
    return _closed(piece) and piece.box.x1 < high - 0.07 * (high - low)


def _goes_on(piece: Piece) -> bool:
    """Whether a line begins in lower case: it goes on from something."""
    return piece.words[0].text.lstrip("'‘“\"(«")[:1].islower()


def _new_paragraph(last: Piece, piece: Piece, edges: dict[int, tuple[float, float]], sheet: Sheet) -> bool:
    """Whether a line begins a paragraph behind `last`."""
    if _goes_on(piece):
        return False
    changes = abs(last.size - piece.size) > 0.08 * piece.size or last.words[0].bold != piece.words[0].bold
    below = last.region == piece.region and piece.base > last.base
    apart = below and piece.base - last.base > 1.35 * sheet.pitch
    return changes or apart or _ended(last, edges)


def _last_start(pieces: Sequence[Piece], edges: dict[int, tuple[float, float]], sheet: Sheet) -> int:
    """Where the last paragraph of a page begins; the end when it is the whole page."""
    for at in range(len(pieces) - 1, 0, -1):
        if _new_paragraph(pieces[at - 1], pieces[at], edges, sheet):
            return at
    return len(pieces)


def _loose(words: Sequence[Word]) -> list[Piece]:
    """Text in another direction than the page's, as lines of their own at the end."""
    pieces: list[Piece] = []
    for turn in (0, 1, 2, 3, None):
        own = [word for word in words if word.turn == turn]
        pieces += [Piece(row.words, row.base, -1, "figure") for row in rows_of(own)]
    return pieces
