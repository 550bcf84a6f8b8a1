"""Writes the paragraphs of a format with structure (XML, DOCX) as one text with lines, tables and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.raw import LineHint, NoteMark, RawCell, RawLine, RawPage, RawTable


@dataclass(slots=True)
class Paragraph:
    """A paragraph being gathered: pieces of text, and where footnote markers stand in it.

    `text` has white space as in the source; `tidy` makes it one line.
    """

    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    letters: int = 0
    bold: int = 0

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add text; white space runs become one space."""
        for char in text:
            plain = " " if char.isspace() else char
            if plain == " " and (not self.parts or self.parts[-1] == " "):
                continue
            self.parts.append(plain)
            self.length += 1
            if char.isalnum():
                self.letters += 1
                self.bold += bold

    def mark(self, number: str) -> None:
        """Put the marker of a footnote here; no space stands before it."""
        while self.parts and self.parts[-1] == " ":
            self.parts.pop()
            self.length -= 1
        self.marks.append((self.length, number))
        self.parts.extend(number)
        self.length += len(number)

    @property
    def text(self) -> str:
        """The text so far, without white space at its end."""
        return "".join(self.parts).rstrip()


class RawWriter:
    """Writes paragraphs one after another: `lines`, `tables` and `marks` lie over `text`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._block = 0
        self.lines: list[RawLine] = []
        self.tables: list[RawTable] = []
        self.marks: list[NoteMark] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def length(self) -> int:
        """How much was written: the offset of what comes next."""
        return self._length

    @property
    def pages(self) -> tuple[RawPage, ...]:
        """These formats have no pages."""
        return ()

    def write(
        self,
        paragraph: Paragraph,
        hint: LineHint | None = "paragraph",
        *,
        level: int | None = None,
        ref: str | None = None,
    ) -> tuple[int, int]:
        """Write a paragraph as a line of its own; gives where it stands. An empty one writes nothing."""
        text = paragraph.text
        start = self._length
        if not text:
            return start, start
        self.marks += [
            NoteMark(start + offset, number) for offset, number in paragraph.marks if offset < len(text)
        ]
        self._parts += [text, "\n"]
        self._length += len(text) + 1
        self._block += 1
        bold = 2 * paragraph.bold > paragraph.letters
        end = start + len(text)
        self.lines.append(
            RawLine(start, end, bold=bold, block=self._block, hint=hint, level=level, ref=ref, number=None)
        )
        return start, end

    def write_text(self, text: str, hint: LineHint | None, *, ref: str | None = None) -> tuple[int, int]:
        """Write plain text as a line of its own."""
        paragraph = Paragraph()
        paragraph.add(text)
        return self.write(paragraph, hint, ref=ref)

    def write_table(self, rows: Sequence[Sequence[TableEntry]], caption: str | None) -> None:
        """Write a table: every paragraph of every cell is a line."""
        cells: list[RawCell] = []
        for number, row in enumerate(rows):
            for entry in row:
                start = self._length
                for paragraph in entry.paragraphs:
                    self.write(paragraph, "table")
                end = self._length - 1 if self._length > start else start
                cells.append(RawCell(number, entry.column, start, end, entry.header, entry.columns, entry.rows))
        if cells:
            self.tables.append(RawTable(tuple(cells), caption))


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A cell to write: its first column, its paragraphs, over how many columns and rows it goes."""

    column: int
    paragraphs: tuple[Paragraph, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1
