"""What a format reader gives to the steps that follow: the source text, its pages and its lines.

A reader (text, pdf, xml, docx) knows its format and nothing of meaning. It puts lines in reading order,
gives positions where the format has them, and hints where the format itself says what a line is
(a heading by style, a note, a table row). The steps after it turn lines into headings, footnotes,
tables and passages; they never change `text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kb.records import Box, PageStatus, Problem

LineHint = Literal[
    "heading", "paragraph", "list", "footnote", "furniture", "figure", "letterhead", "table", "box",
    "question", "answer", "speech",
]  # fmt: skip


class ReadError(Exception):
    """A file that cannot be read at all. `code` is stable, `message` is Dutch and says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line in reading order; `start`/`end` are offsets into `RawDocument.text` without the line end.

    `block` numbers what the format itself holds together (an XML paragraph, a DOCX paragraph, a text
    box of a PDF page): lines of one block belong together; None where the format does not say.
    `hint` is what the format itself says of the line, `level` a heading's level by style (1 highest),
    `ref` a note's or question's number, or the speaker of a speech, as the format marks it.
    """

    start: int
    end: int
    page: int | None = None
    number: int | None = None
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    block: int | None = None
    hint: LineHint | None = None
    level: int | None = None
    ref: str | None = None
    italic: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """One physical page (1-based); sizes in points, None where the format has none."""

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    status: PageStatus = "ok"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A table cell that the format itself marks (XML, DOCX): its place in the grid and its source text.

    `columns` and `rows` are how many it spans.
    """

    row: int
    column: int
    start: int
    end: int
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table that the format itself marks; its cells in row order."""

    cells: tuple[RawCell, ...]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote marker that the format itself marks: where it stands, and the note's number."""

    offset: int
    number: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a format reader gives. `reader` is its name and version ("text-1"), kept as `text_version`."""

    media_type: str
    reader: str
    text: str
    pages: tuple[RawPage, ...]
    lines: tuple[RawLine, ...]
    tables: tuple[RawTable, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    official: dict[str, list[str]] = field(default_factory=dict)
    file_dates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
