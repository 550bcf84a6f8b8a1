"""Registers to take along: which columns each has, and where the list comes from."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.citation import citation
from kb.records import Document, Passage, RecordType, Reference, as_json
from kb.registers.toezeggingen import facets
from ui import export
from ui.words import Labels, count, date_text

if TYPE_CHECKING:
    from kennisbank import Kennisbank

MOST = 20_000
"""Records in one export of the app."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What columns ask for beside the record: its document and passage, and what people see for a value."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    labels: Labels

    def citation(self, record: Any) -> str | None:
        """How the place of a record is cited; None when it stands in no passage."""
        passage, document = self.passages.get(record.passage_id), self.documents.get(record.document_id)
        return citation(passage, document) if passage and document else None

    def url(self, record: Any) -> str | None:
        """Where the document of a record was published, at the page when that is known."""
        document = self.documents.get(record.document_id)
        if document is None or not document.url:
            return None
        pdf = document.url.lower().split("?")[0].endswith(".pdf")
        return f"{document.url}#page={record.page}" if pdf and record.page else document.url


Column = tuple[str, Callable[[Any, Sources], Any]]


@dataclass(frozen=True, slots=True)
class RegisterOrigin:
    """Where an export of a register comes from: what was asked, when, and how much of it is here."""

    register: str
    words: str
    filters: tuple[str, ...]
    sort: str
    day: date
    at: str | None
    total: int
    exported: int
    revision: int
    version: str
    address: str
    one: str = "regel"
    many: str = "regels"

    def extent(self) -> str:
        """How much of what was found is here, said openly."""
        if not self.exported:
            return "niets: er is niets gevonden"
        told = count(self.exported, self.one, self.many)
        return f"alleen de eerste {told}; de rest is weggelaten" if self.exported < self.total else told

    def lines(self) -> list[tuple[str, str]]:
        """Names and values, in Dutch."""
        told = [
            ("Register", self.register),
            ("Woorden", self.words or "(geen)"),
            ("Filters", "; ".join(self.filters) or "geen"),
            ("Volgorde", self.sort),
            ("Peildatum", date_text(self.at) or ""),
            ("Geraadpleegd", date_text(self.day.isoformat()) or ""),
            ("Gevonden", count(self.total, self.one, self.many)),
            ("In deze uitvoer", self.extent()),
            ("Stand van de kennisbank", str(self.revision)),
            ("Programma", f"Kennisbank {self.version}"),
            ("Adres", self.address),
        ]
        return [(name, value) for name, value in told if value]


def _line(record: Any, _sources: Sources) -> str | None:
    first, last = getattr(record, "line_start", None), getattr(record, "line_end", None)
    first = first or getattr(record, "line", None)
    return None if first is None else (str(first) if last in (None, first) else f"{first}-{last}")


def _people(record: Any, _sources: Sources) -> str:
    return "; ".join(f"{item.name} ({item.party})" if item.party else item.name for item in record.to_whom)


def _labelled(facet: str, values: Iterable[str], sources: Sources) -> str:
    return "; ".join(sources.labels(facet, value) for value in values)


PLACE: tuple[Column, ...] = (
    ("Vindplaats", lambda record, sources: sources.citation(record)),
    ("Bestand", lambda record, _: record.source),
    ("Bladzijde", lambda record, _: record.page),
    ("Regel", _line),
    ("Adres", lambda record, sources: sources.url(record)),
    ("Beoordeling", lambda record, _: record.review),
    ("Zekerheid", lambda record, _: f"{record.confidence:.2f}".replace(".", ",")),
)
"""Columns that every register ends with: everything shown leads back to its place."""

TOEZEGGINGEN: tuple[Column, ...] = (
    ("Soort", lambda record, _: record.kind),
    ("Onderwerp", lambda record, _: record.subject),
    ("Exacte woorden", lambda record, _: record.quote),
    ("Door wie", lambda record, _: record.by_whom),
    ("Ministerie", lambda record, _: record.ministry),
    ("Aan wie", _people),
    ("Commissie", lambda record, _: record.committee),
    ("Gelegenheid", lambda record, _: record.occasion),
    ("Datum gelegenheid", lambda record, _: record.occasion_date),
    ("Termijn in woorden", lambda record, _: record.deadline.text),
    ("Termijn van", lambda record, _: record.deadline.from_),
    ("Termijn tot en met", lambda record, _: record.deadline.to),
    ("Status", lambda record, _: record.status),
    ("Stand van zaken", lambda record, sources: facets.standing(record, sources.documents[record.document_id])),
    ("Te laat", lambda record, _: {True: "ja", False: "nee", None: None}[record.overdue]),
    ("Grond", lambda record, _: record.overdue_why),
    ("Mogelijk nagekomen in", lambda record, _: "; ".join(item.document_id for item in record.fulfilled_by)),
    ("Registernummer", lambda record, _: record.register_number),
    *PLACE,
    ("Kenmerk", lambda record, _: record.toezegging_id),
)

