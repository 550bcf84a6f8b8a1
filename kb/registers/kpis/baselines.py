"""Plain ways to read KPI values, to measure the register against. Not used for anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from kb.language.sentences import sentence_spans
from kb.records import Document, Passage
from kb.registers.kpis.headers import Role, read_header
from kb.registers.kpis.labels import slug
from kb.registers.kpis.model import KpiValue, Tools, Where, identifier
from kb.registers.kpis.numbers import to_number
from kb.taxonomy import Entry

_VALUE: Final = re.compile(r"(?<!\S)[<>≥≤]?\s?\d[\d.]*(?:,\d+)?\s?%?(?=\s|$)|(?<!\S)(?:-|–|n\.v\.t\.?)(?=\s|$)")
_PERCENT: Final = re.compile(r"(?P<number>\d[\d.]*(?:,\d+)?)\s?(?:%|procent)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def values(document: Document, passages: Sequence[Passage], tools: Tools) -> list[KpiValue]:
    """Numbers of a line laid on the columns from left to right; in text percentages beside a KPI's name."""
    found: list[KpiValue] = []
    for passage in passages:
        if passage.cells is not None:
            found.extend(_lines(document, passage, tools, len(found)))
        elif passage.kind in {"text", "list"}:
            found.extend(_sentences(document, passage, tools, len(found)))
    return found


def _lines(document: Document, passage: Passage, tools: Tools, count: int) -> Iterator[KpiValue]:
    headers = [read_header(column) for column in passage.cells.columns] if passage.cells else []
    columns = [item for item in headers if item.kind == "value"]
    for line in passage.text.split("\n"):
        matches = list(_VALUE.finditer(line))
        if not matches:
            continue
        label = line[: matches[0].start()].strip()
        entry = tools.labels.resolve(label, None, document.organisation_id, None)
        for column, match in zip(columns, matches, strict=False):
            year = column.when.year if column.when else document.reporting_year
            said = _Said(entry, label, year, column.role or "waarde", "table")
            yield _value(document, passage, match.group().strip(), said, count)


def _sentences(document: Document, passage: Passage, tools: Tools, count: int) -> Iterator[KpiValue]:
    for start, end in sentence_spans(passage.text):
        text = passage.text[start:end]
        mentions = [item for item in tools.labels.mentions(text, document.organisation_id) if item.whole]
        if not mentions:
            continue
        year = _YEAR.search(text)
        when = int(year.group()) if year else document.reporting_year
        entry = mentions[0].entry
        for match in _PERCENT.finditer(text):
            said = _Said(entry, entry.label, when, "waarde", "text")
            yield _value(document, passage, match.group(), said, count)


class _Said(NamedTuple):
    """What a number is taken to be."""

    entry: Entry | None
    label: str
    year: int | None
    role: Role
    where: Where


def _value(document: Document, passage: Passage, text: str, said: _Said, count: int) -> KpiValue:
    entry, label, year, role, where = said
    number = to_number(re.sub(r"[^\d.,]", "", text))
    return KpiValue(
        kpi_value_id=identifier(document.document_id, f"{label}{text}{year}", count),
        kpi=entry.id if entry else None,
        label=entry.label if entry else label,
        organisation=document.organisation,
        year=year,
        period=None,
        role=role,
        value=number.value if number else None,
        unit="%" if "%" in text or "procent" in text else "aantal",
        comparator=None,
        text=text,
        document_id=document.document_id,
        passage_id=passage.passage_id,
        source=document.source,
        page=passage.page_from,
        line=passage.line_start,
        series=f"{document.organisation_id}|{entry.id if entry else slug(label)}",
        where=where,
    )


def contradictions(found: Sequence[KpiValue]) -> int:
    """How many contradictions there are when every two unequal numbers of a series, role and year are one."""
    groups: dict[tuple[str, str, int], set[float]] = {}
    for item in found:
        if item.value is not None and item.year is not None:
            groups.setdefault((item.series, item.role, item.year), set()).add(item.value)
    return sum(1 for group in groups.values() for _ in combinations(group, 2))
