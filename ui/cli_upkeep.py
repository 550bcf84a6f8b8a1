"""Commands for upkeep: check, backup and restore, reindex, the taxonomies, and the app."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_base import DONE, IN_PART, AsJson, app, home_of, new_app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import give, progress_bar

if TYPE_CHECKING:
    from kb.backup import Contents

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


Archive = Annotated[Path, typer.Argument(metavar="BESTAND", help="De reservekopie (zip).")]


@app.command(cls=DutchCommand)
def backup(
    context: typer.Context,
    file: Archive,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Ook als het bestand er al is.")] = False,
    as_json: AsJson = False,
) -> int:
    """Maakt een reservekopie van de hele kennisbank in één bestand.

    Dat kan terwijl anderen lezen en schrijven; de kopie is één stand.
    """
    with opened(context) as kennisbank:
        contents = kennisbank.backup(file, overwrite=overwrite)
    _tell("Bewaard in", file, contents, as_json=as_json)
    return DONE


@app.command(cls=DutchCommand)
def restore(
    context: typer.Context,
    file: Archive,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Vervang wat er staat; dat wordt eerst bewaard.")
    ] = False,
    only_check: Annotated[
        bool, typer.Option("--check", help="Kijk de reservekopie na en verander niets.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Zet een reservekopie terug, nadat elk deel ervan is nagekeken."""
    with opened(context) as kennisbank:
        if only_check:
            _tell("In orde:", file, kennisbank.prove(file), as_json=as_json)
            return DONE
        if not replace and kennisbank.documents() and sys.stdin.isatty():
            replace = typer.confirm("Er staan al documenten. Vervangen (ze worden eerst bewaard)?")
        contents = kennisbank.restore(file, replace=replace)
    _tell("Teruggezet uit", file, contents, as_json=as_json)
    return DONE


def _tell(what: str, file: Path, contents: Contents, *, as_json: bool) -> None:
    if as_json:
        give({name: getattr(contents, name) for name in contents.__slots__ if name != "files"})
        return
    held = f"{contents.documents} documenten, {contents.passages} passages, {contents.judgements} oordelen"
    typer.echo(f"{what} {file}: {held}, stand {contents.revision} van {contents.made_at}.")


@app.command(cls=DutchCommand)
def web(
    context: typer.Context,
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort op deze machine.", metavar="GETAL")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open geen venster.")] = False,
    address: Annotated[
        str,
        typer.Option(
            help="Waar de app luistert; anders alleen deze machine. Zie docs/beheer.md.", metavar="ADRES"
        ),
    ] = "127.0.0.1",
) -> int:
    """Start de app in de browser."""
    from ui.server import serve  # noqa: PLC0415 - only this command needs it

    return serve(home_of(context), port, open_browser=not no_browser, address=address)


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
