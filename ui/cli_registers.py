"""Commands that show the registers: references, missing papers, toezeggingen, KPI's, knelpunten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from kb.records import RecordType, Reference
from ui.cli_base import DONE, AsJson, AsLines, Limit, Offset, app, opened
from ui.cli_choices import read_choices, with_choices
from ui.cli_dutch import DutchCommand
from ui.cli_filters import read_filters, with_filters
from ui.cli_output import give_list, say
from ui.words import date_text

if TYPE_CHECKING:
    from kb.registers.knelpunten import Knelpunt
    from kb.registers.kpis import KpiValue
    from kb.registers.references import MissingPaper
    from kb.registers.toezeggingen import Toezegging

Label: TypeAlias = Callable[[str, str], str]


@app.command(cls=DutchCommand)
@with_filters
def references(
    context: typer.Context,
    *,
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Genoemde stukken die hier niet zijn, meest genoemd eerst."),
    ] = False,
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    given: dict[str, Any],
) -> int:
    """Waar documenten naar verwijzen: Kamerstukken, Handelingen, brieven, wetten …"""
    with opened(context) as kennisbank:
        revision = kennisbank.revision
        name, found = "references", kennisbank.references(filters=read_filters(kennisbank, given))
        papers = kennisbank.missing_papers() if missing else []
    if as_json or as_lines:
        records: list[Any] = papers if missing else found
        name = "missing" if missing else name
        give_list(name, records, len(records), revision, as_lines=as_lines, window=(limit, offset))
        return DONE
    window = slice(offset, None if limit is None else offset + limit)
    for line in _missing_lines(papers[window]) if missing else _reference_lines(found[window]):
        typer.echo(line)
    say(f"{len(papers)} ontbrekende stukken" if missing else f"{len(found)} verwijzingen")
    return DONE


def _reference_lines(found: list[Reference]) -> Iterator[str]:
    for item in found:
        place = [f"p. {item.page}" if item.page else None, f"regel {item.line}" if item.line else None]
        where = " · ".join(part for part in (item.document_id, *place) if part)
        note = f" (voetnoot {item.footnote_number})" if item.footnote_number else ""
        leads = f" → {item.resolved_to}" if item.resolved_to else ""
        yield f"{where}: {' '.join(item.text.split())} [{item.type}]{note}{leads}"
        if item.doubt:
            yield f"    twijfel: {item.doubt}"


def _missing_lines(found: list[MissingPaper]) -> Iterator[str]:
    for paper in found:
        documents = f"{len(paper.cited_by)} document{'en' if len(paper.cited_by) > 1 else ''}"
        yield f"{paper.label}: {paper.count} keer genoemd in {documents} · {' '.join(paper.urls)}".rstrip(" ·")


Words: TypeAlias = Annotated[
    str, typer.Option("--words", metavar="WOORDEN", help="Alleen: deze woorden staan erin.")
]


@app.command(cls=DutchCommand)
@with_filters
@with_choices
def kpis(
    context: typer.Context,
    *,
    words: Words = "",
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    given: dict[str, Any],
    choices: dict[str, Any],
) -> int:
    """Waarden van prestatie-indicatoren, elk met bron; tegenspraak staat erbij."""
    return listed(context, "kpi", words, (given, choices), Output((limit, offset), as_json, as_lines))


@app.command(cls=DutchCommand)
@with_filters
@with_choices
def knelpunten(
    context: typer.Context,
    *,
    words: Words = "",
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    given: dict[str, Any],
    choices: dict[str, Any],
) -> int:
    """Wat de uitvoering van een regeling hindert: wie het meldt, wanneer, met welke oplossing."""
    return listed(context, "knelpunt", words, (given, choices), Output((limit, offset), as_json, as_lines))


@dataclass(frozen=True, slots=True)
class Output:
    """What somebody wants to see of a list: from where to where (limit, offset), and in which form."""

    window: tuple[int | None, int]
    as_json: bool
    as_lines: bool


def listed(
    context: typer.Context,
    kind: RecordType,
    words: str,
    asked: tuple[dict[str, Any], dict[str, Any]],
    output: Output,
) -> int:
    """One register, as JSON or as lines for people."""
    with opened(context) as kennisbank:
        filters, revision = read_filters(kennisbank, asked[0]), kennisbank.revision
        wanted = read_choices(kennisbank, kind, asked[1])
        found = kennisbank.register(kind, filters, wanted.values, words=words, at=wanted.at)
        label = kennisbank.facet_label
    name, lines = SHOWN[kind]
    if output.as_json or output.as_lines:
        give_list(name, found, len(found), revision, as_lines=output.as_lines, window=output.window)
        return DONE
    limit, offset = output.window
    for record in found[offset : None if limit is None else offset + limit]:
        for line in lines(record, label):
            typer.echo(line)
    say(f"{len(found)} {name}")
    return DONE


def _toezegging_lines(record: Toezegging, _label: Label) -> Iterator[str]:
    people = ", ".join(f"{item.name} ({item.party})" if item.party else item.name for item in record.to_whom)
    term = f"termijn: {record.deadline.text}" if record.deadline.text else None
    late = "te laat" if record.overdue else None
    since = date_text(record.status_date)
    status = f"{record.status} (stand {since})" if since else f"{record.status} (stuk zonder datum)"
    parts = [record.kind, record.subject, f"aan {people}" if people else None, status, term, late]
    yield " · ".join([*(part for part in parts if part), _place(record)])
    yield f"    “{' '.join(record.quote.split())}” [{record.toezegging_id}]"
    if record.overdue:
        yield f"    {record.overdue_why}"


def _kpi_lines(record: KpiValue, _label: Label) -> Iterator[str]:
    period = record.period.label if record.period and record.period.label else record.year
    yield f"{record.label} · {record.role} {period or '?'}: {record.text} · {_place(record)}"
    for conflict in record.conflicts:
        yield f"    {conflict.kind}: {conflict.why}"


def _knelpunt_lines(record: Knelpunt, label: Label) -> Iterator[str]:
    themes = ", ".join(label("theme", theme) for theme in record.theme)
    year = record.reporting_year or "?"
    yield f"{record.name} · {themes} · {record.organisation or '?'} {year} · {record.status} · {_place(record)}"
    if record.solution:
        yield f"    oplossing: {' '.join(record.solution.split())}"


def _place(record: Any) -> str:
    line = getattr(record, "line", None) or getattr(record, "line_start", None)
    parts = [
        record.document_id,
        f"p. {record.page}" if record.page else None,
        f"regel {line}" if line else None,
    ]
    return " ".join(part for part in parts if part)


SHOWN: dict[RecordType, tuple[str, Callable[[Any, Label], Iterator[str]]]] = {
    "toezegging": ("toezeggingen", _toezegging_lines),
    "kpi": ("kpis", _kpi_lines),
    "knelpunt": ("knelpunten", _knelpunt_lines),
}
"""Name in JSON and lines for people, of each register."""
