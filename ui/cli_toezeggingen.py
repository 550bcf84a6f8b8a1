"""`kennisbank toezeggingen`: the register, and beside it that of the Kamer: fetched, brought, laid on ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli_base import DONE, AsJson, AsLines, Limit, Offset, app, opened
from ui.cli_choices import with_choices
from ui.cli_dutch import DutchCommand, DutchGroup
from ui.cli_filters import with_filters
from ui.cli_output import give_list, say
from ui.cli_registers import Output, Words, listed
from ui.words import date_text

if TYPE_CHECKING:
    from kb.registers.toezeggingen.kamer import KamerRecord
    from kb.registers.toezeggingen.kamer_match import KamerMatch
    from kennisbank import Kennisbank

group = typer.Typer(cls=DutchGroup, add_completion=False, rich_markup_mode=None, no_args_is_help=False)
app.add_typer(group, name="toezeggingen")


@group.callback(invoke_without_command=True)
@with_filters
@with_choices
def toezeggingen(
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
    """Wat aan de Kamer is toegezegd: precieze woorden, door wie, aan wie, termijn en stand."""
    if context.invoked_subcommand is not None:
        return DONE
    return listed(context, "toezegging", words, (given, choices), Output((limit, offset), as_json, as_lines))


@group.command(cls=DutchCommand)
def fetch(
    context: typer.Context,
    *,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADRES", help="Adres van de open data; anders dat van de Kamer."),
    ] = None,
) -> int:
    """Haalt het eigen register van de Tweede Kamer op uit de open data; gaat verder waar het bleef."""
    with opened(context) as kennisbank:
        done = kennisbank.kamer.fetch(
            address=address, on_page=lambda page, records: say(f"bladzijde {page}: {records} regels")
        )
        total = len(kennisbank.kamer.records())
    again = " (verder waar het bleef)" if done.resumed else ""
    say(f"{done.records} regels opgehaald{again}; het register van de Kamer heeft hier nu {total} regels.")
    return DONE


@group.command("import", cls=DutchCommand)
def bring(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND…", help="OData JSON, JSON-regels of CSV.")],
) -> int:
    """Leest bestanden met toezeggingen uit het register van de Tweede Kamer in."""
    with opened(context) as kennisbank:
        for file in files:
            brought = kennisbank.kamer.bring(file)
            say(f"{file.name}: {brought.records} regels{' (was er al)' if brought.known else ''}")
        say(f"Het register van de Kamer heeft hier nu {len(kennisbank.kamer.records())} regels.")
    return DONE


@dataclass(frozen=True, slots=True)
class KamerLine:
    """One record of the Kamer's register, with the places here that may hold it, the best first."""

    record: KamerRecord
    matches: tuple[KamerMatch, ...]


@group.command(cls=DutchCommand)
def kamer(
    context: typer.Context,
    *,
    missing: Annotated[
        bool, typer.Option("--missing", help="Alleen wat hier in geen stuk is teruggevonden.")
    ] = False,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="WAARDE", help="Alleen: deze status; mag vaker."),
    ] = None,
    words: Words = "",
    limit: Limit = None,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_lines: AsLines = False,
) -> int:
    """Het eigen register van de Tweede Kamer, met de plaatsen hier die erbij kunnen horen."""
    with opened(context) as kennisbank:
        found = [
            item
            for item in kamer_lines(kennisbank)
            if not (missing and item.matches) and _asked(item.record, status or (), words)
        ]
        revision = kennisbank.revision
    if as_json or as_lines:
        give_list("kamer", found, len(found), revision, as_lines=as_lines, window=(limit, offset))
        return DONE
    for item in found[offset : None if limit is None else offset + limit]:
        for line in _told(item):
            typer.echo(line)
    say(f"{len(found)} toezeggingen in het register van de Kamer; gekoppelde plaatsen zijn vermoedens")
    return DONE


def _asked(record: KamerRecord, status: Sequence[str], words: str) -> bool:
    texts = (record.number, record.text, record.name, record.activity, *(item.name for item in record.to_whom))
    told = " ".join(item for item in texts if item).casefold()
    return (not status or record.status in status) and all(word in told for word in words.casefold().split())


def kamer_lines(kennisbank: Kennisbank) -> list[KamerLine]:
    """The Kamer's register laid on the documents here, in the order in which it came."""
    from kb.registers.toezeggingen.kamer_match import match  # noqa: PLC0415 - other commands do without

    records = kennisbank.kamer.records()
    passages = defaultdict(list)
    for passage in kennisbank.passages() if records else ():
        passages[passage.document_id].append(passage)
    matches: Mapping[str, Sequence[KamerMatch]] = match(
        records, kennisbank.register("toezegging"), kennisbank.documents(), lambda name: passages[name]
    )
    return [KamerLine(item, tuple(matches.get(item.id, ()))) for item in records]


def _told(item: KamerLine) -> Iterator[str]:
    record = item.record
    people = ", ".join(f"{one.name} ({one.party})" if one.party else one.name for one in record.to_whom)
    parts = [
        record.number, record.status, date_text(record.activity_date or record.created), record.function,
        f"aan {people}" if people else None,
    ]  # fmt: skip
    yield " · ".join(part for part in parts if part)
    yield f"    {record.text}"
    for place in item.matches:
        score = f"{place.score:.2f}".replace(".", ",")
        ours = f" [{place.toezegging_id}]" if place.toezegging_id else ""
        yield f"    misschien in {place.document_id} (score {score}: {place.why}){ours}"
