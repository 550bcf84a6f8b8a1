"""Commands that show the registers: what documents cite, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from kb.records import Reference
from kb.registers.references import MissingPaper
from ui.cli_base import DONE, AsJson, AsLines, Limit, Offset, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_filters import read_filters, with_filters
from ui.cli_output import give_list, say


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
