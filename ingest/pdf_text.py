"""Lines of laid-out pages written as one text with offsets: what the steps work on."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.columns import Piece
from ingest.letterhead import Letterhead
from ingest.pdf_device import Word
from ingest.pdf_lines import touching
from ingest.pdf_notes import NoteLines, inline_marker, marker_offset, markers
from ingest.pdf_page import Layout
from ingest.pdf_tables import PageTable
from ingest.raw import LineHint, NoteMark, RawCell, RawLine, RawPage, RawTable
from kb.records import Box, PageStatus

_HINTS: dict[str | None, LineHint] = {"box": "box", "aside": "box", "table": "table", "figure": "figure"}


@dataclass(frozen=True, slots=True)
class PageText:
    """One page to write: its layout with letterhead and notes; None for a page that gave no text.

    `single`: it is the only page, so that no recurrence can tell its foot.
    """

    number: int
    width: float | None
    height: float | None
    status: PageStatus
    layout: Layout | None = None
    head: Letterhead | None = None
    notes: NoteLines | None = None
    single: bool = False


class TextBuilder:
    """Writes pages one after another into `text`, with `pages`, `lines`, `tables` and `marks` over it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks = 0
        self.pages: list[RawPage] = []
        self.lines: list[RawLine] = []
        self.tables: list[RawTable] = []
        self.marks: list[NoteMark] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def add_page(self, page: PageText) -> None:
        """Write one page."""
        start = self._length
        if page.layout is not None:
            self._blocks += 1000
            places: dict[int, tuple[int, int]] = {}
            for at, piece in enumerate([*page.layout.pieces, *page.layout.loose]):
                self._line(page, at, piece, places)
            for table in page.layout.tables:
                self._table(table, places)
        self.pages.append(RawPage(page.number, start, self._length, page.width, page.height, page.status))

    def _line(self, page: PageText, at: int, piece: Piece, places: dict[int, tuple[int, int]]) -> None:
        hint, ref = _hint(page, at, piece)
        note = page.notes.of.get(at) if page.notes and hint == "footnote" else None
        start = self._length
        for order, word in enumerate(piece.words):
            if order and not touching(piece.words[order - 1], word):
                self._write(" ")
            places[id(word)] = (self._length, self._length + len(word.text))
            self._write(word.text)
        if hint not in ("footnote", "letterhead", "furniture"):
            self._mark(piece, places)
        letters = sum(len(word.text) for word in piece.words)
        bold = 2 * sum(len(word.text) for word in piece.words if word.bold) > letters
        italic = all(word.italic for word in piece.words)
        box = piece.box
        rounded = Box(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))
        # character recognition guesses sizes: they would make headings of plain lines
        size = None if piece.words[0].hidden else round(piece.size, 2)
        self.lines.append(
            RawLine(
                start, self._length, page.number, None, rounded, size, bold,
                self._blocks + piece.region, hint, note[1] if note else None, ref, italic,
            )
        )  # fmt: skip
        self._write("\n")

    def _mark(self, piece: Piece, places: dict[int, tuple[int, int]]) -> None:
        marked: set[int] = set()
        for at, number in markers(piece.words):
            word = piece.words[at]
            self.marks.append(NoteMark(places[id(word)][0] + marker_offset(word, number), number))
            marked.add(at)
        for at, word in enumerate(piece.words):
            found = inline_marker(word) if at not in marked else None
            if found is not None:
                self.marks.append(NoteMark(places[id(word)][0] + found[0], found[1]))

    def _table(self, table: PageTable, places: dict[int, tuple[int, int]]) -> None:
        cells: list[RawCell] = []
        for cell in table.cells:
            spans = [places[id(word)] for word in cell.words if id(word) in places]
            if spans:
                start, end = min(span[0] for span in spans), max(span[1] for span in spans)
                cells.append(RawCell(cell.row, cell.column, start, end, cell.header, cell.columns, cell.rows))
        if cells:
            self.tables.append(RawTable(tuple(cells)))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _hint(page: PageText, at: int, piece: Piece) -> tuple[LineHint | None, str | None]:
    """What the layout says of a line, and the number of the note it belongs to."""
    head, notes, layout = page.head, page.notes, page.layout
    if head is not None and at in head.pieces:
        return "letterhead", None
    if head is not None and at in head.imprint:
        return "furniture", None
    if notes is not None and at in notes.of:
        return "footnote", notes.of[at][0]
    if piece.kind != "figure" and _marginal(piece.words):
        return "furniture", None
    if page.single and layout is not None and id(piece) in layout.foot and _lone_foot(layout, at, piece):
        return "furniture", None
    return _HINTS.get(piece.kind), None


def _marginal(words: list[Word]) -> bool:
    return all(word.marginal for word in words)


def _lone_foot(layout: Layout, at: int, piece: Piece) -> bool:
    """On a file of one page: a foot with a number, far below the text."""
    above = [other for other in layout.pieces[:at] if id(other) not in layout.foot]
    far = not above or piece.box.top - max(other.box.bottom for other in above) > 3 * layout.sheet.pitch
    return far and any(char.isdigit() for word in piece.words for char in word.text)