KPIS: tuple[Column, ...] = (
    ("Indicator", lambda record, _: record.label),
    ("Organisatie", lambda record, _: record.organisation),
    ("Jaar", lambda record, _: record.year),
    ("Periode", lambda record, _: record.period.label if record.period else None),
    ("Rol", lambda record, _: record.role),
    ("Waarde", lambda record, _: record.value),
    ("Eenheid", lambda record, _: record.unit),
    ("Vergelijking", lambda record, _: record.comparator),
    ("Exacte woorden", lambda record, _: record.text),
    ("Norm gehaald", lambda record, _: {True: "ja", False: "nee", None: None}[record.met]),
    ("Verschillen", lambda record, _: "; ".join(f"{item.kind}: {item.why}" for item in record.conflicts)),
    ("Toelichting", lambda record, _: record.explanation.quote if record.explanation else None),
    *PLACE,
    ("Kenmerk", lambda record, _: record.kpi_value_id),
)

KNELPUNTEN: tuple[Column, ...] = (
    ("Naam", lambda record, _: record.name),
    ("Thema", lambda record, sources: _labelled("theme", record.theme, sources)),
    ("Regeling", lambda record, sources: _labelled("regeling", record.regeling, sources)),
    ("Organisatie", lambda record, _: record.organisation),
    ("Verslagjaar", lambda record, _: record.reporting_year),
    ("Status", lambda record, _: record.status),
    ("Woorden over de status", lambda record, _: record.status_evidence),
    ("Uitdrukkelijk genoemd", lambda record, _: "ja" if record.explicit else "nee"),
    ("Omschrijving", lambda record, _: record.description),
    ("Oplossing", lambda record, _: record.solution),
    ("Exacte woorden", lambda record, _: record.quote),
    ("Ook in", lambda record, _: "; ".join(record.same_as)),
    ("Eerste jaar", lambda record, _: record.first_year),
    ("Laatste jaar", lambda record, _: record.last_year),
    ("Door de jaren", lambda record, _: record.changed),
    *PLACE,
    ("Kenmerk", lambda record, _: record.knelpunt_id),
)

COLUMNS: dict[RecordType, tuple[Column, ...]] = {
    "toezegging": TOEZEGGINGEN,
    "kpi": KPIS,
    "knelpunt": KNELPUNTEN,
}

ON_PAPER: dict[RecordType, frozenset[str]] = {
    "kpi": frozenset({"Indicator", "Organisatie", "Jaar", "Rol", "Exacte woorden", "Vindplaats"}),
    "knelpunt": frozenset(
        {"Naam", "Thema", "Organisatie", "Verslagjaar", "Omschrijving", "Oplossing", "Vindplaats"}
    ),
}
"""The columns that fit on a page of Word; toezeggingen have those of a ministry's annex."""

NAMES: dict[RecordType, tuple[str, str, str]] = {
    "toezegging": ("Toezeggingen", "toezegging", "toezeggingen"),
    "kpi": ("KPI's", "waarde", "waarden"),
    "knelpunt": ("Knelpunten", "knelpunt", "knelpunten"),
}
"""Name of each register, and its records in singular and plural."""

Made = tuple[Sequence[str], Iterable[Sequence[Any]]]


REFERENCES: tuple[tuple[str, Callable[[Reference], Any]], ...] = (
    ("Document", lambda item: item.document_id),
    ("Bestand", lambda item: item.source),
    ("Bladzijde", lambda item: item.page),
    ("Regel", lambda item: item.line),
    ("Exacte woorden", lambda item: item.text),
    ("Soort", lambda item: item.type),
    ("Dossier", lambda item: item.dossier),
    ("Nummers", lambda item: "; ".join(item.numbers)),
    ("Vergaderjaar", lambda item: item.session),
    ("Datum", lambda item: item.date),
    ("Wet", lambda item: item.law),
    ("Artikel", lambda item: item.article),
    ("Voetnoot", lambda item: item.footnote_number),
    ("Bij deze zin", lambda item: item.cited_by_text),
    ("Is in de kennisbank", lambda item: item.resolved_to),
    ("Twijfel", lambda item: item.doubt),
    ("Adressen", lambda item: " ".join(item.urls)),
    ("Kenmerk", lambda item: item.reference_id),
)
"""Columns of the references."""


