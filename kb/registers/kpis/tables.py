"""Values from tables, as records."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kb.anchors import make_anchor, source_span
from kb.records import Cell, Document, Passage, ReportingPeriod
from kb.registers.kpis.grid import Row, Table, read_tables
from kb.registers.kpis.headers import read_unit, unit_at_end
from kb.registers.kpis.labels import (
    Labels,
    clean_label,
    is_generic,
    is_measure,
    measure_words,
    slug,
    without_brackets,
)
from kb.registers.kpis.lexicon import folded, pattern, words
from kb.registers.kpis.model import Explanation, KpiValue, Tools, identifier
from kb.registers.kpis.periods import When, read_when
from kb.registers.kpis.places import Places
from kb.registers.kpis.rows import Around, Settled, settle, unit_by_kind
from kb.registers.kpis.values import CellValue, mentions_change
from kb.taxonomy import Entry

_REFERRING: Final = 3
"""Words of a remark that only refers or judges ("Zie toelichting 2)", "Behaald")."""
_REFERENCE: Final = re.compile(r"zie\s", re.IGNORECASE)
_SHORT: Final = 2
"""Words of a row's name that may need the group above it."""


@dataclass(slots=True)
class Reading:
    """One document while its values are read: what all its parts share."""

    document: Document
    source: str
    tools: Tools
    places: Places
    organisation: str | None
    organisation_id: str | None
    text_version: str = ""
    counted: dict[str, int] = field(default_factory=dict)

    def next_id(self, words: str) -> str:
        """The id of a new record with these words."""
        self.counted[words] = self.counted.get(words, 0) + 1
        return identifier(self.document.document_id, words, self.counted[words])


@dataclass(frozen=True, slots=True)
class Name:
    """What a row is about: the canonical KPI if it is one, and the label that people see."""

    entry: Entry | None
    label: str
    in_text: str
    context: str = ""

    def series(self, organisation_id: str | None) -> str:
        """The series that values with this name belong to; "Totaal" is one only under its own title."""
        key = self.entry.id if self.entry else slug(self.label)
        if self.entry is None and self.context and is_generic(self.label):
            key = f"{key}@{self.context}"
        return f"{organisation_id or '?'}|{key}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table while its rows become records: what all of them share."""

    table: Table
    around: Around
    notes: _Notes
    doubled: frozenset[str]
    reading: Reading
    title: str


def table_values(passages: Sequence[Passage], reading: Reading) -> Iterator[KpiValue]:
    """The values of all tables of figures of a document, in order."""
    for table in read_tables(passages):
        notes = _Notes(table, reading.source)
        unit, scale = _title_unit(table)
        around = Around(reading.document.reporting_year, notes.by_number, unit, scale)
        sheet = _Sheet(table, around, notes, _doubled(table.rows), reading, _title(table))
        for row in _shared(table.rows):
            yield from _row_values(row, sheet)


def _title(table: Table) -> str:
    """What a table is about, without number and years: it tells generic row names of several tables apart."""
    caption = re.sub(r"^\s*(?:tabel|figuur|overzicht)\s+[\d.]+\s*", "", table.caption, flags=re.IGNORECASE)
    return slug(" ".join(word for word in caption.split() if not any(char.isdigit() for char in word)))


def _row_values(row: Row, sheet: _Sheet) -> Iterator[KpiValue]:
    bare, settled = settle(row, sheet.table, sheet.around)
    if not settled:
        return
    name, grouped = name_row(row, bare, settled, sheet.doubled, sheet.reading)
    name = dataclasses.replace(name, context=sheet.title)
    default = (name.entry.get("unit") if name.entry else None) or unit_by_kind(
        name.label, [item.value for item in settled]
    )
    definition = sheet.notes.of_row(row, grouped)
    for item in settled:
        note, when = sheet.notes.of_cell(item)
        moment = when or item.when
        inferred = (*item.inferred, *(["period"] if when else []))
        said = "; ".join(dict.fromkeys(part for part in (*item.notes, definition, note) if part))
        changed = dataclasses.replace(
            item, when=moment, unit=item.unit or default, inferred=inferred, notes=(said,) if said else ()
        )
        yield _record(row, changed, name, sheet.reading)


