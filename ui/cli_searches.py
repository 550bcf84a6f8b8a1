"""The commands about saved searches: keep them, see what is new, write their Atom files."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.reports import KennisbankError
from ui.cli_base import DONE, AsJson, app, new_app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_filters import read_filters, with_filters
from ui.cli_lists import Sort
from ui.cli_output import give, say

if TYPE_CHECKING:
    from kb.saved import SavedSearch
    from kennisbank import Kennisbank

searches_app = new_app("Bewaarde zoekvragen: bewaren, zien wat nieuw is, Atom-bestanden schrijven.")
app.add_typer(searches_app, name="searches")

Number = Annotated[int, typer.Argument(metavar="NUMMER", help="De bewaarde zoekvraag.")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAAM", help="Alleen die van deze persoon.")]


class IntervalOption(StrEnum):
    """How often the file of a search is written anew."""

    dag = "dag"
    week = "week"
    maand = "maand"


@searches_app.command("add", cls=DutchCommand)
@with_filters
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Hoe de zoekvraag heet.")],
    query: Annotated[
        str, typer.Argument(metavar="ZOEKVRAAG", help="Zonder: alles wat door de filters komt.")
    ] = "",
    *,
    owner: Annotated[str, typer.Option("--owner", metavar="NAAM", help="Van wie de zoekvraag is.")],
    interval: Annotated[
        IntervalOption | None,
        typer.Option(help="Hoe vaak het Atom-bestand wordt vernieuwd: dag, week of maand.", metavar="TIJD"),
    ] = None,
    sort: Annotated[
        Sort, typer.Option(help="relevance (best eerst) of date (nieuwste eerst).", metavar="VOLGORDE")
    ] = Sort.relevance,
    exact: Annotated[bool, typer.Option("--exact", help="Alleen de woorden zelf, geen verwante.")] = False,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="SLEUTEL", help="Niet zo gelezen: een sleutel uit `search --json`."),
    ] = None,
    as_json: AsJson = False,
    given: dict[str, Any],
) -> int:
    """Bewaart een zoekvraag. Wat er nu is, geldt als gezien."""
    with opened(context) as kennisbank:
        made = kennisbank.saved.add(
            owner=owner, name=name, query=query, filters=read_filters(kennisbank, given), sort=sort.value,
            exact=exact, off=without or (), interval=interval.value if interval else None,
        )  # fmt: skip
    if as_json:
        give(made)
    else:
        typer.echo(f"Bewaard als nummer {made.saved_search_id}.")
    return DONE


@searches_app.command("list", cls=DutchCommand)
def listed(context: typer.Context, *, owner: Owner = None, as_json: AsJson = False) -> int:
    """Toont de bewaarde zoekvragen, met de documenten die nieuw zijn."""
    from ui import feeds  # noqa: PLC0415 - help and wrong use need none of it

    with opened(context) as kennisbank:
        found = [(item, _new(kennisbank, item)) for item in kennisbank.saved.all(owner)]
        revision = kennisbank.revision
    if as_json:
        records = [{"search": item, "new": [document.document_id for document in new]} for item, new in found]
        give({"searches": records, "total": len(records), "revision": revision})
        return DONE
    for item, new in found:
        typer.echo(feeds.told(item, len(new)))
        for document in new:
            typer.echo(f"    nieuw: {document.title or document.source} [{document.document_id}]")
    say(f"{len(found)} bewaarde zoekvragen")
    return DONE


def _new(kennisbank: Kennisbank, search: SavedSearch) -> tuple[Any, ...]:
    return () if search.paused else kennisbank.new_in(search)


@searches_app.command("seen", cls=DutchCommand)
def seen(context: typer.Context, number: Number) -> int:
    """Zegt dat gezien is wat er nu is: het is daarna niet meer nieuw."""
    with opened(context) as kennisbank:
        item = kennisbank.saved.seen(number)
    typer.echo(f"Gezien: {item.name}.")
    return DONE


@searches_app.command("pause", cls=DutchCommand)
def pause(context: typer.Context, number: Number) -> int:
    """Zet een bewaarde zoekvraag stil."""
    with opened(context) as kennisbank:
        item = kennisbank.saved.change(number, paused=True)
    typer.echo(f"Gepauzeerd: {item.name}.")
    return DONE


@searches_app.command("resume", cls=DutchCommand)
def resume(context: typer.Context, number: Number) -> int:
    """Laat een gepauzeerde zoekvraag weer lopen."""
    with opened(context) as kennisbank:
        item = kennisbank.saved.change(number, paused=False)
    typer.echo(f"Loopt weer: {item.name}.")
    return DONE


@searches_app.command("remove", cls=DutchCommand)
def remove(context: typer.Context, number: Number) -> int:
    """Verwijdert een bewaarde zoekvraag."""
    with opened(context) as kennisbank:
        kennisbank.saved.remove(number)
    typer.echo("Verwijderd.")
    return DONE


@searches_app.command("feeds", cls=DutchCommand)
def write_feeds(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="MAP", help="Waar de bestanden komen; anders feeds in de map van de kennisbank."
        ),
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Ook die nog niet aan de beurt of gepauzeerd zijn.")
    ] = False,
    address: Annotated[
        str | None, typer.Option(help="Het adres van de app, voor de links.", metavar="ADRES")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Schrijft de Atom-bestanden die aan de beurt zijn; geschikt om op gezette tijden te draaien."""
    from ui import feeds  # noqa: PLC0415 - help and wrong use need none of it

    with opened(context) as kennisbank:
        place = folder or kennisbank.home / "feeds"
        moment = datetime.now(UTC)
        chosen = [item for item in kennisbank.saved.all() if every or feeds.due(item, moment)]
        try:
            made = feeds.write(kennisbank, chosen, place, (address or feeds.base_address()).rstrip("/"))
        except OSError as error:
            raise KennisbankError(
                f"In {place} kan niet geschreven worden ({error.strerror}). Kies een andere map."
            ) from error
    if as_json:
        give({"files": [str(item) for item in made], "total": len(made)})
        return DONE
    for item in made:
        typer.echo(str(item))
    say(f"{len(made)} Atom-bestanden geschreven in {place}")
    return DONE