def references_data(form: str, records: Sequence[Reference], origin: RegisterOrigin) -> bytes:
    """References as a file of one of `FORMATS`."""
    if form == "jsonl":
        return jsonl_bytes(records, origin)
    paper = ("Document", "Bladzijde", "Regel", "Exacte woorden", "Is in de kennisbank")
    columns = [item for item in REFERENCES if form != "docx" or item[0] in paper]
    made = [name for name, _ in columns], [[value(record) for _, value in columns] for record in records]
    return {"csv": csv_bytes, "xlsx": xlsx_bytes, "docx": docx_bytes}[form](made, origin)


def sources_of(kennisbank: Kennisbank, records: Sequence[Any]) -> Sources:
    """The documents and passages that records stand in."""
    documents = {item.document_id: item for item in kennisbank.documents()}
    passages = kennisbank.passages_of([record.passage_id for record in records if record.passage_id])
    return Sources(documents, passages, kennisbank.facet_label)


def table(columns: Sequence[Column], records: Sequence[Any], sources: Sources) -> Made:
    """Head and rows of a register."""
    rows = ([value(record, sources) for _, value in columns] for record in records)
    return [name for name, _ in columns], rows


def annex(records: Sequence[Any], sources: Sources) -> Made:
    """Toezeggingen as the three-column annex of a ministry's letter."""
    rows = [
        facets.annex_row(record, sources.documents[record.document_id], sources.passages[record.passage_id])
        for record in records
        if record.passage_id in sources.passages
    ]
    return facets.COLUMNS, rows


def csv_bytes(made: Made, origin: RegisterOrigin) -> bytes:
    """As CSV for Dutch Excel."""
    return export.csv_table(made[0], made[1], origin.lines())


def xlsx_bytes(made: Made, origin: RegisterOrigin) -> bytes:
    """As a workbook: the list on the first sheet, where it comes from on the second."""
    return export.xlsx_table(origin.register, made[0], made[1], origin.lines())


def docx_bytes(made: Made, origin: RegisterOrigin) -> bytes:
    """As a Word document with one table, the origin below it."""
    from docx import Document as Word  # noqa: PLC0415 - only when somebody asks for it

    word = Word()
    word.core_properties.title = f"Kennisbank: {origin.register}"
    word.core_properties.language = "nl-NL"
    word.add_heading(origin.register, level=1)
    word.add_paragraph(f"{origin.extent()[:1].upper()}{origin.extent()[1:]}.")
    head, rows = made
    _word_table(word, [list(head), *([_text(value) for value in row] for row in rows)])
    word.add_heading("Herkomst", level=2)
    _word_table(word, [[name, value] for name, value in origin.lines()])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def jsonl_bytes(records: Sequence[Any], origin: RegisterOrigin) -> bytes:
    """One JSON record a line, as the contract has them; the first line is the origin."""
    lines = [{"origin": as_json(origin) | {"extent": origin.extent()}}, *(as_json(item) for item in records)]
    return "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines).encode()


FORMATS: dict[str, tuple[str, str]] = {
    "xlsx": export.FORMATS["xlsx"][:2],
    "csv": export.FORMATS["csv"][:2],
    "docx": export.FORMATS["docx"][:2],
    "jsonl": export.FORMATS["jsonl"][:2],
}
"""Extension → what people see, media type."""


def data(
    form: str,
    kind: RecordType,
    records: Sequence[Any],
    sources: Sources,
    origin: RegisterOrigin,
    *,
    as_annex: bool = False,
) -> bytes:
    """A register as a file of one of `FORMATS`; `as_annex`: toezeggingen in three columns, as in a letter.

    Word always has the few columns that fit on a page.
    """
    if form == "jsonl":
        return jsonl_bytes(records, origin)
    if kind == "toezegging" and (as_annex or form == "docx"):
        made = annex(records, sources)
    elif form == "docx":
        made = table([item for item in COLUMNS[kind] if item[0] in ON_PAPER[kind]], records, sources)
    else:
        made = table(COLUMNS[kind], records, sources)
    return {"csv": csv_bytes, "xlsx": xlsx_bytes, "docx": docx_bytes}[form](made, origin)


def _text(value: Any) -> str:
    return "" if value is None else export.plain_text(str(value))


def _word_table(word: Any, rows: Sequence[Sequence[str]]) -> None:
    made = word.add_table(rows=len(rows), cols=len(rows[0]))
    made.style = "Table Grid"
    for cells, row in zip(made.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = export.plain_text(text)
