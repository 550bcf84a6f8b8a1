"""Commands that bring documents in and take them out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_base import DONE, IN_PART, AsJson, DocumentId, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import give, ingest_lines, progress_bar, say

if TYPE_CHECKING:
    from ingest.watching import Watcher
    from kennisbank import Kennisbank

WATCH_SECONDS = 2.0
"""Between two looks at a watched folder: soon enough for people, rare enough for a network folder."""


@app.command(cls=DutchCommand)
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Bestanden of mappen.", metavar="PAD…")],
    *,
    manifest: Annotated[
        Path | None,
        typer.Option(help="Manifest (TOML) met wat zeker is over de bestanden.", metavar="BESTAND"),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Zoveel processen tegelijk.", metavar="GETAL")] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="Lees op de machines van het Dask-cluster met deze scheduler, zoals tcp://machine:8786.",
            metavar="ADRES",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Blijf kijken en lees in wat erbij komt; stoppen met Ctrl+C.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Leest bestanden of mappen in.

    Wat er al is, kost geen werk. Een bestand dat niet te lezen is, wordt genoemd en houdt de andere niet op.
    """
    if watch:
        if scheduler:
            raise typer.BadParameter("--watch leest op deze machine; laat --scheduler weg.")
        return _watch(context, tuple(paths), manifest, workers)
    with opened(context) as kennisbank, progress_bar("Inlezen") as show:
        report = kennisbank.ingest(
            paths, manifest=manifest, workers=workers, scheduler=scheduler, on_progress=show
        )
    if as_json:
        give(report)
    else:
        for line in ingest_lines(report):
            typer.echo(line)
    return IN_PART if report.refused else DONE


def _watch(context: typer.Context, folders: tuple[Path, ...], manifest: Path | None, workers: int) -> int:
    """Take in what is written to the end in `folders`, until somebody stops it."""
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise typer.BadParameter(f"Met --watch geeft u mappen; dit is er geen: {missing[0]}")
    from ingest.watching import Watcher  # noqa: PLC0415 - the readers are slow to import

    watcher = Watcher(folders)
    with opened(context) as kennisbank:
        say(f"Kijken naar {', '.join(map(str, folders))}. Stoppen met Ctrl+C.")
        try:
            while True:
                _take_in_settled(kennisbank, watcher, manifest, workers)
                time.sleep(WATCH_SECONDS)
        except KeyboardInterrupt:
            say("Gestopt.")
            return DONE


def _take_in_settled(kennisbank: Kennisbank, watcher: Watcher, manifest: Path | None, workers: int) -> None:
    ready = watcher.settled()
    for folder in watcher.folders:
        mine = [path for path in ready if path.is_relative_to(folder.expanduser().absolute())]
        if mine:
            report = kennisbank.ingest(mine, under=folder, manifest=manifest, workers=workers)
            for line in ingest_lines(report):
                typer.echo(line)


@app.command(cls=DutchCommand)
def remove(
    context: typer.Context,
    document_id: DocumentId,
    *,
    purge: Annotated[bool, typer.Option("--purge", help="Voorgoed, zonder prullenbak.")] = False,
) -> int:
    """Haalt een document weg.

    Het gaat ook uit de index en blijft 30 dagen in de prullenbak.
    """
    with opened(context) as kennisbank:
        kennisbank.remove(document_id, purge=purge)
    typer.echo(f"{document_id} is {'voorgoed verwijderd' if purge else 'naar de prullenbak (30 dagen)'}.")
    return DONE


@app.command("restore-document", cls=DutchCommand)
def restore_document(context: typer.Context, document_id: DocumentId) -> int:
    """Zet een document uit de prullenbak terug."""
    with opened(context) as kennisbank:
        kennisbank.restore_document(document_id)
    typer.echo(f"{document_id} staat weer in de kennisbank.")
    return DONE
