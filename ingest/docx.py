"""Reading DOCX: headings by style, lists with their numbers, tables, footnotes, text boxes.

Word's numbers stand in no text: they are counted here as Word counts them. What was struck out, field
codes, comments, heads and feet are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from ingest.docx_package import Package, attribute, local, open_package
from ingest.docx_styles import Numbering, Styles
from ingest.letterhead_words import letterhead_words
from ingest.raw import RawDocument, ReadError
from ingest.rawwriter import Paragraph, RawWriter, TableEntry

READER = "docx-1"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 60
_SKIPPED = frozenset(
    ["del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "commentReference", "annotationRef"]
)
_TABBED = re.compile(r"([^\t:]{1,30}):?[ ]*\t+[ ]*([^\s].*)$")
_COLON = re.compile(r"([^\t:]{1,30}):[ ]+([^\s].*)$")
_TABBED = re.compile(r"([^\t:]{1,30}):?[ ]*\t([^\n]*)$")
_COLON = re.compile(r"([^\t:]{1,30}):[ ]([^\n]*)$")
_MAIL = frozenset(["van", "aan"])
_MAIL_ROWS = 4
_HEAD = 40
"""Paragraphs from the start in which the fields of a letter stand."""


def read_docx(data: bytes) -> RawDocument:
    """The paragraphs, headings, notes, tables and fields of a DOCX.

    Raises ReadError when it is no DOCX, broken, protected or too large.
    """
    package = open_package(data)
    reader = _Reader(package)
    try:
        reader.read()
    except RecursionError:
        raise ReadError(
            "beschadigd", "Het Word-bestand is te diep genest om te lezen. Bewaar het opnieuw in Word."
        ) from None
    if not reader.out.text.strip():
        raise ReadError("leeg", "Het Word-bestand bevat geen tekst. Controleer of het goed is opgeslagen.")
    return RawDocument(
        media_type=_MEDIA_TYPE,
        reader=READER,
        text=reader.out.text,
        pages=reader.out.pages,
        lines=tuple(reader.out.lines),
        tables=tuple(reader.out.tables),
        note_marks=tuple(reader.out.marks),
        fields=reader.fields,
        file_dates=package.dates(),
    )


class _Reader:
    """Goes through the body of a document and writes what it finds."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.part("word/styles.xml"))
        self.numbering = Numbering(package.part("word/numbering.xml"))
        self.notes = {
            **_notes(package.part("word/footnotes.xml"), "footnoteReference"),
            **_notes(package.part("word/endnotes.xml"), "endnoteReference"),
        }
        self.out = RawWriter()
        self.fields: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], str] = {}
        self._waiting: list[tuple[str, Element]] = []
        self._boxes: list[Element] = []
        self._count = 0
        self._mail = -_HEAD

    def read(self) -> None:
        """Write the whole document."""
        document = self.package.part("word/document.xml")
        body = (
            next((child for child in document if local(child) == "body"), None)
            if document is not None
            else None
        )
        if body is None:
            raise ReadError("beschadigd", "Het Word-bestand heeft geen tekstdeel. Bewaar het opnieuw in Word.")
        self._blocks(body, 0)

    def _blocks(self, parent: Element, depth: int) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag") and depth < _DEEPEST:
                self._blocks(child, depth + 1)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element) -> None:
        self._count += 1
        style = self.styles.of(element)
        paragraph = Paragraph()
        number, listed = self.numbering.next(self.styles.numbered(element))
        if number:
            paragraph.add(number + " ")
        before = paragraph.length
        self._runs(element, paragraph, style.bold)
        if len(paragraph.text) <= before and not paragraph.marks:
            pass  # an empty paragraph, or a number without text
        elif style.level is not None:
            self.out.write(paragraph, "heading", level=style.level)
        elif self._is_field(element, paragraph):
            self.out.write(paragraph, "letterhead")
        else:
            self.out.write(paragraph, "list" if listed else "paragraph")
        self._after()

    def _is_field(self, element: Element, paragraph: Paragraph) -> bool:
        """Whether a paragraph at the head is a label with its value: "Datum<tab>9 november 2022"."""
        if self._count > _HEAD or self._mail > self._count - _MAIL_ROWS:
            return False
        tabbed = "\t".join(_tab_parts(element)).strip()
        found = _TABBED.match(tabbed) or _COLON.match(tabbed)
        label = " ".join(found[1].split()).lower() if found else ""
        value = " ".join(found[2].split()) if found else ""
        if value and label in letterhead_words().mail | _MAIL:
            self._mail = self._count  # the head of an e-mail: it stays text
        if not value or label not in letterhead_words().leading:
            return False
        self.fields.setdefault(label, value)
        return not paragraph.marks

    def _runs(self, element: Element, paragraph: Paragraph, bold: bool) -> None:
        for child in element:
            name = local(child)
            if name in _SKIPPED:
                continue
            if name == "r":
                self._run(child, paragraph, bold)
            elif name == "txbxContent":
                self._boxes.append(child)
            else:
                self._runs(child, paragraph, bold)

    def _run(self, run: Element, paragraph: Paragraph, bold: bool) -> None:
        own = self.styles.bold_run(run)
        heavy = bold if own is None else own
        for child in run:
            name = local(child)
            if name == "t":
                paragraph.add(child.text or "", bold=heavy)
            elif name in ("tab", "br", "cr", "ptab"):
                paragraph.add(" ")
            elif name == "noBreakHyphen":
                paragraph.add("-", bold=heavy)
            elif name == "sym":
                paragraph.add("•")
            elif name in ("footnoteReference", "endnoteReference"):
                self._reference(name, attribute(child, "id"), paragraph)
            elif name not in _SKIPPED:
                self._runs(child, paragraph, heavy)

    def _reference(self, kind: str, key: str, paragraph: Paragraph) -> None:
        """The marker of a note: notes are counted in the order of their markers."""
        note = self.notes.get((kind, key))
        if note is None:
            return
        if (kind, key) not in self._numbers:
            self._numbers[kind, key] = str(len(self._numbers) + 1)
            self._waiting.append((self._numbers[kind, key], note))
        paragraph.mark(self._numbers[kind, key])

    def _after(self) -> None:
        """Notes and text boxes of the last paragraph, below it."""
        waiting, self._waiting = self._waiting, []
        for number, note in waiting:
            for element in note.iter():
                if local(element) == "p":
                    paragraph = Paragraph()
                    self._runs(element, paragraph, False)
                    self.out.write(paragraph, "footnote", ref=number)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            for element in box:
                if local(element) == "p":
                    paragraph = Paragraph()
                    self._runs(element, paragraph, self.styles.of(element).bold)
                    self.out.write(paragraph, "box")
                elif local(element) == "tbl":
                    self._table(element)

    # ------------------------------------------------------------------ tables

    def _table(self, table: Element) -> None:
        rows: list[list[TableEntry]] = []
        for row in table:
            if local(row) != "tr":
                continue
            header = any(local(item) == "tblHeader" for item in row.iter())
            rows.append(list(self._cells(row, header)))
        rows = _with_header(_joined_down(rows))
        if len(rows) == 1 or max((len(row) for row in rows), default=0) < 2:  # noqa: PLR2004
            # one cell, or one row or column: a frame around text
            for entry in (entry for row in rows for entry in row):
                for paragraph in entry.paragraphs:
                    self.out.write(paragraph, "box" if max(map(len, rows)) == 1 else "paragraph")
        elif self._table_fields(rows):
            for entry in (entry for cells in rows for entry in cells):
                for paragraph in entry.paragraphs:
                    self.out.write(paragraph, "letterhead")
        else:
            self.out.write_table(rows, None)
        self._after()

    def _cells(self, row: Element, header: bool) -> Iterator[TableEntry]:
        at = 0
        for cell in row:
            if local(cell) != "tc":
                continue
            wide, merged = 1, False
            for item in (inner for part in cell if local(part) == "tcPr" for inner in part):
                if local(item) == "gridSpan":
                    wide = min(max(_whole(attribute(item, "val")), 1), 100)
                elif local(item) == "vMerge":
                    merged = attribute(item, "val") in ("", "continue")
            paragraphs = () if merged else tuple(self._cell_paragraphs(cell))
            yield TableEntry(at, paragraphs, header, wide, 0 if merged else 1)
            at += wide

    def _cell_paragraphs(self, cell: Element) -> Iterator[Paragraph]:
        for element in cell.iter():
            if local(element) == "p":
                paragraph = Paragraph()
                number, _ = self.numbering.next(self.styles.numbered(element))
                if number:
                    paragraph.add(number + " ")
                self._runs(element, paragraph, self.styles.of(element).bold)
                if paragraph.text:
                    yield paragraph

    def _table_fields(self, rows: list[list[TableEntry]]) -> bool:
        """A letter's or nota's labels and values in a table at its head; whether the table is just that."""
        if self._count > _HEAD:
            return False
        texts = [[" ".join(text.text for text in entry.paragraphs) for entry in row] for row in rows]
        labels = [row[0].rstrip(":").strip().lower() for row in texts if row]
        known = letterhead_words()
        if not set(labels) & known.leading or not all(label in known.labels for label in labels if label):
            return False
        for label, row in zip(labels, texts, strict=False):
            value = " ".join(part for part in row[1:] if part)
            if label and value:
                self.fields.setdefault(label, value)
        return True


