"""Results to take along: CSV that Dutch Excel opens right, XLSX, JSON lines, and Word for a memo.

Each says where it comes from: query, filters, order, date, how many were found and how many are in it,
the revision, the program's version and the address. An export that is empty or cut off says so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from index.results import Hit
from kb.records import as_json
from ui import citing
from ui.present_search import place
from ui.words import Labels, count, date_text, label_of

MOST = 2000
"""Hits in one export: what a memo or a spreadsheet can bear; a larger need has the command line."""
CUT = 32_000
"""Characters in a cell; Excel takes 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS: tuple[tuple[str, Callable[[Hit, Labels], Any]], ...] = (
    ("Titel", lambda hit, _: hit.document.title or hit.passage.source),
    ("Soort", lambda hit, labels: label_of(labels, "kind", hit.document.kind) if hit.document.kind else None),
    ("Organisatie", lambda hit, _: hit.document.organisation),
    ("Verschenen", lambda hit, _: hit.document.publication_date),
    ("Verslagjaar", lambda hit, _: hit.passage.reporting_year),
    ("Paragraaf", lambda hit, _: " > ".join(hit.passage.section)),
    ("Plaats", lambda hit, _: place(hit.passage)),
    ("Tekst", lambda hit, _: hit.passage.text),
    ("Verwijzing", lambda hit, _: hit.citation),
    ("Regelingen", lambda hit, _: _tags(hit, "regeling")),
    ("Thema's", lambda hit, _: _tags(hit, "knelpunt")),
    ("Bestand", lambda hit, _: hit.passage.source),
    ("Adres", lambda hit, _: hit.document.url),
    ("Kenmerk", lambda hit, _: hit.passage.passage_id),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an export comes from; `total` is how many were found, `unit` what is counted (one, many)."""

    query: str
    filters: tuple[str, ...]
    sort: str
    day: date
    total: int
    exported: int
    chosen: bool
    revision: int
    version: str
    address: str
    unit: tuple[str, str] = ("passage", "passages")
    labels: Labels = field(compare=False, default=lambda _facet, value: value)

    def lines(self) -> list[tuple[str, str]]:
        """Names and values, in Dutch."""
        return [
            ("Zoekvraag", self.query or "(geen; alles wat door de filters komt)"),
            ("Filters", "; ".join(self.filters) or "geen"),
            ("Volgorde", self.sort),
            ("Geraadpleegd", date_text(self.day.isoformat()) or ""),
            ("Gevonden", count(self.total, *self.unit)),
            ("In deze uitvoer", self.extent()),
            ("Stand van de kennisbank", str(self.revision)),
            ("Programma", f"Kennisbank {self.version}"),
            ("Adres", self.address),
        ]

    def extent(self) -> str:
        """How much of what was found is here, said openly."""
        if not self.exported:
            return "niets: er is niets gevonden of gekozen"
        told = count(self.exported, *self.unit)
        if self.chosen:
            return f"{told}, zelf gekozen"
        if self.exported < self.total:
            return f"alleen de eerste {told}; de rest is weggelaten"
        return f"alle {told}" if self.exported > 1 else told


def csv_bytes(hits: Sequence[Hit], origin: Origin) -> bytes:
    """CSV with semicolons and a byte order mark, so that Dutch Excel opens it right; the origin below."""
    rows = ([value(hit, origin.labels) for _, value in COLUMNS] for hit in hits)
    return csv_table([name for name, _ in COLUMNS], rows, origin.lines())


def csv_table(head: Sequence[str], rows: Iterable[Sequence[Any]], about: Iterable[tuple[str, str]]) -> bytes:
    """Any table as CSV in the same form; `about` says below it where it comes from."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    writer.writerow([])
    for name, told in about:
        writer.writerow([name, _cell(told)])
    return out.getvalue().encode("utf-8-sig")


def jsonl_bytes(hits: Sequence[Hit], origin: Origin) -> bytes:
    """One JSON record a line; the first line is the origin."""
    told = {item.name: as_json(getattr(origin, item.name)) for item in fields(origin) if item.name != "labels"}
    first = {"origin": told | {"day": origin.day.isoformat(), "extent": origin.extent()}}
    lines = [first, *(as_json(hit) for hit in hits)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def xlsx_bytes(hits: Sequence[Hit], origin: Origin) -> bytes:
    """A workbook: the hits on the first sheet, the origin on the second."""
    rows = ([value(hit, origin.labels) for _, value in COLUMNS] for hit in hits)
    return xlsx_table("Treffers", [name for name, _ in COLUMNS], rows, origin.lines())


WIDTHS = {"Titel": 34, "Tekst": 90, "Verwijzing": 50, "Paragraaf": 34, "Organisatie": 22, "Exacte woorden": 70}
WIDTHS |= {"Omschrijving": 60, "Oplossing": 60, "Onderwerp": 40, "Naam": 40, "Vindplaats": 50, "Indicator": 44}
"""Characters across of columns that hold more than a word or two."""


def xlsx_table(
    name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], about: Iterable[tuple[str, str]]
) -> bytes:
    """Any table as a workbook: the rows on a first sheet called `name`, where they come from on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - only when asked for
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:31] or "Lijst"
    sheet.append(list(head))
    for row in rows:
        sheet.append([_xlsx(value) for value in row])
    for place_, title in enumerate(head, 1):
        letter = sheet.cell(1, place_).column_letter
        sheet.cell(1, place_).font = Font(bold=True)
        sheet.column_dimensions[letter].width = WIDTHS.get(title, 16)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    origin = book.create_sheet("Herkomst")
    for title, told in about:
        origin.append([title, _xlsx(told)])
    origin.column_dimensions["A"].width, origin.column_dimensions["B"].width = 26, 90
    for cells in (*sheet.iter_rows(), *origin.iter_rows()):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text of a document, or of a link, that begins with "=" is no formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_bytes(hits: Sequence[Hit], origin: Origin) -> bytes:
    """A Word document for a memo: each passage as a quotation with its reference, the origin at the end."""
    from docx import Document as Word  # noqa: PLC0415 - only when somebody asks for it

    word = Word()
    query = plain_text(origin.query)
    word.core_properties.title = f"Kennisbank: {query}"[:255]  # what Word takes
    word.core_properties.language = "nl-NL"
    _speak_dutch(word)
    word.add_heading(f"Gevonden passages: {query or 'alle'}", level=1)
    word.add_paragraph(f"{origin.extent()[:1].upper()}{origin.extent()[1:]}. {origin.lines()[3][1]}.")
    for hit in hits:
        word.add_heading(plain_text(hit.document.title or hit.passage.source), level=2)
        if hit.passage.section:
            word.add_paragraph(plain_text(" > ".join(hit.passage.section)))
        if hit.passage.context:
            word.add_paragraph(plain_text(hit.passage.context), style="Quote")
        word.add_paragraph(plain_text(hit.passage.text), style="Quote")
        for note in hit.passage.footnotes:
            word.add_paragraph(plain_text(f"{note.number} {note.text}"))
        word.add_paragraph(plain_text(citing.of_hit(hit, origin.day)))
    word.add_heading("Herkomst", level=2)
    table = word.add_table(rows=0, cols=2)
    for name, value in origin.lines():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, plain_text(value)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _speak_dutch(word: Any) -> None:
    """Set the language of the text, so that Word's spelling check is the Dutch one."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = word.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    properties.append(language)


FORMATS: dict[str, tuple[str, str, Callable[[Sequence[Hit], Origin], bytes]]] = {
    "xlsx": (
        "Excel (.xlsx)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx_bytes,
    ),
    "csv": ("CSV (.csv)", "text/csv", csv_bytes),
    "docx": (
        "Word (.docx)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx_bytes,
    ),
    "jsonl": ("JSON-regels (.jsonl)", "application/x-ndjson", jsonl_bytes),
}
"""Extension → what people see, media type, how it is made."""


def file_name(query: str, day: date, extension: str) -> str:
    """A name that says what is in it: kennisbank-iv-capaciteit-2025-05-26.csv."""
    words = "".join(letter if letter.isalnum() else "-" for letter in query.lower())
    short = "-".join(part for part in words.split("-") if part)[:40].strip("-")
    return "-".join(part for part in ("kennisbank", short, day.isoformat()) if part) + f".{extension}"


def _tags(hit: Hit, kind: str) -> str:
    return ", ".join(dict.fromkeys(tag.label for tag in hit.passage.tags if tag.type == kind))


def _cell(value: Any) -> str:
    """A value for a spreadsheet: text of a document may not become a formula."""
    text = "" if value is None else str(value)
    return ("'" + text if text.startswith(_FORMULA) else text)[:CUT]


def _xlsx(value: Any) -> Any:
    return value if isinstance(value, int | float) or value is None else plain_text(str(value))[:CUT]


def plain_text(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or _in_xml(letter))


def _in_xml(letter: str) -> bool:
    return letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"