def _record(row: Row, item: Settled, name: Name, reading: Reading) -> KpiValue:
    document = reading.document
    year = item.when.year if item.when else None
    words = f"{name.in_text}|{item.role}|{year}|{item.when.label if item.when else ''}|{item.value.text}"
    start, end = item.cell.start, item.cell.end
    return KpiValue(
        kpi_value_id=reading.next_id(words),
        kpi=name.entry.id if name.entry else None,
        label=name.label,
        organisation=reading.organisation,
        year=year,
        period=period_of(item.when),
        role=item.role,
        value=number_of(item.value, item.unit),
        unit=item.unit,
        comparator=item.value.comparator,
        text=item.value.text,
        document_id=document.document_id,
        passage_id=row.passage.passage_id,
        source=document.source,
        page=reading.places.page(row.passage, start),
        line=reading.places.line(start),
        explanation=_remark(row),
        definition_note=item.notes[0] if item.notes else None,
        confidence=item.confidence,
        organisation_id=reading.organisation_id,
        series=name.series(reading.organisation_id),
        label_in_text=name.in_text,
        decimals=item.value.decimals,
        repaired=item.value.repaired,
        inferred=tuple(dict.fromkeys(item.inferred)),
        rule="tabel",
        anchor=make_anchor(document.document_id, reading.source, (start, end), reading.text_version),
        char_start=start,
        char_end=end,
    )


def _remark(row: Row) -> Explanation | None:
    """What a column for remarks says in this row, when it is more than a reference to another place."""
    for cell in row.remarks:
        if len(cell.text.split()) > _REFERRING and not _REFERENCE.match(cell.text):
            return Explanation(row.passage.passage_id, " ".join(cell.text.split()))
    return None


def period_of(moment: When | None) -> ReportingPeriod | None:
    """The period of a record; None when no year is known."""
    return moment.period() if moment and moment.year is not None else None


def number_of(value: CellValue, unit: str | None) -> float | None:
    """The number of a cell; a count in words ("1,3 miljoen") in full, money as written in its unit."""
    if value.kind != "number" or value.value is None:
        return None
    if value.scale and unit == "aantal":
        factor = {"duizend": 1_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}[value.scale]
        return round(value.value * factor, 6)
    return value.value


# ------------------------------------------------------------------------------ names


def name_row(
    row: Row, bare: str, settled: Sequence[Settled], doubled: frozenset[str], reading: Reading
) -> tuple[Name, bool]:
    """What a row is about, and whether the group above it is part of its name."""
    labels = reading.tools.labels
    units = [item.unit for item in settled if item.unit]
    unit = units[0] if units else unit_by_kind(bare, [item.value for item in settled])
    in_text = " ".join(row.label.split())
    clean = clean_label(bare)
    group = row.group
    entry = labels.resolve(in_text, group, reading.organisation_id, unit)
    grouped = bool(group) and (
        bool(entry and entry.get("kort")) or _needs_group(clean, group or "", doubled, labels)
    )
    if entry is None and group and grouped:
        head = labels.group_name(group) or without_brackets(clean_label(group)).split(":")[0]
        clean = f"{head} {clean[:1].lower()}{clean[1:]}" if clean[1:2].islower() else f"{head} {clean}"
        entry = labels.resolve(clean, None, reading.organisation_id, unit)
    if grouped:
        in_text = f"{in_text} (onder {' '.join((group or '').split())})"
    return Name(entry, entry.label if entry else clean, in_text), grouped


def _needs_group(label: str, group: str, doubled: frozenset[str], labels: Labels) -> bool:
    """Whether a row's name is only half of it: it recurs under other groups, or the group is a KPI itself."""
    if folded(label) in doubled or folded(label) in words()["labels"]["halves"]:
        return True
    short = len(label.split()) <= _SHORT and not is_measure(label)
    return short and (labels.group_name(group) is not None or bool(measure_words().match(clean_label(group))))


