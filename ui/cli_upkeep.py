"""Commands for upkeep: check, reindex, the taxonomies, and the app."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ui.cli_base import DONE, IN_PART, AsJson, app, home_of, new_app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import give, progress_bar

taxonomy_app = new_app("De taxonomieën nakijken of tonen.")
app.add_typer(taxonomy_app, name="taxonomy")


class Engine(StrEnum):
    """Search engines."""

    whoosh = "whoosh"
    tantivy = "tantivy"


@app.command(cls=DutchCommand)
def check(
    context: typer.Context,
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Herstel wat te herstellen is.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Alleen wat in een ogenblik te zien is, voor bewaking.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Kijkt of opslag, bronbestanden, vindplaatsen en index kloppen."""
    with opened(context) as kennisbank:
        report = kennisbank.check(repair=repair, quick=quick)
    if as_json:
        give(report)
        return DONE if report.ok else IN_PART
    for item in report.findings:
        typer.echo(f"{item.severity}: {item.message}{' (hersteld)' if item.repaired else ''}")
    held = f"{report.documents} documenten, {report.passages} passages, stand {report.revision}"
    typer.echo(f"{'In orde' if report.ok else 'Niet in orde'}: {held}; taal: {report.pipeline}")
    return DONE if report.ok else IN_PART


@app.command(cls=DutchCommand)
def annotate(
    context: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="Van alle documenten.")] = False,
    as_json: AsJson = False,
) -> int:
    """Zoekt labels opnieuw waar taalverwerking, taxonomie of regels veranderden."""
    with opened(context) as kennisbank, progress_bar("Labels") as show:
        count = kennisbank.annotate(every=every, on_progress=show)
        revision = kennisbank.revision
    if as_json:
        give({"documents": count, "revision": revision})
    else:
        typer.echo(f"Labels opnieuw gezocht in {count} documenten; stand {revision}.")
    return DONE


@app.command(cls=DutchCommand)
def reindex(
    context: typer.Context,
    *,
    engine: Annotated[
        Engine | None, typer.Option(help="Zoekmachine: whoosh of tantivy.", metavar="NAAM")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Bouwt de index opnieuw op uit de opslag."""
    with opened(context) as kennisbank, progress_bar("Index") as show:
        count = kennisbank.reindex(engine=engine.value if engine else None, on_progress=show)
        revision = kennisbank.revision
    if as_json:
        give({"passages": count, "revision": revision})
    else:
        typer.echo(f"De index is opnieuw opgebouwd: {count} passages.")
    return DONE


@app.command(cls=DutchCommand)
def web(
    context: typer.Context,
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort op deze machine.", metavar="GETAL")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open geen venster.")] = False,
) -> int:
    """Start de app in de browser."""
    from ui.server import serve  # noqa: PLC0415 - only this command needs it

    return serve(home_of(context), port, open_browser=not no_browser)


@taxonomy_app.command("check", cls=DutchCommand)
def taxonomy_check(context: typer.Context, *, as_json: AsJson = False) -> int:
    """Kijkt de taxonomieën na op fouten en dubbele namen."""
    from ui.cli_taxonomy import check_taxonomy  # noqa: PLC0415 - only this command needs it

    with opened(context) as kennisbank:
        return check_taxonomy(kennisbank, as_json=as_json)


@taxonomy_app.command("show", cls=DutchCommand)
def taxonomy_show(
    context: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id, naam of spelling.")],
    *,
    as_json: AsJson = False,
) -> int:
    """Toont wat een taxonomie over iets weet."""
    from ui.cli_taxonomy import show_entry  # noqa: PLC0415 - only this command needs it

    with opened(context) as kennisbank:
        return show_entry(kennisbank, entry, as_json=as_json)