def _joined_down(rows: list[list[TableEntry]]) -> list[list[TableEntry]]:
    """Cells that go on from the row above (0 rows of their own) counted with the cell where they begin."""
    origins: dict[int, tuple[int, int]] = {}
    kept: list[list[TableEntry]] = []
    for number, row in enumerate(rows):
        kept.append([])
        for entry in row:
            if entry.rows or entry.column not in origins:
                origins[entry.column] = (number, len(kept[-1]))
                kept[-1].append(replace(entry, rows=1))
            else:
                first, at = origins[entry.column]
                kept[first][at] = replace(kept[first][at], rows=number - first + 1)
    return kept


def _with_header(rows: list[list[TableEntry]]) -> list[list[TableEntry]]:
    """Rows without a marked header get one when the whole first row is bold and the second is not."""
    if len(rows) < 2 or any(entry.header for row in rows for entry in row):  # noqa: PLR2004
        return rows

    def bold(row: list[TableEntry]) -> bool:
        texts = [paragraph for entry in row for paragraph in entry.paragraphs]
        return bool(texts) and all(text.letters and 2 * text.bold > text.letters for text in texts)

    if not bold(rows[0]) or bold(rows[1]):
        return rows
    first = [replace(entry, header=True) for entry in rows[0]]
    return [first, *rows[1:]]


def _notes(part: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for note in part if part is not None else ():
        if local(note) in ("footnote", "endnote") and attribute(note, "type") in ("", "normal"):
            found[kind, attribute(note, "id")] = note
    return found


def _tab_parts(element: Element) -> Iterator[str]:
    """The text of a paragraph parted at its tabs."""
    parts = [""]
    for item in element.iter():
        name = local(item)
        if name == "t":
            parts[-1] += item.text or ""
        elif name == "tab" and not item.attrib:
            parts.append("")
    yield from parts


def _whole(value: str) -> int:
    return int(value) if value.isdigit() and len(value) < 4 else 0  # noqa: PLR2004
