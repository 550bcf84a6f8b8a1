"""Commands that list, search and explain, and the one that keeps a person's word."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.records import RecordType
from kb.reports import NotFound
from ui.cli_base import DONE, AsJson, AsLines, Limit, Offset, PassageId, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_filters import WrongUse, read_filters, with_filters
from ui.cli_output import (
    document_line,
    give,
    give_line,
    give_list,
    judgement_line,
    passage_lines,
    say,
    search_lines,
)

if TYPE_CHECKING:
    from kennisbank import Kennisbank

JUDGED: tuple[RecordType, ...] = ("toezegging", "kpi", "knelpunt")
"""The registers whose records people judge."""


class Sort(StrEnum):
    """Orders of hits."""

    relevance = "relevance"
    date = "date"


@app.command(cls=DutchCommand)
def documents(
    context: typer.Context,
    *,
    removed: Annotated[bool, typer.Option("--removed", help="Wat in de prullenbak ligt.")] = False,
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> int:
    """Alle documenten."""
    with opened(context) as kennisbank:
        found, revision = kennisbank.documents(removed=removed), kennisbank.revision
        if as_json or as_lines:
            give_list("documents", found, len(found), revision, as_lines=as_lines, window=(limit, offset))
            return DONE
        for document in found[offset : None if limit is None else offset + limit]:
            typer.echo(document_line(document, kennisbank.taxonomy.label))
    say(f"{len(found)} documenten")
    return DONE


@app.command(cls=DutchCommand)
def passages(
    context: typer.Context,
    *,
    document: Annotated[
        str | None, typer.Option("--document", help="Alleen van dit document.", metavar="DOCUMENT_ID")
    ] = None,
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> int:
    """Alle passages, of die van één document."""
    with opened(context) as kennisbank:
        chosen = (kennisbank.document(document),) if document else kennisbank.documents()
        total = sum(item.passages for item in chosen)
        found = kennisbank.passages(document)
        if as_json or as_lines:
            window = (limit, offset)
            give_list("passages", found, total, kennisbank.revision, as_lines=as_lines, window=window)
            return DONE
        for passage in islice(found, offset, None if limit is None else offset + limit):
            for line in passage_lines(passage):
                typer.echo(line)
    say(f"{total} passages")
    return DONE


@app.command(cls=DutchCommand)
@with_filters
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="ZOEKVRAAG", help="Zonder: alles wat door de filters komt.")
    ] = "",
    *,
    sort: Annotated[
        Sort, typer.Option(help="relevance (best eerst) of date (nieuwste eerst).", metavar="VOLGORDE")
    ] = Sort.relevance,
    exact: Annotated[bool, typer.Option("--exact", help="Alleen de woorden zelf, geen verwante.")] = False,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="SLEUTEL", help="Niet zo gelezen: een sleutel uit de uitvoer."),
    ] = None,
    every_place: Annotated[
        bool, typer.Option("--every-place", help="Elke plaats apart, ook van dezelfde tekst.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Hoogstens zoveel.", metavar="GETAL")] = 10,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    given: dict[str, Any],
) -> int:
    """Zoekt passages."""
    with opened(context) as kennisbank:
        filters = read_filters(kennisbank, given)
        page = kennisbank.search(
            query, filters, sort=sort.value, exact=exact, off=without or (), grouped=not every_place,
            limit=limit, offset=offset,
        )  # fmt: skip
    if as_lines:
        for hit in page.hits:
            give_line(hit)
    elif as_json:
        give(page)
    else:
        for line in search_lines(page):
            typer.echo(line)
    return DONE


@app.command(cls=DutchCommand)
def explain(context: typer.Context, passage_id: PassageId, *, as_json: AsJson = False) -> int:
    """Een passage met haar labels en waarom."""
    with opened(context) as kennisbank:
        told, passage = kennisbank.explain(passage_id), kennisbank.passage(passage_id)
    if as_json:
        give(told)
        return DONE
    for line in passage_lines(passage):
        typer.echo(line)
    for tag in passage.tags:
        ground = f"regel {tag.rule}, zekerheid {tag.confidence:.2f}".replace(".", ",")
        typer.echo(f"    {tag.type} = {tag.label}: “{tag.text}” ({ground})")
    return DONE


@app.command(cls=DutchCommand)
def judge(
    context: typer.Context,
    verb: Annotated[
        str, typer.Argument(metavar="OORDEEL", help="confirm, reject, change, add, join, part of note.")
    ],
    about: Annotated[
        str, typer.Argument(metavar="ID", help="Een passage, of een regel van een register (toezegging_id …).")
    ],
    *,
    who: Annotated[str, typer.Option(help="Wie dit zegt.", metavar="NAAM")],
    target: Annotated[
        str | None,
        typer.Option(
            help="Waarover: passage, tag, toezegging, kpi of knelpunt; anders volgt het uit ID.", metavar="WAT"
        ),
    ] = None,
    value: Annotated[str | None, typer.Option(help="De waarde, bij change en add.", metavar="WAARDE")] = None,
    note: Annotated[str | None, typer.Option(help="Toelichting.", metavar="TEKST")] = None,
    start: Annotated[int | None, typer.Option(min=0, help="Begin van de woorden in de passage.")] = None,
    end: Annotated[int | None, typer.Option(min=0, help="Eind van de woorden in de passage.")] = None,
    as_json: AsJson = False,
) -> int:
    """Legt een oordeel over een passage of een regel van een register vast.

    Bij change is --value een JSON-object van velden, bij join en part een van ids. Het oordeel blijft op
    de juiste woorden staan, ook als het document opnieuw wordt ingelezen.
    """
    if (start is None) != (end is None):
        raise WrongUse("Geef --start en --end samen, of geen van beide.")
    with opened(context) as kennisbank:
        kind = _register_of(kennisbank, about, target)
        if kind is not None:
            told = kennisbank.judge_record(kind, about, verb, value=value, note=note, who=who)
        else:
            told = kennisbank.judge(
                target or "passage", verb, about, value=value, note=note, who=who, start=start, end=end
            )
    if as_json:
        give(told)
    else:
        typer.echo(f"Vastgelegd. {judgement_line(told)}")
    return DONE


def _register_of(kennisbank: Kennisbank, about: str, target: str | None) -> RecordType | None:
    """The register that `about` is a record of; None for a passage. Raises `NotFound`."""
    kinds = [kind for kind in JUDGED if target in (None, kind)]
    if target in ("passage", "tag") or not kinds or about in kennisbank.passages_of([about]):
        return None
    for kind in kinds:
        try:
            kennisbank.record(kind, about)
        except NotFound:
            continue
        return kind
    raise NotFound(
        f"Er is geen passage of regel van een register met id {about}. De opdrachten toezeggingen, kpis en "
        "knelpunten tonen de ids."
    )


@app.command(cls=DutchCommand)
def judgements(
    context: typer.Context,
    *,
    detached: Annotated[
        bool, typer.Option("--detached", help="Alleen wat is losgeraakt van zijn woorden.")
    ] = False,
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> int:
    """Wat mensen hebben geoordeeld, oudste eerst."""
    with opened(context) as kennisbank:
        found, revision = kennisbank.judgements(detached=True if detached else None), kennisbank.revision
    if as_json or as_lines:
        give_list("judgements", found, len(found), revision, as_lines=as_lines, window=(limit, offset))
        return DONE
    for item in found[offset : None if limit is None else offset + limit]:
        typer.echo(judgement_line(item))
    say(f"{len(found)} oordelen")
    return DONE