def _doubled(rows: Sequence[Row]) -> frozenset[str]:
    """Row names that stand under more than one group of a table."""
    groups: dict[str, set[str | None]] = {}
    for row in rows:
        groups.setdefault(folded(clean_label(row.label)), set()).add(row.group)
    return frozenset(name for name, found in groups.items() if len(found) > 1)


def _title_unit(table: Table) -> tuple[str | None, str | None]:
    """A unit for the whole table, in its caption or over its names: "(x € 1.000)", "in duizenden"."""
    for title in (table.caption, table.heading):
        said = [read_unit(match.group(1)) for match in re.finditer(r"\(([^()]{1,60})\)", title)]
        for unit, scale in (*said, unit_at_end(title)):
            if unit or scale:
                return unit, scale
    return None, None


def _shared(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows, with a norm that stands once for several rows given to each of them.

    Where rows share one cell for a target (the same place in the source), a second norm that only the first of
    them has, with the same number, is that target again and holds for all of them.
    """
    first: dict[tuple[int, int], Row] = {}
    for row in rows:
        targets = [item for item in row.figures if item.meaning.role in {"norm", "streefwaarde"}]
        added = []
        for target in targets:
            leader = first.setdefault((target.cell.start, target.cell.end), row)
            if leader is row:
                continue
            own = {item.column for item in row.figures}
            added += [
                item
                for item in leader.figures
                if item.column not in own
                and item.meaning.role in {"norm", "streefwaarde"}
                and item.value.value is not None
                and item.value.value == target.value.value
            ]
        yield dataclasses.replace(row, figures=(*row.figures, *added)) if added else row


# ------------------------------------------------------------------------------ notes


class _Notes:
    """Footnotes of a table: by number, and on which cell their markers stand."""

    def __init__(self, table: Table, source: str) -> None:
        self.by_number: dict[str, str] = {}
        self._at: dict[int, list[str]] = {}
        for passage in table.passages:
            for note in passage.footnotes:
                self.by_number.setdefault(note.number, note.text)
                if note.marker is not None and note.marker > 0:
                    span = source_span(passage.text, note.marker - 1, note.marker, source, passage.spans)
                    place = span or _before(passage, note.marker, source)
                    if place:
                        self._at.setdefault(place[0], []).append(note.text)

    def _on(self, cell: Cell | None) -> list[str]:
        if cell is None:
            return []
        return [text for at, texts in self._at.items() if cell.start <= at < cell.end for text in texts]

    def of_row(self, row: Row, grouped: bool) -> str | None:
        """Notes on the name of a row, and on that of the group above it where that is part of the name."""
        found = [*self._on(row.label_cell), *(self._on(row.group_cell) if grouped else [])]
        return " ".join(dict.fromkeys(found)) or None

    def of_cell(self, item: Settled) -> tuple[str | None, When | None]:
        """Notes on a value, and the period that one of them gives."""
        found = self._on(item.cell)
        if item.value.marker and item.value.marker in self.by_number and item.value.kind == "number":
            found.append(self.by_number[item.value.marker])
        for text in found:
            when = read_when(text)
            year = item.when.year if item.when else None
            told = when is not None and not when.whole and pattern("period_note", "cues").search(text)
            if when and told and when.year in {None, year} and not mentions_series(text):
                return " ".join(dict.fromkeys(found)), when.in_year(year)
        return " ".join(dict.fromkeys(found)) or None, None


def mentions_series(text: str) -> bool:
    """Whether a note is about a change of method from a moment on, not about one value's period."""
    return mentions_change(text) and "vanaf" in folded(text)


def _before(passage: Passage, marker: int, source: str) -> tuple[int, int] | None:
    """The last letter or digit before a marker."""
    for at in range(marker - 1, max(marker - 40, -1), -1):
        if passage.text[at].isalnum():
            return source_span(passage.text, at, at + 1, source, passage.spans)
    return None
